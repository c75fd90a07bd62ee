"""What every page's frame shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.middleware import LIMITED
from coop_portal import navigation
from deadlines import clock
from deadlines.templatetags.deadlines import vn_weekday
from deadlines.value import HANOI
from vietnamese.dates import clock_time, short_date


@dataclass(frozen=True)
class RehearsalClock:
    """Where the rehearsal's clock stands, for the banner: words, and the value of its field."""

    words: str
    value: str

    @classmethod
    def at(cls, moment: datetime) -> "RehearsalClock":
        """Return the clock at the moment, in Hanoi time."""
        local = moment.astimezone(HANOI)
        words = f"{clock_time(local.time())} {vn_weekday(local)} {short_date(local)}"
        return cls(words, f"{local:%Y-%m-%dT%H:%M}")


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give the navigation and, in rehearsal, the clock; both only when a template asks."""
    return {
        "limited": SimpleLazyObject(lambda: LIMITED in request.session),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "rehearsal_clock": SimpleLazyObject(_rehearsal_clock)
        if settings.PORTAL_REHEARSAL
        else None,
    }


def _navigation(request: HttpRequest) -> list[navigation.Link]:
    if not request.user.is_authenticated or LIMITED in request.session:
        return []
    return navigation.links(request.user, request.path)


def _rehearsal_clock() -> RehearsalClock:
    return RehearsalClock.at(clock.now())
