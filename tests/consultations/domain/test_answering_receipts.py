"""Receipts: a function of the answer, in Vietnamese, everything as typed."""

import pytest
from django.utils.translation import override

from accounts.models import AuditEvent
from consultations.domain import receipts
from consultations.models import COMMENT_LIMIT, Response
from dispatches.domain import files
from tests.consultations import rounds
from tests.consultations.factories import AFTER_CLOSING, IN_TIME, LATE, called
from tests.dispatches.paper import pages

pytestmark = pytest.mark.django_db
HOSTILE = "{{ 7|add:1 }} <script>alert(1)</script> <img src='file:///etc/passwd'>\nDòng hai."


def html(response) -> str:
    return receipts.receipt_html(Response.objects.get(pk=response.pk))


def test_it_says_what_was_received_when_from_whom():
    page = html(called().answer(c2="Đề nghị bổ sung."))
    said = (
        "PHIẾU TIẾP NHẬN Ý KIẾN",
        "UBND TỈNH BẮC GIANG",
        "SỞ NGOẠI VỤ",
        "Số tiếp nhận: 01/2021",
        "Bắc Giang, ngày 03 tháng 8 năm 2021",
        "UBND huyện Lục Ngạn",
        "<strong>16:42 ngày 03/8/2021</strong>, giờ Hà Nội",
        "trước ngày 09/8/2021 (hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội)",
        "Trong thời hạn",
        "Nhất trí kèm góp ý",
        "Đề nghị bổ sung.",
    )
    assert [words for words in said if words not in page] == []


def test_it_carries_the_hash_of_the_answer():
    response = called().answer()
    assert response.digest in html(response)


def test_a_late_answer_is_marked_with_its_days():
    assert "Muộn 2 ngày" in html(called().answer(LATE, late=True))


def test_an_answer_after_closing_is_marked():
    call = called()
    rounds.end(call.consultee.round, at=LATE)
    assert "gửi sau khi kết thúc đợt lấy ý kiến" in html(call.answer(AFTER_CLOSING, late=True))


def test_it_is_vietnamese_for_readers_of_other_languages():
    response = called().answer()
    page = html(response)
    with override("en"):
        assert html(response) == page


def test_what_was_typed_stands_as_typed():
    page = html(called().answer(c1=HOSTILE))
    assert "{{ 7|add:1 }} &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img" not in page


def test_the_longest_comments_are_laid_out():
    """An automatic table took minutes for them, and the receipt never came."""
    long = ("ab " * (COMMENT_LIMIT // 3)).strip()
    called().answer(c1=long, c2=long, c3=long)
    assert receipts.build_due_receipts(IN_TIME) == 1


def test_it_is_printed_once_and_holds_the_words():
    response = called().answer(c1=HOSTILE)
    assert receipts.build_due_receipts(IN_TIME) == 1
    assert receipts.build_due_receipts(IN_TIME) == 0
    response.refresh_from_db()
    (page,) = pages(files.read(response.receipt_pdf))
    typed = [line.text for line in page.lines if "{{" in line.text or "Dòng hai" in line.text]
    assert typed == ["{{ 7|add:1 }} <script>alert(1)</script> <img", "Dòng hai."]
    limit = "trước ngày 09/8/2021 (hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội)"
    assert [line.text for line in page.lines if limit in line.text] != []
    assert AuditEvent.objects.filter(action="response.receipt_printed").count() == 1
