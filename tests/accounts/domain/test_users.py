import pytest
from django.db import IntegrityError, transaction

from accounts.domain import users
from accounts.domain.passwords import one_time_password, set_password
from accounts.enums import Role
from accounts.errors import UserRefused
from accounts.models import AuditEvent, User
from tests.factories import AT, user
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return user("administrator")


def create(administrator, **changes):
    facts = {
        "username": "LeThiHoa",
        "full_name": "Lê  Thị Hòa",
        "role": Role.CLERK,
        "password": "mot-hai-ba-bon",
        "position": "Văn thư ",
    }
    return users.create_user(**facts | changes, by=administrator, at=AT)


def change(person, administrator, **changes):
    facts = {name: getattr(person, name) for name in users.CHANGEABLE} | changes
    users.change_user(person, **facts, by=administrator, at=AT)


def trail():
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor_name", "data"))


def test_create_user_cleans_and_records(administrator):
    person = create(administrator)

    assert (person.username, person.full_name) == ("lethihoa", "Lê Thị Hòa")
    assert (person.folded_names, person.position) == ("le thi hoa lethihoa", "Văn thư")
    assert (person.is_active, person.must_change_password) == (True, True)
    assert person.check_password("mot-hai-ba-bon")
    assert trail() == [
        ("user.created", administrator.full_name, {"username": "lethihoa", "role": "clerk"})
    ]


@pytest.mark.parametrize("typed", ["lethihoa", "LETHIHOA", " lethihoa "])
def test_create_user_refuses_a_name_that_is_taken(administrator, typed):
    create(administrator)

    with pytest.raises(UserRefused, match="đã có người dùng"):
        create(administrator, username=typed)

    assert User.objects.filter(username="lethihoa").count() == 1


def test_sign_in_names_are_composed():
    assert User.normalize_username("  LU\u0323C NGA\u0323N ") == "lục ngạn"


def test_change_user_records_what_differs(administrator):
    person = create(administrator)
    before = len(trail())

    change(person, administrator, full_name="Lê Thị Hoa", role=Role.OFFICER)

    assert User.objects.get(pk=person.pk).folded_names == "le thi hoa lethihoa"
    assert trail()[before:] == [
        (
            "user.changed",
            administrator.full_name,
            {"changes": {"full_name": ["Lê Thị Hòa", "Lê Thị Hoa"], "role": ["clerk", "officer"]}},
        )
    ]


def test_change_user_without_a_difference_leaves_no_trace(administrator):
    person = create(administrator)
    before = trail()

    change(person, administrator)

    assert trail() == before


def test_the_last_administrator_stays_one(administrator):
    with pytest.raises(UserRefused, match="ít nhất một quản trị"):
        change(administrator, administrator, role=Role.OFFICER)

    assert User.objects.get(pk=administrator.pk).role == Role.ADMINISTRATOR


def test_deactivate_and_reactivate_are_recorded_once(administrator):
    person = user()

    for act in (users.deactivate, users.deactivate, users.reactivate, users.reactivate):
        act(person, by=administrator, at=AT)

    assert [action for action, _name, _data in trail()] == ["user.deactivated", "user.reactivated"]
    assert person.is_active


def test_nobody_deactivates_oneself(administrator):
    user("administrator", "second")

    with pytest.raises(UserRefused, match="tự ngừng"):
        users.deactivate(administrator, by=administrator, at=AT)


def test_the_last_administrator_is_not_deactivated(administrator):
    officer = user()

    with pytest.raises(UserRefused, match="ít nhất một quản trị"):
        users.deactivate(administrator, by=officer, at=AT)

    assert User.objects.get(pk=administrator.pk).is_active
    assert trail() == []


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_close_each_other(administrator):
    second = user("administrator", "second")

    results = at_once(
        lambda: users.deactivate(second, by=administrator, at=AT),
        lambda: users.deactivate(administrator, by=second, at=AT),
    )

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "UserRefused"]
    assert User.objects.filter(is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_check_they_would(administrator, monkeypatch):
    monkeypatch.setattr(users, "_refuse_no_administrator", lambda: None)
    second = user("administrator", "second")

    at_once(
        lambda: users.deactivate(second, by=administrator, at=AT),
        lambda: users.deactivate(administrator, by=second, at=AT),
    )

    assert not User.objects.filter(is_active=True).exists()


@pytest.mark.parametrize(
    ("own", "must_change"), [(True, False), (False, True)], ids=["own", "by another"]
)
def test_only_a_password_set_by_another_has_to_be_changed(administrator, own, must_change):
    person = user(must_change_password=not must_change)

    set_password(person, password="mot-hai-ba-bon", by=person if own else administrator, at=AT)

    person.refresh_from_db()
    assert person.check_password("mot-hai-ba-bon")
    assert person.must_change_password is must_change
    assert trail()[-1][::2] == ("user.password_set", {"one_time": must_change})


def test_one_time_passwords_are_readable_and_never_the_same():
    passwords = {one_time_password() for _ in range(50)}

    assert len(passwords) == 50
    assert {len(password) for password in passwords} == {19}
    assert not set("".join(passwords)) & set("0O1lIi")


@pytest.mark.parametrize("wrong", [{"role": "guest"}, {"username": "HOA"}])
def test_the_database_refuses_unknown_roles_and_capitals(wrong):
    person = user()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(**wrong)
