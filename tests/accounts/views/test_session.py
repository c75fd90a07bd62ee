import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts import middleware
from accounts.domain.passwords import set_password
from accounts.domain.users import deactivate
from accounts.models import AuditEvent, User
from deadlines import clock
from tests.factories import AT, signed_in, user

pytestmark = pytest.mark.django_db

SIGN_IN, HOME = reverse("accounts:sign_in"), reverse("home")
PASSWORD, NEW = "Dai-Bang-2021!", "Lien-Hoa-2022!"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã ngừng hoạt động."


@pytest.fixture
def officer():
    person = user("officer", "nguyenvanan", "Nguyễn Văn An")
    set_password(person, password=PASSWORD, by=person, at=AT)
    return person


def sign_in(client, username="nguyenvanan", password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"username": username, "password": password}, **extra)


def shows_sign_in(response):
    return response.status_code == 302 and response.url.startswith(SIGN_IN)


@pytest.mark.parametrize("typed", ["nguyenvanan", " NguyenVanAn "])
def test_sign_in_leads_home_and_is_recorded(client, officer, typed):
    response = sign_in(client, typed)

    assert (response.status_code, response.url) == (302, HOME)
    assert AuditEvent.objects.latest("pk").action == "user.signed_in"
    assert client.get(reverse("accounts:change_password")).status_code == 200


def test_a_new_session_gets_a_new_key(client, officer):
    client.get(SIGN_IN)
    client.session["x"] = 1
    client.session.save()
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password", "active"),
    [
        ("nguyenvanan", "sai", True),
        ("khongco", PASSWORD, True),
        ("nguyenvanan", PASSWORD, False),
    ],
    ids=["wrong password", "wrong name", "closed account"],
)
def test_whatever_is_wrong_is_answered_with_the_same_words(
    client, officer, username, password, active
):
    User.objects.filter(pk=officer.pk).update(is_active=active)

    response = sign_in(client, username, password)

    assert response.context["form"].non_field_errors() == [WRONG]


def test_five_failures_lock_the_name_at_this_address_however_it_is_typed(client, officer):
    for typed in ("nguyenvanan", "NguyenVanAn", "NGUYENVANAN ", "nguyenvanan"):
        assert sign_in(client, typed, "sai").status_code == 200

    assert sign_in(client, "nguyenvanan", "sai").status_code == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "khóa 15 phút" in locked.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9")).status_code == 302


def test_a_new_one_time_password_lifts_the_lock(client, officer):
    for _failure in range(5):
        sign_in(client, "nguyenvanan", "sai")
    assert sign_in(client).status_code == 429

    administrator = signed_in(user("administrator"))
    given = administrator.post(reverse("accounts:user_password", args=[officer.pk]))

    assert sign_in(client, password=given.context["password"]).status_code == 302


def test_next_leads_nowhere_else_than_the_portal(client, officer):
    def led_to(page):
        form = {"username": "nguyenvanan", "password": PASSWORD, "next": page}
        return Client().post(SIGN_IN, form).url

    assert led_to("/don-vi/") == "/don-vi/"
    assert led_to("https://example.com/") == HOME


def test_who_is_signed_in_is_not_led_from_the_sign_in_page_to_itself(officer):
    client = signed_in(officer)

    assert client.get(SIGN_IN, {"next": SIGN_IN}).url == HOME
    assert client.get(SIGN_IN, {"next": f"{SIGN_IN}?x=1"}).url == HOME


@pytest.mark.parametrize(
    ("sent_from", "page"),
    [
        ("http://testserver/van-ban/1/", "/van-ban/1/"),
        ("http://testserver/van-ban/?q=a", "/van-ban/%3Fq%3Da"),
        ("https://evil.example/van-ban/1/", "/"),
        ("", "/"),
    ],
)
def test_an_act_without_a_session_leads_back_to_the_page_it_was_sent_from(client, sent_from, page):
    act = reverse("dispatches:approve", args=[1])

    response = client.post(act, headers={"referer": sent_from})

    assert response.url == f"{SIGN_IN}?next={page}"


def test_sign_out_ends_the_session_and_is_recorded(officer):
    client = signed_in(officer)

    response = client.post(reverse("accounts:sign_out"))

    assert (response.status_code, response.url) == (302, SIGN_IN)
    assert AuditEvent.objects.latest("pk").action == "user.signed_out"
    assert shows_sign_in(client.get(HOME))


def test_a_closed_account_ends_its_sessions_at_once(officer):
    client = signed_in(officer)
    assert not shows_sign_in(client.get(reverse("accounts:change_password")))

    deactivate(officer, by=user("administrator"), at=AT)

    assert shows_sign_in(client.get(reverse("accounts:change_password")))


def test_a_changed_password_ends_the_other_sessions_only(officer):
    here, elsewhere = signed_in(officer), signed_in(officer)
    page = reverse("accounts:change_password")

    here.post(page, {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert User.objects.get(pk=officer.pk).check_password(NEW)
    assert AuditEvent.objects.latest("pk").data == {"one_time": False}
    assert not shows_sign_in(here.get(page))
    assert shows_sign_in(elsewhere.get(page))


@pytest.mark.parametrize("new", ["ngan", "nguyenvanan1", "NguyễnVănAn2021", "123456789012"])
def test_a_weak_password_is_refused(officer, new):
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    response = signed_in(officer).post(reverse("accounts:change_password"), form)

    assert response.context["form"].errors["new_password2"]
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_a_one_time_password_leads_to_its_replacement_and_nowhere_else(officer):
    set_password(officer, password=PASSWORD, by=user("administrator"), at=AT)
    client = signed_in(officer)
    page = reverse("accounts:change_password")

    assert client.get(reverse("districts:list")).url == page
    assert client.get(page).status_code == 200

    client.post(page, {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert client.get(reverse("districts:list")).status_code == 200


def test_who_has_a_one_time_password_may_leave(officer):
    set_password(officer, password=PASSWORD, by=user("administrator"), at=AT)

    assert signed_in(officer).post(reverse("accounts:sign_out")).url == SIGN_IN


@pytest.mark.parametrize(
    ("role", "minutes"), [("officer", 30), ("district", 30), ("administrator", 15)]
)
def test_a_session_ends_when_it_is_idle(monkeypatch, role, minutes):
    client, page = signed_in(user(role)), reverse("accounts:change_password")
    start = dt.datetime(2021, 8, 2, 1, tzinfo=dt.UTC)
    limit = dt.timedelta(minutes=minutes)

    def visit(moment):
        monkeypatch.setattr(clock, "wall", lambda: moment)
        return client.get(page)

    assert visit(start).status_code == 200
    assert visit(start + limit).status_code == 200
    assert shows_sign_in(visit(start + limit + limit + dt.timedelta(seconds=1)))


def test_a_session_in_use_ends_after_twelve_hours(monkeypatch):
    client, page = signed_in(user()), reverse("accounts:change_password")
    start = dt.datetime(2021, 8, 2, 1, tzinfo=dt.UTC)
    statuses = []
    for quarter in range(12 * 4 + 2):
        moment = start + dt.timedelta(minutes=15 * quarter)
        monkeypatch.setattr(clock, "wall", lambda at=moment: at)
        statuses.append(client.get(page).status_code)

    assert statuses == [200] * (12 * 4 + 1) + [302]


def test_the_last_visit_is_written_down_once_a_minute(monkeypatch):
    client, page = signed_in(user()), reverse("accounts:change_password")
    seen = []
    for seconds in (0, 59, 60):
        monkeypatch.setattr(
            clock, "wall", lambda s=seconds: dt.datetime.fromtimestamp(1000000000 + s, dt.UTC)
        )
        client.get(page)
        seen.append(client.session[middleware.SEEN_AT] - 1000000000)

    assert seen == [0, 0, 60]


def test_pages_of_signed_in_people_are_kept_out_of_caches(client):
    response = signed_in(user()).get(reverse("accounts:change_password"))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
