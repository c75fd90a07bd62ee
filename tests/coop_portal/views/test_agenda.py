"""The month of deadlines, and its feed for calendar programs."""

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar

from accounts.models import AuditEvent, CalendarFeed, User
from deadlines.domain import portal_clock
from dispatches.domain import incoming
from districts.domain import reports
from partners.domain import proposals
from partners.models import AgreementPeriod
from tests import factories
from tests.consultations import rounds
from tests.dispatches.factories import arrived, clerk
from tests.districts.factories import duty, submitted
from tests.factories import AT, signed_in
from tests.partners.courses import promised, put_right, tacit
from tests.partners.factories import activity, agreement, partner, proposal

pytestmark = pytest.mark.django_db
PAGE = "/lich/"
AUGUST = {"thang": "2021-08"}


@pytest.fixture(autouse=True)
def in_august_2021():
    portal_clock.move(AT)


def titles(client, **query):
    return [entry.title for entry in client.get(PAGE, query or AUGUST).context["entries"]]


def test_the_department_sees_open_rounds_on_their_last_day():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn", "Yên Dũng"))
    officer = signed_in(rounds.person("officer"))

    (entry,) = officer.get(PAGE, AUGUST).context["entries"]

    assert (entry.day, entry.path) == (dt.date(2021, 8, 8), f"/lay-y-kien/{round_.pk}/")
    assert entry.title.endswith("(trước ngày 09/8/2021)")
    assert titles(officer, thang="2021-09") == []


def test_a_unit_sees_its_own_part_and_no_other_unit_sees_it():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn"))
    asked = rounds.staff(rounds.consultee(round_, "Lục Ngạn"))
    other = factories.officer_of(factories.district("Yên Dũng", code="yen-dung"))
    assert titles(signed_in(asked)) == ["Đề án (trước ngày 09/8/2021)"]
    assert titles(signed_in(other)) == []


def test_an_officer_sees_what_he_has_to_settle_and_the_clerk_all_of_it():
    officer, other = rounds.person("officer"), factories.user("officer", "khac")
    document = arrived()
    due = dt.date(2021, 8, 20)
    incoming.hand_to(document, officer, due_on=due, by=clerk(), at=AT)
    told = "Công văn 347/CNV-ĐP: Kết nối hợp tác với các địa phương của Hàn Quốc"
    assert titles(signed_in(officer)) == [told]
    assert titles(signed_in(other)) == []
    assert titles(signed_in(clerk())) == [told]


@pytest.mark.parametrize("month", ["", "2021-13", "8/2021", "0001-01", "99999-01", "x" * 300])
def test_a_month_that_cannot_be_is_this_one(month):
    page = signed_in(rounds.person("officer")).get(PAGE, {"thang": month})
    assert "Tháng 8 năm 2021" in page.text


def test_a_month_asks_the_database_as_often_for_more(django_assert_num_queries):
    officer, by = rounds.person("officer"), clerk()
    client = signed_in(officer)
    client.get(PAGE)
    for size in (1, 5):
        for number in range(size):
            document = arrived(full_number=f"{size}/{number}")
            due = dt.date(2021, 8, 20)
            incoming.hand_to(document, officer, due_on=due, by=by, at=AT)
        with django_assert_num_queries(20):
            client.get(PAGE, AUGUST)


@pytest.fixture
def address():
    client = signed_in(rounds.person("officer"))
    client.post("/lich/dia-chi/")
    return client.get(PAGE).context["feed"].removeprefix("http://127.0.0.1:8000")


def test_a_calendar_program_reads_the_feed_without_signing_in(address):
    document = arrived()
    due = dt.date(2021, 8, 20)
    incoming.hand_to(document, rounds.person("officer"), due_on=due, by=clerk(), at=AT)

    response = Client().get(address)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (due, due + dt.timedelta(days=1))
    assert event["SUMMARY"].startswith("Thời hạn giải quyết văn bản đến: Công văn 347/CNV-ĐP")
    assert event["UID"].startswith(f"incoming.due:{document.pk}@")


def test_the_address_is_shown_once_and_kept_as_a_hash(address):
    client = signed_in(rounds.person("officer"))
    secret = address.removeprefix("/lich/").removesuffix(".ics")
    assert secret not in client.get(PAGE).text
    assert len(secret) == 43
    assert CalendarFeed.objects.get().digest != secret


@pytest.mark.parametrize("void", ["revoked", "replaced", "locked", "guessed"])
def test_a_void_address_gives_nothing(address, void):
    officer = rounds.person("officer")
    client = signed_in(officer)
    assert Client().get(address).status_code == 200
    if void == "locked":
        User.objects.filter(pk=officer.pk).update(is_active=False)
    elif void == "guessed":
        address = "/lich/abc.ics"
    else:
        client.post({"revoked": "/lich/thu-hoi/", "replaced": "/lich/dia-chi/"}[void])
    assert Client().get(address).status_code == 404


def test_giving_and_revoking_leave_their_trace(address):
    signed_in(rounds.person("officer")).post("/lich/thu-hoi/")
    actions = AuditEvent.objects.filter(action__startswith="calendarfeed.").order_by("pk")
    assert [event.action for event in actions] == ["calendarfeed.opened", "calendarfeed.revoked"]


def test_next_steps_and_agreements_stand_on_the_agenda_of_those_concerned():
    ngan, dung = factories.district("Lục Ngạn"), factories.district("Yên Dũng", code="yen-dung")
    seo = partner()
    activity(seo, ngan, next_step="Gửi thư cảm ơn", next_step_due=dt.date(2021, 8, 20))
    made = agreement(ngan, seo)
    put_right(made, signed_on=dt.date(2019, 8, 21), effective_on=dt.date(2019, 8, 21))
    AgreementPeriod.objects.create(agreement=made, ends_on=dt.date(2021, 8, 21))
    expected = [
        (dt.date(2021, 8, 20), "Gửi thư cảm ơn (Đoàn Quận Seo thăm và làm việc)"),
        (dt.date(2021, 8, 21), "Thỏa thuận hết hiệu lực: Thỏa thuận hợp tác"),
    ]

    def seen(person):
        shown = signed_in(person).get(PAGE, AUGUST).context["entries"]
        return [(entry.day, entry.title) for entry in shown]

    assert seen(rounds.person("officer")) == expected
    assert seen(factories.officer_of(ngan)) == expected
    assert seen(factories.officer_of(dung, "khac")) == []


def test_a_duty_stands_on_the_agenda_of_its_unit_and_once_on_the_departments():
    ngan, dung = factories.district("Lục Ngạn"), factories.district("Yên Dũng", code="yen-dung")
    plan = duty(ngan, dung, due=dt.date(2021, 8, 31), text="Xây dựng Kế hoạch")
    officer = signed_in(rounds.person("officer"))
    assert titles(officer) == ["Xây dựng Kế hoạch (2 đơn vị chưa báo cáo)"]
    plan.districts.remove(dung)
    assert titles(signed_in(factories.officer_of(ngan))) == ["Xây dựng Kế hoạch"]
    assert titles(signed_in(factories.officer_of(dung, "khac"))) == []


def test_what_units_sent_stands_on_an_officers_today_until_it_is_decided():
    ngan = factories.district("Lục Ngạn")
    person = factories.officer_of(ngan)
    proposed = proposal(ngan, person)
    sent = submitted(duty(ngan, due=dt.date(2021, 12, 31)), ngan)
    portal_clock.move(AT + dt.timedelta(days=10))
    officer = rounds.person("officer")
    today = (AT + dt.timedelta(days=10)).date()
    shown = signed_in(officer).get(PAGE).context["entries"]
    assert [(entry.day, entry.path) for entry in shown] == [
        (today, f"/don-vi/bao-cao/{sent.pk}/"),
        (today, f"/doi-tac/de-xuat/{proposed.pk}/"),
    ]
    assert titles(signed_in(person), thang="2021-09") == []
    proposals.decline(proposed, reply="Đã có.", by=officer, at=AT)
    reports.accept(sent, by=officer, at=AT)
    assert list(signed_in(officer).get(PAGE).context["entries"]) == []


def test_the_page_of_debts_has_every_one_however_old():
    officer, by = rounds.person("officer"), clerk()
    days = [dt.date(2021, 8, 9), dt.date(2022, 9, 1)]
    for number, day in enumerate(days):
        incoming.hand_to(arrived(full_number=f"{number}"), officer, due_on=day, by=by, at=AT)
    portal_clock.move(AT + dt.timedelta(days=1000))
    (group,) = signed_in(officer).get("/lich/qua-han/").context["debts"]
    assert (group.kind, [entry.day for entry in group.entries]) == (
        "Thời hạn giải quyết văn bản đến",
        days,
    )


def test_what_a_unit_promised_under_the_provinces_agreement_stands_on_its_own_calendar():
    ngan, dung = factories.district("Lục Ngạn"), factories.district("Yên Dũng", code="yen-dung")
    promised(tacit(), ngan)
    person = factories.officer_of(ngan)
    june, told = {"thang": "2022-06"}, "Cử đoàn công tác: Thỏa thuận hợp tác"
    (entry,) = signed_in(person).get(PAGE, june).context["entries"]
    assert (entry.day, entry.title) == (dt.date(2022, 6, 30), told)
    assert signed_in(person).get(entry.path).status_code == 200
    assert titles(signed_in(factories.officer_of(dung, "khac")), **june) == []
    client = signed_in(person)
    client.post("/lich/dia-chi/")
    feed = client.get(PAGE).context["feed"].removeprefix("http://127.0.0.1:8000")
    (event,) = Calendar.from_ical(Client().get(feed).content).walk("VEVENT")
    assert event["SUMMARY"] == f"Thời hạn của thỏa thuận: {told}"


@pytest.mark.parametrize("year", [2024, 2025, 2031])
def test_the_calendar_of_every_coming_year_has_its_day_to_decide(year):
    tacit()
    officer = signed_in(rounds.person("officer"))
    (entry,) = officer.get(PAGE, {"thang": f"{year}-06"}).context["entries"]
    assert (entry.day, entry.key.partition(":")[0]) == (dt.date(year, 6, 6), "agreement.decision")
