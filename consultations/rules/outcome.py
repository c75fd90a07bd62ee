"""How a unit's part in a round ends (kết quả lấy ý kiến của đơn vị)."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.enums import Outcome, Position


@dataclass(frozen=True)
class Silence:
    """What decides the meaning of silence.

    `allowed`: the round counts silence as consent; `clause_issued`: the clause stands in the text
    of the issued letter; `reached`: how the call demonstrably reached the unit, empty if it did
    not; `obstacle`: why it did not; `still_open`: words of a time limit that has not run out;
    `ended`: that the unit ended before its time limit did, and nobody took over its part.
    """

    allowed: bool
    clause_issued: bool
    reached: str = ""
    obstacle: str = ""
    still_open: str = ""
    ended: str = ""


@dataclass(frozen=True)
class Verdict:
    """An outcome and the reason for it, as the closing screen and the record say it."""

    outcome: Outcome
    reason: str


def of_positions(positions: Iterable[Position | str]) -> Outcome:
    """Return the outcome of a written answer: its gravest position decides."""
    given = {Position(position) for position in positions}
    if Position.DISAGREE in given:
        return Outcome.DISAGREED
    if Position.AGREE_WITH_COMMENTS in given:
        return Outcome.AGREED_WITH_COMMENTS
    if given:
        return Outcome.AGREED
    raise ValueError("an answer has at least one position")


def of_silence(silence: Silence) -> Verdict:
    """Return the outcome of a unit that did not answer.

    Silence is consent only by the letter's own words and only for a unit that the call
    demonstrably reached: never derive consent from our own fault. Comment call of 8/2021, last
    paragraph but one; never for international agreements (Law 70/2020/QH14, art. 19). Whose time
    has not run out is not silent yet: that call, too, judges «sau thời gian trên».
    """
    if silence.still_open:
        return Verdict(Outcome.NO_REPLY, f"Thời hạn của đơn vị chưa hết ({silence.still_open}).")
    if not silence.allowed:
        return Verdict(Outcome.NO_REPLY, "Đợt lấy ý kiến không áp dụng quy định coi như nhất trí.")
    if not silence.clause_issued:
        return Verdict(Outcome.NO_REPLY, "Công văn đã ban hành không có câu coi như nhất trí.")
    if silence.ended:
        return Verdict(Outcome.NO_REPLY, silence.ended)
    if not silence.reached:
        return Verdict(Outcome.NO_REPLY, silence.obstacle)
    return Verdict(
        Outcome.DEEMED_AGREED,
        f"Không có ý kiến phản hồi, coi như nhất trí theo công văn; {silence.reached}.",
    )
