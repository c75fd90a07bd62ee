"""What a step still lacks, each in a sentence: what is missing, and who has to bring it.

Which of these a step needs is data (`data/agreement_law.json`); the ones on days hold for all.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from districts.domain.units import exists_on
from partners.agreement_enums import (
    ChildKind,
    Language,
    Position,
    Purpose,
    Renewal,
    Side,
    State,
    TextKind,
)
from partners.domain.agreement_case import Case, Missing
from partners.domain.agreement_terms import why_no_extension
from partners.domain.law import asked_of
from partners.rules.courses import BINDING, PURPOSES
from vietnamese.dates import short_date

OFFICER, UNIT = "Sở Ngoại vụ", "đơn vị đề xuất"
Guard = Callable[[Case], Iterator[Missing]]


def procedure(case: Case) -> Iterator[Missing]:
    """There must be one in the data for the level and the day."""
    if case.procedure is None:
        level = case.agreement.get_charge_level_display().lower()
        text = _("Không có trình tự, thủ tục cho %(level)s vào ngày %(day)s trong dữ liệu.")
        yield Missing(text % {"level": level, "day": short_date(case.day)}, OFFICER)


def draft_vietnamese(case: Case) -> Iterator[Missing]:
    """A draft in Vietnamese."""
    if not _has(case, TextKind.DRAFT, lambda language: language == Language.VIETNAMESE):
        yield Missing(_("Chưa có dự thảo bằng tiếng Việt."), UNIT)


def draft_foreign(case: Case) -> Iterator[Missing]:
    """A draft in the other side's language."""
    if not _has(case, TextKind.DRAFT, lambda language: language != Language.VIETNAMESE):
        yield Missing(_("Chưa có dự thảo bằng tiếng nước ngoài hoặc bản dịch."), UNIT)


def document(case: Case) -> Iterator[Missing]:
    """The document that the step rests on; for the permission it names who decides."""
    if case.facts.cites.number:
        return
    if case.to == State.PERMITTED:
        decided_by = case.procedure.decided_by if case.procedure else ""
        yield Missing(_("Chưa có văn bản cho phép ký (số, ngày)."), decided_by)
    else:
        yield Missing(_("Chưa ghi số, ngày văn bản làm căn cứ."), OFFICER)


def replies(case: Case) -> Iterator[Missing]:
    """A written reply of each body that must be asked: silence is no consent (law, art. 19)."""
    asked = {opinion.code for opinion in case.opinions}
    for body in asked_of(case.procedure, case.agreement) if case.procedure else ():
        if body.code not in asked:
            yield Missing(_("Chưa lấy ý kiến của %(body)s.") % {"body": body.name}, OFFICER)
    for opinion in case.opinions:
        if opinion.mandatory and not opinion.replied_on:
            text = _("Chưa có ý kiến bằng văn bản của %(body)s.") % {"body": opinion.body}
            yield Missing(text, opinion.body)
            if not opinion.received_on:
                text = _("Chưa xác nhận ngày %(body)s nhận đủ hồ sơ: chưa tính được hạn trả lời.")
                yield Missing(text % {"body": opinion.body}, OFFICER)


def some_disagree(case: Case) -> Iterator[Missing]:
    """Somebody disagreed."""
    if not any(o.position == Position.DISAGREE for o in case.opinions):
        yield Missing(_("Không có cơ quan nào không nhất trí."), OFFICER)


def no_open_disagreement(case: Case) -> Iterator[Missing]:
    """Nobody disagrees, or whoever decides then has agreed in writing (law, art. 19.4)."""
    against = [o for o in case.opinions if o.position == Position.DISAGREE and o.code != SUPERIOR]
    superior = next((o for o in case.opinions if o.code == SUPERIOR), None)
    if superior and superior.position == Position.DISAGREE:
        yield Missing(_("%(body)s không đồng ý.") % {"body": superior.body}, superior.body)
    if not against or superior:
        # An unanswered superior is missing as a reply.
        return
    names = ", ".join(opinion.body for opinion in against)
    branch = case.procedure.disagreement if case.procedure else None
    if branch is None:
        text = _("%(bodies)s không nhất trí: tiếp thu, làm lại dự thảo rồi lấy ý kiến lại.")
        if case.to in PURPOSES and PURPOSES[case.to] != Purpose.CONCLUDE:
            # There is no draft in an end or a suspension: the reason is what is explained.
            text = _("%(bodies)s không nhất trí: giải trình rồi lấy ý kiến lại về việc này.")
        yield Missing(text % {"bodies": names}, UNIT)
    else:
        text = _("%(bodies)s không nhất trí: phải xin ý kiến %(superior)s.")
        yield Missing(text % {"bodies": names, "superior": branch.asked}, OFFICER)


def summary(case: Case) -> Iterator[Missing]:
    """The opinions gathered, explained and taken in, of this asking."""
    turn = case.agreement.turn
    if not any(t.kind == TextKind.SUMMARY and t.turn == turn for t in case.texts):
        yield Missing(_("Chưa có bảng tổng hợp, giải trình, tiếp thu ý kiến."), UNIT)


def parties(case: Case) -> Iterator[Missing]:
    """A party on each side."""
    for side in Side:
        if not any(party.side == side and party.signs for party in case.parties):
            yield Missing(_("Chưa có bên ký kết: %(side)s.") % {"side": side.label}, OFFICER)


def signatories(case: Case) -> Iterator[Missing]:
    """Who signs for each party."""
    for party in case.parties:
        if party.signs and not party.signatory:
            text = _("Chưa ghi người ký của %(party)s.") % {"party": party.printed_name}
            yield Missing(text, OFFICER)


def party_existed(case: Case) -> Iterator[Missing]:
    """A unit signs while it exists."""
    for party in case.parties:
        if party.district and not exists_on(party.district, case.day):
            text = _("%(party)s không tồn tại vào ngày %(day)s.")
            names = {"party": party.printed_name, "day": short_date(case.day)}
            yield Missing(text % names, OFFICER)


def place(case: Case) -> Iterator[Missing]:
    """Where it was signed."""
    if not (case.facts.place or case.agreement.place):
        yield Missing(_("Chưa ghi nơi ký."), OFFICER)


def languages(case: Case) -> Iterator[Missing]:
    """In which languages it is signed."""
    if not case.agreement.languages:
        yield Missing(_("Chưa ghi ngôn ngữ của văn bản ký."), OFFICER)


def signed_texts(case: Case) -> Iterator[Missing]:
    """A scan of every language's text."""
    signed = {text.language for text in case.texts if text.kind == TextKind.SIGNED}
    for code in filter(None, case.agreement.languages.split(",")):
        if code not in signed:
            text = _("Chưa có bản quét văn bản đã ký bằng %(language)s.")
            yield Missing(text % {"language": _inside(str(Language(code).label))}, OFFICER)


def effective_date(case: Case) -> Iterator[Missing]:
    """The day of effect that the text gives, not before the signing unless the text says so."""
    known = case.agreement.effective_on
    if known and known != case.day and case.facts.on:
        text = _("Hồ sơ ghi ngày có hiệu lực là %(day)s.") % {"day": short_date(known)}
        yield Missing(text, OFFICER)
    signed = case.agreement.signed_on
    if signed and case.day < signed and not case.agreement.effective_early:
        yield Missing(_("Ngày có hiệu lực không thể trước ngày ký."), OFFICER)


def parent_in_force(case: Case) -> Iterator[Missing]:
    """What changes another agreement needs that one in force."""
    parent = case.agreement.parent
    if parent and parent.state not in BINDING:
        yield Missing(_("Thỏa thuận gốc không còn hiệu lực hoặc chưa có hiệu lực."), OFFICER)


def new_end(case: Case) -> Iterator[Missing]:
    """An extension says until when: longer than what it extends."""
    child, parent = case.agreement, case.agreement.parent
    if child.child_kind != ChildKind.EXTENSION or parent is None:
        return
    if child.extended_to is None:
        yield Missing(_("Chưa ghi ngày gia hạn đến."), OFFICER)
    elif refusal := why_no_extension(child.extended_to, parent, case.day):
        yield Missing(refusal, OFFICER)


def term_over(case: Case) -> Iterator[Missing]:
    """The last period is over."""
    last = case.agreement.periods.order_by("-ends_on").first()
    if case.agreement.renewal == Renewal.TACIT and not case.agreement.ends_on:
        text = _("Thỏa thuận tự gia hạn: chỉ hết hạn sau khi đã thông báo không gia hạn.")
        yield Missing(text, OFFICER)
    elif last is None:
        yield Missing(_("Hồ sơ không ghi thời hạn nên không hết hạn."), OFFICER)
    elif last.ends_on >= case.day:
        text = _("Thỏa thuận còn hiệu lực đến hết ngày %(day)s.")
        yield Missing(text % {"day": short_date(last.ends_on)}, OFFICER)


def reason(case: Case) -> Iterator[Missing]:
    """Why."""
    if not case.facts.note.strip():
        yield Missing(_("Chưa ghi lý do."), OFFICER)


SUPERIOR = "superior"
ENTERED = frozenset({"document", "place", "reason"})
GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        procedure, draft_vietnamese, draft_foreign, document, replies, some_disagree,
        no_open_disagreement, summary, parties, signatories, party_existed, place, languages,
        signed_texts, effective_date, parent_in_force, new_end, term_over, reason,
    )
}  # fmt: skip


def missing(case: Case) -> list[Missing]:
    """Return all that the step lacks."""
    return [*_days(case), *(lack for name in _needs(case) for lack in GUARDS[name](case))]


def missing_before(case: Case) -> list[Missing]:
    """Return what has to be there before anybody fills in the form of the step."""
    names = (name for name in _needs(case) if name not in ENTERED)
    return [lack for name in names for lack in GUARDS[name](case)]


def _needs(case: Case) -> tuple[str, ...]:
    return case.step.needs if case.step else ()


def _days(case: Case) -> Iterator[Missing]:
    if case.facts.on is None:
        yield Missing(_("Chưa ghi ngày."), OFFICER)
        return
    if case.facts.on > case.today:
        yield Missing(_("Ngày ghi không thể sau hôm nay."), OFFICER)
    since = case.agreement.state_since
    early = case.to == State.IN_FORCE and case.agreement.effective_early
    if since and case.facts.on < since and not early:
        text = _("Bước trước ghi ngày %(day)s; bước này không thể trước ngày đó.")
        yield Missing(text % {"day": short_date(since)}, OFFICER)
    known, early = case.agreement.effective_on, case.agreement.effective_early
    if case.to == State.SIGNED and known and known < case.facts.on and not early:
        text = _("Hồ sơ ghi ngày có hiệu lực là %(day)s, trước ngày ký.")
        yield Missing(text % {"day": short_date(known)}, OFFICER)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: «tiếng Việt»."""
    return name[:1].lower() + name[1:]


def _has(case: Case, kind: TextKind, wanted: Callable[[str], bool]) -> bool:
    return any(text.kind == kind and wanted(text.language) for text in case.texts)
