"""An agenda as a calendar that other programs read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from accounts.agenda import AgendaEntry

PRODUCT = "-//Local-level cooperation portal//VI"


def as_ical(entries: Iterable[AgendaEntry], *, site: str, name: str, at: datetime) -> bytes:
    """Return a calendar of whole-day events; one that moves keeps its identity."""
    calendar = Calendar()
    for field, value in {
        "prodid": PRODUCT,
        "version": "2.0",
        "method": "PUBLISH",
        "x-wr-calname": name,
        "x-wr-timezone": "Asia/Ho_Chi_Minh",
    }.items():
        calendar.add(field, value)
    host = urlsplit(site).hostname or ""
    for entry in entries:
        calendar.add_component(_event(entry, site=site, host=host, at=at))
    return calendar.to_ical()


def _event(entry: AgendaEntry, *, site: str, host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))  # exclusive
    event.add("summary", f"{'✓ ' if entry.done else ''}{entry.kind}: {entry.title}")
    event.add("url", f"{site}{entry.path}")
    event.add("transp", "TRANSPARENT")
    return event
