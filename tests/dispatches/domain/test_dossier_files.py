"""Files that answer a demand, and paper that cannot: chosen, frozen, sent, exported."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from accounts.models import AuditEvent
from dispatches import consequences
from dispatches.domain import (
    dossier_export,
    dossier_files,
    dossiers,
    files,
    handling,
    issuing,
    requirements,
)
from dispatches.domain import (
    enclosing as sending,
)
from dispatches.domain.course import course
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.dossier_files import FileFacts
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.models import DossierFile, Enclosure, Requirement
from dispatches.uploads import Upload
from outbox.models import Attachment
from tests.dispatches import enclosing
from tests.dispatches.deliveries import print_it, sent
from tests.dispatches.enclosing import part
from tests.dispatches.factories import AT, DAY, clerk, kind, officer
from tests.dispatches.uploads.corpus import pdf

pytestmark = pytest.mark.django_db
SHEET = Upload("dau-moi.pdf", pdf(), "application/pdf")
FACTS = FileFacts(subject="Đầu mối liên hệ của tỉnh", language="en")


@pytest.fixture
def dossier():
    return enclosing.opened()


def answered(dossier, upload=SHEET, facts=FACTS) -> DossierFile:
    requirement = dossier.requirements.get()
    return dossier_files.answer(requirement, facts, upload, by=officer(), at=AT)


def demanding(dossier, **changes) -> None:
    demand = dossier.requirements.get().demand
    type(demand).objects.filter(pk=demand.pk).update(**changes)


def missing(dossier) -> str:
    [standing] = requirements.standings(dossier)
    return standing.missing


def the_note(dossier):
    note = enclosing.approved(part(dossier, "cong-ham"))
    return issuing.issue(note, number=None, date=DAY, by=clerk(), at=AT)


def paper():
    return issuing.register_paper(
        kind=kind(), number=7, symbol="UBND-ĐN", date=DAY, subject="Thư", by=clerk(), at=AT
    )


def test_a_file_meets_the_demand_in_place_of_the_drafted_sheet(dossier):
    file = answered(dossier)

    requirement = dossier.requirements.get()
    assert (requirement.document, requirement.file, missing(dossier)) == (None, file, "")
    assert (file.name, files.read(file.file)) == ("dau-moi.pdf", SHEET.content)
    acts = AuditEvent.objects.filter(object_type="dispatches.dossier").order_by("pk")
    assert [event.action for event in acts][-2:] == [
        "dossier.document_added",
        "dossier.requirement_met",
    ]


@pytest.mark.parametrize(
    ("demand", "facts", "said"),
    [
        ({"languages": ["ko"]}, FACTS, "chưa có bản bằng ngôn ngữ được yêu cầu"),
        ({"languages": ["ko", "en"]}, FACTS, ""),
        ({"needs_field": True}, FACTS, "chưa nêu lĩnh vực hợp tác cụ thể"),
        ({"needs_field": True}, replace(FACTS, names_field=True), ""),
    ],
)
def test_what_the_officer_says_of_a_file_is_held_against_the_demand(dossier, demand, facts, said):
    demanding(dossier, **demand)
    answered(dossier, facts=facts)

    assert missing(dossier) == said


def test_the_note_freezes_and_sends_the_file_and_the_archive_lists_it_once(dossier):
    file = answered(dossier)
    note = part(dossier, "cong-ham")
    assert FACTS.subject in consequences.of_issuing(note)[0]

    note = the_note(dossier)

    kept = note.enclosures.get()
    assert (kept.document, kept.file, kept.letter, kept.pdf) == (None, file, None, file.file)
    assert (kept.subject, kept.letter_digest) == (FACTS.subject, file.file.sha256)
    print_it(note, pdf())
    sent(note)
    assert send_due_deliveries(AT) == 1
    attached = Attachment.objects.order_by("pk").values_list("name", "sha256")
    assert list(attached)[1] == ("kem-theo-1-dau-moi-lien-he-cua-tinh.pdf", file.file.sha256)
    told = [step.text for step in course(note)]
    assert f"Giữ nguyên tài liệu gửi kèm: {FACTS.subject}" in told
    archive = zipfile.ZipFile(io.BytesIO(dossier_export.export(dossier)))
    hashes = json.loads(archive.read("manifest.json"))
    named = f"van-ban/tep-{file.pk}-dau-moi.pdf"
    assert [name for name, digest in hashes.items() if digest == file.file.sha256] == [named]
    listed = archive.read("ho-so.xml").decode()
    assert f"<CodeNumber>kèm {note.full_number}</CodeNumber>" in listed


def test_what_was_sent_stays_and_a_cancelled_note_leaves_the_file_to_the_next(dossier):
    file = answered(dossier)
    note = the_note(dossier)
    [standing] = requirements.standings(dossier)
    assert standing.sent == note.enclosures.get()
    with pytest.raises(DispatchRefused, match="đã gửi kèm 01/"):
        answered(dossier)
    assert DossierFile.objects.get() == file

    handling.cancel(note, reason="Sai", by=clerk(), at=AT)

    [standing] = requirements.standings(dossier)
    assert (standing.missing, standing.sent) == ("", None)


def test_a_picture_is_kept_as_a_page_and_a_workbook_is_refused(dossier):
    stream = io.BytesIO()
    Image.new("L", (827, 1169), 255).save(stream, "PNG")

    file = answered(dossier, Upload("ban quet.png", stream.getvalue(), "image/png"))

    assert (file.name, file.file.media_type) == ("ban quet.pdf", "application/pdf")
    assert files.read(file.file).startswith(b"%PDF-")
    workbook = Upload("bieu.xlsx", b"PK", "application/vnd.ms-excel")
    with pytest.raises(UploadRefused, match="PDF, JPG hoặc PNG"):
        answered(dossier, workbook)
    assert DossierFile.objects.count() == 1


def test_a_file_wants_a_name_and_an_open_dossier(dossier):
    with pytest.raises(DispatchRefused, match="tên tài liệu"):
        answered(dossier, facts=replace(FACTS, subject=" "))
    dossiers.close(dossier, by=officer(), at=AT)
    with pytest.raises(DispatchRefused, match="đã đóng"):
        answered(dossier)
    assert not DossierFile.objects.exists()


def test_paper_meets_no_demand(dossier):
    dossiers.add_document(dossier, paper(), by=officer(), at=AT)

    with pytest.raises(DispatchRefused, match="07/UBND-ĐN ban hành trên giấy"):
        dossiers.meet(dossier.requirements.get(), paper_of(dossier), by=officer(), at=AT)

    assert missing(dossier) == "văn bản chưa được duyệt"


def paper_of(dossier):
    return dossier.documents.get(dispatch__isnull=False, dispatch__letter__isnull=True).dispatch


def test_the_database_refuses_paper_for_a_demand(dossier):
    demand, chosen = dossier.requirements.get().demand, paper()
    other = dossiers.open_dossier(title="Khác", by=officer(), at=AT)

    for act in (
        lambda: Requirement.objects.update(document=chosen),
        lambda: Requirement.objects.create(dossier=other, demand=demand, document=chosen),
    ):
        with pytest.raises(IntegrityError, match="document with a text"), transaction.atomic():
            act()


def test_the_database_keeps_files_and_their_one_place(dossier):
    file, requirement = answered(dossier), dossier.requirements.get()
    enclosed = the_note(dossier).enclosures
    sheet = part(dossier, "dau-moi")
    refusals = [
        lambda: DossierFile.objects.update(subject="Khác"),
        lambda: DossierFile.objects.all().delete(),
        lambda: Requirement.objects.filter(pk=requirement.pk).update(document=sheet),
        lambda: enclosed.update(file=None),
        lambda: (
            enclosed.get()
            and Enclosure.objects.create(
                dispatch=sheet, ordinal=1, file=file, subject="x", letter_digest="x", enclosed_at=AT
            )
        ),
    ]
    for act in refusals:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    [sent_file] = sending.enclosed_files(enclosed.instance)
    assert sent_file.file == file.file
