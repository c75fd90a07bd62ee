"""What an act of reorganisation may say (việc sắp xếp đơn vị hành chính)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from districts.enums import SuccessionKind, UnitKind
from districts.rules import periods
from vietnamese.dates import short_date
from vietnamese.text import same_name_key


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit that begins with the act."""

    code: str
    kind: UnitKind
    name: str
    rank: int
    email: str = ""

    @property
    def full_name(self) -> str:
        """«thị xã Việt Yên»."""
        return self.kind.full_name(self.name)


@dataclass(frozen=True)
class Link:
    """That one unit follows another, both named by their codes."""

    predecessor: str
    successor: str
    kind: SuccessionKind


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act as it is entered: which units end, which begin, which follows which."""

    on: date
    title: str
    basis: str
    ends: Sequence[str]
    new: Sequence[NewUnit]
    links: Sequence[Link]
    agreement_basis: str = ""
    source: str = ""
    to_check: str = ""


@dataclass(frozen=True)
class Known:
    """A unit that the register has already; `followed_on` is when it last took another's place."""

    kind: UnitKind
    name: str
    valid_from: date | None
    valid_to: date | None
    followed_on: date | None = None

    @property
    def full_name(self) -> str:
        """«huyện Việt Yên»."""
        return self.kind.full_name(self.name)

    def may_end_on(self, day: date) -> bool:
        """Whether it can end then: it exists until further notice and has been there before."""
        begun = [since for since in (self.valid_from, self.followed_on) if since]
        return self.valid_to is None and all(since < day for since in begun)

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on the day."""
        return periods.exists_on(self.valid_from, self.valid_to, day)


Register = Mapping[str, Known]


def problems(act: Act, register: Register) -> list[str]:
    """Return what stands against the act, in Vietnamese; nothing if it can be entered."""
    found = [*_of_form(act), *_of_ends(act, register), *_of_beginnings(act, register)]
    return found or [*_of_kinds(act, register), *_of_names(act, register)]


def _of_form(act: Act) -> Iterator[str]:
    if not act.title or not act.basis:
        yield _("Chưa ghi nội dung hoặc căn cứ của việc sắp xếp.")
    if not act.ends:
        yield _("Chưa chọn đơn vị nào kết thúc.")
    pairs = Counter((link.predecessor, link.successor) for link in act.links)
    if max(pairs.values(), default=0) > 1:
        yield _("Một cặp đơn vị cũ, đơn vị mới được ghi hai lần.")


def _of_ends(act: Act, register: Register) -> Iterator[str]:
    followed = {link.predecessor for link in act.links}
    for code in act.ends:
        unit = register.get(code)
        if unit is None:
            yield _("Không có đơn vị nào có mã «%(code)s».") % {"code": code}
        elif not unit.may_end_on(act.on):
            yield _(
                "«%(unit)s» không thể kết thúc ngày %(day)s: "
                "đã kết thúc, chưa có hoặc mới có từ ngày đó."
            ) % {"unit": unit.full_name, "day": short_date(act.on)}
        elif code not in followed:
            yield _("«%(unit)s» kết thúc nhưng chưa ghi đơn vị kế thừa.") % {"unit": unit.full_name}
    for code in sorted(followed.difference(act.ends)):
        yield _("Đơn vị «%(code)s» có đơn vị kế thừa nhưng không kết thúc.") % {"code": code}


def _of_beginnings(act: Act, register: Register) -> Iterator[str]:
    codes = Counter(unit.code for unit in act.new)
    taken = [code for code, count in codes.items() if count > 1 or code in register]
    for code in taken:
        yield _("Mã «%(code)s» đã được dùng.") % {"code": code}
    followers = {link.successor for link in act.links}
    for unit in act.new:
        if unit.code not in followers:
            yield _("Chưa ghi «%(unit)s» hình thành từ đơn vị nào.") % {"unit": unit.full_name}
    for code in sorted(followers.difference(codes)):
        known = register.get(code)
        if known is None or code in act.ends or not known.exists_on(act.on):
            yield _("Đơn vị kế thừa «%(unit)s» không có vào ngày %(day)s.") % {
                "unit": known.full_name if known else code,
                "day": short_date(act.on),
            }


def _of_kinds(act: Act, register: Register) -> Iterator[str]:
    new = {unit.code: unit for unit in act.new}
    for code in act.ends:
        links = [link for link in act.links if link.predecessor == code]
        for link in links:
            reason = _misfit(register[code], new.get(link.successor), link.kind, len(links))
            if reason:
                yield f"«{register[code].full_name}»: {reason}"


def _misfit(old: Known, new: NewUnit | None, kind: SuccessionKind, count: int) -> str:
    if kind.same_office and (count > 1 or new is None):
        return _("đổi tên hoặc chuyển loại thì có đúng một đơn vị kế thừa, và là đơn vị mới.")
    if kind == SuccessionKind.RENAMED and new and (new.kind != old.kind or new.name == old.name):
        return _("đổi tên thì tên khác và loại giữ nguyên.")
    if kind == SuccessionKind.KIND_CHANGED and new and new.kind == old.kind:
        return _("chuyển loại thì loại phải khác.")
    if kind == SuccessionKind.SPLIT and count < 2:
        return _("chia, tách thì có ít nhất hai đơn vị kế thừa.")
    return ""


def _of_names(act: Act, register: Register) -> Iterator[str]:
    staying = [
        unit.full_name
        for code, unit in register.items()
        if code not in act.ends and unit.exists_on(act.on)
    ]
    names = Counter(
        same_name_key(name) for name in [*staying, *(unit.full_name for unit in act.new)]
    )
    for unit in act.new:
        if names[same_name_key(unit.full_name)] > 1:
            yield _("Ngày %(day)s đã có đơn vị tên «%(unit)s».") % {
                "day": short_date(act.on),
                "unit": unit.full_name,
            }
