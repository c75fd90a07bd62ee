"""What other systems read: behind a key, as the description says, and nothing of the opinions."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from consultations import api_schema
from consultations.domain import api_tokens, cancelling
from consultations.enums import Scope
from consultations.errors import KeyRefused
from consultations.models import ApiToken
from tests.consultations import rounds
from tests.consultations.rounds import AT, BUT, hanoi
from tests.consultations.schemas import fits
from tests.consultations.views.test_answering_page import page, set_clock
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
CALLS = "/api/v1/calls/"
SECRET_OPINION = "Đề nghị giữ kín câu này."


def key(*scopes: Scope, expires_at=None) -> str:
    _token, secret = api_tokens.create(
        name="Trục liên thông",
        scopes=scopes or tuple(Scope),
        expires_at=expires_at,
        by=rounds.person("administrator"),
        at=AT,
    )
    return secret


def read(path: str, secret: str, **headers):
    return Client(headers={"Authorization": f"Bearer {secret}", **headers}).get(path)


def problem(answer):
    document = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert fits(document, api_schema.SCHEMAS["Problem"])
    return answer.status_code, document["status"], document["detail"]


@pytest.fixture
def round_():
    set_clock(AT)
    made = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", contents=2))
    rounds.answer(rounds.consultee(made, "Lục Ngạn"), (BUT, SECRET_OPINION))
    return made


def test_a_call_in_the_list(round_):
    document = read(CALLS, key()).json()

    assert document == {
        "items": [
            {
                "id": round_.pk,
                "consultation_id": round_.consultation_id,
                "title": "Đề án",
                "ordinal": 1,
                "stage": {"code": "open", "label": "Đang lấy ý kiến"},
                "letter": {"number": "01/SNgV-NV", "date": "2021-08-02"},
                "issued_at": "2021-08-02T08:00:00+07:00",
                "deadline": {
                    "phrase": "trước ngày 09/8/2021",
                    "instant": "2021-08-09T00:00:00+07:00",
                },
                "closed_at": None,
            }
        ],
        "next": None,
    }
    assert fits(document, api_schema.SCHEMAS["PageOfCalls"])


def test_a_whole_call(round_):
    document = read(f"{CALLS}{round_.pk}/", key()).json()

    assert fits(document, api_schema.SCHEMAS["WholeCall"])
    assert [each["passages"] for each in document["contents"]] == [
        ["Nội dung số 0."],
        ["Nội dung số 1."],
    ]
    assert [term["original"] for term in document["terms"]] == [True]


def test_units_before_and_after_closing(round_):
    secret = key()
    before = read(f"{CALLS}{round_.pk}/consultees/", secret).json()
    rounds.end(round_, hanoi("10/8 08:00"))
    after = read(f"{CALLS}{round_.pk}/consultees/", secret).json()

    assert fits(before, api_schema.SCHEMAS["PageOfConsultees"])
    assert fits(after, api_schema.SCHEMAS["PageOfConsultees"])
    assert [(unit["name"], unit["state"], unit["outcome"]) for unit in before["items"]] == [
        ("huyện Lục Ngạn", "answered", None),
        ("huyện Sơn Động", "not_answered", None),
    ]
    assert [unit["answered_at"] for unit in before["items"]] == ["2021-08-02T08:00:00+07:00", None]
    assert [unit["outcome"] for unit in after["items"]] == [
        {"code": "agreed_with_comments", "label": "Nhất trí kèm góp ý"},
        {"code": "deemed_agreed", "label": "Coi như nhất trí"},
    ]


def test_opinions_are_nowhere_in_it(round_):
    secret = key()
    rounds.end(round_, hanoi("10/8 08:00"))

    for path in (CALLS, f"{CALLS}{round_.pk}/", f"{CALLS}{round_.pk}/consultees/"):
        assert SECRET_OPINION not in json.dumps(read(path, secret).json(), ensure_ascii=False)


def test_what_is_not_issued_does_not_exist(round_):
    draft = rounds.drafted(units=[rounds.consultee(round_, "Lục Ngạn").district])
    secret = key()

    assert len(read(CALLS, secret).json()["items"]) == 1
    assert problem(read(f"{CALLS}{draft.pk}/", secret)) == (404, 404, "There is no such call.")


@pytest.mark.parametrize(
    ("moment", "open_", "overdue", "closed"),
    [("08/8 23:59", 1, 0, 0), ("09/8 00:00", 0, 1, 0), ("10/8 08:00", 0, 0, 1)],
)
def test_calls_by_stage(round_, moment, open_, overdue, closed):
    set_clock(hanoi(moment))
    if closed:
        rounds.end(round_, hanoi(moment))
    secret = key()
    found = {
        stage: read(f"{CALLS}?stage={stage}", secret).json()["items"]
        for stage in ("open", "overdue", "closed")
    }

    counts = {stage: len(items) for stage, items in found.items()}
    assert counts == {"open": open_, "overdue": overdue, "closed": closed}
    assert all(item["stage"]["code"] == stage for stage, items in found.items() for item in items)


def test_a_cancelled_call_is_neither_open_nor_closed(round_):
    leader = rounds.person("leader")
    cancelling.cancel(round_, reason="Rút dự thảo.", by=leader, at=hanoi("05/8 08:00"))
    set_clock(hanoi("05/8 08:00"))
    secret = key()
    stages = ("open", "overdue", "closed", "cancelled")
    found = [read(f"{CALLS}?stage={stage}", secret).json()["items"] for stage in stages]
    assert [len(items) for items in found] == [0, 0, 0, 1]
    assert found[-1][0]["stage"]["code"] == "cancelled"


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("2021-08-02T08:00:00%2B07:00", 1),
        ("2021-08-02T08:00:00+07:00", 1),
        ("2021-08-02T01:00:01Z", 0),
    ],
)
def test_calls_since_a_moment(round_, since, count):
    assert len(read(f"{CALLS}?since={since}", key()).json()["items"]) == count


def test_pages_lead_from_one_to_the_next(round_):
    secret, path, seen = key(), f"{CALLS}{round_.pk}/consultees/?limit=1", []
    while path:
        document = read(path, secret).json()
        seen += [unit["name"] for unit in document["items"]]
        path = (document["next"] or "").removeprefix("http://127.0.0.1:8000")

    assert seen == ["huyện Lục Ngạn", "huyện Sơn Động"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=٣",
        "cursor=-1",
        f"cursor={2**63}",
        f"cursor={'9' * 5000}",
        "stage=draft",
        "since=2021",
        "since=2021-08-02",
        "since=2021-08-02T08:00:00",
        "since=%00",
        "since=0001-01-01T00:00:00Z",
        "since=9999-12-31T23:59:59-12:00",
        "since=2021-02-30T00:00:00Z",
    ],
)
def test_what_cannot_be_read_is_a_problem(round_, query):
    assert problem(read(f"{CALLS}?{query}", key()))[0] == 400


def test_an_answer_that_is_known_is_not_sent_again(round_):
    secret = key()
    tag = read(CALLS, secret).headers["ETag"]

    again = read(CALLS, secret, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")

    rounds.end(round_, hanoi("10/8 08:00"))
    assert read(CALLS, secret, **{"If-None-Match": tag}).status_code == 200


def test_without_a_valid_key_nothing_is_read(round_):
    said = "The bearer token is missing, unknown, revoked or expired."
    expired = key(expires_at=AT + dt.timedelta(hours=1))
    revoked = key()
    api_tokens.revoke(ApiToken.objects.first(), by=rounds.person("administrator"), at=AT)
    set_clock(AT + dt.timedelta(hours=1))

    for secret in ("", "x", expired, revoked):
        answer = read(CALLS, secret)
        assert problem(answer) == (401, 401, said)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert problem(Client().get(CALLS))[0] == 401
    assert problem(signed_in(rounds.person("officer")).get(CALLS))[0] == 401


def test_a_key_opens_its_scope_only(round_):
    secret = key(Scope.CALLS)

    assert read(CALLS, secret).status_code == 200
    assert problem(read(f"{CALLS}{round_.pk}/consultees/", secret))[0] == 403


def test_the_interface_is_read_only(round_):
    client = Client(headers={"Authorization": f"Bearer {key()}"})

    assert problem(client.post(CALLS))[0] == 405


def test_a_key_is_heard_so_often_a_minute():
    secret = key()

    def ask(wall):
        return api_tokens.admit(secret, Scope.CALLS, at=AT, wall=wall)

    for _time in range(api_tokens.REQUESTS_A_MINUTE):
        ask(AT)
    with pytest.raises(KeyRefused) as refusal:
        ask(AT + dt.timedelta(seconds=59))
    assert refusal.value.status == 429
    ask(AT + dt.timedelta(seconds=60))
    assert ApiToken.objects.get().requests == 1


def test_the_list_asks_as_much_for_one_as_for_many(round_):
    secret = key()
    for number in range(3):
        rounds.called(rounds.drafted("Lạng Giang", prefix=f"r{number}", title=f"Việc {number}"))

    read(CALLS, secret)  # the first of a minute counts anew

    def queries(query):
        with CaptureQueriesContext(connection) as asked:
            read(f"{CALLS}?{query}", secret)
        return len(asked)

    assert (queries("limit=1"), queries("limit=4")) == (5, 5)


def test_the_database_keeps_a_key_as_it_was_made():
    key()
    for changes in ({"digest": "0"}, {"name": "Khác"}, {"scopes": ["calls:read"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiToken.objects.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(
            name="x",
            digest="x",
            scopes=[],
            created_by=rounds.person("administrator"),
            created_at=AT,
        )


def test_the_administrator_makes_a_key_and_revokes_it(round_):
    administrator = signed_in(rounds.person("administrator"))
    made = administrator.post(
        "/lay-y-kien/ket-noi/khoa/lap/",
        {"name": "Trục liên thông", "scopes": ["calls:read"], "expires_on": "31/12/2021"},
    )
    secret = page(made).partition("<code>")[2].partition("</code>")[0]

    assert read(CALLS, secret).status_code == 200
    assert ApiToken.objects.get().expires_at == dt.datetime.fromisoformat("2022-01-01T00:00+07:00")
    shown = page(administrator.get("/lay-y-kien/ket-noi/khoa/"))
    assert "Trục liên thông" in shown
    assert secret not in shown
    assert not AuditEvent.objects.filter(data__icontains=secret).exists()

    administrator.post(f"/lay-y-kien/ket-noi/khoa/{ApiToken.objects.get().pk}/thu-hoi/")
    assert read(CALLS, secret).status_code == 401
    acts = AuditEvent.objects.filter(object_type="consultations.apitoken").order_by("pk")
    assert [act.action for act in acts] == ["token.created", "token.revoked"]


def test_a_key_that_has_expired_already_is_not_made():
    set_clock(AT)
    answer = signed_in(rounds.person("administrator")).post(
        "/lay-y-kien/ket-noi/khoa/lap/",
        {"name": "Cũ", "scopes": ["calls:read"], "expires_on": "01/8/2021"},
    )

    assert "Ngày hết hiệu lực phải sau hôm nay." in page(answer)
    assert not ApiToken.objects.exists()


def test_the_description_names_what_is_there():
    document = Client().get("/api/openapi.json").json()

    assert list(document["paths"]) == [
        CALLS,
        "/api/v1/calls/{id}/",
        "/api/v1/calls/{id}/consultees/",
    ]
    assert document["components"]["schemas"] == api_schema.SCHEMAS
    shown = page(Client().get("/api/"))
    assert all(f"GET {path}" in shown for path in document["paths"])
