"""The pages of the unit's own letter, and of its offices' part."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from consultations.domain import contribution_mails, drafts
from consultations.models import Contribution, ContributionRequest, Draft, DraftLetter
from outbox.models import Message
from tests.consultations.factories import IN_TIME, called
from tests.consultations.views.test_answering_page import page, set_clock
from tests.dispatches.factories import officer
from tests.dispatches.uploads.corpus import pdf
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    made = called()
    set_clock(IN_TIME)
    made.save(c2="Đề nghị bổ sung Hàn Quốc.")
    return made


@pytest.fixture
def staff(call):
    return signed_in(call.person)


def address(name, call, *more):
    return reverse(f"consultations:{name}", args=[call.consultee.pk, *more])


def put_letter(staff, call, **changes):
    typed = {
        "version": 1,
        "symbol": "125/UBND-VP",
        "date": "03/8/2021",
        "signer": "Chủ tịch La Văn Nam",
        "file": SimpleUploadedFile("cong-van.pdf", pdf(), "application/pdf"),
    }
    return staff.post(address("unit_letter", call), typed | changes, follow=True)


def test_the_letter_is_kept_shown_on_the_check_page_and_sent(call, staff):
    shown = page(put_letter(staff, call))
    assert "125/UBND-VP" in shown
    assert "Không có: bản chụp hoặc bản chưa ký số" in shown

    call.submit(version=2)
    receipt = page(staff.get(address("receipt", call, 1)))
    assert "125/UBND-VP" in receipt
    department = signed_in(officer())
    unit = reverse("consultations:unit", args=[call.consultee.round_id, call.consultee.pk])
    assert "125/UBND-VP" in page(department.get(unit))


def test_a_correction_says_that_the_letter_does_not_go_with_it(call, staff):
    put_letter(staff, call)
    call.submit(version=2)
    staff.post(address("answer_begin", call))
    shown = page(staff.get(address("answer_check", call)))
    assert "Văn bản 125/UBND-VP đã gửi kèm bản 1, không theo bản sửa này." in shown


def test_a_letter_after_the_answer_begins_a_correction_that_says_the_same(call, staff):
    call.submit(version=1)

    shown = page(put_letter(staff, call, version=2))

    assert drafts.said_in(Draft.objects.get()) == call.answers(c2="Đề nghị bổ sung Hàn Quốc.")
    assert "Chưa chọn ý kiến" not in shown
    thrown = staff.get(address("discard_correction", call))
    assert f'href="{address("discard_correction", call)}"' in page(
        staff.get(address("answer", call))
    )
    assert "ý kiến đã gửi, số tiếp nhận 01/2021, giữ nguyên" in page(thrown)
    done = page(staff.post(address("discard_correction", call), {"version": 3}, follow=True))
    assert "Đã bỏ bản sửa; ý kiến đã gửi giữ nguyên." in done
    assert not Draft.objects.exists()
    assert staff.get(address("discard_correction", call)).status_code == 302
    assert "Bản sửa chưa gửi" not in page(staff.get(reverse("home")))


def test_what_is_refused_stays_typed(call, staff):
    shown = page(put_letter(staff, call, date="04/8/2021"))
    assert "Ngày văn bản ở sau hôm nay." in shown
    assert 'value="125/UBND-VP"' in shown
    assert not DraftLetter.objects.exists()


def test_the_letter_is_taken_off(call, staff):
    put_letter(staff, call)
    staff.post(address("unit_letter_remove", call), {"version": 2})
    assert not DraftLetter.objects.exists()


@pytest.mark.parametrize(
    ("name", "begins"), [("unit_letter_pdf", b"%PDF-"), ("unit_letter_docx", b"PK")]
)
def test_the_drafted_letter_is_had_as_pdf_and_for_word(call, staff, name, begins):
    got = staff.get(address(name, call), {"signs": "pho-chu-tich", "name": "Lê Bá Thành"})
    assert got.content.startswith(begins)


def ask(staff, call):
    typed = {
        "office": "Phòng Kinh tế",
        "address": "kinhte@lucngan.example",
        "contents": [call.consultee.round.contents.get(ordinal=2).pk],
    }
    return staff.post(address("ask_offices", call), typed, follow=True)


def link():
    text = contribution_mails.with_link(Message.objects.get(kind=contribution_mails.ASKED))
    return text.split("?ma=")[1].split()[0]


def opinions(call, **more):
    content = call.consultee.round.contents.get(ordinal=2)
    position, text = f"position_{content.pk}", f"text_{content.pk}"
    typed = {position: "agree_with_comments", text: "Bổ sung vải thiều.", "writer": "Đỗ Văn Kha"}
    return typed | {"ma": link()} | more


CONTRIBUTE = reverse("consultations:contribute")


def test_an_office_writes_without_an_account_and_the_unit_takes_it_over(call, staff):
    assert "Đã gửi đề nghị đến Phòng Kinh tế." in page(ask(staff, call))
    visitor = Client()
    opened = visitor.get(CONTRIBUTE, {"ma": link()})
    assert "Ý kiến của Phòng Kinh tế" in page(opened)
    assert opened.headers["Referrer-Policy"] == "strict-origin"
    assert not Contribution.objects.exists()

    assert "Đã gửi ý kiến đến" in page(visitor.post(CONTRIBUTE, opinions(call)))
    written = Contribution.objects.get()
    own = page(staff.get(address("answer", call)))
    assert "Bổ sung vải thiều." in own
    content = call.consultee.round.contents.get(ordinal=2)
    take = address("take_over", call, written.pk, content.pk)
    said = Draft.objects.get().answers
    typed = {f"position_{pk}": said[pk]["position"] for pk in said}
    typed |= {f"text_{pk}": said[pk]["text"] for pk in said}
    staff.post(take, typed | {"version": 1})
    text = Draft.objects.get().answers[str(content.pk)]["text"]
    assert text == "Đề nghị bổ sung Hàn Quốc.\nBổ sung vải thiều."


def test_what_an_office_left_out_is_said_and_stays_typed(call, staff):
    ask(staff, call)
    content = call.consultee.round.contents.get(ordinal=2)
    typed = opinions(call, **{f"text_{content.pk}": ""})
    shown = page(Client().post(CONTRIBUTE, typed))
    assert "Chưa ghi góp ý hoặc lý do." in shown
    assert "Đỗ Văn Kha" in shown


def test_a_revoked_link_is_a_page_that_says_so(call, staff):
    ask(staff, call)
    key = link()
    staff.post(address("revoke_asking", call, ContributionRequest.objects.get().pk))
    assert Client().get(CONTRIBUTE, {"ma": key}).status_code == 404
    assert Client().post(CONTRIBUTE, {"ma": key}).status_code == 404
    assert "Đã thu hồi" in page(staff.get(address("ask_offices", call)))


def test_mail_within_a_unit_is_no_affair_of_the_department(call, staff):
    ask(staff, call)
    Client().post(CONTRIBUTE, opinions(call))
    inner = Message.objects.filter(kind__startswith="contribution-")
    department, keeper = signed_in(officer()), signed_in(user("administrator"))

    listed = page(department.get(reverse("outbox:list")))
    assert "Phòng, ban đã gửi ý kiến" not in listed
    for message in inner:
        address = reverse("outbox:detail", args=[message.pk])
        assert department.get(address).status_code == 404
        assert "nội dung không hiện ở đây" in page(keeper.get(address))
    assert inner.count() == 2


def test_the_department_sees_nothing_of_the_offices(call, staff):
    ask(staff, call)
    Client().post(CONTRIBUTE, opinions(call))
    unit = reverse("consultations:unit", args=[call.consultee.round_id, call.consultee.pk])
    shown = page(signed_in(officer()).get(unit))
    assert "vải thiều" not in shown
    assert "Phòng Kinh tế" not in shown
