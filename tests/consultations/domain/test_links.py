"""A personal link opens one round for one person, as long as everything is as it was given for."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.domain import passwords, users
from accounts.models import AuditEvent, User
from consultations.domain import calls, cancelling, link_mails, link_requests, links, reminders
from consultations.errors import ConsultationRefused
from consultations.models import LinkRequest, PersonalLink
from districts.domain import officers
from districts.models import DistrictOfficer
from outbox.domain.composing import compose
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi

pytestmark = pytest.mark.django_db
LATER = hanoi("03/8 08:00")
MAIL = "canbo@unit.example"


@pytest.fixture
def round_():
    return rounds.called(rounds.drafted("Lục Ngạn"))


def the_link() -> PersonalLink:
    return PersonalLink.objects.get(revoked_at=None)


def token() -> str:
    found = links.token_of(the_link())
    assert found
    return found


def officer():
    return rounds.person("officer")


def close(round_, _person):
    rounds.end(round_, hanoi("10/8 08:00"))


def cancel(round_, _person):
    leader = rounds.person("leader")
    cancelling.cancel(round_, reason="Rút dự thảo.", by=leader, at=LATER)


def new_link(round_, person):
    links.give(rounds.consultee(round_, "Lục Ngạn"), person, by=officer(), at=LATER)


def taken_back(round_, person):
    links.revoke(rounds.consultee(round_, "Lục Ngạn"), person, by=officer(), at=LATER)


def gone(_round, person):
    duty = DistrictOfficer.objects.get(user=person)
    officers.end(duty, valid_to=LATER.date(), by=officer(), at=LATER)


def shut(_round, person):
    users.deactivate(person, by=rounds.person("administrator"), at=LATER)


def new_password(_round, person):
    passwords.set_password(person, password="một mật khẩu khác 12", by=officer(), at=LATER)


def new_address(_round, person):
    User.objects.filter(pk=person.pk).update(email="khac@unit.example")


def test_the_call_leaves_with_the_link_and_is_kept_without_it(round_):
    mail = Message.objects.get()

    address = f"/lay-y-kien/lien-ket/?ma={token()}"
    assert f"Người staff-u1: http://127.0.0.1:8000{address}" in str(compose(mail).body)
    assert links.PLACE in mail.text
    assert token() not in mail.text


def test_the_token_is_kept_nowhere(round_):
    row = PersonalLink.objects.values().get()

    assert token() not in map(str, row.values())
    assert not AuditEvent.objects.filter(data__icontains=token()).exists()


def test_the_token_stays_when_the_secret_key_is_replaced(round_, settings):
    before = token()

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert token() == before

    settings.SECRET_KEY_FALLBACKS = []
    assert links.token_of(the_link()) is None


def test_the_link_opens_the_round_for_the_person(round_):
    link = links.found(token(), LATER)

    assert link
    assert (link.user.username, link.consultee.round) == ("staff-u1", round_)
    assert links.found(token()[:-1], LATER) is None
    assert links.found("", LATER) is None


@pytest.mark.parametrize(
    "happens", [close, cancel, new_link, taken_back, gone, shut, new_password, new_address]
)
def test_the_link_is_void_after(round_, happens):
    link, opens = the_link(), token()

    happens(round_, link.user)

    assert links.found(opens, LATER) is None
    assert links.kept(link.pk, LATER) is None


def test_a_reminder_carries_the_same_link(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    before = token()

    reminders.remind_now(round_, [unit], order="1", by=officer(), at=LATER)

    assert f"?ma={before}" in str(compose(Message.objects.get(kind="reminder")).body)


def test_a_void_link_does_not_leave(round_):
    taken_back(round_, the_link().user)

    body = str(compose(Message.objects.get(kind="call")).body)
    assert "?ma=" not in body
    assert link_mails.NONE in body


def test_a_person_with_an_own_address_gets_the_link_there():
    drafted = rounds.drafted("Lục Ngạn")
    User.objects.filter(username="staff-u1").update(email=MAIL)
    rounds.called(drafted)

    own, call = Message.objects.get(kind="link"), Message.objects.get(kind="call")
    assert (own.to_name, own.to_address) == ("Người staff-u1", MAIL)
    assert f"?ma={token()}" in str(compose(own).body)
    assert "?ma=" not in str(compose(call).body)
    assert "(Liên kết đã gửi đến hộp thư riêng của: Người staff-u1.)" in str(compose(call).body)


def test_asked_from_the_units_mailbox_the_link_goes_to_the_persons_own(round_):
    User.objects.filter(username="staff-u1").update(email=MAIL)
    link_requests.ask("u1@unit.example", visitor="127.0.0.1", at=LATER)
    link_requests.answer_due(LATER)

    [mail] = Message.objects.filter(kind="link")
    assert (mail.to_address, f"?ma={token()}" in str(compose(mail).body)) == (MAIL, True)


def test_calling_again_gives_no_second_link(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    taken_back(round_, the_link().user)
    calls.correct_address(unit, "moi@unit.example", by=officer(), at=LATER)

    assert calls.send_due_calls(LATER) == 1
    assert PersonalLink.objects.filter(revoked_at=None).count() == 0


def test_nobody_else_is_given_a_link(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")

    with pytest.raises(ConsultationRefused):
        links.give(unit, officer(), by=officer(), at=LATER)


@pytest.mark.parametrize("address", ["u1@unit.example", " U1@Unit.example "])
def test_asking_sends_a_new_link_and_ends_the_old_one(round_, address):
    before = token()
    link_requests.ask(address, visitor="127.0.0.1", at=LATER)
    link_requests.answer_due(LATER)
    link_requests.answer_due(LATER)

    assert token() != before
    assert links.found(before, LATER) is None
    assert f"?ma={token()}" in str(compose(Message.objects.get(kind="link")).body)


@pytest.mark.parametrize("address", ["khong-ai@unit.example", "officer@so.example"])
def test_asking_for_a_strangers_address_does_nothing(round_, address):
    before = token()
    link_requests.ask(address, visitor="127.0.0.1", at=LATER)
    link_requests.answer_due(LATER)

    assert token() == before
    assert not Message.objects.filter(kind="link").exists()


def test_an_address_is_heard_three_times_an_hour(round_):
    for minute in range(5):
        moment = LATER + dt.timedelta(minutes=minute)
        link_requests.ask(MAIL, visitor=None, at=moment)
    assert LinkRequest.objects.count() == 3

    link_requests.ask(MAIL, visitor=None, at=LATER + dt.timedelta(hours=1))
    assert LinkRequest.objects.count() == 4


def test_a_visitor_is_heard_twenty_times_an_hour(round_):
    for number in range(25):
        link_requests.ask(f"{number}@unit.example", visitor="10.0.0.1", at=LATER)
    link_requests.ask(MAIL, visitor="10.0.0.2", at=LATER)

    assert LinkRequest.objects.filter(visitor="10.0.0.1").count() == 20
    assert LinkRequest.objects.filter(visitor="10.0.0.2").count() == 1


def test_requests_are_forgotten_after_a_day(round_):
    link_requests.ask(MAIL, visitor="127.0.0.1", at=LATER)
    link_requests.answer_due(LATER)
    link_requests.answer_due(LATER + dt.timedelta(days=1, seconds=1))

    assert LinkRequest.objects.count() == 0


def test_every_act_leaves_its_trace(round_):
    link = the_link()
    links.used(link, at=LATER)
    taken_back(round_, link.user)

    acts = AuditEvent.objects.filter(object_type="consultations.personallink").order_by("pk")
    assert [(act.action, act.actor_name) for act in acts] == [
        ("link.given", "Hệ thống"),
        ("link.signed_in", "Người staff-u1"),
        ("link.revoked", "Người officer"),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"digest": "0" * 64}, {"mark": "1"}, {"nonce": "2"}, {"used_at": AT - dt.timedelta(days=1)}],
)
def test_the_database_keeps_a_link_as_it_was_given(round_, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.update(**changes)


def test_the_database_refuses_a_second_open_link_and_a_revoked_one_that_opens(round_):
    link = the_link()
    link.pk, link.nonce, link.digest = None, "n", "d"
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)

    taken_back(round_, link.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.update(revoked_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.all().delete()


def test_the_database_refuses_a_fourth_request(round_):
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkRequest.objects.create(address=MAIL, hour=AT, ordinal=3, asked_at=AT)
