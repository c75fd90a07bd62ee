"""The clerk's page for what was issued on paper."""

import io

import pytest
from django.urls import reverse

from dispatches.models import Dispatch
from tests.dispatches.factories import issued, kind
from tests.dispatches.uploads.corpus import pdf

pytestmark = pytest.mark.django_db
ENTER = reverse("dispatches:enter_paper")


def typed(**changes):
    return {
        "kind": kind().pk,
        "number": 2,
        "symbol": "SNgV-HTQT",
        "date": "02/8/2021",
        "subject": "V/v lấy ý kiến",
        "signed_by": "Nguyễn Quang Tuấn",
        "recipients": "Sở Nội vụ;\nLưu: VT.",
    } | changes


def test_a_document_is_entered_with_its_scan_and_shown(signed_in):
    issued()
    client, content = signed_in("clerk"), pdf()
    scan = io.BytesIO(content)
    scan.name = "cong van.pdf"
    for page in ("list", "registers"):
        assert ENTER in client.get(reverse(f"dispatches:{page}")).text

    entered = client.post(ENTER, typed(scan=scan))

    dispatch = Dispatch.objects.get(letter__isnull=True)
    address = reverse("dispatches:detail", args=[dispatch.pk])
    assert entered["Location"] == address
    shown = client.get(address)
    for words in ("Nguyễn Quang Tuấn", "Sở Nội vụ;", "Bản quét", "Đã ban hành"):
        assert words in shown.text
    assert shown.context["may_sign"] is False
    assert client.get(reverse("dispatches:pdf", args=[dispatch.pk])).content == content


def test_numbers_left_out_want_a_word(signed_in):
    client = signed_in("clerk")

    asked = client.post(ENTER, typed(number=169)).context["form"]
    assert "Số kế tiếp là 1" in asked.errors["used_on_paper"][0]
    client.post(ENTER, typed(number=169, used_on_paper="on"))

    assert Dispatch.objects.get().number == 169


def test_a_number_that_is_taken_alarms_and_keeps_what_was_typed(signed_in):
    taken = issued()

    alarm = signed_in("clerk").post(ENTER, typed(number=1))

    assert f"Số {taken.full_number} năm 2021 đã có trong Sổ công văn đi" in alarm.text
    assert "Nguyễn Quang Tuấn" in alarm.text
    assert Dispatch.objects.get() == taken


def test_an_officer_is_offered_no_such_page(signed_in):
    client = signed_in("officer")

    assert ENTER not in client.get(reverse("dispatches:list")).text
    assert ENTER not in client.get(reverse("dispatches:registers")).text
