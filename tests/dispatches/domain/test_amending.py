"""Documents that follow another one (Decree 30/2020/NĐ-CP, art. 18.3)."""

import datetime as dt

import pytest

from dispatches.domain import amending, dossiers, incoming
from dispatches.enums import DispatchState, LinkKind
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import DocumentLink, DraftingUnit, Signatory
from tests.dispatches.factories import (
    agency,
    arrived,
    clerk,
    drafted,
    issued,
    kind,
    letter,
    officer,
)
from tests.dispatches.seed_letter import SEED
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=40)


def unit() -> DraftingUnit:
    return DraftingUnit.objects.create(agency=agency(), name="Nghiệp vụ", abbreviation="NV")


def signatory() -> Signatory:
    named = {"name": "Ngô Biên Cương", "authority": "GIÁM ĐỐC"}
    return Signatory.objects.create(agency=agency(), **named)


def text(dispatch) -> list[str]:
    return [block.text for block in Letter.from_json(dispatch.letter).blocks]


def test_a_replacement_has_the_old_text_a_blank_number_and_the_month_of_today():
    old = issued(7)

    new = amending.begin_replacement(old, by=officer(), at=LATER)

    said = Letter.from_json(new.letter)
    assert (said.number, said.date, said.draft_month) == (None, None, (9, 2021))
    assert (said.blocks, said.addressees, said.signature) == (
        SEED.blocks,
        SEED.addressees,
        SEED.signature,
    )
    assert (new.state, new.kind, new.full_number) == (DispatchState.DRAFT, old.kind, "…/SNgV-NV")
    link = DocumentLink.objects.get()
    assert (link.source, link.kind, link.target) == (new, LinkKind.REPLACES, old)


def test_a_correction_is_an_official_letter_to_those_who_got_the_document():
    old = issued(7, letter=letter("V/v mời họp"))

    new = amending.begin_correction(old, unit=unit(), signatory=None, by=officer(), at=LATER)

    said = Letter.from_json(new.letter)
    day = f"{DAY.day:02d}/{DAY.month}/{DAY.year}"
    assert said.subject == f"V/v đính chính Công văn số 07/SNgV-NV ngày {day}"
    assert text(new) == [
        f"Ngày {day}, Sở Ngoại vụ ban hành Công văn số 07/SNgV-NV về việc mời họp.",
        "Sau khi rà soát, Sở Ngoại vụ đính chính như sau:",
    ]
    assert (said.addressees, said.recipients) == (SEED.addressees, SEED.recipients)
    assert said.signature == SEED.signature
    link = DocumentLink.objects.get()
    assert (link.source, link.kind, link.target) == (new, LinkKind.CORRECTS, old)


def test_a_reply_goes_to_the_author_and_cites_what_it_answers():
    asked = arrived()
    kind()

    new = amending.begin_reply(
        asked, agency=agency(), unit=unit(), signatory=signatory(), by=officer(), at=LATER
    )

    said = Letter.from_json(new.letter)
    cited = "Công văn số 347/CNV-ĐP ngày 14/7/2021 của Cục Ngoại vụ, Bộ Ngoại giao"
    assert said.subject == f"V/v trả lời {cited}"
    assert text(new)[0] == (
        f"Sở Ngoại vụ nhận được {cited} về việc kết nối hợp tác với các địa phương của Hàn Quốc."
    )
    assert said.addressees == ("Cục Ngoại vụ, Bộ Ngoại giao",)
    assert said.recipients == ("Như trên;", "Lưu: VT, NV.")
    link = DocumentLink.objects.get()
    assert (link.source, link.kind, link.target) == (new, LinkKind.REPLY, asked)


def test_what_follows_joins_the_open_dossiers_and_no_closed_one():
    old = issued(7)
    open_, closed = (
        dossiers.open_dossier(title=title, by=officer(), at=AT) for title in ("Mở", "Đóng")
    )
    for dossier in (open_, closed):
        dossiers.add_document(dossier, old, by=officer(), at=AT)
    dossiers.close(closed, by=officer(), at=AT)

    new = amending.begin_replacement(old, by=officer(), at=LATER)

    assert [row.dossier for row in new.in_dossiers.all()] == [open_]


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("V/v mời họp", "về việc mời họp"),
        ("Về việc gửi Công hàm", "về việc gửi Công hàm"),
        ("Kết nối hợp tác", "về việc kết nối hợp tác"),
        ("Hàn Quốc mời dự hội thảo", "về việc Hàn Quốc mời dự hội thảo"),
        ("UBND tỉnh mời họp", "về việc UBND tỉnh mời họp"),
        ("Họp", "về việc Họp"),
    ],
)
def test_a_subject_goes_on_in_a_sentence(subject, sentence):
    old = issued(7, letter=letter(subject))
    new = amending.begin_correction(old, unit=unit(), signatory=None, by=officer(), at=LATER)
    assert text(new)[0].endswith(f"Công văn số 07/SNgV-NV {sentence}.")


def test_an_incoming_document_without_a_number_is_cited_by_its_kind():
    asked = arrived(full_number="", kind_name="Thư mời")
    kind()
    new = amending.begin_reply(
        asked, agency=agency(), unit=unit(), signatory=signatory(), by=officer(), at=LATER
    )
    assert new.subject == "V/v trả lời Thư mời ngày 14/7/2021 của Cục Ngoại vụ, Bộ Ngoại giao"


def test_a_draft_is_neither_replaced_nor_corrected():
    draft = drafted()
    for begin in (
        lambda: amending.begin_replacement(draft, by=officer(), at=AT),
        lambda: amending.begin_correction(draft, unit=None, signatory=None, by=officer(), at=AT),
    ):
        with pytest.raises(DispatchRefused):
            begin()


def test_a_void_arrival_is_not_answered():
    asked = arrived()
    incoming.void(asked, reason="ghi nhầm", by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="đã hủy"):
        amending.begin_reply(
            asked, agency=agency(), unit=None, signatory=None, by=officer(), at=LATER
        )
