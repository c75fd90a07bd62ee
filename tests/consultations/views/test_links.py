"""Signing in by a personal link: only the button signs in, and only to one part of one round."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from consultations.domain import links
from consultations.models import Consultee, LinkRequest, PersonalLink
from tests.consultations import rounds
from tests.consultations.rounds import hanoi
from tests.consultations.views.test_answering_page import page, set_clock
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
LATER = hanoi("03/8 08:00")
PAGE = "/lay-y-kien/lien-ket/"


@pytest.fixture
def unit():
    called = rounds.called(rounds.drafted("Lục Ngạn"))
    set_clock(LATER)
    return rounds.consultee(called, "Lục Ngạn")


def token(unit) -> str:
    return links.token_of(PersonalLink.objects.get(consultee=unit, revoked_at=None))


@pytest.fixture
def visitor(unit):
    client = Client()
    client.post(PAGE, {"ma": token(unit)})
    return client


def answer(unit) -> str:
    return reverse("consultations:answer", args=[unit.pk])


def test_opening_the_link_changes_nothing(unit):
    acts = AuditEvent.objects.count()
    client = Client()

    shown = client.get(PAGE, {"ma": token(unit)})

    assert "UBND huyện Lục Ngạn" in page(shown)
    assert "Người staff-u1" in page(shown)
    assert shown.headers["Referrer-Policy"] == "strict-origin"
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert client.get(answer(unit)).status_code == 302
    assert AuditEvent.objects.count() == acts
    assert not Session.objects.exists()
    assert Consultee.objects.get().opened_at is None


def test_the_button_leads_to_the_answer(unit):
    client = Client()

    led = client.post(PAGE, {"ma": token(unit)}, follow=True)

    assert led.redirect_chain == [(answer(unit), 302)]
    assert led.status_code == 200
    assert Consultee.objects.get().opened_by.username == "staff-u1"
    assert PersonalLink.objects.get().used_at == LATER


def test_the_button_wants_its_own_page(unit):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(PAGE, {"ma": token(unit)}).status_code == 403


def test_a_session_by_link_has_a_new_key(unit):
    client = signed_in(rounds.person("officer"))
    before = client.session.session_key

    client.post(PAGE, {"ma": token(unit)})

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_void_link_says_so(unit):
    shown = Client().get(PAGE, {"ma": "x"})

    assert shown.status_code == 404
    assert "Liên kết không còn hiệu lực" in page(shown)


@pytest.mark.parametrize(
    "name", ["home", "consultations:sent", "districts:mine", "agenda", "accounts:change_password"]
)
def test_everything_else_leads_to_sign_in(visitor, name):
    url = reverse(name)
    assert visitor.get(url).url == f"/tai-khoan/dang-nhap/?next={url}"
    assert visitor.post(url).url == "/tai-khoan/dang-nhap/?next=/"


def test_another_round_of_the_same_unit_leads_to_sign_in(unit, visitor):
    other = rounds.called(rounds.drafted(units=[unit.district], title="Khác"))
    part = rounds.consultee(other, "Lục Ngạn")

    assert visitor.get(answer(part)).status_code == 302
    assert visitor.get(answer(unit)).status_code == 200


def test_the_session_ends_with_the_link(unit, visitor):
    assert visitor.get(answer(unit)).status_code == 200

    links.revoke(unit, rounds.staff(unit), by=rounds.person("officer"), at=LATER)

    assert visitor.get(answer(unit)).status_code == 302
    assert "_auth_user_id" not in visitor.session


def test_the_session_lasts_two_hours(unit, visitor):
    visitor.get(answer(unit))
    session = visitor.session
    session["began_at"] -= int(dt.timedelta(hours=2, minutes=1).total_seconds())
    session.save()

    assert visitor.get(answer(unit)).status_code == 302


def test_signing_in_with_the_password_opens_everything(unit, visitor):
    person = rounds.staff(unit)
    person.set_password("mật khẩu của đơn vị")
    person.save()
    link = links.give(unit, person, by=rounds.person("officer"), at=LATER)
    visitor.post(PAGE, {"ma": links.token_of(link)})
    before = visitor.session.session_key
    assert visitor.get("/tai-khoan/dang-nhap/").status_code == 200

    visitor.post(
        "/tai-khoan/dang-nhap/", {"username": "staff-u1", "password": "mật khẩu của đơn vị"}
    )

    assert visitor.get("/").status_code == 200
    assert visitor.session.session_key != before


def test_whoever_is_signed_in_already_keeps_the_whole_session(unit):
    client = signed_in(rounds.staff(unit))

    client.post(PAGE, {"ma": token(unit)})

    assert client.get("/").status_code == 200


def test_a_one_time_password_is_no_hindrance(unit, visitor):
    User.objects.update(must_change_password=True)

    assert visitor.get(answer(unit)).status_code == 200


def test_a_session_by_link_shows_no_menu(unit, visitor):
    shown = page(visitor.get(answer(unit)))

    assert 'href="/lay-y-kien/tra-loi/da-gui/"' not in shown
    assert "Đăng nhập bằng mật khẩu" in shown


def test_asking_is_answered_alike_for_every_address(unit):
    said = [
        page(Client().post(f"{PAGE}gui-lai/", {"address": address}))
        for address in ("u1@unit.example", "khong-ai@unit.example")
        for _time in range(5)
    ]

    assert len(set(said)) == 1
    assert "liên kết mới sẽ được gửi đến trong ít phút" in said[0]
    assert LinkRequest.objects.count() == 6


def test_the_officer_gives_and_revokes(unit):
    officer, person = signed_in(rounds.person("officer")), rounds.staff(unit)
    at = f"/lay-y-kien/{unit.round_id}/don-vi/{unit.pk}/lien-ket/"
    before = token(unit)
    assert "Còn hiệu lực" in page(officer.get(at))

    officer.post(f"{at}{person.pk}/cap/")
    assert token(unit) != before

    officer.post(f"{at}{person.pk}/thu-hoi/")
    assert "Không có liên kết" in page(officer.get(at))


def test_nobody_who_does_not_act_for_the_unit_is_given_one(unit):
    clerk = rounds.person("clerk")
    at = f"/lay-y-kien/{unit.round_id}/don-vi/{unit.pk}/lien-ket/{clerk.pk}/cap/"

    assert signed_in(rounds.person("officer")).post(at).status_code == 404
