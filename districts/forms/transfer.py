"""The form of a transfer: for each open thing who takes it over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from districts.domain.transferring import Choice, OpenKind
from districts.models import District

EACH = "each"


class TransferForm(forms.Form):
    """One select for each open thing; empty leaves it where it is."""

    def __init__(
        self,
        *args: Any,
        found: Sequence[OpenKind],
        followers: Sequence[District],
        others: Sequence[District],
        **kwargs: Any,
    ) -> None:
        """Offer those that follow the unit first, then every other unit of today."""
        super().__init__(*args, **kwargs)
        self.found = found
        self.followers = followers
        self.targets = {unit.pk: unit for unit in (*followers, *others)}
        # Something has no unit yet that could take it over.
        self.lacks_targets = False
        for kind in self.movable():
            able = [unit for unit in followers if kind.kind.may_go_to(unit)]
            choices = _choices(able, others, several=kind.kind.several)
            self.lacks_targets |= len(choices) == 1
            for holding in kind.holdings:
                self.fields[_name(kind, holding.pk)] = forms.ChoiceField(
                    label=_("Chuyển %(what)s cho") % {"what": holding.title},
                    choices=choices,
                    initial=_initial(kind, able),
                    required=False,
                    widget=forms.Select(attrs={"class": "form-select"}),
                )

    def movable(self) -> list[OpenKind]:
        """Return the kinds of which something can be handed on."""
        return [kind for kind in self.found if kind.kind.move]

    def groups(self) -> list[tuple[OpenKind, list[tuple[Any, Any]]]]:
        """Return each kind with its things and their fields, None where nothing can be chosen."""
        return [
            (kind, [(holding, self._field(kind, holding.pk)) for holding in kind.holdings])
            for kind in self.found
        ]

    def _field(self, kind: OpenKind, pk: int) -> Any:
        return self[_name(kind, pk)] if kind.kind.move else None

    def choices(self) -> list[Choice]:
        """Return what is to be moved where."""
        return [
            Choice(kind.kind.code, holding.pk, unit)
            for kind in self.movable()
            for holding in kind.holdings
            for unit in self._chosen(kind, self.cleaned_data[_name(kind, holding.pk)])
        ]

    def _chosen(self, kind: OpenKind, value: str) -> Sequence[District]:
        if value == EACH:
            return [unit for unit in self.followers if kind.kind.may_go_to(unit)]
        return [self.targets[int(value)]] if value else []


def _initial(kind: OpenKind, able: Sequence[District]) -> int | str:
    if kind.default:
        return kind.default.pk
    return EACH if kind.kind.several and len(able) > 1 else ""


def _choices(
    followers: Sequence[District], others: Sequence[District], *, several: bool
) -> list[Any]:
    first: list[tuple[int | str, Any]] = [(unit.pk, unit.full_name) for unit in followers]
    if several and len(followers) > 1:
        first.insert(0, (EACH, _("mỗi đơn vị kế thừa")))
    rest = [(unit.pk, unit.full_name) for unit in others if unit not in followers]
    groups = [(_("Đơn vị kế thừa"), first), (_("Đơn vị khác hiện có"), rest)]
    return [("", _("chưa chuyển")), *(group for group in groups if group[1])]


def _name(kind: OpenKind, pk: int) -> str:
    return f"to_{kind.kind.code}_{pk}"
