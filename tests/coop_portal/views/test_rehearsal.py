"""Moving the rehearsal's clock from a page."""

import pytest
from django.contrib.messages import get_messages

from coop_portal.celery import app
from coop_portal.views import rehearsal
from deadlines import clock
from tests.consultations import rounds
from tests.consultations.rounds import hanoi
from tests.factories import signed_in

MOVE = "/dien-tap/chuyen-gio/"


@pytest.fixture
def officer(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return signed_in(rounds.person("officer"))


@pytest.fixture
def in_this_process():
    """Tasks run where they are asked for, as they would in a worker."""
    app.conf.update(task_always_eager=True, task_store_eager_result=False)
    yield
    app.conf.update(task_always_eager=False)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ({"step": "hour"}, "02/8 09:00"),
        ({"step": "working_day"}, "03/8 08:00"),
        ({"step": "moment", "moment": "2021-08-07T10:30"}, "07/8 10:30"),
    ],
)
def test_the_clock_moves_by_each_step(officer, in_this_process, typed, moment):
    response = officer.post(MOVE, typed)

    assert clock.now() == hanoi(moment)
    assert said(response)[0].startswith("Đồng hồ của cổng nay là ")


@pytest.mark.django_db(transaction=True)
def test_one_returns_to_the_page_one_came_from_and_to_no_other_site(officer, in_this_process):
    own = officer.post(MOVE, {"step": "hour", "next": "/lay-y-kien/?q=a"})
    foreign = officer.post(MOVE, {"step": "hour", "next": "https://evil.example/"})
    odd = officer.post(MOVE, {"step": "hour", "next": "nowhere"})

    assert own.headers["Location"] == "/lay-y-kien/?q=a"
    assert foreign.headers["Location"] == "/"
    assert odd.headers["Location"] == "nowhere"


@pytest.mark.django_db(transaction=True)
def test_a_moment_that_has_passed_is_refused_in_words(officer, in_this_process):
    response = officer.post(MOVE, {"step": "moment", "moment": "2021-08-01T08:00"})

    assert said(response) == ["Đồng hồ diễn tập chỉ chạy tới, không quay lại thời điểm đã qua."]
    assert clock.now() == hanoi("02/8 08:00")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"step": "moment"}, "Chọn thời điểm cần chuyển đến."),
        (
            {"step": "moment", "moment": "mai"},
            "Nhập thời điểm theo mẫu ngày/tháng/năm giờ:phút.",
        ),
    ],
)
def test_an_unreadable_moment_is_asked_for_again(officer, typed, sentence):
    assert said(officer.post(MOVE, typed)) == [sentence]


@pytest.mark.django_db
def test_a_worker_that_takes_long_is_waited_for_no_longer_than_patience(officer, monkeypatch):
    monkeypatch.setattr(rehearsal, "PATIENCE", 0.1)

    response = officer.post(MOVE, {"step": "hour"})

    assert said(response) == ["Đồng hồ đang chuyển; tải lại trang sau ít giây."]
    assert clock.now() == hanoi("02/8 08:00")
