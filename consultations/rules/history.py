"""How a later letter tells what came of an earlier round (đoạn nhắc lại lần lấy ý kiến trước)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consultations.enums import Outcome
from vietnamese.dates import short_date
from vietnamese.lists import UnitName, enumerate_units

# What a unit that replied is said to have done with the draft, in the order of the sentence.
_REPLIED = {
    Outcome.AGREED: "nhất trí với {draft}",
    Outcome.AGREED_WITH_COMMENTS: "nhất trí với {draft} và có ý kiến góp ý",
    Outcome.DISAGREED: "không nhất trí với {draft}",
}
_SILENT = {
    Outcome.NO_REPLY: "không có văn bản trả lời",
    Outcome.DEEMED_AGREED: "không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên",
}


@dataclass(frozen=True)
class EarlierRound:
    """What the record says of an earlier round, as the letter needs it.

    `about` follows «về việc», `sent_to` follows «gửi», `draft` follows «nhất trí với». `late` is
    what units said after the end that had said nothing before: they are not told as silent.
    """

    agency: str
    number: str
    issued_on: date
    about: str
    sent_to: str
    draft: str
    outcomes: tuple[tuple[UnitName, Outcome], ...]
    late: tuple[tuple[UnitName, Outcome], ...] = ()
    reopened_on: tuple[date, ...] = ()
    cancelled_on: date | None = None


def history(earlier: EarlierRound) -> str:
    """Return the paragraph: the letter that went out, who answered what, who did not answer.

    A round that was given up has no outcomes: of it the paragraph says that.

    Source: comment call of 8/2021, second paragraph.
    """
    letter = (
        f"Ngày {short_date(earlier.issued_on)}, {earlier.agency} đã có công văn số "
        f"{earlier.number} về việc {earlier.about} gửi {earlier.sent_to}."
    )
    sentences = [letter, *_course(earlier)]
    if earlier.cancelled_on:
        return " ".join(sentences)
    replies = _replies(earlier, earlier.outcomes)
    if replies:
        sentences.append(f"{earlier.agency} đã nhận được phản hồi {'; '.join(replies)}.")
    answered_late = {unit for unit, _outcome in earlier.late}
    silent = [each for each in earlier.outcomes if each[0] not in answered_late]
    for outcome, words in _SILENT.items():
        units = _units(silent, outcome)
        if units:
            sentences.append(f"UBND {units} {words}.")
    if late := _replies(earlier, earlier.late):
        sentences.append(
            f"Sau khi kết thúc việc lấy ý kiến, {earlier.agency} nhận được phản hồi "
            f"{'; '.join(late)}."
        )
    return " ".join(sentences)


def _course(earlier: EarlierRound) -> list[str]:
    acts = [(day, "mở lại") for day in earlier.reopened_on]
    if earlier.cancelled_on:
        acts.append((earlier.cancelled_on, "hủy"))
    return [
        f"Ngày {short_date(day)}, {earlier.agency} đã {act} việc lấy ý kiến theo công văn nêu trên."
        for day, act in acts
    ]


def _replies(earlier: EarlierRound, outcomes: Iterable[tuple[UnitName, Outcome]]) -> list[str]:
    replies = []
    for outcome, words in _REPLIED.items():
        units = _units(outcomes, outcome)
        if units:
            replies.append(f"của UBND {units} {words.format(draft=earlier.draft)}")
    return replies


def _units(outcomes: Iterable[tuple[UnitName, Outcome]], wanted: Outcome) -> str:
    units = [unit for unit, outcome in outcomes if outcome == wanted]
    return enumerate_units(units) if units else ""
