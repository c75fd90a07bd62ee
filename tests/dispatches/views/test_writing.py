"""The editor, as the officer uses it."""

import pytest
from django.urls import reverse
from lxml import html

from dispatches.blocks import BasisLine, Paragraph, Run, Table
from dispatches.letter import Letter, Urgency
from dispatches.models import Dispatch, DraftingUnit, Signatory
from tests.consultations import rounds
from tests.dispatches import factories
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db
BEGIN = reverse("dispatches:begin")


@pytest.fixture
def officer():
    return signed_in(user("officer"))


@pytest.fixture
def office():
    kind = factories.kind(name="Công văn")
    unit = DraftingUnit.objects.create(agency=kind.agency, name="Nghiệp vụ", abbreviation="NV")
    return kind, unit, Signatory.objects.create(name="Ngô Biên Cương", authority="GIÁM ĐỐC")


@pytest.fixture
def draft(officer, office):
    kind, unit, signatory = office
    chosen = {"kind": kind.pk, "unit": unit.pk, "signatory": signatory.pk}
    officer.post(BEGIN, chosen | {"subject": "V/v mời họp"})
    return Dispatch.objects.get()


def page(name, dispatch):
    return reverse(f"dispatches:{name}", args=[dispatch.pk])


def rows(*typed):
    data = {"rows-TOTAL_FORMS": len(typed), "rows-INITIAL_FORMS": 0}
    for number, (kind, text) in enumerate(typed):
        data |= {f"rows-{number}-type": kind, f"rows-{number}-text": text}
        data |= {f"rows-{number}-ORDER": number + 1}
    return data


def form(dispatch, *typed, **changes):
    unit, signatory = DraftingUnit.objects.get(), Signatory.objects.get()
    return {
        "version": dispatch.version,
        "subject": dispatch.subject,
        "unit": unit.pk,
        "signatory": signatory.pk,
        "addressees": "Sở Tư pháp\nSở Nội vụ",
        "urgency": "khan",
        "recipients": "Như trên;\nLưu: VT, NV.",
        **rows(*typed),
        **changes,
    }


def parsed(response):
    return html.fromstring(response.content.decode())


def written(dispatch):
    return Letter.from_json(Dispatch.objects.get(pk=dispatch.pk).letter)


def test_a_document_is_begun_with_what_its_kind_says(officer, draft):
    assert written(draft).symbol == "SNgV-NV"
    assert written(draft).signature.name == "Ngô Biên Cương"
    assert draft.kind == factories.kind()
    assert officer.get(page("write", draft)).status_code == 200


def test_a_kind_that_needs_a_unit_asks_for_it(officer, office):
    kind, _unit, signatory = office

    refused = officer.post(
        BEGIN, {"kind": kind.pk, "signatory": signatory.pk, "subject": "V/v mời họp"}
    )

    assert "đề nghị chọn đơn vị soạn thảo" in refused.content.decode()
    assert not Dispatch.objects.exists()


def test_blocks_are_written_in_their_order(officer, draft):
    typed = [
        ("paragraph", "Sở Ngoại vụ mời họp **ngày 09/8/2021**./."),
        ("basis", "Căn cứ Luật;"),
        ("paragraph", ""),
        ("appendix", "Danh sách"),
        ("table", "STT ^1 | Tên <4\n1 | A"),
    ]
    data = form(draft, *typed) | {"rows-1-ORDER": 1, "rows-0-ORDER": 2}

    saved = officer.post(page("write", draft), data)

    letter = written(draft)
    assert saved.status_code == 302
    assert letter.blocks == (
        BasisLine.of("Căn cứ Luật;"),
        Paragraph.of("Sở Ngoại vụ mời họp ", Run("ngày 09/8/2021", bold=True), "./."),
    )
    assert [(a.title, type(a.blocks[0])) for a in letter.appendices] == [("Danh sách", Table)]
    assert (letter.addressees, letter.urgency) == (("Sở Tư pháp", "Sở Nội vụ"), Urgency.URGENT)


def test_what_was_written_comes_back_to_the_form_as_typed(officer, draft):
    officer.post(page("write", draft), form(draft, ("paragraph", "**Đậm** và {{ x }} <b>")))

    shown = officer.get(page("write", draft))

    assert shown.context["rows"].initial == [
        {"type": "paragraph", "text": "**Đậm** và {{ x }} <b>"}
    ]
    assert shown.context["form"].initial["unit"] == DraftingUnit.objects.get()
    assert "&lt;b&gt;" in shown.content.decode()


def test_a_row_taken_out_is_gone(officer, draft):
    typed = form(draft, ("paragraph", "Một."), ("paragraph", "Hai.")) | {"rows-0-DELETE": "on"}

    officer.post(page("write", draft), typed)

    assert written(draft).blocks == (Paragraph.of("Hai."),)


def test_a_broken_table_is_said_at_its_row_and_nothing_is_lost(officer, draft):
    typed = form(draft, ("paragraph", "Một."), ("table", "A | B\n1"))

    refused = officer.post(page("write", draft), typed)

    assert "Dòng 1 của bảng có 1 ô" in str(refused.context["rows"].forms[1].errors["text"])
    assert "Một." in refused.content.decode()
    assert written(draft).blocks == ()


def test_two_writers_the_second_keeps_what_was_typed(officer, draft):
    other = signed_in(user("officer", "khac"))
    officer.get(page("write", draft))
    assert "đang soạn văn bản này" in other.get(page("write", draft)).content.decode()
    officer.post(page("write", draft), form(draft, ("paragraph", "Bản của người thứ nhất.")))

    refused = other.post(page("write", draft), form(draft, ("paragraph", "Bản thứ hai.")))

    assert "vừa có người khác lưu" in refused.content.decode()
    assert "Bản thứ hai." in refused.content.decode()
    assert written(draft).blocks == (Paragraph.of("Bản của người thứ nhất."),)


def test_saving_and_closing_lets_the_next_one_write(officer, draft):
    officer.get(page("write", draft))

    left = officer.post(page("write", draft), form(draft, ("paragraph", "Xong.")) | {"leave": "1"})

    assert left.url == page("detail", draft)
    other = signed_in(user("officer", "khac"))
    assert "đang soạn" not in other.get(page("write", draft)).content.decode()


def test_the_preview_shows_pages_and_warnings_and_stores_nothing(officer, draft):
    typed = form(draft, ("paragraph", "Đề án Đề án, ngày 31/6/2021./."))

    shown = officer.post(page("preview_writing", draft), typed).content.decode()

    assert "data:image/png;base64," in shown
    assert "Không có ngày này: “31/6/2021”." in shown
    assert "Lặp từ: “Đề án Đề án”." in shown
    assert written(draft).blocks == ()
    broken = officer.post(page("preview_writing", draft), form(draft, ("table", "")))
    assert "data:image" in broken.content.decode()  # an empty row is left out
    missing = officer.post(page("preview_writing", draft), form(draft, subject=""))
    assert "Trích yếu" in missing.content.decode()


def test_warnings_stand_at_their_blocks_as_soon_as_the_page_opens(officer, draft):
    rows = [
        ("paragraph", "Đúng."),
        ("paragraph", "Đề án Đề án."),
        ("appendix", "Danh sách"),
        ("paragraph", "ngày 31/6/2021"),
    ]
    officer.post(page("write", draft), form(draft, *rows, subject="V/v hợp tác hợp tác"))

    opened = parsed(officer.get(page("write", draft)))
    previewed = parsed(officer.post(page("preview_writing", draft), form(draft, *rows)))

    for shown in (opened, previewed):
        at_rows = [
            " ".join(shown.get_element_by_id(f"rows-{n}-findings").text_content().split())
            for n in range(4)
        ]
        assert at_rows == [
            *("", "Lặp từ: “Đề án Đề án”."),
            *("", "Không có ngày này: “31/6/2021”."),
        ]
    assert "Trích yếu. Lặp từ: “hợp tác hợp tác”." in " ".join(opened.text_content().split())


def test_from_writing_to_the_leader_and_back_with_remarks(officer, draft):
    officer.post(page("write", draft), form(draft, ("paragraph", "Một."), ("paragraph", "Hai.")))
    draft.refresh_from_db()
    stale = officer.post(page("submit", draft), {"digest": "x"}, follow=True)
    assert "đã thay đổi" in stale.content.decode()
    officer.post(page("submit", draft), {"digest": draft.letter_digest})
    leader = signed_in(user("leader"))

    leader.post(page("send_back", draft), {"reason": "Xem lại", "remark-1": "Viết rõ hơn."})

    shown = officer.get(page("write", draft)).content.decode()
    assert "Đoạn 2" in shown
    assert "Viết rõ hơn." in shown


def test_versions_are_compared(officer, draft):
    officer.post(page("write", draft), form(draft, ("paragraph", "Hợp tác với Hàn Quốc.")))

    shown = officer.get(page("versions", draft)).content.decode()

    assert "<ins>Hợp tác với Hàn Quốc.</ins>" in shown
    assert officer.get(page("versions", draft), {"tu": "9"}).status_code == 404


def test_what_another_page_composes_is_not_written_here(officer):
    round_ = rounds.drafted()

    assert officer.get(page("write", round_.dispatch)).status_code == 404
    assert (
        page("write", round_.dispatch)
        not in officer.get(page("detail", round_.dispatch)).content.decode()
    )


def test_what_is_issued_is_only_read(officer):
    dispatch = factories.issued()

    assert officer.get(page("write", dispatch)).url == page("detail", dispatch)
