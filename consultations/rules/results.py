"""What the letters on a closed round say of its result (thông báo, tờ trình kết quả lấy ý kiến).

Thanks go to those who answered, and answers to comments are spoken of where there are comments.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from consultations.enums import Outcome

# How the units that answered stand, in the order of the sentence.
_POSITIONS = {
    Outcome.AGREED: "nhất trí",
    Outcome.AGREED_WITH_COMMENTS: "nhất trí và có ý kiến góp ý",
    Outcome.DISAGREED: "không nhất trí",
}
_SILENT = "không có văn bản trả lời"
_CONSENT = "được coi như nhất trí theo công văn nêu trên"


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a round went, in figures and in the names that the letters use.

    `title` follows «ý kiến vào», `audience` follows «UBND», `cited` follows «Công văn số».
    `outcomes` counts the units by how their part ended.
    """

    agency: str
    title: str
    audience: str
    cited: str
    outcomes: Mapping[Outcome, int]
    comments: int

    def count(self, *outcomes: Outcome) -> int:
        """How many units' part ended in one of these ways."""
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)

    @property
    def asked(self) -> int:
        """How many units were asked."""
        return self.count(*Outcome)

    @property
    def answered(self) -> int:
        """How many units answered."""
        return self.count(*_POSITIONS)

    @property
    def deemed(self) -> int:
        """How many silent units there are whose silence counts as consent."""
        return self.count(Outcome.DEEMED_AGREED)


def notice_about(result: Result) -> str:
    """Return what the letter to the units is about, after «V/v»."""
    if result.comments:
        return f"kết quả tiếp thu, giải trình ý kiến tham gia vào {result.title}"
    return f"kết quả lấy ý kiến về {result.title}"


def submission_about(result: Result) -> str:
    """Return what the submission is about, after «Về»."""
    if result.comments:
        return "kết quả lấy ý kiến và tiếp thu, giải trình ý kiến tham gia vào " + result.title
    return f"kết quả lấy ý kiến về {result.title}"


def notice(result: Result) -> list[str]:
    """Return the paragraphs of the letter that tells the units of the round how it ended."""
    agency = result.agency
    opening = _thanks(result) if result.answered else _asked(result)
    paragraphs = [f"{opening} {_counted(result)}"]
    if result.comments:
        paragraphs.append(
            f"{agency} đã tiếp thu, giải trình từng ý kiến; kết quả xử lý ý kiến của mỗi đơn vị "
            "được công bố cho đơn vị đó trên cổng lấy ý kiến."
        )
    return [*paragraphs, f"{agency} thông báo để UBND {result.audience} biết, phối hợp./."]


def submission(result: Result) -> list[str]:
    """Return the paragraphs of the submission; the table is its appendix."""
    done = "tổng hợp kết quả lấy ý kiến"
    if result.comments:
        done = "tổng hợp, tiếp thu, giải trình đầy đủ các ý kiến"
    return [
        f"{_asked(result)} {_counted(result)}",
        (
            f"{result.agency} đã {done} (có Phụ lục kèm theo) và kính trình Ủy ban nhân dân tỉnh "
            "xem xét, quyết định./."
        ),
    ]


def _thanks(result: Result) -> str:
    """To all who were asked if all answered, else to those who did."""
    all_answered = result.answered == result.asked
    whom = f"UBND {result.audience}" if all_answered else "các đơn vị"
    return (
        f"{result.agency} trân trọng cảm ơn {whom} đã tham gia ý kiến vào {result.title} theo Công "
        f"văn số {result.cited}."
    )


def _asked(result: Result) -> str:
    return (
        f"{result.agency} đã lấy ý kiến của UBND {result.audience} về {result.title} theo Công văn "
        f"số {result.cited}."
    )


def _counted(result: Result) -> str:
    """Say how many units answered, how many comments they had, and where all of them stand."""
    if not result.answered:
        return f"Không có đơn vị nào có văn bản trả lời{_consent_of_all(result)}."
    answered = f"Có {result.answered:02d}/{result.asked:02d} đơn vị có văn bản trả lời"
    said = "; không có ý kiến góp ý"
    if result.comments:
        said = f", với {result.comments:02d} ý kiến góp ý"
    return " ".join((f"{answered}{said}.", _standing(result), *_silence(result)))


def _standing(result: Result) -> str:
    """«Trong đó, 02 đơn vị nhất trí, 01 đơn vị không nhất trí.»"""
    found = {words: n for outcome, words in _POSITIONS.items() if (n := result.count(outcome))}
    if len(found) > 1:
        counts = ", ".join(f"{n:02d} đơn vị {words}" for words, n in found.items())
        return f"Trong đó, {counts}."
    (words,) = found
    who = "Đơn vị trả lời" if result.answered == 1 else "Các đơn vị trả lời đều"
    return f"{who} {words}."


def _silence(result: Result) -> list[str]:
    """«Có 04 đơn vị không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên; …»"""
    deemed, silent = result.deemed, result.count(Outcome.NO_REPLY)
    told = []
    if deemed:
        told.append(f"{deemed:02d} đơn vị {_SILENT}, {_CONSENT}")
    if silent:
        other = " khác" if deemed else ""
        told.append(f"{silent:02d} đơn vị{other} {_SILENT}")
    return [f"Có {'; '.join(told)}."] if told else []


def _consent_of_all(result: Result) -> str:
    if not result.deemed:
        return ""
    who = "các đơn vị" if result.deemed == result.asked else f"{result.deemed:02d} đơn vị"
    return f"; {who} {_CONSENT}"
