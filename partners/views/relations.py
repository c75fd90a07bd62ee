"""Relations: the list, one relation with its history, beginning, next stage, snooze."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from districts.domain.units import units_on
from partners.domain import contact_days, own_word, relations, silence
from partners.domain.lapsed import lapsed
from partners.domain.stage_corrections import correct_stage
from partners.enums import Stage
from partners.forms.relations import (
    ChangeForm,
    CorrectionForm,
    SnoozeForm,
    StageForm,
    StartForm,
)
from partners.models import Partner, Relation, RelationStage
from partners.views.base import FormPage, from_address
from partners.views.filters import RelationFilters
from partners.views.relation_columns import COUNTRY, PARENT, SINCE
from partners.views.sides import BothSides, BothSidesEdit
from partners.views.timeline import listed, timeline


class RelationList(BothSides, ListPage):
    """The relations of the province and its units, or of one's own unit."""

    template_name = "partners/relations/list.html"
    filters = RelationFilters
    order = "partner"
    file_name = "quan-he-hop-tac"
    empty = Empty(
        title=_("Chưa có quan hệ hợp tác nào"),
        text=_("Quan hệ bắt đầu từ khi đơn vị tìm hiểu một đối tác."),
    )
    columns = [
        Column(
            name="partner",
            label=_("Đối tác"),
            value=lambda relation: relation.partner.listed_name,
            order_by=("partner__sort_key",),
            url=lambda relation: reverse("partners:relation", args=[relation.pk]),
        ),
        PARENT,
        COUNTRY,
        Column(
            name="ours",
            label=_("Phía ta"),
            value=lambda relation: relation.ours,
            order_by=("district__rank", "district__sort_key"),
        ),
        Column(
            name="stage",
            label=_("Giai đoạn"),
            value=lambda relation: relation.get_stage_display(),
            order_by=("stage",),
            template="partners/relations/_stage.html",
        ),
        SINCE,
        Column(
            name="last",
            label=_("Hoạt động gần nhất"),
            value=lambda relation: relation.last_activity_on,
            order_by=("last_activity_on",),
        ),
    ]

    def get_queryset(self) -> QuerySet[Relation]:
        """Return the relations that this side sees."""
        linked = ("partner__parent", "partner__country", "district")
        return self.sight.relations().select_related(*linked)


class RelationPage(BothSides, TemplateView):
    """One relation: how it came to where it is, what was done, and what may be done."""

    template_name = "partners/relations/relation.html"

    @cached_property
    def relation(self) -> Relation:
        """The relation of the address, if this side sees it."""
        rows = self.sight.relations().select_related("partner__country", "district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the relation's history and activities."""
        relation, today = self.relation, clock.today()
        silent = silence.silent(Relation.objects.filter(pk=relation.pk), today).exists()
        snooze = relation.snoozes.filter(until__gt=today).select_related("entered_by").first()
        return (
            super().get_context_data(**kwargs)
            | {
                "relation": relation,
                "history": relations.history(relation),
                "fields": relation.fields.all(),
                "contacts": relation.partner.contacts.filter(active=True),
                "silent_since": silence.last_heard(relation) if silent else None,
                "snooze": snooze,
                "lapsed": lapsed(Relation.objects.filter(pk=relation.pk), today).first(),
                "own_word": own_word.unconfirmed(Relation.objects.filter(pk=relation.pk)).exists(),
                "may_confirm": allows(self.actor, Permission.PARTNER_EDIT),
                "may_begin": allows(self.actor, Permission.AGREEMENT_EDIT),
            }
            | timeline(contact_days.activities_of(relation), listed(relation=relation.pk))
        )


class RelationForm(BothSidesEdit, FormPage):
    """A form about the relation of the address."""

    @cached_property
    def relation(self) -> Relation:
        """The relation, if this side may enter something about it."""
        return get_object_or_404(self.sight.relations(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the relation, and lead back to it."""
        return super().get_context_data(**kwargs) | {
            "about": self.relation,
            "back": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        """Show the relation."""
        return reverse("partners:relation", args=[self.relation.pk])


class ChangeRelation(RelationForm):
    """The fields of cooperation and the note."""

    form_class = ChangeForm
    heading = _("Sửa thông tin quan hệ")
    button = _("Lưu")
    done = _("Đã lưu thông tin quan hệ.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        relation = self.relation
        fields = relation.fields.all()
        return {"fields_": fields, "note": relation.note, "version": relation.version}

    def act_on(self, form: ChangeForm) -> None:
        """Change it."""
        data = dict(form.cleaned_data)
        relations.change_relation(
            self.relation, fields=data.pop("fields_"), **data, by=self.actor, at=clock.now()
        )


class ChangeStage(RelationForm):
    """The next stage of a relation; what stands in its history stays."""

    form_class = StageForm
    heading = _("Chuyển giai đoạn quan hệ")
    lead = _(
        "Diễn biến đã ghi không sửa được; ghi nhầm thì bấm «Đính chính» ở dòng đó trong diễn biến "
        "của quan hệ."
    )
    button = _("Ghi diễn biến")
    done = _("Đã ghi diễn biến mới của quan hệ.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today, and the stage that the page was about that led here."""
        asked = self.request.GET.get("giai-doan", "")
        stage = asked if asked in Stage.values else self.relation.stage
        return {"on": clock.today(), "stage": stage}

    def act_on(self, form: StageForm) -> None:
        """Enter it."""
        stage, now = form.cleaned_data["stage"], clock.now()
        facts = {name: form.cleaned_data[name] for name in ("on", "note")}
        relations.change_stage(self.relation, stage, **facts, by=self.actor, at=now)


class CorrectStage(RelationForm):
    """What an entry of the history should have said; the entry stays visible."""

    form_class = CorrectionForm
    template_name = "partners/relations/correct.html"
    heading = _("Đính chính diễn biến quan hệ")
    lead = _("Dòng ghi nhầm vẫn được giữ, có ghi chú «đã đính chính», và không còn được tính.")
    button = _("Ghi đính chính")
    done = _("Đã ghi đính chính.")

    @cached_property
    def entry(self) -> RelationStage:
        """The entry of the address."""
        return get_object_or_404(self.relation.stages, pk=self.kwargs["entry"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was written."""
        return {"on": self.entry.on, "stage": self.entry.stage}

    def act_on(self, form: CorrectionForm) -> None:
        """Enter it."""
        correct_stage(self.entry, **form.cleaned_data, by=self.actor, at=clock.now())


class Snooze(RelationForm):
    """Nobody is reminded of the silent relation for a while."""

    form_class = SnoozeForm
    heading = _("Tạm hoãn nhắc về quan hệ lâu không có hoạt động")
    button = _("Tạm hoãn")
    done = _("Đã tạm hoãn nhắc.")

    def act_on(self, form: SnoozeForm) -> None:
        """Enter it."""
        relations.snooze(self.relation, **form.cleaned_data, by=self.actor, at=clock.now())


class StartRelation(FormPage):
    """A relation of the province or of a unit with a partner; for the department."""

    permission = Permission.PARTNER_EDIT
    form_class = StartForm
    above = _("Quan hệ hợp tác")
    heading = _("Ghi quan hệ hợp tác")
    button = _("Ghi quan hệ")
    done = _("Đã ghi quan hệ hợp tác.")

    @cached_property
    def unit(self) -> int:
        """The key of the unit whose page led here, or nought."""
        return from_address(self.request, "don-vi")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; who comes for a unit that is no more is told who took its place.

        Otherwise the form would offer the province in its stead.
        """
        if self.unit and not units_on(clock.today()).filter(pk=self.unit).exists():
            return redirect("partners:unit_suggestions", self.unit)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of today."""
        return super().get_form_kwargs() | {"units": units_on(clock.today())}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the partner and the unit whose page led here."""
        asked = from_address(self.request, "doi-tac")
        partner = Partner.objects.filter(pk=asked, merged_into=None).first()
        return {"partner": partner, "district": self.unit, "on": clock.today()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the list."""
        return super().get_context_data(**kwargs) | {"back": reverse("partners:relations")}

    def act_on(self, form: StartForm) -> None:
        """Begin it."""
        data = dict(form.cleaned_data)
        partner, district = data.pop("partner"), data.pop("district")
        data["fields"] = data.pop("fields_")
        self.started = relations.start_relation(
            partner, district, **data, by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        """Show it."""
        return reverse("partners:relation", args=[self.started.pk])
