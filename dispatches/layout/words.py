"""The words that a layout itself prints, in the languages of letters and their translations."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from vietnamese.dates import BLANK, blank_long_date, long_date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Words:
    """Labels of one language; `date` and `blank_date` write a day, and a month with a blank day."""

    national_title: str
    motto: str
    to: str
    number: str
    recipients: str
    appendix: str
    enclosed: str
    translation: str
    date: Callable[[datetime.date], str]
    blank_date: Callable[[datetime.date], str]


def _english_date(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _english_blank(month: datetime.date) -> str:
    return f"{BLANK}{MONTHS[month.month - 1]} {month.year}"


def _korean_date(day: datetime.date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _korean_blank(month: datetime.date) -> str:
    return f"{month.year}년 {month.month}월{BLANK}일"


WORDS = {
    "vi": Words(
        national_title="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        to="Kính gửi",
        number="Số",
        recipients="Nơi nhận",
        appendix="Phụ lục",
        enclosed="(Kèm theo {kind} số {number} {date} của {agency})",
        translation="",
        date=long_date,
        blank_date=blank_long_date,
    ),
    "en": Words(
        national_title="SOCIALIST REPUBLIC OF VIET NAM",
        motto="Independence - Freedom - Happiness",
        to="To",
        number="No.",
        recipients="Distribution",
        appendix="Appendix",
        enclosed="(Enclosed with {kind} No. {number} of {date}, {agency})",
        translation="(Translation)",
        date=_english_date,
        blank_date=_english_blank,
    ),
    "ko": Words(
        national_title="베트남 사회주의 공화국",
        motto="독립 - 자유 - 행복",
        to="수신",
        number="번호",
        recipients="배포처",
        appendix="부록",
        enclosed="({agency} {date} {kind} 제{number}호 첨부)",
        translation="(번역본)",
        date=_korean_date,
        blank_date=_korean_blank,
    ),
}
