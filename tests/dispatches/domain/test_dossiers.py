"""The GAROK file as the submission of 7/2023 describes it, and what a checklist holds back."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from django.utils import translation
from PIL import Image

from accounts.models import AuditEvent
from coop_portal import bac_giang
from dispatches import consequences
from dispatches.blocks import Paragraph
from dispatches.domain import (
    approval,
    dossiers,
    drafting,
    enclosing,
    files,
    filling_in,
    incoming,
    issuing,
    printing,
    requirements,
    writing,
)
from dispatches.domain.checking import findings
from dispatches.domain.chronology import timeline
from dispatches.domain.course import course
from dispatches.domain.dossier_export import enclosed, export
from dispatches.domain.filling_in import filled
from dispatches.domain.linking import links_of
from dispatches.domain.printing import preview
from dispatches.domain.suggested_wording import is_suggested
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Checklist, Dispatch, DossierDocument
from dispatches.placeholders import gaps
from dispatches.uploads import Upload
from tests.dispatches import paper
from tests.dispatches.factories import arrived, clerk, drafted, leader, officer
from tests.dispatches.uploads.corpus import pdf
from tests.factories import AT

DOCUMENT = Path(__file__).parents[2] / "documents" / "submission.txt"
NOW = dt.datetime.fromisoformat("2023-07-20T09:00:00+07:00")
DAY = NOW.date()
CONTACT = {
    "đầu mối: họ tên": "Nguyễn Văn A",
    "đầu mối: chức vụ": "Chuyên viên",
    "đầu mối: điện thoại": "0204 000 000",
    "đầu mối: thư điện tử": "a@bacgiang.example",
    "lãnh đạo tỉnh": "Nguyễn Văn B",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    bac_giang.load(AT)
    entry = incoming.Entry(
        arrived_on=dt.date(2023, 7, 17),
        author="Cục Ngoại vụ, Bộ Ngoại giao",
        full_number="347/CNV-ĐP",
        date=dt.date(2023, 7, 14),
        kind_name="Công văn",
        subject="Kết nối hợp tác với các địa phương của Hàn Quốc",
    )
    origin = incoming.receive(entry, by=clerk(), at=NOW)
    return dossiers.open_dossier(
        title="Đề nghị GAROK hỗ trợ kết nối",
        origin=origin,
        checklist=Checklist.objects.get(code="garok"),
        by=officer(),
        at=NOW,
    )


@pytest.fixture
def pack(dossier):
    """The drafted documents by the code of their template."""
    dossiers.draft_pack(dossier, by=officer(), at=NOW)
    rows = DossierDocument.objects.filter(dossier=dossier, template__isnull=False)
    return {
        row.template.code: row.dispatch for row in rows.select_related("dispatch__kind__agency")
    }


def approve(dispatch):
    dispatch = Dispatch.objects.get(pk=dispatch.pk)
    filling_in.submit(dispatch, by=officer(), at=NOW)
    approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=NOW)
    return dispatch


def missing(dossier):
    return [standing.missing for standing in requirements.standings(dossier)]


def test_the_checklist_has_the_three_demands(dossier):
    standings = requirements.standings(dossier)

    assert [s.requirement.demand.text for s in standings] == [
        "Thư đề xuất hợp tác của lãnh đạo tỉnh, trong đó đề xuất lĩnh vực hợp tác cụ thể",
        "Thông tin giới thiệu về tỉnh (tiếng Hàn hoặc tiếng Anh)",
        "Đầu mối liên hệ của tỉnh",
    ]
    assert missing(dossier) == ["chưa có văn bản"] * 3


def test_the_pack_is_drafted_once(dossier, pack):
    assert list(pack) == [
        "garok-to-trinh",
        "garok-cong-ham",
        "garok-cong-ham-en",
        "garok-cong-ham-ko",
        "garok-thu-de-xuat",
        "garok-gioi-thieu",
        "garok-dau-moi",
    ]
    note = pack["garok-cong-ham"]
    assert [pack[f"garok-cong-ham-{code}"].translates for code in ("en", "ko")] == [note, note]
    assert dossiers.draft_pack(dossier, by=officer(), at=NOW) == []
    assert missing(dossier) == ["văn bản chưa được duyệt"] * 3
    assert AuditEvent.objects.filter(action="dossier.document_added").count() == 8


def test_the_submission_is_the_department_s_own(pack):
    letter = filled(pack["garok-to-trinh"])
    words = " ".join(
        [
            f"Số: /{letter.symbol}",
            f"{letter.place}, ngày tháng {letter.draft_month[0]} năm {letter.draft_month[1]}",
            letter.type_name.upper(),
            letter.subject,
            f"Kính gửi: {letter.addressees[0]}.",
            *(block.text for block in letter.blocks),
            "Nơi nhận:",
            *(f"- {line}" for line in letter.recipients),
            *letter.signature.lines,
            letter.signature.name,
        ]
    )

    document = DOCUMENT.read_text("utf-8").split()
    assert words.split() == document
    # Printed it reads the same from the name of its kind to the end of its text.
    printed = paper.words(preview(letter), "-raw")
    first, end = (printed.index(word) for word in ("TRÌNH", "hiện./."))
    told = document[document.index("TRÌNH") : document.index("hiện./.") + 1]
    assert printed[first : end + 1] == told
    assert sorted(printed[end + 1 :]) == sorted(document[document.index("hiện./.") + 1 :])
    assert findings(letter, on=DAY) == ()


def test_what_the_portal_suggests_is_written_as_an_office_writes(dossier, pack):
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    for dispatch in pack.values():
        texts = [block.text for block in filled(dispatch).blocks if isinstance(block, Paragraph)]
        assert [text for text in texts if text[0].islower()] == []
        # As the register of outgoing documents has it.
        entered = f"{dispatch.kind.name} {dispatch.subject}".casefold().split()
        assert [pair for pair in pairwise(entered) if len(set(pair)) == 1] == []


def test_the_note_waits_for_its_checklist_and_names_what_is_missing(dossier, pack):
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    note = approve(pack["garok-cong-ham"])
    for code in ("garok-cong-ham-en", "garok-cong-ham-ko", "garok-gioi-thieu", "garok-dau-moi"):
        approve(pack[code])

    with pytest.raises(
        DispatchRefused, match=r"còn thiếu: Thư đề xuất .*\(văn bản chưa được duyệt"
    ):
        issuing.issue(note, number=None, date=DAY, by=clerk(), at=NOW)

    letter = approve(pack["garok-thu-de-xuat"])
    with pytest.raises(DispatchRefused, match=r"còn thiếu: Thư đề xuất .*chưa được cấp số"):
        issuing.issue(note, number=None, date=DAY, by=clerk(), at=NOW)

    issuing.issue(letter, number=None, date=DAY, by=clerk(), at=NOW)
    issuing.issue(note, number=None, date=DAY, by=clerk(), at=NOW)
    numbers = Dispatch.objects.filter(symbol="CH-UBND").values_list("number", "state")
    assert list(numbers) == [(2, "issued")] * 3
    assert [one.document for one in note.enclosures.all()] == [
        pack["garok-cong-ham-en"],
        pack["garok-cong-ham-ko"],
        letter,
        pack["garok-gioi-thieu"],
        pack["garok-dau-moi"],
    ]


def test_a_letter_with_an_open_place_is_not_submitted(dossier, pack):
    with pytest.raises(DispatchRefused, match=r"«đầu mối: họ tên» \(đoạn 1\) chưa có giá trị"):
        approve(pack["garok-dau-moi"])

    assert len(filling_in.issue_guard(pack["garok-dau-moi"], NOW)) == 4
    dossiers.set_values(dossier, CONTACT, by=officer(), at=NOW)
    assert filling_in.issue_guard(pack["garok-dau-moi"], NOW) == []
    sheet = approve(pack["garok-dau-moi"])
    assert (sheet.full_number, str(sheet)) == ("không số", sheet.subject)
    assert [step.text for step in course(sheet) if step.to_come] == ["Gửi kèm văn bản của hồ sơ"]
    assert gaps(filled(sheet)) == []
    assert "Nguyễn Văn A" in filled(sheet).blocks[0].text


def test_the_letter_of_proposal_must_name_a_field(dossier, pack):
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    letter = approve(pack["garok-thu-de-xuat"])
    issuing.issue(letter, number=None, date=DAY, by=clerk(), at=NOW)
    assert missing(dossier)[0] == ""

    dossiers.set_values(dossier, CONTACT | {"lĩnh vực": "du lịch"}, by=officer(), at=NOW)

    assert missing(dossier)[0] == "chưa nêu lĩnh vực hợp tác cụ thể"


@pytest.mark.parametrize("take_back", ["send_back", "withdraw"])
def test_a_value_that_was_wrong_is_corrected_once_the_letter_is_returned(dossier, pack, take_back):
    letter = pack["garok-thu-de-xuat"]
    begun = letter.letter_digest
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    approve(letter)
    corrected = dossier.values | {"lãnh đạo tỉnh": "Nguyễn Văn C"}
    dossiers.set_values(dossier, corrected, by=officer(), at=NOW)
    letter.refresh_from_db()
    assert filled(letter).signature.name == "Nguyễn Văn B"

    later = NOW + dt.timedelta(hours=1)
    if take_back == "withdraw":
        drafting.withdraw(letter, by=officer(), at=later)
    else:
        said = {(None, 0): "Tên lãnh đạo chưa đúng."}
        writing.send_back(letter, reason="Xem lại", typed=said, by=leader(), at=later)
        assert letter.remarks.get().heeded_at is None

    assert (letter.state, letter.letter_digest) == ("draft", begun)
    assert filled(letter).signature.name == "Nguyễn Văn C"
    assert [version.written_by for version in letter.versions.all()] == [officer()] * 3
    filling_in.submit(letter, by=officer(), at=later)
    assert Letter.from_json(letter.letter).signature.name == "Nguyễn Văn C"


def test_a_name_that_an_officer_wrote_over_its_place_stays_when_the_letter_is_returned(
    dossier, pack
):
    letter = pack["garok-thu-de-xuat"]
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    by_hand = filled(letter)
    drafting.revise(letter, by_hand, by=officer(), at=NOW)
    filling_in.submit(letter, by=officer(), at=NOW)

    writing.send_back(letter, reason="Xem lại", typed={}, by=leader(), at=NOW)

    assert letter.letter_digest == by_hand.digest()


def test_another_language_does_not_meet_the_demand(dossier, pack):
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    requirement = dossier.requirements.get(demand__ordinal=2)
    letter = approve(pack["garok-thu-de-xuat"])
    issuing.issue(letter, number=None, date=DAY, by=clerk(), at=NOW)

    dossiers.meet(requirement, letter, by=officer(), at=NOW)

    assert missing(dossier)[1] == "chưa có bản bằng ngôn ngữ được yêu cầu"
    with pytest.raises(DispatchRefused, match="không có trong hồ sơ"):
        dossiers.meet(requirement, drafted(), by=officer(), at=NOW)


def test_suggested_wording_is_marked_until_somebody_has_written(dossier, pack):
    marked = {e.row.template.code for e in timeline(dossier) if e.suggested}

    assert marked == set(pack) - {"garok-to-trinh"}
    approve_values = dossier.values | CONTACT
    dossiers.set_values(dossier, approve_values, by=officer(), at=NOW)
    sheet = filling_in.submit(pack["garok-dau-moi"], by=officer(), at=NOW)
    assert sheet.versions.count() == 2
    assert is_suggested(sheet)
    approval.approve(sheet, digest=sheet.letter_digest, by=leader(), at=NOW)
    marked = {e.row.template.code for e in timeline(dossier) if e.suggested}
    assert "garok-dau-moi" not in marked


def test_one_word_written_is_no_longer_suggested(dossier, pack):
    letter = Letter.from_json(pack["garok-dau-moi"].letter)
    written = replace(letter, blocks=(*letter.blocks, Paragraph.of("Thêm.")))

    changed = writing.save(
        pack["garok-dau-moi"], written, version=pack["garok-dau-moi"].version, by=officer(), at=NOW
    )

    assert not is_suggested(changed)


def test_a_closed_dossier_takes_nothing_more(dossier):
    dossiers.close(dossier, by=officer(), at=NOW)

    with pytest.raises(DispatchRefused, match="đã đóng"):
        dossiers.draft_pack(dossier, by=officer(), at=NOW)


def test_what_is_drafted_is_linked_to_the_document_that_opened_the_dossier(dossier, pack):
    links = {made.from_dispatch: made.kind for made in links_of(dossier.origin)}

    assert links == {pack["garok-to-trinh"]: LinkKind.BASIS, pack["garok-cong-ham"]: LinkKind.REPLY}


def test_the_note_is_addressed_to_the_partner_whatever_its_name(dossier, pack):
    names = ("garok-cong-ham", "garok-cong-ham-en", "garok-cong-ham-ko")

    assert [filled(pack[name]).addressees for name in names] == [
        ("HIỆP HỘI CÁC TỈNH TRƯỞNG HÀN QUỐC (GAROK)",),
        ("THE GOVERNORS ASSOCIATION OF KOREA (GAROK)",),
        ("대한민국시도지사협의회",),
    ]


def test_the_submission_encloses_the_note_as_a_draft_for_good(dossier, pack):
    approve(pack["garok-to-trinh"])
    pack["garok-to-trinh"].refresh_from_db()
    said = consequences.of_issuing(pack["garok-to-trinh"])
    submission = issue(pack["garok-to-trinh"])

    assert "Đề nghị hỗ trợ kết nối hợp tác cấp địa phương" in said[0]
    [draft] = submission.enclosures.all()
    assert draft.subject == "Dự thảo Công hàm: Đề nghị hỗ trợ kết nối hợp tác cấp địa phương"
    assert (draft.document, draft.is_draft) == (pack["garok-cong-ham"], True)
    printing.build_enclosed(draft, at=NOW)
    draft.refresh_from_db()
    first = paper.words(files.read(draft.pdf))
    assert " ".join(first).startswith("DỰ THẢO")

    issue_note(dossier, pack)

    draft = submission.enclosures.get()
    leaves = enclosing.file_of(draft)
    assert (leaves.file, leaves.unsigned) == (draft.pdf, None)
    assert leaves.name.startswith("kem-theo-1-du-thao-cong-ham-")
    assert [one.title for one in enclosed(submission)] == [draft.subject]
    assert [one.is_draft for one in pack["garok-cong-ham"].enclosures.all()] == [False] * 5


def issue(dispatch):
    return issuing.issue(dispatch, number=None, date=DAY, by=clerk(), at=NOW)


def issue_note(dossier, pack):
    dossiers.set_values(dossier, dossier.values | CONTACT, by=officer(), at=NOW)
    for code, dispatch in pack.items():
        if code != "garok-to-trinh":
            approve(dispatch)
        dispatch.refresh_from_db()
    issue(pack["garok-thu-de-xuat"])
    issue(pack["garok-cong-ham"])


def test_the_export_is_one_pdf_in_order_of_time_with_its_hashes(dossier, pack):
    archive = zipfile.ZipFile(io.BytesIO(export(dossier)))

    names = archive.namelist()
    manifest = json.loads(archive.read("manifest.json"))
    assert sorted([*manifest, "manifest.json"]) == sorted(names)
    assert len([name for name in names if name.startswith("van-ban/")]) == 7
    with pikepdf.open(io.BytesIO(archive.read("ho-so.pdf"))) as merged:
        assert len(merged.pages) == 9  # with that of the document that came on paper
    listed = archive.read("ho-so.xml").decode()
    assert listed.count("<Document ") == 8
    # The document that opened the dossier came on paper: it is listed, without a file.
    assert listed.count("<FileName />") == 1
    assert export(dossier) == export(dossier)


def test_the_export_is_vietnamese_and_the_same_whoever_reads_the_portal(dossier, pack):
    in_vietnamese = export(dossier)
    with translation.override("en"):
        assert export(dossier) == in_vietnamese
    listed = zipfile.ZipFile(io.BytesIO(in_vietnamese)).read("ho-so.xml").decode()
    assert "không số" in listed


def test_a_scanned_picture_is_a_page_of_the_one_pdf_and_for_other_files_a_page_stands():
    stream = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(stream, "PNG")
    picture = Upload("trang-1.png", stream.getvalue(), "image/png")
    sheet = Upload("bieu.xlsx", b"PK", "application/vnd.ms-excel")
    held = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=NOW)
    for number, scan in enumerate((picture, sheet), start=1):
        document = arrived(scan, full_number=f"{number}/CV")
        dossiers.add_document(held, document, by=officer(), at=NOW)
    archive = zipfile.ZipFile(io.BytesIO(export(held)))
    with pikepdf.open(io.BytesIO(archive.read("ho-so.pdf"))) as merged:
        sides = [[round(float(side)) for side in page.mediabox[2:]] for page in merged.pages]
        assert sides == [[595, 842]] * 2
    words = " ".join(paper.words(archive.read("ho-so.pdf")))
    assert "2/CV" in words
    assert f"Xem tệp «van-ban/den-{document.pk}-bieu.xlsx»." in words


def test_what_came_with_an_incoming_document_stands_behind_it_in_the_archive():
    held = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=NOW)
    scan = Upload("cong-van.pdf", pdf(), "application/pdf")
    not_to_be_printed = pikepdf.Encryption(owner="o", user="")
    two_pages = pdf(lambda made: made.add_blank_page(), encryption=not_to_be_printed)
    enclosed = (
        Upload("phu-luc.pdf", two_pages, "application/pdf"),
        Upload("bieu.xlsx", b"PK", "application/vnd.ms-excel"),
    )
    document = arrived(scan, enclosed, full_number="347/CNV-ĐP")
    dossiers.add_document(held, document, by=officer(), at=NOW)

    archive = zipfile.ZipFile(io.BytesIO(export(held)))

    listed = ElementTree.fromstring(archive.read("ho-so.xml"))
    assert [(one.findtext("CodeNumber"), one.findtext("FileName")) for one in listed] == [
        ("347/CNV-ĐP", f"den-{document.pk}-cong-van.pdf"),
        ("kèm 347/CNV-ĐP", f"den-{document.pk}-1-phu-luc.pdf"),
        ("kèm 347/CNV-ĐP", f"den-{document.pk}-2-bieu.xlsx"),
    ]
    assert archive.read(f"van-ban/den-{document.pk}-2-bieu.xlsx") == b"PK"
    with pikepdf.open(io.BytesIO(archive.read("ho-so.pdf"))) as merged:
        assert len(merged.pages) == 4
