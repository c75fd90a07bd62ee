"""What the next round takes over: contents, units, and its own time limit."""

from typing import Any, cast

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import RowsField
from consultations.models import Consultee, Content
from deadlines.forms import DeadlineForm


class AskedBefore(RowsField):
    """Units asked before, with what came of it."""

    def label_from_instance(self, obj: Model) -> str:
        """Say the unit and its outcome."""
        unit = cast("Consultee", obj)
        return f"{unit.committee} ({str(unit.get_outcome_display()).lower()})"


class NextRoundForm(DeadlineForm):
    """A later deadline, some or all contents, some or all units."""

    contents = RowsField(Content.objects.none(), label=_("Nội dung tiếp tục lấy ý kiến"))
    units = AskedBefore(Consultee.objects.none(), label=_("Đơn vị được lấy ý kiến"))

    def __init__(
        self,
        *args: Any,
        contents: QuerySet[Content],
        units: QuerySet[Consultee],
        **kwargs: Any,
    ) -> None:
        """Offer the contents and the units of the earlier round."""
        super().__init__(*args, **kwargs)
        cast("RowsField", self.fields["contents"]).queryset = contents
        cast("RowsField", self.fields["units"]).queryset = units
        self.order_fields(["contents", "units"])
