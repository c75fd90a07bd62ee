"""«Gửi và nhận» in the browser: decide, look, send; send again; hand over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dispatches import matters
from dispatches.addressees import Addressee
from dispatches.domain import handling, runs
from dispatches.domain.delivering import send_due_deliveries
from dispatches.matters import Matter
from dispatches.models import Delivery, PaperHandOver
from outbox.models import Message
from tests.dispatches.deliveries import (
    ADDRESS,
    HEALTH,
    MINISTRY,
    UNIT,
    again,
    issued_to,
    one_sent,
    sent,
)
from tests.dispatches.factories import AT, clerk, drafted
from tests.factories import district, officer_of

pytestmark = pytest.mark.django_db
MAIL = {"line-0-channel": "email", "line-0-address": ADDRESS}


def url(name, dispatch):
    return reverse(f"dispatches:{name}", args=[dispatch.pk])


def confirmed(client, dispatch, **data):
    """Decide, look, and send what was shown."""
    shown = client.post(url("send", dispatch), data)
    return client.post(url("send", dispatch), data | {"seen": shown.context["seen"], "send": "1"})


# --- deciding and sending


def test_the_page_proposes_a_way_for_each_and_shows_who_has_none(signed_in):
    officer_of(district("Lục Ngạn", email=""))
    dispatch = issued_to(UNIT, HEALTH, "Các Sở, ban, ngành")

    page = signed_in("clerk").get(url("send", dispatch))

    assert [form.initial["channel"] for form in page.context["forms"]] == ["portal", "", ""]
    assert page.text.count("Chưa có địa chỉ") == 1
    assert page.text.count("Tên chung của nhiều nơi") == 1
    offered = [[value for value, _ in f.fields["channel"].choices] for f in page.context["forms"]]
    assert offered == [["", "email", "portal", "paper"]] + [["", "email", "paper"]] * 2


def test_nothing_is_sent_before_it_was_shown(signed_in):
    dispatch = issued_to(HEALTH, MINISTRY)

    page = signed_in("clerk").post(url("send", dispatch), MAIL)

    assert "Gửi 1 thư" in page.text
    assert "1 nơi nhận trên trang này chưa được gửi." in page.text
    assert not Delivery.objects.exists()


def test_what_was_shown_is_sent_and_the_mail_leaves(signed_in):
    dispatch = issued_to(HEALTH, MINISTRY)

    response = confirmed(signed_in("clerk"), dispatch, **MAIL)

    assert response["Location"] == url("deliveries", dispatch)
    assert Delivery.objects.get().recipient == HEALTH
    send_due_deliveries(AT)
    page = signed_in("clerk").get(response["Location"])
    assert HEALTH in page.text
    assert "Chờ gửi" in page.text
    assert "Gửi 1 nơi nhận còn lại" in page.text


def test_a_second_click_sends_nothing_and_says_that_the_list_has_changed(signed_in):
    dispatch, client = issued_to(HEALTH, MINISTRY), signed_in("clerk")
    shown = client.post(url("send", dispatch), MAIL)
    data = MAIL | {"seen": shown.context["seen"], "send": "1"}
    client.post(url("send", dispatch), data)

    second = client.post(url("send", dispatch), data)

    assert "danh sách vừa thay đổi" in second.text
    assert Delivery.objects.count() == 1


def test_what_was_changed_after_the_look_is_shown_again(signed_in):
    dispatch, client = issued_to(HEALTH), signed_in("clerk")
    seen = client.post(url("send", dispatch), MAIL).context["seen"]

    other = MAIL | {"line-0-address": "khac@syt.example", "seen": seen, "send": "1"}
    page = client.post(url("send", dispatch), other)

    assert "khac@syt.example" in page.text
    assert not Delivery.objects.exists()


def test_one_may_go_back_and_nothing_typed_is_lost(signed_in):
    page = signed_in("clerk").post(url("send", issued_to(HEALTH)), MAIL | {"back": "1"})
    assert page.context["forms"][0]["address"].value() == ADDRESS
    assert "Xem lại trước khi gửi" in page.text


@pytest.mark.parametrize(
    ("address", "words"),
    [("", "Đề nghị ghi địa chỉ"), ("abc", "Không gửi thư được đến địa chỉ «abc»")],
)
def test_an_address_that_cannot_be_is_said_beside_it(signed_in, address, words):
    page = signed_in("clerk").post(
        url("send", issued_to(HEALTH)), MAIL | {"line-0-address": address}
    )
    assert words in page.text


@pytest.mark.parametrize("channel", ["portal", "fax"])
def test_a_way_that_was_not_offered_is_refused(signed_in, channel):
    client, dispatch = signed_in("clerk"), issued_to(HEALTH)
    page = client.post(url("send", dispatch), {"line-0-channel": channel})
    assert page.context["forms"][0].errors["channel"]


def test_before_the_pdf_the_page_says_that_nothing_leaves_yet(signed_in):
    page = signed_in("clerk").post(url("send", issued_to(HEALTH, pdf=False)), MAIL)
    assert "Văn bản chưa có bản PDF" in page.text


def test_many_are_sent_a_page_at_a_time(signed_in):
    dispatch, client = issued_to("UBND các xã"), signed_in("clerk")
    names = [Addressee(f"UBND xã {n}", f"xa{n}@unit.example") for n in range(1, 61)]
    runs.start(dispatch, names, by=clerk(), at=AT)
    for expected in (50, 60):
        page = client.get(url("send", dispatch))
        data = {}
        for form in page.context["forms"]:
            data[f"{form.prefix}-channel"] = "email"
            data[f"{form.prefix}-address"] = form.initial["address"]
        confirmed(client, dispatch, **data)
        assert Delivery.objects.count() == expected
    assert "Không còn nơi nhận nào chưa gửi" in client.get(url("send", dispatch)).text


@pytest.mark.parametrize("make", [drafted, lambda: cancelled(issued_to(HEALTH))])
def test_what_cannot_be_sent_leads_back(signed_in, make):
    dispatch, client = make(), signed_in("clerk")
    assert client.get(url("send", dispatch))["Location"] == url("detail", dispatch)
    assert client.post(url("send", dispatch))["Location"] == url("detail", dispatch)


def cancelled(dispatch):
    handling.cancel(dispatch, reason="Nhầm", by=clerk(), at=AT)
    return dispatch


def test_a_letter_of_a_round_points_to_the_list_of_the_round(signed_in, monkeypatch):
    matter = Matter(name="Lần 1", url="/viec/1/", sending="/viec/1/bang/")
    monkeypatch.setattr(matters, "_finders", [lambda _found: matter])
    dispatch, client = issued_to(HEALTH), signed_in("clerk")

    for name in ("detail", "deliveries"):
        page = client.get(url(name, dispatch)).text
        assert '<a href="/viec/1/bang/">Lần 1</a>' in page
        assert url("send", dispatch) not in page
    assert client.get(url("send", dispatch))["Location"] == url("detail", dispatch)


def test_the_page_of_the_document_says_how_the_sending_stands(signed_in):
    dispatch = issued_to(HEALTH, MINISTRY)
    client = signed_in("clerk")
    assert "2 nơi nhận chưa gửi" in client.get(url("detail", dispatch)).text
    sent(dispatch)
    send_due_deliveries(AT)
    Message.objects.filter(to_name=HEALTH).update(state="failed", failed_at=AT, server_reply="550")
    page = client.get(url("detail", dispatch)).text
    assert "Đã gửi 2 nơi nhận" in page
    assert "1 nơi chưa đến, cần xử lý" in page


# --- the list


def test_the_list_shows_what_is_in_trouble_with_the_servers_words(signed_in):
    dispatch = issued_to(HEALTH, MINISTRY)
    sent(dispatch)
    send_due_deliveries(AT)
    Message.objects.filter(to_name=HEALTH).update(
        state="failed", failed_at=AT, server_reply="550 No such user"
    )

    page = signed_in("leader").get(url("deliveries", dispatch), {"trouble": "yes"})

    assert [row[0].object.recipient for row in page.context["rows"]] == [HEALTH]
    assert "Máy chủ thư từ chối" in page.text
    assert "550 No such user" in page.text
    assert "/gui-lai/" not in page.text  # a leader only reads


def test_the_list_asks_the_same_of_the_database_for_one_and_for_three_hundred(signed_in):
    client, counts = signed_in("clerk"), []
    client.get(reverse("home"))
    for size in (1, 300):
        dispatch = issued_to(*[f"Sở {n}" for n in range(size)])
        for delivery in sent(dispatch)[:20]:
            hand_over(client, delivery)
        send_due_deliveries(AT)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url("deliveries", dispatch), {"size": "100"})
        counts.append(len(queries))
        assert len(page.context["rows"]) == min(size, 100)
    assert counts == [15, 15]


def test_the_document_asks_the_same_of_the_database_for_one_and_for_three_hundred(signed_in):
    client, counts = signed_in("clerk"), []
    client.get(reverse("home"))
    for size in (1, 300):
        dispatch = issued_to(*[f"Sở {n}" for n in range(size)])
        sent(dispatch)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("detail", dispatch))
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_list_is_exported_as_shown(signed_in):
    page = signed_in("officer").get(url("deliveries", one_sent().dispatch), {"export": "xlsx"})
    assert page["Content-Disposition"].startswith('attachment; filename="gui-va-nhan-')


# --- acts on one


def hand_over(client, delivery, **data):
    made = {"on": "02/8/2021", "person": "Nguyễn Văn A", "note": ""} | data
    return client.post(reverse("dispatches:hand_over", args=[delivery.pk]), made)


def test_sent_again_with_a_reason_to_another_address(signed_in):
    former, client = one_sent(), signed_in("officer")
    address = reverse("dispatches:send_again", args=[former.pk])
    assert client.get(address).context["form"]["address"].value() == ADDRESS

    data = {"channel": "email", "address": "moi@syt.example"}
    assert "Lý do gửi lại" in client.post(address, data).text
    response = client.post(address, data | {"reason": "Sai địa chỉ"})

    assert response["Location"] == url("deliveries", former.dispatch)
    assert former.successor.address == "moi@syt.example"
    assert "đã được gửi lại" in client.post(address, data | {"reason": "Sai"}).text


def test_a_hand_over_is_recorded_and_shown(signed_in):
    delivery, client = one_sent("paper"), signed_in("clerk")
    assert "Ngày giao không thể" in hand_over(client, delivery, on="01/8/2021").text
    hand_over(client, delivery)

    assert PaperHandOver.objects.get().person == "Nguyễn Văn A"
    page = client.get(url("deliveries", delivery.dispatch)).text
    assert "Đã giao trực tiếp" in page
    assert "Nguyễn Văn A" in page


def test_a_delivery_that_was_sent_again_offers_nothing_more(signed_in):
    former = one_sent()
    new = again(former)
    page = signed_in("clerk").get(url("deliveries", former.dispatch)).text
    assert reverse("dispatches:hand_over", args=[former.pk]) not in page
    assert reverse("dispatches:hand_over", args=[new.pk]) in page


def test_a_mail_that_came_back_is_recorded_and_is_trouble(signed_in):
    delivery, client = one_sent(), signed_in("clerk")
    address = reverse("dispatches:bounce", args=[delivery.pk])
    assert address not in client.get(url("deliveries", delivery.dispatch)).text
    send_due_deliveries(AT)
    Message.objects.update(state="sent", accepted_at=AT)
    assert address in client.get(url("deliveries", delivery.dispatch)).text

    client.post(address, {"on": "02/8/2021", "words": "Hộp thư đầy"})

    page = client.get(url("deliveries", delivery.dispatch), {"trouble": "yes"}).text
    assert "Thư bị trả lại" in page
    assert "Hộp thư đầy" in page
    assert address not in page


@pytest.mark.parametrize("role", ["administrator", "officer"])
def test_who_reads_the_outbox_does_not_get_the_recipient_s_link(signed_in, role):
    delivery = one_sent()
    send_due_deliveries(AT)
    message = Message.objects.get()

    page = signed_in(role).get(reverse("outbox:detail", args=[message.pk])).text

    assert delivery.token in message.text
    assert delivery.token not in page
    assert "/van-ban/nhan/…/" in page
