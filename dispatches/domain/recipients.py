"""Who of a document's recipients has got nothing yet, and how each may get it (nơi nhận)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dispatches import directories, groups
from dispatches.enums import Channel
from dispatches.letter import Letter
from dispatches.models import Correspondent, Delivery, Dispatch, LetterCopy
from dispatches.recipients import is_group, printed
from outbox.domain.messages import is_usable
from vietnamese.text import same_name_key


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A recipient as the document names it; `mark` names it on a form.

    `unit` is the code of a unit of the portal, `staffed` whether somebody acts for it there.
    """

    mark: str
    name: str
    copy: LetterCopy | None = None
    address: str = ""
    unit: str = ""
    staffed: bool = False

    @property
    def channel(self) -> Channel | None:
        """The way that is proposed; None where none is known."""
        if self.address:
            return Channel.EMAIL
        return Channel.PORTAL if self.staffed else None

    @property
    def is_group(self) -> bool:
        """Whether the name stands for several, each of which wants a copy of its own."""
        return self.copy is None and is_group(self.name)


def outstanding(dispatch: Dispatch) -> list[Recipient]:
    """Return the recipients without a delivery: those of copies first, then those of the letter.

    A group whose members are known is its members. Where copies were made, names of other groups
    are left out: the copies are for their members.
    """
    served = set(
        Delivery.objects.filter(dispatch=dispatch, attempt=1).values_list("name_key", flat=True)
    )
    copies = list(_of_copies(dispatch, served))
    served.update(same_name_key(one.name) for one in copies)
    letter = [one for one in _of_letter(dispatch) if same_name_key(one.name) not in served]
    if dispatch.runs.exists():
        letter = [one for one in letter if not one.is_group]
    return copies + letter


def with_addresses(recipients: Sequence[Recipient], *, on: date) -> list[Recipient]:
    """Propose for each how it may be reached: units by the portal's list, others by our own."""
    units = directories.units_by_name(on)
    known = _correspondents(recipients)
    return [_placed(one, units, known) for one in recipients]


def _of_copies(dispatch: Dispatch, served: Iterable[str]) -> Iterator[Recipient]:
    seen = set(served)
    copies = LetterCopy.objects.filter(run__dispatch=dispatch).defer("line", "folded")
    for copy in copies.order_by("-run_id", "ordinal"):
        if copy.name_key not in seen:
            seen.add(copy.name_key)
            address = _usable(copy.address)
            yield Recipient(mark=f"copy-{copy.pk}", name=copy.addressee, copy=copy, address=address)


def _usable(address: str) -> str:
    return address if is_usable(address) else ""


def _of_letter(dispatch: Dispatch) -> list[Recipient]:
    if not dispatch.letter:
        return []
    found: list[Recipient] = []
    names = printed(Letter.from_json(dispatch.letter))
    known = groups.members_of(dispatch) if any(map(is_group, names)) else {}
    for place, name in enumerate(names):
        mark = f"line-{place}"
        if members := known.get(same_name_key(name)):
            found += [
                Recipient(mark=f"{mark}-{n}", name=one.name, address=_usable(one.address))
                for n, one in enumerate(members)
            ]
        else:
            found.append(Recipient(mark=mark, name=name))
    return found


def _correspondents(recipients: Sequence[Recipient]) -> dict[str, str]:
    keys = [same_name_key(one.name) for one in recipients]
    known = Correspondent.objects.filter(name_key__in=keys)
    return dict(known.values_list("name_key", "address"))


def _placed(one: Recipient, units: dict[str, directories.Unit], known: dict[str, str]) -> Recipient:
    key = same_name_key(one.name)
    if unit := units.get(key):
        address = one.address or unit.address
        return replace(one, unit=unit.code, staffed=unit.staffed, address=address)
    return replace(one, address=one.address or known.get(key, ""))
