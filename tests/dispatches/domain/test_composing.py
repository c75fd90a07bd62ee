import datetime as dt

import pytest

from dispatches.blocks import Paragraph
from dispatches.domain.composing import Text, compose
from dispatches.errors import DispatchRefused
from dispatches.letter import Family, Letter, Signature, Urgency
from dispatches.models import Agency, DraftingUnit, Signatory
from tests.dispatches.factories import agency, book, kind

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 7, 20)
TEXT = Text(
    subject="Về việc gửi Công hàm",
    addressees=("Chủ tịch UBND tỉnh",),
    addressee_stop=True,
    blocks=(Paragraph.of("Nội dung./."),),
    recipients=("Như trên;", "Lưu: VT."),
    urgency=Urgency.URGENT,
)


def deputy():
    return Signatory.objects.create(
        agency=agency(), name="Nguyễn Quang Tuấn", authority="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    )


def submission(**fields):
    made = {"name": "Tờ trình", "abbreviation": "TTr", "family": "named"}
    pattern = {"symbol_pattern": "{loại}-{cơ quan}"}
    return kind(book("to-trinh"), **made | pattern | fields)


def test_the_office_gives_head_symbol_and_signature():
    Agency.objects.filter(pk=agency().pk).update(contact="Số 1, đường A\nĐT: 0204")

    assert compose(submission(), TEXT, signatory=deputy(), on=DAY) == Letter(
        kind="to_trinh",
        family=Family.NAMED,
        type_name="Tờ trình",
        parent_agency="UBND TỈNH BẮC GIANG",
        agency="SỞ NGOẠI VỤ",
        symbol="TTr-SNgV",
        place="Bắc Giang",
        draft_month=(7, 2023),
        subject="Về việc gửi Công hàm",
        addressees=("Chủ tịch UBND tỉnh",),
        addressee_stop=True,
        blocks=(Paragraph.of("Nội dung./."),),
        recipients=("Như trên;", "Lưu: VT."),
        signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Quang Tuấn"),
        urgency=Urgency.URGENT,
        issuer="Sở Ngoại vụ",
        footer=("Số 1, đường A", "ĐT: 0204"),
    )


def test_an_official_letter_ends_its_symbol_in_the_drafting_unit():
    unit = DraftingUnit.objects.create(agency=agency(), name="Nghiệp vụ", abbreviation="NV")

    letter = compose(kind(), TEXT, unit=unit, signatory=deputy(), on=DAY)

    assert (letter.symbol, letter.type_name) == ("SNgV-NV", "")
    with pytest.raises(DispatchRefused, match="đề nghị chọn đơn vị soạn thảo"):
        compose(kind(), TEXT, signatory=deputy(), on=DAY)


def test_who_signs_what():
    note = submission(family="note", name="Công hàm", abbreviation="CH")

    assert compose(note, TEXT, on=DAY).signature is None
    note.family = "named"
    with pytest.raises(DispatchRefused, match="Chưa chọn người ký"):
        compose(note, TEXT, on=DAY)
