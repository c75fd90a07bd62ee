"""The letter that the unit is to sign, drafted from its answer (công văn tham gia ý kiến).

Official letter of a people's committee: no agency above it, signed on behalf of the committee
(Decree 30/2020/NĐ-CP, art. 13.2 and Appendix I). Its number, and who signs, are the unit's to say.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import override

from consultations.domain import drafts
from consultations.domain.letters import kind_of_call
from consultations.enums import Position
from consultations.models import Consultee, Content, Draft
from dispatches.blocks import Block, Heading, Paragraph
from dispatches.letter import Letter, Signature
from vietnamese.dates import short_date

CHAIRMAN = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
DEPUTY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
# The decree's symbol of an official letter: the agency, then who drafts it («12/UBND-VX»).
SYMBOL = "UBND-VP"
NO_BREAK = "\u00a0"


def answers_of(consultee: Consultee) -> drafts.Answers:
    """Return what the draft says, or, without one, the answer that counts."""
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft:
        return drafts.said_in(draft)
    response = consultee.counted_response
    comments = response.comments.all() if response else []
    return {one.content_id: (one.position, one.text) for one in comments}


def letter(consultee: Consultee, *, deputy: bool, signer: str, on: date) -> Letter:
    """Return the letter as it stands, number and day blank; gaps of the answer are said in it."""
    round_, unit = consultee.round, consultee.name
    answers = answers_of(consultee)
    contents = list(round_.contents.order_by("ordinal"))
    with override("vi"):
        blocks = tuple(_blocks(consultee, contents, answers))
    return Letter(
        parent_agency="",
        # Two lines, as the decree's examples have it: the unit's name is not broken.
        agency=f"ỦY BAN NHÂN DÂN {unit.upper().replace(' ', NO_BREAK)}",
        issuer=f"Ủy ban nhân dân {unit}",
        symbol=SYMBOL,
        place=consultee.asked_unit.name,
        draft_month=(on.month, on.year),
        subject=f"V/v tham gia ý kiến vào {round_.title}",
        addressees=(kind_of_call().agency.name,),
        blocks=blocks,
        recipients=("Như trên;", f"CT, các PCT UBND {unit};", "Lưu: VT."),
        signature=Signature(DEPUTY if deputy else CHAIRMAN, signer),
    )


def _blocks(
    consultee: Consultee, contents: Sequence[Content], answers: drafts.Answers
) -> Iterator[Block]:
    agency = kind_of_call().agency.name
    yield Paragraph.of(_opening(consultee))
    said = [(content, *answers.get(content.pk, ("", ""))) for content in contents]
    if all(position == Position.AGREE for _content, position, _text in said):
        yield Paragraph.of(f"Nhất trí với toàn bộ các nội dung {agency} xin ý kiến.")
    else:
        for number, (content, position, text) in enumerate(said, start=1):
            yield Heading.of(f"{number}. {content.title}")
            yield from (Paragraph.of(line) for line in _opinion(position, text))
    yield Paragraph.of(
        f"Ủy ban nhân dân {consultee.name} gửi {agency} để tổng hợp theo quy định./."
    )


def _opening(consultee: Consultee) -> str:
    dispatch, agency = consultee.round.dispatch, kind_of_call().agency.name
    day = f" ngày {short_date(dispatch.date)}" if dispatch.date else ""
    return (
        f"Thực hiện Công văn số {dispatch.full_number}{day} của {agency} về việc lấy ý kiến về "
        f"{consultee.round.title}, sau khi nghiên cứu, Ủy ban nhân dân {consultee.name} có ý kiến "
        "như sau:"
    )


def _opinion(position: str, text: str) -> list[str]:
    lead = {
        Position.AGREE: "Nhất trí.",
        Position.AGREE_WITH_COMMENTS: "Cơ bản nhất trí, có ý kiến như sau:",
        Position.DISAGREE: "Không nhất trí, lý do:",
    }
    if position not in Position.values:
        return ["(Chưa có ý kiến.)"]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [lead[Position(position)], *lines]
