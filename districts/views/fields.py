"""Fields of cooperation: the list, a new one, another name."""

from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from deadlines import clock
from districts.domain import vocabulary
from districts.errors import DistrictRefused
from districts.forms.fields import FieldForm
from districts.models import Field


class FieldFilters(Filters):
    """Fields by name."""

    search_in = ["folded_names"]


class FieldList(ListPage):
    """The fields that partners, relations and orientations are put under."""

    permission = Permission.PROGRAMME_EDIT
    template_name = "districts/fields/list.html"
    filters = FieldFilters
    order = "rank"
    file_name = "linh-vuc"
    empty = Empty(
        title=_("Chưa có lĩnh vực nào"),
        text=_("Thêm lĩnh vực để phân loại đối tác, quan hệ, hoạt động và định hướng."),
    )
    columns = [
        Column(
            name="rank",
            label=_("Thứ tự"),
            value=lambda field: field.rank,
            order_by=("rank", "name"),
            css="num",
        ),
        Column(
            name="name",
            label=_("Tên lĩnh vực"),
            value=lambda field: field.name,
            order_by=("name",),
            url=lambda field: reverse("districts:field_change", args=[field.pk]),
        ),
        Column(
            name="english",
            label=_("Tên tiếng Anh"),
            value=lambda field: field.name_en,
            order_by=("name_en",),
            template="districts/fields/_english.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[Field]:
        """Return all of them."""
        return Field.objects.all()


class FieldAct(ActPage):
    """A form about a field."""

    permission = Permission.PROGRAMME_EDIT
    refusals = (DistrictRefused,)
    form_class = FieldForm
    template_name = "districts/fields/form.html"
    success_url = reverse_lazy("districts:fields")
    heading: Any = ""


class NewField(FieldAct):
    """A field that the office did not have."""

    heading = _("Thêm lĩnh vực")
    done = _("Đã thêm lĩnh vực.")

    def get_initial(self) -> dict[str, Any]:
        """Propose the last place."""
        last = Field.objects.aggregate(last=Max("rank"))["last"] or 0
        return {"rank": last + 1}

    def act(self, form: FieldForm) -> None:
        """Name it."""
        code = vocabulary.code_for(form.cleaned_data["name"])
        vocabulary.create_field(code=code, **form.cleaned_data, by=self.actor, at=clock.now())


class ChangeField(FieldAct):
    """Another name, or another place in lists."""

    heading = _("Sửa lĩnh vực")
    done = _("Đã lưu lĩnh vực.")

    @cached_property
    def field(self) -> Field:
        """The field of the address."""
        return get_object_or_404(Field, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return {name: getattr(self.field, name) for name in vocabulary.CHANGEABLE}

    def act(self, form: FieldForm) -> None:
        """Name it anew."""
        vocabulary.change_field(self.field, **form.cleaned_data, by=self.actor, at=clock.now())
