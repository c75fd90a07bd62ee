"""Sealed answers: until the round is closed no door of the department shows what a unit says."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from consultations.domain import closing
from consultations.domain.agreement_opinions import carry_over
from consultations.errors import ConsultationRefused
from consultations.models import Response
from deadlines.domain import portal_clock
from dispatches.domain import files
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AT, BUT, DISAGREE, hanoi, wording

pytestmark = pytest.mark.django_db
SECRET = "Đề nghị bỏ mục bí mật"
SAID = (SECRET, "Không nhất trí", "không nhất trí", "Nhất trí kèm góp ý", "có góp ý")
OVER = hanoi("09/8 08:00")


@pytest.fixture
def sealed():
    rounds.office()
    round_ = rounds.called(
        rounds.drafted("Lục Ngạn", "Sơn Động", contents=2, wording=wording(sealed=True))
    )
    unit = rounds.consultee(round_, "Lục Ngạn")
    response = rounds.answer(unit, (DISAGREE, SECRET), (BUT, SECRET), at=hanoi("03/8 08:00"))
    pdf = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    response.response_files.create(file=pdf, name="bang-ke.pdf")
    Response.objects.update(receipt_pdf=pdf)
    return round_


@pytest.fixture(params=["officer", "leader", "clerk"])
def reader(request, client):
    client.force_login(rounds.person(request.param))
    return client


def pages(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    mails = Message.objects.values_list("pk", flat=True)
    return [
        reverse("home"),
        reverse("consultations:list"),
        reverse("consultations:round", args=[round_.pk]),
        reverse("consultations:comments", args=[round_.pk]),
        reverse("consultations:unit", args=[round_.pk, unit.pk]),
        reverse("consultations:figures"),
        *(reverse("outbox:detail", args=[pk]) for pk in mails),
    ]


def closed_doors(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    file = unit.responses.get().response_files.get()
    return [
        reverse("consultations:archive", args=[round_.pk]),
        reverse("consultations:unit_receipt", args=[round_.pk, unit.pk, 1]),
        reverse("consultations:unit_file", args=[round_.pk, file.pk]),
    ]


def test_no_page_shows_what_was_said(sealed, reader):
    portal_clock.move(hanoi("04/8 08:00"))
    for address in pages(sealed):
        response = reader.get(address)
        assert response.status_code == 200, address
        shown = response.content.decode()
        assert not [words for words in SAID if words in shown], address


def test_that_it_answered_is_seen(sealed, reader):
    portal_clock.move(hanoi("04/8 08:00"))
    shown = reader.get(reverse("consultations:round", args=[sealed.pk])).content.decode()
    assert "Đã trả lời" in shown
    assert "1 trên 2 đơn vị chưa trả lời" in shown


def test_files_receipts_and_the_archive_are_not_there_yet(sealed, reader):
    assert [reader.get(address).status_code for address in closed_doors(sealed)] == [404] * 3


def test_the_workbook_tells_that_and_not_what(sealed, reader):
    answer = reader.get(reverse("consultations:round", args=[sealed.pk]) + "?export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Đã trả lời" in cells
    assert not cells & {"Không nhất trí", SECRET}


@pytest.mark.parametrize(("role", "name"), [("officer", "close"), ("leader", "confirm_closing")])
def test_who_ends_the_round_ends_it_unseen(sealed, client, role, name):
    client.force_login(rounds.person(role))
    closing.propose(sealed, by=rounds.person("officer"), at=OVER)
    portal_clock.move(OVER)
    shown = client.get(reverse(f"consultations:{name}", args=[sealed.pk])).content.decode()
    assert "Đã trả lời, ý kiến chưa mở" in shown
    assert not [words for words in SAID[:2] if words in shown]


def test_closing_opens_everything(sealed, reader):
    rounds.end(sealed, at=OVER)
    portal_clock.move(hanoi("10/8 08:00"))
    shown = reader.get(reverse("consultations:comments", args=[sealed.pk])).content.decode()
    assert SECRET in shown
    assert [reader.get(address).status_code for address in closed_doors(sealed)] == [200] * 3


def test_the_file_of_an_agreement_gets_nothing_before(sealed):
    with pytest.raises(ConsultationRefused, match="chỉ mở khi kết thúc"):
        carry_over(sealed, by=rounds.person("officer"), at=OVER)


def test_its_own_unit_reads_what_it_sent(sealed, client):
    portal_clock.move(hanoi("04/8 08:00"))
    unit = rounds.consultee(sealed, "Lục Ngạn")
    client.force_login(rounds.staff(unit))
    assert SECRET in client.get(reverse("consultations:answer", args=[unit.pk])).content.decode()
