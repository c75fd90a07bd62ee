"""What is left of a time limit, in the one unit that matters: days, then hours, then minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Self

Unit = Literal["day", "hour", "minute"]

_NAMES: dict[Unit, str] = {"day": "ngày", "hour": "giờ", "minute": "phút"}


@dataclass(frozen=True)
class TimeLeft:
    """Whole days, hours and minutes to an instant or, if `over`, since it; the rest is dropped."""

    days: int
    hours: int
    minutes: int
    over: bool

    @classmethod
    def between(cls, now: datetime, instant: datetime) -> Self:
        """Measure from now to the instant, which itself is already over."""
        days, rest = divmod(abs(instant - now), timedelta(days=1))
        hours, rest = divmod(rest, timedelta(hours=1))
        return cls(days, hours, rest // timedelta(minutes=1), over=now >= instant)

    @property
    def unit(self) -> Unit:
        """The largest unit of which at least one is left."""
        if self.days:
            return "day"
        return "hour" if self.hours else "minute"

    @property
    def figure(self) -> int:
        """How many of that unit: the big figure on a page."""
        return {"day": self.days, "hour": self.hours, "minute": self.minutes}[self.unit]

    @property
    def words(self) -> str:
        """Return «còn 4 ngày», «còn 3 giờ 20 phút» or «đã quá hạn 2 ngày»."""
        if not self.figure:
            return "vừa hết hạn" if self.over else "còn dưới 1 phút"
        amount = f"{self.figure} {_NAMES[self.unit]}"
        if self.over:
            return f"đã quá hạn {amount}"
        minutes = f" {self.minutes} phút" if self.unit == "hour" and self.minutes else ""
        return f"còn {amount}{minutes}"
