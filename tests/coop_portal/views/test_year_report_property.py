"""Whatever the year held: every figure of its report is the length of the list that it leads to."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.db.models import F
from django.urls import reverse

from accounts.actors import SYSTEM
from coop_portal.reports.due import DueState, DueTask
from deadlines.domain import portal_clock
from districts.domain import reports
from districts.domain.vocabulary import create_field
from partners.agreement_enums import PartyRole, Side
from partners.domain.agreement_parties import add_party
from partners.domain.commitments import commit, note_progress
from partners.domain.relations import change_stage
from partners.enums import ActivityKind, Stage
from partners.models import Agreement
from tests.districts.factories import duty, programme, task_of
from tests.factories import AT, DAY, district, signed_in, user
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = pytest.mark.django_db
NAMES = ("Lục Ngạn", "Yên Dũng", "Hiệp Hòa", "Tân Yên")
COUNTRIES = ("KR", "JP", "IL")
END = dt.datetime.fromisoformat("2023-03-01T08:00:00+07:00")


def moment(day):
    return dt.datetime.combine(day, dt.time(9), AT.tzinfo)


def some_day(chance):
    return DAY + dt.timedelta(days=chance.randrange(0, 560))


def generate(chance, times=1):
    """Make a province with partners, activities, agreements, duties and commitments by chance."""
    units = [district(name, code=f"u{n}", rank=n) for n, name in enumerate(NAMES)]
    fields = [
        create_field(code=f"f{n}", name=f"lĩnh vực {n}", rank=n, by=SYSTEM, at=AT) for n in (1, 2)
    ]
    partners = [
        partner(f"Đối tác {n}", f"p{n}", country=chance.choice(COUNTRIES)) for n in range(6 * times)
    ]
    for one in partners:
        relate(one, units, fields, chance)
    for number in range(12 * times):
        do_something(f"Hoạt động {number}", partners, units, fields, chance)
    for number in range(5 * times):
        sign(f"Thỏa thuận {number}", partners, units, chance)
    ask_and_report(units, chance)


def relate(one, units, fields, chance):
    """Join the partner to three, each relation of two stages."""
    for unit in chance.sample([*units, None], k=3):
        begun = some_day(chance)
        named = chance.sample(fields, k=chance.randrange(3))
        made = relation(one, unit, stage=chance.choice(list(Stage)[:-1]), on=DAY, fields=named)
        later = [stage for stage in Stage if stage != made.stage]
        change_stage(made, chance.choice(later), on=begun, by=SYSTEM, at=END)


def do_something(title, partners, units, fields, chance):
    day = some_day(chance)
    activity(
        chance.choice(partners),
        *chance.sample(units, k=chance.randrange(3)),
        title=title,
        kind=chance.choice(list(ActivityKind)),
        starts_on=day,
        ends_on=day,
        fields=chance.sample(fields, k=chance.randrange(3)),
    )


def sign(title, partners, units, chance):
    """Sign an agreement with one commitment, which may be kept."""
    made = agreement(chance.choice([*units, None]), chance.choice(partners), title, at=END)
    sign_beside(made, partners, units, chance)
    signed_on = some_day(chance)
    Agreement.objects.filter(pk=made.pk).update(signed_on=signed_on, version=F("version") + 1)
    promised = commit(
        made, "Cử đoàn", due_on=max(signed_on, some_day(chance)),
        district=chance.choice([*units, None]), by=SYSTEM, at=AT,
    )  # fmt: skip
    if chance.random() < 0.6:
        on = some_day(chance)
        note_progress(promised, "Đã xong", on=on, done=True, by=SYSTEM, at=END)


def sign_beside(made, partners, units, chance):
    """Let others sign it too, and somebody be named who only carries it out."""
    for unit in chance.sample([one for one in units if one != made.district], k=2):
        role = chance.choice((PartyRole.COSIGNS, PartyRole.CARRIES_OUT))
        add_party(made, Side.OURS, role=role, district=unit, by=SYSTEM, at=END)
    for one in chance.sample([one for one in partners if one != made.partner], k=2):
        role = chance.choice((PartyRole.COSIGNS, PartyRole.CARRIES_OUT))
        add_party(made, Side.THEIRS, role=role, partner=one, by=SYSTEM, at=END)


def ask_and_report(units, chance):
    """Ask two duties of all units; some report on them."""
    kept = programme(target_least=1, target_most=2)
    for asked in (
        duty(*units, under=kept, text="Hằng năm", yearly_from=2022),
        duty(*units, under=kept, text="Kế hoạch", due=dt.date(2021, 12, 31)),
    ):
        for unit in chance.sample(units, k=3):
            report_on(asked, unit, chance)


def report_on(asked, unit, chance):
    """Send a report on a day of chance; it may be decided some time later."""
    key = "mot-lan" if asked.due else "2022"
    sent = some_day(chance)
    made = reports.save(
        task_of(asked, unit, key, END.date()), text="Đã làm.", edition=0, by=SYSTEM, at=moment(sent)
    )
    reports.submit(made, by=SYSTEM, at=moment(sent))
    decided = moment(sent + dt.timedelta(days=chance.randrange(90)))
    match chance.choice(("accept", "give_back", "")):
        case "accept":
            reports.accept(made, by=SYSTEM, at=decided)
        case "give_back":
            reports.send_back(made, reason="Thiếu số liệu", by=SYSTEM, at=decided)


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_the_length_of_its_list(seed):
    generate(random.Random(seed))
    portal_clock.move(END)
    client = signed_in(user("officer"))
    for year in (2021, 2022, 2023):
        report = client.get(reverse("reports:year", args=[year])).context["report"]
        figures = [figure for _label, figure in report.totals]
        figures += [f for table in report.breakdowns for line in table.lines for f in line.figures]
        different = {f.url for f in figures}
        assert len(different) > 30
        behind = {url: client.get(url).context["page"].paginator.count for url in different}
        assert [(f.url, f.value) for f in figures] == [(f.url, behind[f.url]) for f in figures]


BY_WAY = ("Kết quả theo đơn vị", "Kết quả theo nước", "Kết quả theo lĩnh vực")


@pytest.mark.parametrize("seed", range(2))
def test_whatever_a_total_counts_stands_in_a_row_of_each_table(seed):
    generate(random.Random(seed))
    portal_clock.move(END)
    client = signed_in(user("officer"))
    for year in (2021, 2022):
        report = client.get(reverse("reports:year", args=[year])).context["report"]
        totals = [listed(client, figure.url) for _label, figure in report.totals]
        tables = [table for table in report.breakdowns if str(table.title) in BY_WAY]
        assert len(tables) == len(BY_WAY)
        for table in tables:
            columns = zip(*(line.figures for line in table.lines), strict=True)
            in_rows = [set[int]().union(*(listed(client, f.url) for f in c)) for c in columns]
            assert (str(table.title), in_rows) == (str(table.title), totals[: len(in_rows)])


def listed(client, url):
    """The keys of everything in the list behind a figure; a duty's is that of its task."""
    shown = client.get(f"{url}{'&' if '?' in url else '?'}size=100").context["page"]
    assert not shown.has_next()
    return {each.task.key if isinstance(each, DueTask) else each.pk for each in shown}


def test_the_report_of_the_running_year_says_of_duties_what_the_board_says():
    generate(random.Random(4))
    portal_clock.move(END.replace(year=2022))
    client = signed_in(user("officer"))
    board = client.get(reverse("districts:duties")).context["groups"]
    standing = Counter(
        (task.unit.pk, task.is_late)
        for group in board
        for _state, tasks in group.by_state
        for task in tasks
        if task.due and task.due.year == 2022 and task.is_asked
    )
    due = client.get(reverse("reports:duties", args=[2022]), {"size": 100}).context["page"]
    reported = Counter((each.task.unit.pk, each.state == DueState.LATE) for each in due)
    assert reported == standing
    assert len(reported) >= len(NAMES)


@pytest.mark.parametrize("seed", range(3))
def test_tables_add_up_to_their_totals(seed):
    generate(random.Random(seed))
    portal_clock.move(END)
    client = signed_in(user("officer"))
    for year in (2021, 2022):
        report = client.get(reverse("reports:year", args=[year])).context["report"]
        totals = {str(label): figure.value for label, figure in report.totals}
        tables = {str(table.title): table for table in report.breakdowns}
        for title, total in (
            ("Nhiệm vụ của Đề án theo đơn vị", "Nhiệm vụ phải làm trong năm"),
            ("Cam kết theo thỏa thuận", "Cam kết phải làm trong năm"),
        ):
            rows = [[f.value for f in line.figures] for line in tables[title].lines]
            assert all(due == sum(states) for due, *states in rows)
            assert sum(due for due, *_states in rows) == totals[total]
        standing = [line.figures[0].value for line in tables["So với chỉ tiêu của Đề án"].lines]
        assert sum(standing) == len(tables["Chỉ tiêu theo đơn vị"].lines) == len(NAMES)


QUERIES = {
    "year": 48,
    "relations": 12,
    "activities": 14,
    "agreements_in_force": 12,
    "targets": 9,
    "duties": 11,
    "commitments": 10,
}


@pytest.mark.parametrize("times", [1, 3])
def test_more_rows_cost_no_more_queries(times, django_assert_num_queries):
    generate(random.Random(1), times)
    portal_clock.move(END)
    client = signed_in(user("officer"))
    client.get(reverse("reports:year", args=[2022]))
    for name, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            client.get(reverse(f"reports:{name}", args=[2022]))
