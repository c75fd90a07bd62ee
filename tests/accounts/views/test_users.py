import re

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, User
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db

FACTS = {
    "full_name": "Trần Thị Ngân",
    "role": "district",
    "position": "Chuyên viên Văn phòng",
    "email": "ngan@lucngan.example",
    "phone": "",
}


@pytest.fixture
def administrator():
    return user("administrator")


@pytest.fixture
def client(administrator):
    return signed_in(administrator)


def given_password(response):
    return re.search(r"<code>([a-z0-9-]{19})</code>", response.content.decode())[1]


def test_a_new_user_gets_a_one_time_password_that_is_shown_once(client):
    response = client.post(reverse("accounts:user_new"), FACTS | {"username": "TranThiNgan"})

    person = User.objects.get(username="tranthingan")
    assert (person.full_name, person.role) == ("Trần Thị Ngân", "district")
    assert person.check_password(given_password(response))
    assert person.must_change_password
    assert "no-store" in response["Cache-Control"]


def test_what_is_not_asked_for_is_not_taken(client):
    client.post(
        reverse("accounts:user_new"),
        FACTS | {"username": "ngan", "is_active": "", "must_change_password": "", "pk": "1"},
    )

    person = User.objects.get(username="ngan")
    assert (person.is_active, person.must_change_password) == (True, True)


@pytest.mark.parametrize("username", ["ngân", "tran ngan", "<script>", ""])
def test_a_sign_in_name_has_plain_letters(client, username):
    response = client.post(reverse("accounts:user_new"), FACTS | {"username": username})

    assert list(response.context["form"].errors) == ["username"]
    assert 'value="Trần Thị Ngân"' in response.content.decode()


def test_a_taken_name_is_refused_beside_the_field(client, administrator):
    form = FACTS | {"username": administrator.username}

    response = client.post(reverse("accounts:user_new"), form)

    assert response.context["form"].errors == {"username": ["Tên đăng nhập này đã có người dùng."]}


def test_change_user(client):
    person = user("officer", "ngan")

    response = client.post(reverse("accounts:user", args=[person.pk]), FACTS)

    assert response.url == reverse("accounts:user", args=[person.pk])
    person.refresh_from_db()
    assert (person.full_name, person.role) == ("Trần Thị Ngân", "district")


def test_a_refusal_of_the_domain_stands_above_the_form(client, administrator):
    response = client.post(reverse("accounts:user", args=[administrator.pk]), FACTS)

    assert response.context["form"].non_field_errors() == [
        "Cổng phải còn ít nhất một quản trị đang hoạt động."
    ]
    assert 'value="Trần Thị Ngân"' in response.content.decode()


def test_deactivate_and_reactivate(client, administrator):
    person = user("officer", "ngan")
    states = []
    for act in ("user_deactivate", "user_reactivate"):
        client.post(reverse(f"accounts:{act}", args=[person.pk]))
        states.append(User.objects.get(pk=person.pk).is_active)

    assert states == [False, True]
    assert set(AuditEvent.objects.values_list("actor_id", flat=True)) == {administrator.pk}


def test_nobody_closes_the_own_account(client, administrator):
    response = client.post(reverse("accounts:user_deactivate", args=[administrator.pk]))

    assert "Không thể tự ngừng tài khoản của chính mình." in response.content.decode()
    assert User.objects.get(pk=administrator.pk).is_active


def test_a_new_one_time_password_replaces_the_old(client):
    person = user("officer", "ngan")

    response = client.post(reverse("accounts:user_password", args=[person.pk]))

    person.refresh_from_db()
    assert person.check_password(given_password(response))
    assert person.must_change_password
