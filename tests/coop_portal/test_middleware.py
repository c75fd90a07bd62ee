import pytest
from django.http import HttpResponse

from coop_portal.celery import app
from coop_portal.middleware import RingOutbox


@pytest.fixture
def rung():
    """Names of the tasks that were rung for, read from the broker in memory."""
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()

        def names():
            return [queue.get_nowait().headers["task"] for _ in range(queue.qsize())]

        yield names
        queue.close()


def pass_through(request, status):
    return RingOutbox(lambda _request: HttpResponse(status=status))(request)


@pytest.mark.parametrize(
    ("method", "status", "tasks"),
    [
        ("post", 302, ["outbox.sweep"]),
        ("post", 200, ["outbox.sweep"]),
        ("delete", 204, ["outbox.sweep"]),
        ("post", 400, []),
        ("post", 403, []),
        ("post", 500, []),
        ("get", 200, []),
        ("head", 200, []),
        ("options", 200, []),
    ],
)
def test_the_outbox_is_rung_after_what_may_have_written(rf, rung, method, status, tasks):
    response = pass_through(getattr(rf, method)("/"), status)

    assert response.status_code == status
    assert rung() == tasks
