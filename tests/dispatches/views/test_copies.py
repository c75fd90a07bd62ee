"""Copies for many addressees in the browser."""

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.spreadsheet import workbook
from coop_portal.celery import app
from dispatches.addressees import from_text
from dispatches.domain import copying, runs
from dispatches.models import LetterRun
from tests.dispatches.factories import AT, approved, clerk, issued
from tests.dispatches.paper import words

pytestmark = pytest.mark.django_db
LIST = "UBND huyện Lục Ngạn\tThị trấn Chũ\nSở Y tế\nUBND thành phố Bắc Giang"


@pytest.fixture
def rung():
    """Names of the tasks that were rung for, read from the broker in memory."""
    with app.connection_for_write() as connected:
        queue = connected.SimpleQueue("celery")
        queue.clear()
        yield lambda: [queue.get_nowait().headers["task"] for _ in range(queue.qsize())]
        queue.close()


def begun(text=LIST):
    return runs.start(issued(), from_text(text), by=clerk(), at=AT)


def finished(text=LIST):
    run = begun(text)
    for minutes in range(2):
        copying.go_on(copying.claim(run.pk, wall=AT + timedelta(minutes=minutes)), at=AT)
    return run


def url(name, run, *more):
    return reverse(f"dispatches:{name}", args=[run.pk, *more])


def start(client, dispatch, **data):
    return client.post(reverse("dispatches:start_run", args=[dispatch.pk]), data)


def test_a_new_list_is_shown_before_anything_happens(signed_in):
    page = start(signed_in("clerk"), issued(), text=f" {LIST}\n\n")

    assert page.context["count"] == 3
    assert page.context["form"]["text"].value() == LIST
    assert "Danh sách có 3 nơi nhận" in page.text
    assert "data:image/png;base64," in page.text
    assert "Tạo 3 bản" in page.text
    assert not LetterRun.objects.exists()


def test_a_list_that_was_seen_begins_a_run(signed_in, rung):
    dispatch, client = issued(), signed_in("officer")
    seen = start(client, dispatch, text=LIST).context["form"]["seen"].value()
    rung()
    response = start(client, dispatch, text=LIST, seen=seen)

    run = LetterRun.objects.get()
    assert response.headers["Location"] == url("run", run)
    assert [copy.address for copy in run.copies.all()] == ["Thị trấn Chũ", "", ""]
    assert rung() == ["dispatches.make_copies", "outbox.sweep"]


def test_a_list_that_was_changed_after_the_look_is_shown_again(signed_in):
    dispatch, client = issued(), signed_in("clerk")
    seen = start(client, dispatch, text=LIST).context["form"]["seen"].value()
    page = start(client, dispatch, text=f"{LIST}\nSở Nội vụ", seen=seen)

    assert page.context["count"] == 4
    assert not LetterRun.objects.exists()


def test_a_workbook_fills_the_box(signed_in):
    rows = [line.split("\t") for line in LIST.splitlines()[1:]]
    file = SimpleUploadedFile("ds.xlsx", workbook(LIST.splitlines()[0].split("\t"), rows))
    page = start(signed_in("clerk"), issued(), text="Sở khác", file=file)

    assert page.context["form"]["text"].value() == LIST


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "chưa có nơi nhận nào"),
        ({"text": "A\na"}, "Nơi nhận thứ 2 trùng với nơi nhận thứ 1"),
        ({"text": "A\u202eB"}, "ký tự ẩn không dùng được (U+202E)"),
        ({"file": SimpleUploadedFile("a.txt", b"A")}, "Chỉ nhận tệp PDF, DOCX, XLSX"),
        ({"file": SimpleUploadedFile("a.xlsx", b"A")}, "không đúng với phần mở rộng"),
        (
            {"file": SimpleUploadedFile("a.png", Path("static/portal/icon.png").read_bytes())},
            "Chỉ nhận tệp Excel",
        ),
    ],
)
def test_what_cannot_be_taken_is_named_and_what_was_typed_stays(signed_in, data, reason):
    page = start(signed_in("clerk"), issued(), **data)

    assert reason in page.text
    assert page.context["form"]["text"].value() == data.get("text")


def test_the_same_list_a_second_time_is_refused_in_words(signed_in):
    run, client = begun(), signed_in("clerk")
    page = start(client, run.dispatch, text=LIST, seen=run.fingerprint)

    assert "đúng danh sách này" in page.text
    assert LetterRun.objects.count() == 1


def test_what_is_not_issued_leads_back(signed_in):
    dispatch = approved()
    response = signed_in("clerk").get(reverse("dispatches:start_run", args=[dispatch.pk]))

    assert response.headers["Location"] == reverse("dispatches:detail", args=[dispatch.pk])


def test_a_dispatch_shows_its_runs_and_who_may_begin_one(signed_in):
    run = begun()
    page = reverse("dispatches:detail", args=[run.dispatch_id])
    for role, may_begin in [("clerk", True), ("officer", True), ("leader", False)]:
        text = signed_in(role).get(page).text
        assert url("run", run) in text
        assert (reverse("dispatches:start_run", args=[run.dispatch_id]) in text) == may_begin


def test_the_page_asks_for_news_until_the_run_is_finished(signed_in):
    client, run = signed_in("leader"), begun()
    polling = f'hx-get="{url("run_progress", run)}"'
    assert polling in client.get(url("run", run)).text
    progress = client.get(url("run_progress", run))
    assert polling in progress.text
    assert "0 trên 3 bản đã tạo" in progress.text
    assert "HX-Refresh" not in progress.headers

    LetterRun.objects.update(finished_at=AT)
    assert polling not in client.get(url("run", run)).text
    assert client.get(url("run_progress", run)).headers["HX-Refresh"] == "true"


def test_a_finished_run_leads_on_to_the_sending_and_counts_only_what_there_is(signed_in):
    run = begun()
    send = f'href="{url("send", run.dispatch)}"'
    clerk_ = signed_in("clerk")
    waiting = clerk_.get(url("run", run)).text
    assert send not in waiting
    assert "không tạo được" in waiting
    for minutes in range(2):
        copying.go_on(copying.claim(run.pk, wall=AT + timedelta(minutes=minutes)), at=AT)

    done = clerk_.get(url("run", run)).text

    assert send in done
    assert "</b> đã tạo" in done
    assert "</b> không tạo được" not in done
    assert send not in signed_in("leader").get(url("run", run)).text


def test_copies_are_searched_filtered_and_exported(signed_in):
    client, run = signed_in("clerk"), finished()
    run.copies.model.objects.create(run=run, ordinal=4, addressee="Sở X", folded="so x")

    def shown(**filters):
        rows = client.get(url("run", run), filters).context["rows"]
        return [row[0].object.ordinal for row in rows]

    assert shown() == [1, 2, 3, 4]
    assert shown(q="chu") == [1]
    assert shown(q="so") == [2, 4]
    assert shown(state="waiting") == [4]
    content = client.get(url("run", run), {"export": "xlsx", "q": "y te"}).content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    sha256 = run.copies.get(ordinal=2).sha256
    assert rows[1:] == [(2, "Sở Y tế", None, "Đã tạo", sha256)]


def test_three_copies_cost_as_many_queries_as_one(signed_in):
    client = signed_in("clerk")
    first, second = finished("Sở Y tế"), finished()
    client.get(url("run", first))  # the first visit of a session writes down that it was there
    for run in (first, second):
        with CaptureQueriesContext(connection) as captured:
            client.get(url("run", run))
        assert len(captured) == 10


def test_a_copy_is_read_and_a_waiting_one_is_not_there(signed_in):
    client, run = signed_in("leader"), finished()
    run.copies.model.objects.create(run=run, ordinal=4, addressee="Sở X", folded="so x")
    response = client.get(url("copy_pdf", run, 2))

    assert "Kính gửi: Sở Y tế. Thực hiện" in " ".join(words(response.content))
    assert response.headers["Content-Disposition"].startswith('inline; filename="0002-so-y-te.pdf"')
    assert client.get(url("copy_pdf", run, 4)).status_code == 404
    assert client.get(url("copy_pdf", run, 5)).status_code == 404


def test_all_copies_come_in_one_zip_or_one_pdf_when_the_run_is_finished(signed_in):
    client, run = signed_in("officer"), begun()
    assert client.get(url("run_zip", run)).status_code == 404
    assert client.get(url("run_bound", run)).status_code == 404

    run = finished("Sở Nội vụ\nSở Y tế")
    response = client.get(url("run_zip", run))
    with zipfile.ZipFile(BytesIO(response.getvalue())) as package:
        assert package.namelist() == ["0001-so-noi-vu.pdf", "0002-so-y-te.pdf"]
    assert response.headers["Content-Type"] == "application/zip"
    assert 'filename="02-SNgV-NV-tung-noi-nhan.zip"' in response.headers["Content-Disposition"]
    bound = client.get(url("run_bound", run))
    assert " ".join(words(bound.content)).count("Kính gửi: Sở") == 2
    assert 'filename="02-SNgV-NV-tung-noi-nhan.pdf"' in bound.headers["Content-Disposition"]


def test_a_damaged_file_is_not_given(signed_in):
    run = finished()
    Path(portal.MEDIA_ROOT, run.copies.first().file.path).write_bytes(b"%PDF-1.7 other")
    response = signed_in("clerk").get(url("copy_pdf", run, 1))

    assert response.status_code == 409
    assert "đã bị thay đổi" in response.text


def test_failed_copies_are_made_again_by_a_button(signed_in, rung):
    run, client = begun(), signed_in("clerk")
    run.copies.update(state="failed", problem="thiếu phông chữ")
    LetterRun.objects.update(finished_at=AT)
    page = client.get(url("run", run))
    assert "Tạo lại 3 bản lỗi" in page.text
    assert "thiếu phông chữ" in page.text
    assert "Tạo lại" not in signed_in("leader").get(url("run", run)).text
    rung()

    response = client.post(url("retry_run", run), follow=True)
    assert "đang được tạo lại" in response.text
    assert runs.tally(run).waiting == 3
    assert rung() == ["dispatches.make_copies", "outbox.sweep"]
    assert "Không có bản nào" in client.post(url("retry_run", run), follow=True).text
