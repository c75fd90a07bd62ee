"""The unit's own letter: drafted, put to the answer, checked, frozen with it."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from consultations.domain import attachments, checking, receipts, unit_letter_draft, unit_letters
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.models import DraftLetter, ResponseLetter
from dispatches.domain.printing import preview
from dispatches.layout import letter_html
from dispatches.signing.report import State
from dispatches.uploads import Upload
from tests.consultations.factories import IN_TIME, called
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing import office
from tests.dispatches.signing.looking import LETTER

pytestmark = pytest.mark.django_db
FACTS = unit_letters.Facts(
    symbol="125/UBND-VP", date=dt.date(2021, 8, 3), signer="Chủ tịch La Văn Nam"
)
SCAN = Upload("cong-van.png", b"\x89PNG\r\n\x1a\n", "image/png")


@pytest.fixture(scope="module")
def signed():
    """A letter of the unit, signed by a person whose authority nobody has trusted yet."""
    return ca.sign(preview(LETTER), ca.person(), box=ca.PERSON_BOX)


@pytest.fixture
def call():
    made = called()
    made.save(c2="Đề nghị bổ sung Hàn Quốc.")
    return made


def attach(call, upload=SCAN, facts=FACTS, version=1):
    return unit_letters.attach(
        call.consultee, facts, upload, version=version, by=call.person, at=IN_TIME
    )


def test_the_letter_goes_with_the_answer_and_into_its_hash_and_receipt(call):
    attach(call)
    with_letter = call.submit(version=2)

    kept = ResponseLetter.objects.get(response=with_letter)
    assert (kept.symbol, kept.date, kept.signer) == (FACTS.symbol, FACTS.date, FACTS.signer)
    assert "Văn bản số 125/UBND-VP ngày 03/8/2021" in receipts.receipt_html(with_letter)
    assert not DraftLetter.objects.exists()
    assert attachments.find(call.consultee, kept.file.sha256) == kept


def test_with_another_letter_the_hash_is_another(call):
    attach(call)
    first = call.submit(version=2)
    call.save(c2="Đề nghị bổ sung Hàn Quốc.")
    second = call.submit()
    assert first.digest != second.digest
    assert not ResponseLetter.objects.filter(response=second).exists()


def test_the_next_letter_takes_the_place_of_the_one_before(call):
    attach(call)
    attach(call, facts=unit_letters.Facts(**vars(FACTS) | {"symbol": "126/UBND-VP"}), version=2)
    assert DraftLetter.objects.get().symbol == "126/UBND-VP"
    unit_letters.remove(call.consultee, version=3, by=call.person, at=IN_TIME)
    assert not DraftLetter.objects.exists()


def test_words_changed_after_the_letter_came_are_known(call):
    letter = attach(call)
    before = unit_letters.is_older(letter)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    assert (before, unit_letters.is_older(DraftLetter.objects.get())) == (False, True)


def test_over_a_draft_that_went_on_nothing_is_kept(call):
    with pytest.raises(DraftConflict):
        attach(call, version=0)
    attach(call)
    with pytest.raises(DraftConflict):
        unit_letters.remove(call.consultee, version=1, by=call.person, at=IN_TIME)


def test_what_is_handed_in_names_the_letter(call):
    letter = attach(call)
    kept = checking.hand_in(call.consultee, version=2, by=call.person, at=IN_TIME)
    assert kept.files == [{"name": "cong-van.png", "sha256": letter.file.sha256}]


@pytest.mark.parametrize(
    ("day", "why"),
    [(dt.date(2021, 8, 4), "sau hôm nay"), (dt.date(2021, 8, 1), "trước ngày công văn")],
)
def test_a_day_that_cannot_be_is_refused(call, day, why):
    with pytest.raises(ConsultationRefused, match=why):
        attach(call, facts=unit_letters.Facts(**vars(FACTS) | {"date": day}))


def test_a_sheet_is_no_letter(call):
    with pytest.raises(ConsultationRefused, match="tệp PDF, hoặc ảnh"):
        attach(call, Upload("bang.xlsx", b"PK", "application/vnd.ms-excel"))


@pytest.mark.parametrize(("trusted", "state"), [(False, State.UNKNOWN_ROOT), (True, State.VALID)])
def test_a_digital_signature_is_checked_when_it_comes(call, signed, trusted, state):
    if trusted:
        office.trust()
    letter = attach(call, Upload("da-ky.pdf", signed, "application/pdf"))
    [found] = unit_letters.signatures_of(letter)
    assert (found.state, found.signer) == (state, "Ngô Biên Cương, Sở Ngoại vụ")


def test_a_scan_as_pdf_has_no_signature_and_is_kept(call):
    letter = attach(call, Upload("quet.pdf", preview(LETTER), "application/pdf"))
    assert unit_letters.signatures_of(letter) == []


def test_one_changed_byte_is_refused(call, signed):
    # The middle of the file lies in what was signed.
    at = re.search(rb"/Producer", signed).start() + 12
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    with pytest.raises(ConsultationRefused, match=r"bị thay đổi sau khi ký|không đọc được"):
        attach(call, Upload("sua.pdf", changed, "application/pdf"))
    assert not DraftLetter.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda: ResponseLetter.objects.update(symbol="1/UBND"),
        lambda: ResponseLetter.objects.all().delete(),
    ],
)
def test_the_database_keeps_the_letter_of_an_answer(call, act):
    attach(call)
    call.submit(version=2)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()


def drafted(call, **changes):
    facts = {"deputy": False, "signer": "La Văn Nam", "on": IN_TIME.date()} | changes
    return unit_letter_draft.letter(call.consultee, **facts)


def test_the_drafted_letter_says_what_the_answer_says(call):
    letter = drafted(call)

    assert [block.text for block in letter.blocks] == [
        "Thực hiện Công văn số 01/SNgV-NV ngày 02/8/2021 của Sở Ngoại vụ về việc lấy ý kiến về "
        "Đề án hợp tác cấp địa phương, sau khi nghiên cứu, Ủy ban nhân dân huyện Lục Ngạn có ý "
        "kiến như sau:",
        "1. Mục tiêu cụ thể",
        "Nhất trí.",
        "2. Định hướng lĩnh vực",
        "Cơ bản nhất trí, có ý kiến như sau:",
        "Đề nghị bổ sung Hàn Quốc.",
        "3. Nhiệm vụ",
        "Nhất trí.",
        "Ủy ban nhân dân huyện Lục Ngạn gửi Sở Ngoại vụ để tổng hợp theo quy định./.",
    ]
    assert (letter.subject, letter.addressees, letter.symbol) == (
        "V/v tham gia ý kiến vào Đề án hợp tác cấp địa phương",
        ("Sở Ngoại vụ",),
        "UBND-VP",
    )
    assert letter.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_agreement_to_all_is_one_sentence_and_a_deputy_signs_for(call):
    call.save()
    letter = drafted(call, deputy=True)
    assert letter.blocks[1].text == "Nhất trí với toàn bộ các nội dung Sở Ngoại vụ xin ý kiến."
    assert letter.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_after_submission_the_letter_is_drafted_from_the_answer(call):
    call.submit()
    call.consultee = call.fresh()
    assert "Đề nghị bổ sung Hàn Quốc." in letter_html(drafted(call))
