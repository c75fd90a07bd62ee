"""A list of addressees as people paste it: one a line (danh sách nơi nhận)."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dispatches.models.copies import NAME_LIMIT
from dispatches.uploads import sheet
from vietnamese.numbers import thousands
from vietnamese.text import clean_line, same_name_key

LIMIT = 5000  # addressees in one list
SHOWN = 10  # faults named one by one


@dataclass(frozen=True)
class Addressee:
    """Whom a copy is for: the name as «Kính gửi» says it, and where it goes, if that is known."""

    name: str
    address: str = ""


def from_text(text: str) -> list[Addressee]:
    """Read a list; what stands after a tab (two columns, pasted from a sheet) is the address."""
    return from_rows(sheet.pasted(text))


def from_rows(rows: Iterable[Sequence[str]]) -> list[Addressee]:
    """Read rows of name and address; a row without a name counts for nothing."""
    cleaned = (Addressee(clean_line(name), clean_line(address)) for name, address in rows)
    return [addressee for addressee in cleaned if addressee.name]


def to_text(addressees: Sequence[Addressee]) -> str:
    """Write the list as `from_text` reads it."""
    return "\n".join("\t".join(filter(None, (one.name, one.address))) for one in addressees)


def fingerprint(addressees: Sequence[Addressee]) -> str:
    """SHA-256 of the list, in hexadecimal."""
    return hashlib.sha256(to_text(addressees).encode()).hexdigest()


def faults(addressees: Sequence[Addressee]) -> list[str]:
    """Return what speaks against the list, in words; the first ones, if there are many."""
    if not addressees:
        return [_("Danh sách chưa có nơi nhận nào.")]
    if len(addressees) > LIMIT:
        counts = {"count": thousands(len(addressees)), "limit": thousands(LIMIT)}
        return [
            _("Danh sách có %(count)s nơi nhận, quá %(limit)s. Đề nghị chia thành nhiều đợt.")
            % counts
        ]
    found = list(_faults_of_entries(addressees))
    rest = len(found) - SHOWN
    return found[:SHOWN] + ([_("Và %(rest)d lỗi khác.") % {"rest": rest}] if rest > 0 else [])


def _faults_of_entries(addressees: Sequence[Addressee]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for ordinal, one in enumerate(addressees, start=1):
        if max(len(one.name), len(one.address)) > NAME_LIMIT:
            yield _("Nơi nhận thứ %(ordinal)d có tên hoặc địa chỉ dài quá %(limit)d ký tự.") % {
                "ordinal": ordinal,
                "limit": NAME_LIMIT,
            }
        first = seen.setdefault(same_name_key(one.name), ordinal)
        if first != ordinal:
            yield _("Nơi nhận thứ %(ordinal)d trùng với nơi nhận thứ %(first)d: «%(name)s».") % {
                "ordinal": ordinal,
                "first": first,
                "name": one.name,
            }
