from dataclasses import replace

import pytest

from dispatches.domain.openings import opening
from dispatches.letter import Signature
from dispatches.models import DocumentKind
from tests.dispatches.seed_submission import SUBMISSION

COMMITTEE = "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"


@pytest.mark.parametrize(
    ("abbreviation", "agency", "authority", "lines"),
    [
        ("QĐ", "SỞ NGOẠI VỤ", "GIÁM ĐỐC", ("GIÁM ĐỐC SỞ NGOẠI VỤ", "QUYẾT ĐỊNH:")),
        ("QĐ", "SỞ NGOẠI VỤ", "KT. GIÁM ĐỐC", ("GIÁM ĐỐC SỞ NGOẠI VỤ", "QUYẾT ĐỊNH:")),
        ("QĐ", "SỞ NGOẠI VỤ", "Q. GIÁM ĐỐC", ("GIÁM ĐỐC SỞ NGOẠI VỤ", "QUYẾT ĐỊNH:")),
        ("QĐ", COMMITTEE, "CHỦ TỊCH", (f"CHỦ TỊCH {COMMITTEE}", "QUYẾT ĐỊNH:")),
        ("QĐ", COMMITTEE, "TM. ỦY BAN NHÂN DÂN", (COMMITTEE, "QUYẾT ĐỊNH:")),
        ("NQ", COMMITTEE, "CHỦ TỊCH", (COMMITTEE, "QUYẾT NGHỊ:")),
        ("TTr", "SỞ NGOẠI VỤ", "GIÁM ĐỐC", ()),
    ],
)
def test_who_issues_it_and_what_is_done(abbreviation, agency, authority, lines):
    letter = replace(SUBMISSION, agency=agency, signature=Signature((authority,), "Nguyễn Văn A"))

    found = opening(DocumentKind(abbreviation=abbreviation), letter)

    assert tuple(line.text for line in found) == lines
