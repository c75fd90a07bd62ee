"""By what the units of a round are found: the board, the matrix, acts on many, exports."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.filters import Filters
from consultations.enums import UnitState
from consultations.models import Round
from deadlines import clock
from districts.enums import UnitKind

OWING, UNREACHED = "owing", "unreached"
STATES = [(OWING, _("Chưa trả lời")), (UNREACHED, _("Thư không đến đơn vị")), *UnitState.choices]
OPINIONS = (UnitState.AGREED, UnitState.AGREED_WITH_COMMENTS, UnitState.DISAGREED)
CONCERNED = [("yes", _("Liên quan trực tiếp")), ("no", _("Không liên quan trực tiếp"))]
TERMS = [
    ("own", _("Được gia hạn riêng")),
    ("common", _("Theo thời hạn chung")),
    ("over", _("Đã hết thời hạn")),
]
CONTACT = [("none", _("Chưa liên hệ được")), ("reached", _("Công văn đã đến"))]

Units = QuerySet[Any]  # of `standings`, with its columns


class BoardFilters(Filters):
    """Units by name, state, concern, kind, time limit, contact; rows of `standings`."""

    search_in = ["folded_name"]

    state = ChoiceFilter(
        label=_("Trạng thái"), choices=STATES, empty_label=_("Mọi trạng thái"), method="by_state"
    )
    concerned = ChoiceFilter(
        label=_("Liên quan"),
        choices=CONCERNED,
        empty_label=_("Mọi đơn vị"),
        method="by_concern",
    )
    kind = ChoiceFilter(
        label=_("Loại đơn vị"),
        field_name="district__kind",
        choices=UnitKind,
        empty_label=_("Mọi loại đơn vị"),
    )
    term = ChoiceFilter(
        label=_("Thời hạn"), choices=TERMS, empty_label=_("Mọi thời hạn"), method="by_term"
    )
    contact = ChoiceFilter(
        label=_("Liên hệ"), choices=CONTACT, empty_label=_("Mọi liên hệ"), method="by_contact"
    )

    def by_state(self, found: Units, name: str, value: str) -> Units:
        """Keep the units that stand so, or that owe an answer, or that mail does not reach."""
        if value == OWING:
            return found.filter(is_answered=False)
        if value == UNREACHED:
            without = [UnitState.NOT_REACHED.rank, UnitState.NO_ADDRESS.rank]
            return found.filter(rank__in=without)
        return found.filter(rank=UnitState(value).rank)

    def by_concern(self, found: Units, name: str, value: str) -> Units:
        """Keep the units that a content concerns directly, or the others."""
        return found.filter(elsewhere=value == "no")

    def by_term(self, found: Units, name: str, value: str) -> Units:
        """Keep the units under their own time limit, under that of all, or past theirs."""
        longer = Q(own_until__gt=F("common_until"))
        match value:
            case "own":
                return found.filter(longer)
            case "common":
                return found.filter(Q(own_until=None) | Q(own_until__lte=F("common_until")))
        over = Q(own_until=None) | Q(own_until__lte=clock.now())
        return found.filter(over, common_until__lte=clock.now())

    def by_contact(self, found: Units, name: str, value: str) -> Units:
        """Keep the units to which the call has come, or those of which nothing shows that."""
        return found.filter(is_reached=value == "reached")


class SealedFilters(BoardFilters):
    """The same of a round whose answers are sealed: nobody finds out what a unit has said."""

    state = ChoiceFilter(
        label=BoardFilters.base_filters["state"].label,
        choices=[each for each in STATES if each[0] not in OPINIONS],
        empty_label=_("Mọi trạng thái"),
        method="by_state",
    )


def filters_of(round_: Round) -> type[BoardFilters]:
    """Return the filters of a round's units."""
    return SealedFilters if round_.is_sealed else BoardFilters


def named(found: Any) -> list[str]:
    """Return what a bound filter keeps to, in words: «Trạng thái: Chưa trả lời»."""
    words = []
    for field in found.form:
        value = found.form.cleaned_data.get(field.name) if found.form.is_bound else ""
        if value:
            shown = dict(getattr(field.field, "choices", ())).get(value, f"«{value}»")
            words.append(f"{field.label}: {shown}" if field.name != "q" else str(shown))
    return words
