"""The letter of a round, composed from its records."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Content, Round
from consultations.rules.history import EarlierRound, history
from consultations.rules.outcome import of_positions
from deadlines.value import Deadline, day_in_hanoi
from dispatches.blocks import Heading, Paragraph, Run, TextBlock
from dispatches.domain import composing
from dispatches.domain.composing import Text
from dispatches.domain.kinds import kind_of
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import DocumentKind, DraftingUnit, Signatory
from districts.enums import UnitKind
from vietnamese.lists import UnitName

CALL = "cong-van"  # code of the kind of document that a call is


def compose(
    round_: Round,
    *,
    contents: Sequence[Content],
    earlier: str,
    deadline: Deadline,
    on: date,
) -> Letter:
    """Return the letter of a round in preparation, its number and day blank.

    `earlier` is the paragraph on the round before, `on` a day in the month that the draft shows.
    """
    text = Text(
        subject=f"V/v đề nghị tham gia ý kiến vào {round_.title}",
        addressees=(f"UBND {round_.audience}",),
        addressee_stop=True,
        blocks=_blocks(round_, contents, earlier, deadline),
        recipients=tuple(round_.distribution.splitlines()),
    )
    unit, signatory = _drafter(round_), _signatory(round_)
    return composing.compose(kind_of_call(), text, unit=unit, signatory=signatory, on=on)


def kind_of_call() -> DocumentKind:
    """Return the kind of document that a call is; ConsultationRefused if the office has none."""
    try:
        return kind_of(CALL, "Công văn")
    except DispatchRefused as refusal:
        raise ConsultationRefused(str(refusal)) from refusal


def history_paragraphs(round_: Round) -> str:
    """Return what this round's letter says of the rounds before, a line each, or nothing."""
    earlier = (
        Round.objects.select_related("dispatch", "consultation")
        .prefetch_related("reopenings")
        .filter(consultation=round_.consultation_id, ordinal__lt=round_.ordinal)
        .filter(dispatch__date__isnull=False)
        .order_by("ordinal")
    )
    agency = _drafter(round_).agency.name
    return "\n".join(history(_as_told(each, agency)) for each in earlier)


def _as_told(earlier: Round, agency: str) -> EarlierRound:
    dispatch = earlier.dispatch
    if dispatch.date is None:
        raise ValueError("a letter without a date has not left")
    consultees = list(earlier.consultees.with_answers().order_by("position"))
    cancelled = earlier.cancelled_at
    return EarlierRound(
        agency=agency,
        number=dispatch.full_number,
        issued_on=dispatch.date,
        about=dispatch.subject.removeprefix("V/v "),
        sent_to=earlier.sent_to or f"UBND {earlier.audience}",
        draft=earlier.consultation.draft_name,
        outcomes=tuple(
            (_unit_name(consultee.name), Outcome(consultee.outcome))
            for consultee in consultees
            if consultee.outcome
        ),
        late=_late(consultees),
        reopened_on=tuple(day_in_hanoi(one.reopened_at) for one in earlier.reopenings.all()),
        cancelled_on=day_in_hanoi(cancelled) if cancelled else None,
    )


def _drafter(round_: Round) -> DraftingUnit:
    if round_.drafting_unit is None:
        raise ConsultationRefused(_("Chưa chọn đơn vị soạn thảo công văn."))
    return round_.drafting_unit


def _signatory(round_: Round) -> Signatory:
    if round_.signatory is None:
        raise ConsultationRefused(_("Chưa chọn người ký công văn."))
    return round_.signatory


def _unit_name(asked: str) -> UnitName:
    """Return the name under which the unit was asked, whatever has become of it since."""
    return UnitName(*UnitKind.parted(asked))


def _late(consultees: Sequence[Consultee]) -> tuple[tuple[UnitName, Outcome], ...]:
    """What units said last that had said nothing before the end; only their comments are read."""
    found = [
        (consultee, answer)
        for consultee in consultees
        if not consultee.has_replied and (answer := consultee.latest_response)
    ]
    prefetch_related_objects([answer for _unit, answer in found], "comments")
    return tuple(
        (
            _unit_name(consultee.name),
            of_positions(comment.position for comment in answer.comments.all()),
        )
        for consultee, answer in found
    )


def _blocks(
    round_: Round, contents: Sequence[Content], earlier: str, deadline: Deadline
) -> tuple[TextBlock, ...]:
    blocks: list[TextBlock] = [
        *_paragraphs(round_.introduction),
        *_paragraphs(earlier),
        *_paragraphs(round_.reason),
    ]
    for content in contents:
        blocks += _content(content)
    blocks.append(_request(round_, deadline))
    blocks += _paragraphs(round_.closing)
    # The end mark of every administrative document (Decree 30/2020/NĐ-CP, Appendix III).
    last = blocks.pop()
    *before, final = last.runs
    ending = replace(final, text=f"{final.text.rstrip(' ./')}./.")
    return (*blocks, Paragraph((*before, ending)))


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph.of(line) for line in text.splitlines() if line.strip()]


def _content(content: Content) -> list[TextBlock]:
    texts = [passage.text for passage in content.passages.all()]
    if texts:
        texts[0] = f"“{texts[0]}"
        texts[-1] = f"{texts[-1]}”"
    return [
        Heading.of(f"{content.ordinal}. {content.heading}"),
        *(Paragraph.of(text) for text in texts),
    ]


def _request(round_: Round, deadline: Deadline) -> Paragraph:
    agency = _drafter(round_).agency.name
    before, bold, after = deadline.phrase.partition(deadline.bold_part)
    purpose = f"{round_.request}, {agency}" if round_.request else agency
    parts: list[str | Run] = [
        f"{purpose} trân trọng đề nghị UBND {round_.audience} tham gia ý kiến và gửi về {agency} "
        + before,
        Run(bold, bold=True),
        f"{after}.",
    ]
    if round_.deemed_consent:
        parts.append(f" {round_.consent_clause}")
    return Paragraph.of(*parts)


def says_consent(round_: Round) -> bool:
    """Whether the clause on silence stands in the text of the issued letter."""
    if not round_.is_issued or not round_.dispatch.letter or not round_.consent_clause:
        return False
    letter = Letter.from_json(round_.dispatch.letter)
    return any(round_.consent_clause in block.text for block in letter.blocks)
