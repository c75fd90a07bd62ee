"""The documents that come of a round's comments: the submission with the table, the notice."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import count

from django.db import transaction
from django.db.models import Count
from django.utils.translation import override

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.answer_table import Line, lines_apart, parts, tally
from consultations.domain.consolidating import unfinished
from consultations.domain.letters import kind_of_call
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Round
from consultations.rules import results
from consultations.rules.results import Result
from deadlines.value import day_in_hanoi
from dispatches.addressees import Addressee
from dispatches.blocks import Block, Column, Heading, Paragraph, Table
from dispatches.domain import composing, drafting
from dispatches.domain.composing import Text
from dispatches.domain.kinds import kind_of
from dispatches.domain.linking import link
from dispatches.enums import LinkKind
from dispatches.layout.facts import Facts
from dispatches.letter import Appendix, Letter
from dispatches.models import Dispatch, DocumentKind
from vietnamese.dates import short_date

SUBMISSION = "to-trinh"  # code of the kind of document, as Decree 30's list has it
# Columns of the table that may be left out; number, unit, comment and answer always stand.
POSITION, DECISION = "position", "decision"
OPTIONAL = (POSITION, DECISION)


def submission(table: Consolidation, columns: Collection[str], *, on: date) -> Letter:
    """Return the submission (tờ trình) to which the table is an appendix, its number blank."""
    round_, result = table.round, _result(table)
    with override("vi"):
        text = Text(
            subject=f"Về {results.submission_about(result)}",
            blocks=tuple(map(Paragraph.of, results.submission(result))),
            addressees=("Ủy ban nhân dân tỉnh",),
            recipients=("Như trên;", "Lãnh đạo Sở;", composing.kept_by(table.round.drafting_unit)),
            appendices=(appendix(table, columns),),
        )
    kind = _kind_of_submission()
    signatory = kind.signatory or round_.signatory
    return composing.compose(kind, text, unit=round_.drafting_unit, signatory=signatory, on=on)


def enclosed_with(table: Consolidation, *, on: date) -> str:
    """Return «(Kèm theo Tờ trình số … của …)», as the appendix of the submission prints it."""
    if table.submission:
        return Facts.of(Letter.from_json(table.submission.letter or {})).enclosed
    kind, round_ = _kind_of_submission(), table.round
    text = Text(subject="", blocks=(), addressees=(), recipients=())
    letter = composing.compose(
        kind, text, unit=round_.drafting_unit, signatory=kind.signatory or round_.signatory, on=on
    )
    return Facts.of(letter).enclosed


def notice(table: Consolidation, *, on: date) -> Letter:
    """Return the letter that tells the units of the round what came of their comments."""
    round_, result = table.round, _result(table)
    text = Text(
        subject=f"V/v {results.notice_about(result)}",
        blocks=tuple(map(Paragraph.of, results.notice(result))),
        addressees=(_all_units(round_),),
        recipients=("Như trên;", composing.kept_by(round_.drafting_unit)),
    )
    return composing.compose(
        kind_of_call(), text, unit=round_.drafting_unit, signatory=round_.signatory, on=on
    )


def appendix(table: Consolidation, columns: Collection[str]) -> Appendix:
    """Return the table in its customary form, on pages that lie across."""
    return Appendix(title_of(table), tuple(_blocks(table, columns)), landscape=True)


def title_of(table: Consolidation) -> str:
    """Return the title of the printed table."""
    return f"BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN THAM GIA VÀO {table.round.title.upper()}"


@transaction.atomic
def draft_submission(
    table: Consolidation, columns: Collection[str], *, by: User, at: datetime
) -> Dispatch:
    """Draft the submission with the table, or write the table anew into the draft that there is."""
    table = _completed(table)
    letter = submission(table, columns, on=day_in_hanoi(at))
    return _keep(table, "submission", letter, _kind_of_submission(), by=by, at=at)


@transaction.atomic
def draft_notice(table: Consolidation, *, by: User, at: datetime) -> Dispatch:
    """Draft the letter to the units, or write it anew."""
    table = _completed(table)
    letter = notice(table, on=day_in_hanoi(at))
    return _keep(table, "notice", letter, kind_of_call(), by=by, at=at)


def units_told(dispatch: Dispatch) -> dict[str, list[Addressee]]:
    """Return the round's units by the name that stands for them in the letter to them."""
    table = Consolidation.objects.filter(notice=dispatch).select_related("round").first()
    if table is None:
        return {}
    asked = table.round.consultees.order_by("position")
    return {_all_units(table.round): [Addressee(unit.committee, unit.address) for unit in asked]}


def _keep(
    table: Consolidation, name: str, letter: Letter, kind: DocumentKind, *, by: User, at: datetime
) -> Dispatch:
    """Draft the document, or write it anew; say when the table was written to it."""
    known: Dispatch | None = getattr(table, name)
    if known:
        made = drafting.revise(known, letter, by=by, at=at)
    else:
        made = drafting.draft(kind=kind, letter=letter, by=by, at=at)
    setattr(table, name, made)
    setattr(table, f"{name}_at", at)
    table.save(update_fields=[name, f"{name}_at"])
    if known:
        return made
    # Once: a link that a person takes away is not made again.
    link(made, LinkKind.BASIS, table.round.dispatch, by=by, at=at)
    record(by=by, action="consolidation.drafted", on=table, at=at, dispatch=letter.subject)
    return made


def _all_units(round_: Round) -> str:
    return f"UBND {round_.audience}"


def _completed(table: Consolidation) -> Consolidation:
    table = Consolidation.objects.select_for_update().get(pk=table.pk)
    if refusal := unfinished(table):
        raise ConsultationRefused(refusal)
    return table


def _kind_of_submission() -> DocumentKind:
    return kind_of(SUBMISSION, "Tờ trình")


def _result(table: Consolidation) -> Result:
    round_ = table.round
    ended = round_.consultees.exclude(outcome="").order_by().values_list("outcome")
    return Result(
        agency=kind_of_call().agency.name,
        title=round_.title,
        audience=round_.audience,
        cited=_cited(table),
        outcomes={Outcome(outcome): n for outcome, n in ended.annotate(n=Count("pk"))},
        comments=tally(table).comments,
    )


def _cited(table: Consolidation) -> str:
    """«170/SNgV-NV ngày 02/8/2021»."""
    dispatch = table.round.dispatch
    day = f" ngày {short_date(dispatch.date)}" if dispatch.date else ""
    return f"{dispatch.full_number}{day}"


def _blocks(table: Consolidation, columns: Collection[str]) -> Iterator[Block]:
    found, numbers = False, count(1)
    yield from (Paragraph.of(line) for line in tally(table).lines)
    for part in parts(table):
        found = True
        yield Heading.of(f"Nội dung {part.content.ordinal}. {part.content.title}")
        rows = [_row(next(numbers), line, columns) for line in part.lines]
        yield Table(_columns(columns), tuple(rows))
    if not found:
        yield Paragraph.of("Không có ý kiến góp ý.")
    if units := list(lines_apart(table)):
        yield Heading.of("Đơn vị nhất trí hoặc không có văn bản trả lời")
        yield Table(
            (
                Column("STT", 3, "center"),
                Column("Đơn vị", 12),
                Column("Kết quả", 10),
                Column("Căn cứ", 28),
            ),
            tuple(
                (str(n), line.unit, line.outcome, line.ground)
                for n, line in enumerate(units, start=1)
            ),
        )


def _columns(chosen: Collection[str]) -> tuple[Column, ...]:
    return (
        Column("STT", 3, "center"),
        Column("Đơn vị góp ý", 8),
        *([Column("Ý kiến", 6)] if POSITION in chosen else []),
        Column("Nội dung góp ý", 16),
        *([Column("Hướng xử lý", 7)] if DECISION in chosen else []),
        Column("Nội dung tiếp thu, giải trình", 16),
    )


def _row(number: int, line: Line, chosen: Collection[str]) -> tuple[str, ...]:
    return (
        str(number),
        "; ".join(line.units),
        *([line.position] if POSITION in chosen else []),
        line.text,
        *([line.decision] if DECISION in chosen else []),
        line.said(decision_beside=DECISION in chosen),
    )
