"""What the letters on a closed round say of its result (thông báo, tờ trình kết quả lấy ý kiến).

Thanks go to those who answered, and answers to comments are spoken of where there are comments.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a round went, in figures and in the names that the letters use.

    `title` follows «ý kiến vào», `audience` follows «UBND», `cited` follows «Công văn số».
    `deemed` are the silent units whose silence counts as consent.
    """

    agency: str
    title: str
    audience: str
    cited: str
    asked: int
    answered: int
    comments: int
    deemed: int = 0


def notice_about(result: Result) -> str:
    """Return what the letter to the units is about, after «V/v»."""
    if result.comments:
        return f"kết quả tiếp thu, giải trình ý kiến tham gia vào {result.title}"
    return f"kết quả lấy ý kiến vào {result.title}"


def submission_about(result: Result) -> str:
    """Return what the submission is about, after «Về»."""
    if result.comments:
        return "kết quả lấy ý kiến và tiếp thu, giải trình ý kiến tham gia vào " + result.title
    return f"kết quả lấy ý kiến vào {result.title}"


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
        f"{result.agency} đã lấy ý kiến UBND {result.audience} vào {result.title} theo Công văn số "
        f"{result.cited}."
    )


def _counted(result: Result) -> str:
    """Say how many units answered, and how many comments they had."""
    if not result.answered:
        return f"Không có đơn vị nào có văn bản trả lời{_consent(result)}."
    answered = f"Có {result.answered:02d}/{result.asked:02d} đơn vị có văn bản trả lời"
    if not result.comments:
        return f"{answered}; không có ý kiến góp ý."
    return f"{answered}, với {result.comments:02d} ý kiến góp ý."


def _consent(result: Result) -> str:
    if not result.deemed:
        return ""
    who = "các đơn vị" if result.deemed == result.asked else f"{result.deemed:02d} đơn vị"
    return f"; {who} được coi như nhất trí theo công văn nêu trên"
