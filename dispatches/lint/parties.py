"""«Kính gửi» and «Nơi nhận» against each other (Decree 30/2020/NĐ-CP, Appendix I, II.9)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches.letter import Family, Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.places import Place
from vietnamese.text import same_name_key

AS_ABOVE, KEPT = "như trên", "lưu:"


def parties(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Check the addressees and the distribution list of an administrative document."""
    if letter.family not in (Family.OFFICIAL, Family.NAMED) or letter.language != "vi":
        return
    yield from _twice(letter.addressees, Place.ADDRESSEES)
    lines = [_bare(line) for line in letter.recipients]
    yield from _twice(lines, Place.RECIPIENTS)
    yield from _beginning(letter, lines)
    if not lines or not lines[-1].casefold().startswith(KEPT):
        yield _at_recipients("", _("Nơi nhận thiếu dòng cuối “Lưu: VT, …”."))


def _beginning(letter: Letter, lines: list[str]) -> Iterator[Finding]:
    as_above = [line for line in lines if line.casefold().startswith(AS_ABOVE)]
    if letter.addressees and not as_above:
        yield _at_recipients("", _("Văn bản có Kính gửi thì Nơi nhận bắt đầu bằng “Như trên”."))
    if as_above and not letter.addressees:
        yield _at_recipients(as_above[0], _("Nơi nhận ghi “Như trên” nhưng không có Kính gửi."))
    addressed = {same_name_key(name) for name in letter.addressees}
    for line in lines:
        if same_name_key(line) in addressed:
            yield _at_recipients(line, _("“%(line)s” đã có ở Kính gửi.") % {"line": line})


def _twice(lines: Iterator[str] | list[str] | tuple[str, ...], place: Place) -> Iterator[Finding]:
    seen = set()
    for line in lines:
        key = same_name_key(line)
        if key in seen:
            yield Finding(None, line, _("Ghi hai lần: “%(line)s”.") % {"line": line}, place)
        seen.add(key)


def _bare(line: str) -> str:
    return line.strip().removeprefix("-").strip().rstrip(";.").strip()


def _at_recipients(quote: str, message: str) -> Finding:
    return Finding(None, quote, message, Place.RECIPIENTS)
