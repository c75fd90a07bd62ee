from outbox import checks
from outbox.models import Message
from tests.outbox.conftest import AT


def test_an_unknown_kind_is_always_useful():
    assert checks.still_useful(Message(kind="receipt"), AT)


def test_a_kind_without_a_question_is_always_useful():
    checks.register("receipt", label="Giấy báo nhận")
    assert checks.still_useful(Message(kind="receipt"), AT)


def test_a_kind_is_asked_with_message_and_portal_time():
    checks.register("reminder", lambda message, at: (message.topic_id, at) == (7, AT))
    assert checks.still_useful(Message(kind="reminder", topic_id=7), AT)
    assert not checks.still_useful(Message(kind="reminder", topic_id=8), AT)


def test_labels_name_the_kinds():
    checks.register("receipt", label="Giấy báo nhận")
    checks.register("reminder", lambda _message, _at: True)
    assert checks.labels() == {"receipt": "Giấy báo nhận", "reminder": "reminder"}
