"""The year's report by days: what is past its end, and what has no day that anybody knows."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.domain import portal_clock
from partners.agreement_enums import Renewal, State
from partners.domain.agreements import Facts, Terms, record_signed
from tests.districts.factories import programme
from tests.factories import district, signed_in, user
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
END = dt.datetime.fromisoformat("2022-03-01T08:00:00+07:00")
EARLY = "Năm này trước giai đoạn của Đề án"


@pytest.fixture
def client():
    portal_clock.move(END)
    return signed_in(user("officer"))


@pytest.mark.parametrize(
    ("months", "renews", "state"),
    [(3, None, "Có hiệu lực; đã quá thời hạn, chưa ghi hết hạn"), (4, None, "Có hiệu lực"),
     (3, 12, "Có hiệu lực")],
)  # fmt: skip
def test_an_agreement_is_in_force_to_its_last_day_whatever_was_entered(
    client, months, renews, state
):
    terms = Terms(
        effective_on=dt.date(2021, 9, 1),
        term_months=months,
        renewal=Renewal.TACIT if renews else Renewal.NONE,
        renewal_months=renews,
    )
    facts = Facts(title="Bản ghi nhớ", partner=partner(), district=district(), terms=terms)
    record_signed(
        facts, state=State.IN_FORCE, signed_on=dt.date(2021, 9, 1), source="x", by=SYSTEM, at=END
    )
    report = client.get(reverse("reports:year", args=[2021])).context["report"]
    counted = {str(label): figure.value for label, figure in report.totals}
    behind = client.get(reverse("reports:agreements_in_force", args=[2021])).context["page"]
    assert [row[4] for row in report.listed] == [state]
    past = "quá thời hạn" in state
    assert counted["Thỏa thuận đang có hiệu lực"] == behind.paginator.count == (0 if past else 1)


def test_pages_say_that_an_agreement_is_past_its_end(client):
    terms = Terms(effective_on=dt.date(2021, 9, 1), term_months=6)
    facts = Facts(title="Bản ghi nhớ", partner=partner(), district=district(), terms=terms)
    made = record_signed(facts, state=State.IN_FORCE, source="x", by=SYSTEM, at=END)
    pages = [reverse("partners:agreements"), reverse("partners:agreement", args=[made.pk])]
    words = "đã quá thời hạn, chưa ghi hết hạn"
    assert [words in client.get(page).content.decode() for page in pages] == [False, False]
    portal_clock.move(END + dt.timedelta(days=1))
    assert [words in client.get(page).content.decode() for page in pages] == [True, True]


@pytest.mark.parametrize(
    ("year", "totals", "compared"),
    [
        (2015, [0, 0, 0, 0, 0, 0], []),
        (2020, [0, 0, 0, 0, 0, 0], []),
        (2021, [1, 0, 0, 1, 0, 0], [("Thiếu", 1), ("Đạt", 0), ("Vượt", 0), ("Huyện Lục Ngạn", 1)]),
    ],
)
def test_what_is_of_unknown_day_was_there_when_the_programme_began_and_not_before(
    client, year, totals, compared
):
    agreement(district(), partner())
    programme(first_year=2021)
    page = client.get(reverse("reports:year", args=[year]))
    report = page.context["report"]
    assert [figure.value for _label, figure in report.totals] == totals
    assert [
        (line.label, line.figures[0].value)
        for table in report.breakdowns
        if str(table.title) in ("So với chỉ tiêu của Đề án", "Chỉ tiêu theo đơn vị")
        for line in table.lines
    ] == compared
    assert (EARLY in page.text) is (year < 2021)
