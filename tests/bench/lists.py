"""The lists of partners and activities at 200 and at 20,000 rows: CPU and queries a request."""

import datetime as dt
import time
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import SYSTEM
from districts.domain.vocabulary import country
from partners.enums import ActivityKind, NameKind, PartnerTier, Stage
from partners.models import Activity, Partner, PartnerName, Relation
from tests.factories import AT, DAY, district, signed_in, user
from vietnamese.collation import sort_key
from vietnamese.text import fold

SIZES = (200, 20_000)
ROUNDS, REQUESTS = 4, 8
RARE = 42  # the one partner of its name
TO_REACH = 1.25
COUNTRIES = ("KR", "JP", "CN", "DE", "IL", "FR", "TH", "LA")
PLACES = ("Suwon", "Okayama", "Nam Ninh", "Brandenburg", "Haifa", "Lyon", "Udon Thani", "Sekong")
PARTNERS, ACTIVITIES = reverse("partners:list"), reverse("partners:activities")
# Each finds at least a page of rows at either size, or exactly one, or none at both.
ADDRESSES = (
    (PARTNERS, {}),
    (PARTNERS, {"q": "nam ninh"}),
    (PARTNERS, {"q": "chungnam"}),
    (PARTNERS, {"q": "khong co dau"}),
    (PARTNERS, {"stage": "active"}),
    (PARTNERS, {"quiet": "12", "tier": "province"}),
    (PARTNERS, {"sort": "-last_contact"}),
    (ACTIVITIES, {}),
    (ACTIVITIES, {"q": "doan nam ninh"}),
    (ACTIVITIES, {"q": "chungnam"}),
    (ACTIVITIES, {"kind": "letter", "since": "01/01/2019"}),
    (ACTIVITIES, {"partner": "nam ninh"}),
    (ACTIVITIES, {"partner": "chungnam"}),
)
NOTES = f"""\
CPU time of the process for one request through Django's test client, the least of {ROUNDS} rounds
through all rows with {REQUESTS} requests each: what else the machine does only adds, and a slow
moment is over by the next round. On SQLite the database's own work is in it.
Database: {{vendor}}."""


def main() -> None:
    """Print the section."""
    settings.ALLOWED_HOSTS = ["testserver"]
    print(NOTES.format(vendor=connection.vendor))
    client = signed_in(user("officer"))
    units = [district(f"Đơn vị {n}", code=f"u{n}", rank=n) for n in range(10)]
    figures = []
    for size in SIZES:
        _fill(size, units)
        figures.append(_measured(client))
    _print(figures)


def _fill(size: int, units: list) -> None:
    """Add rows until there are so many."""
    numbers = range(Partner.objects.count(), size)
    partners = _partners(numbers)
    _add(
        Relation(
            partner=each, district=units[n % len(units)], stage=list(Stage)[n % 7], created_at=AT
        )
        for n, each in zip(numbers, partners, strict=True)
    )
    activities = _add(_activity(n) for n in numbers)
    _add(
        Activity.partners.through(activity_id=done.pk, partner_id=with_.pk)
        for done, with_ in zip(activities, partners, strict=True)
    )
    _add(
        Activity.districts.through(activity_id=done.pk, district_id=units[n % 10].pk)
        for n, done in zip(numbers, activities, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _partners(numbers: range) -> list[Partner]:
    countries = [country(code, by=SYSTEM, at=AT) for code in COUNTRIES]
    partners = _add(_partner(n, countries[n % len(countries)].pk) for n in numbers)
    _add(
        PartnerName(partner=each, kind=NameKind.ENGLISH, text=f"{each.name} City")
        for each in partners
    )
    return partners


def _add(rows: Iterable) -> list:
    """Store rows of one model, many in a statement."""
    first, *rest = rows
    return type(first)._default_manager.bulk_create([first, *rest], batch_size=500)


def _place(n: int) -> str:
    return "Chungnam" if n == RARE else f"{PLACES[n % len(PLACES)]} {n}"


def _partner(n: int, of_country: int) -> Partner:
    name = _place(n)
    return Partner(
        code=f"p{n}",
        name=name,
        folded_names=fold(f"{name} {name} City"),
        sort_key=sort_key(name),
        country_id=of_country,
        tier=list(PartnerTier)[n % 5],
        last_contact_on=DAY - dt.timedelta(days=37 * n % 900),
    )


def _activity(n: int) -> Activity:
    title = f"Đoàn thăm {_place(n)}"
    day = DAY - dt.timedelta(days=37 * n % 900)
    return Activity(
        kind=list(ActivityKind)[n % 6],
        title=title,
        folded_title=fold(title),
        starts_on=day,
        ends_on=day,
        entered_at=AT,
    )


def _measured(client) -> list[tuple[float, int]]:
    """Return the time and the queries of each address."""
    rounds = [[_least(client, *address) for address in ADDRESSES] for _round in range(ROUNDS)]
    times = map(min, zip(*rounds, strict=True))
    return list(zip(times, (_queries(client, *address) for address in ADDRESSES), strict=True))


def _least(client, address: str, query: dict) -> float:
    times = []
    for _request in range(REQUESTS):
        began = time.process_time()
        answer = client.get(address, query)
        times.append(time.process_time() - began)
        assert answer.status_code == 200
    return min(times)


def _queries(client, address: str, query: dict) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address, query)
    return len(queries)


def _print(figures: list) -> None:
    few, many = figures
    print(f"\n{'':56} {SIZES[0]:>9,} {SIZES[1]:>9,}  ratio   queries")
    for address, one, other in zip(ADDRESSES, few, many, strict=True):
        words = f"{address[0]} {' '.join(f'{k}={v}' for k, v in address[1].items())}"
        ratio = other[0] / one[0]
        verdict = "yes" if ratio <= TO_REACH and one[1] == other[1] else "NO"
        print(
            f"{words:56} {one[0] * 1000:>6.1f} ms {other[0] * 1000:>6.1f} ms {ratio:>6.2f}   "
            f"{one[1]} {other[1]}   ≤ {TO_REACH} {verdict}"
        )
