"""The table of states: which evidence makes which state."""

import datetime as dt

import pytest

from dispatches.addressees import Addressee
from dispatches.domain import deliveries, handling, receiving, runs
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.sent_figures import Figures, figures
from dispatches.domain.standing import TONES, TROUBLED, State, standing
from dispatches.enums import Channel
from dispatches.models import Delivery, LetterCopy
from outbox.models import Message
from tests.dispatches.deliveries import UNIT, again, issued_to, one_sent, print_it, sent
from tests.dispatches.factories import AT, clerk
from tests.factories import DAY, district, officer_of

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(hours=1)
ACCEPTED = {"state": "sent", "accepted_at": LATER, "server_reply": "250 OK"}
FAILED = {"state": "failed", "failed_at": LATER}


def written(**mail):
    def make(delivery):
        send_due_deliveries(AT)
        Message.objects.update(**mail)

    return make


def opened_by_link(delivery):
    receiving.note_opening(delivery, by=None, at=LATER)


def handed(delivery):
    deliveries.record_hand_over(delivery, on=DAY, person="A", note="", by=clerk(), at=LATER)


def bounced(delivery):
    delivery.refresh_from_db()
    deliveries.record_bounce(delivery, on=DAY, words="Hộp thư đầy", by=clerk(), at=LATER)


def cancelled(delivery):
    handling.cancel(delivery.dispatch, reason="Nhầm", by=clerk(), at=LATER)


def replaced(delivery):
    again(delivery, reason="Sai", at=LATER)


BY_LINK = "bằng liên kết trong thư"
TABLE = [
    ([], State.WAITING, AT, ""),
    ([written()], State.WAITING, AT, ""),
    ([written(state="sending", lease_until=LATER)], State.WAITING, AT, ""),
    ([written(server_reply="451 later")], State.DEFERRED, AT, "451 later"),
    ([written(**ACCEPTED)], State.ACCEPTED, LATER, ""),
    ([written(server_reply="550 no", **FAILED)], State.REFUSED, LATER, "550 no"),
    ([written(server_reply="451 later", **FAILED)], State.GIVEN_UP, LATER, "451 later"),
    ([written(server_reply="530 password", **FAILED)], State.GIVEN_UP, LATER, "530 password"),
    ([written(state="stale")], State.DROPPED, AT, ""),
    ([written(**ACCEPTED), bounced], State.BOUNCED, DAY, "Hộp thư đầy"),
    ([written(**ACCEPTED), bounced, opened_by_link], State.OPENED, LATER, BY_LINK),
    ([written(**ACCEPTED), bounced, replaced], State.REPLACED, LATER, "Sai"),
    ([cancelled], State.CANCELLED, None, ""),
    ([written(**ACCEPTED), cancelled], State.ACCEPTED, LATER, ""),
    ([written(state="stale"), cancelled], State.CANCELLED, None, ""),
    ([opened_by_link], State.OPENED, LATER, BY_LINK),
    ([written(server_reply="550 no", **FAILED), opened_by_link], State.OPENED, LATER, BY_LINK),
    ([opened_by_link, handed], State.HANDED, DAY, "A"),
    ([written(server_reply="550 no", **FAILED), handed], State.HANDED, DAY, "A"),
    ([opened_by_link, replaced], State.REPLACED, LATER, "Sai"),
]


def look(delivery):
    found = standing(Delivery.objects.with_course().get(pk=delivery.pk))
    return (found.state, found.since, str(found.words))


@pytest.mark.parametrize(("evidence", "state", "since", "words"), TABLE)
def test_of_a_mail(evidence, state, since, words):
    delivery = one_sent()
    for happen in evidence:
        happen(delivery)

    assert look(delivery) == (state, since, words)


@pytest.mark.parametrize(("evidence", "state", "since", "words"), TABLE)
def test_the_question_to_the_database_finds_exactly_those_in_trouble(evidence, state, since, words):
    delivery = one_sent()
    for happen in evidence:
        happen(delivery)

    troubled = Delivery.objects.filter(TROUBLED, pk=delivery.pk).exists()
    assert troubled is (state in {State.REFUSED, State.GIVEN_UP, State.DROPPED, State.BOUNCED})
    assert troubled is (TONES[state][0] == "bad")


def test_without_a_file_it_waits_for_it():
    assert look(one_sent(pdf=False)) == (State.NO_FILE, AT, "")


def test_in_the_portal_it_waits_to_be_opened():
    unit = district("Lục Ngạn")
    person = officer_of(unit)
    delivery = one_sent(Channel.PORTAL, name=UNIT, pdf=False)
    assert look(delivery)[0] == State.NO_FILE
    print_it(delivery.dispatch)
    assert look(delivery) == (State.IN_PORTAL, AT, "")

    receiving.note_opening(delivery, by=person, at=LATER)

    assert look(delivery) == (State.OPENED, LATER, person.full_name)


def test_paper_waits_to_be_handed_over():
    delivery = one_sent(Channel.PAPER, pdf=False)
    assert look(delivery) == (State.TO_HAND, AT, "")


def test_a_copy_that_could_not_be_made_is_trouble():
    dispatch = issued_to("UBND các huyện, thành phố")
    runs.start(dispatch, [Addressee(UNIT)], by=clerk(), at=AT)
    [delivery] = sent(dispatch)
    LetterCopy.objects.update(state="failed", problem="Tên quá dài")

    assert look(delivery) == (State.NO_COPY, None, "Tên quá dài")
    assert Delivery.objects.filter(TROUBLED).count() == 1


def test_the_figures_count_recipients_not_rows():
    dispatch = issued_to("Sở A", "Sở B", "Sở C", "Sở D")
    first, second, third, _fourth = sent(dispatch)
    send_due_deliveries(AT)
    again(first)
    handed(second)
    deliveries.record_hand_over(second, on=DAY, person="B", note="", by=clerk(), at=LATER)
    Message.objects.filter(delivery=third).update(server_reply="550 no", **FAILED)

    assert figures(dispatch) == Figures(total=4, arrived=1, troubled=1, outstanding=0)
