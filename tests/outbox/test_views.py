from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import AuditEvent, User
from outbox.domain.messages import AttachedFile
from outbox.models import Message
from tests.outbox.conftest import AT

pytestmark = pytest.mark.django_db
LIST = reverse("outbox:list")


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        user = User.objects.create(
            username=role, full_name=role, role=role, created_at=AT, must_change_password=False
        )
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def failed(new_message):
    message = new_message()
    Message.objects.filter(pk=message.pk).update(
        state="failed", failed_at=AT, attempts=1, server_reply="550 5.1.1 <No such> user"
    )
    message.refresh_from_db()
    return message


def shown(response):
    return [row[0].object.subject for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("role", "may_look", "may_retry"),
    [
        (Role.ADMINISTRATOR, 200, 302),
        (Role.OFFICER, 200, 302),
        (Role.LEADER, 200, 403),
        (Role.CLERK, 200, 403),
        (Role.DISTRICT, 404, 404),
    ],
)
def test_who_may_look_and_who_may_send_again(sign_in, failed, role, may_look, may_retry):
    client = sign_in(role)
    assert client.get(LIST).status_code == may_look
    assert client.get(reverse("outbox:detail", args=[failed.pk])).status_code == may_look
    assert client.post(reverse("outbox:retry", args=[failed.pk])).status_code == may_retry


def test_strangers_are_sent_to_sign_in(client, failed):
    for url in [
        LIST,
        *(reverse(f"outbox:{name}", args=[failed.pk]) for name in ["detail", "retry"]),
    ]:
        response = client.get(url)
        assert response.status_code == 302
        assert response.url == f"{reverse('accounts:sign_in')}?next={url}"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_row_as_for_three(
    sign_in, new_message, django_assert_num_queries, rows
):
    for _ in range(rows):
        new_message()
    client = sign_in(Role.ADMINISTRATOR)
    client.get(LIST)
    with django_assert_num_queries(5):  # session, user, clock, count, rows
        response = client.get(LIST)
    assert len(shown(response)) == rows


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["Muộn", "Nhắc", "Công văn"]),
        ("q=luc+ngan", ["Nhắc"]),
        ("q=Lục+Ngạn", ["Nhắc"]),
        ("q=cong+van", ["Công văn"]),
        ("q=sondong.example", ["Muộn"]),
        ("q=khong+co", []),
        ("state=failed", ["Nhắc"]),
        ("state=pending", ["Muộn", "Công văn"]),
        ("state=nonsense", []),
        ("kind=call", ["Công văn"]),
        ("since=2021-08-04", ["Muộn"]),
        ("until=2021-08-03", ["Nhắc", "Công văn"]),
        ("since=2021-08-03&until=2021-08-03&kind=reminder", ["Nhắc"]),
        ("sort=to", ["Công văn", "Muộn", "Nhắc"]),
    ],
)
def test_filters_and_search(sign_in, new_message, register, query, subjects):
    register("call", label="Công văn lấy ý kiến")
    register("reminder", label="Nhắc trả lời")
    new_message(kind="call", subject="Công văn", to_name="UBND A", to_address="a@b.example")
    reminder = new_message(subject="Nhắc", to_name="UBND huyện Lục Ngạn")
    # 00:30 of 4 August in Hanoi is still the 3rd in Greenwich.
    late = AT + timedelta(hours=16, minutes=30)
    new_message(subject="Muộn", to_name="UBND B", to_address="x@sondong.example", at=late)
    Message.objects.filter(pk=reminder.pk).update(state="failed", failed_at=AT)
    assert shown(sign_in(Role.OFFICER).get(f"{LIST}?{query}")) == subjects


def test_an_empty_list_says_where_mail_comes_from(sign_in):
    assert "Chưa có thư nào" in sign_in(Role.OFFICER).get(LIST).text


def test_the_export_holds_what_is_shown(sign_in, failed, new_message, register):
    register("reminder", label="Nhắc trả lời")
    new_message()
    response = sign_in(Role.OFFICER).get(f"{LIST}?state=failed&export=xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    _head, row = sheet.iter_rows(values_only=True)
    assert row[:5] == (
        "UBND huyện Lục Ngạn",
        failed.to_address,
        "Nhắc tham gia ý kiến",
        "Nhắc trả lời",
        "Không gửi được",
    )


def test_a_message_is_shown_as_plain_text(sign_in, new_message):
    text = "Kính gửi\n\n<script>alert(1)</script> {{ 7 }}"
    file = AttachedFile("Công văn 214.pdf", "application/pdf", "files/ab", "0" * 64)
    message = new_message(text=text, html="<p>khác</p>", attachments=[file])
    page = sign_in(Role.OFFICER).get(reverse("outbox:detail", args=[message.pk])).text
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 }}</p>" in page
    assert "<p>khác</p>" not in page
    assert "Công văn 214.pdf" in page
    assert message.message_id.strip("<>") in page


@pytest.mark.parametrize(
    ("role", "state", "offered"),
    [
        (Role.ADMINISTRATOR, "failed", True),
        (Role.LEADER, "failed", False),
        (Role.ADMINISTRATOR, "stale", False),
    ],
)
def test_sending_again_is_offered_where_it_is_possible(sign_in, failed, role, state, offered):
    Message.objects.update(state=state, failed_at=AT if state == "failed" else None)
    page = sign_in(role).get(reverse("outbox:detail", args=[failed.pk])).text
    assert (reverse("outbox:retry", args=[failed.pk]) in page) is offered
    assert "550 5.1.1 &lt;No such&gt; user" in page


def test_sending_again_puts_the_message_in_the_queue_once(sign_in, failed):
    client = sign_in(Role.ADMINISTRATOR)
    url = reverse("outbox:retry", args=[failed.pk])
    first = client.post(url, follow=True)
    second = client.post(url, follow=True)
    failed.refresh_from_db()
    assert failed.state == "pending"
    assert "Thư đã được xếp hàng để gửi lại." in first.text
    assert "Chỉ gửi lại được thư đang ở trạng thái «Không gửi được»." in second.text
    event = AuditEvent.objects.get(action="message.retried")
    assert (event.actor_name, event.actor_role) == ("administrator", "administrator")


def test_nothing_is_sent_again_by_looking(sign_in, failed):
    response = sign_in(Role.ADMINISTRATOR).get(reverse("outbox:retry", args=[failed.pk]))
    assert response.status_code == 405


def test_a_message_that_is_not_there_is_not_found(sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    assert client.post(reverse("outbox:retry", args=[4711])).status_code == 404
    assert client.get(reverse("outbox:detail", args=[4711])).status_code == 404


@pytest.mark.parametrize(
    ("role", "sees", "opens"),
    [
        (Role.ADMINISTRATOR, ["Trong đơn vị", "Của Sở"], 200),
        (Role.OFFICER, ["Của Sở"], 404),
        (Role.LEADER, ["Của Sở"], 404),
        (Role.CLERK, ["Của Sở"], 404),
    ],
)
def test_what_stays_within_a_unit_is_seen_by_whoever_may_see_all_mail(
    sign_in, new_message, register, role, sees, opens
):
    register("internal", internal=True)
    new_message(subject="Của Sở")
    theirs = new_message(kind="internal", subject="Trong đơn vị")
    client = sign_in(role)
    assert sorted(shown(client.get(LIST)), reverse=True) == sees
    assert client.get(reverse("outbox:detail", args=[theirs.pk])).status_code == opens
