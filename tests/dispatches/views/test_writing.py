"""The editor, as the officer uses it."""

import re

import pytest
from django.urls import reverse
from lxml import html

from accounts.models import User
from deadlines import clock
from dispatches.blocks import BasisLine, CentredLine, Paragraph, Run, Table
from dispatches.domain import drafting, pen
from dispatches.letter import Letter, Urgency
from dispatches.models import Dispatch, DraftingUnit, Signatory, WritingLease
from tests.consultations import rounds
from tests.dispatches import factories
from tests.factories import AT, signed_in, user

pytestmark = pytest.mark.django_db
BEGIN = reverse("dispatches:begin")


@pytest.fixture
def officer():
    return signed_in(user("officer"))


@pytest.fixture
def office():
    kind = factories.kind(name="Công văn")
    unit = DraftingUnit.objects.create(agency=kind.agency, name="Nghiệp vụ", abbreviation="NV")
    named = {"name": "Ngô Biên Cương", "authority": "GIÁM ĐỐC"}
    return kind, unit, Signatory.objects.create(agency=kind.agency, **named)


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


def test_a_decision_is_begun_with_who_issues_it_and_its_word(officer, office):
    _kind, unit, signatory = office
    decision = factories.kind(
        factories.book("quyet-dinh"),
        name="Quyết định",
        abbreviation="QĐ",
        family="named",
        symbol_pattern="{loại}-{cơ quan}",
    )
    chosen = {"kind": decision.pk, "unit": unit.pk, "signatory": signatory.pk}

    officer.post(BEGIN, chosen | {"subject": "Về việc thành lập Tổ công tác"})

    begun = Dispatch.objects.get()
    assert written(begun).blocks == (
        CentredLine.of("GIÁM ĐỐC SỞ NGOẠI VỤ"),
        CentredLine.of("QUYẾT ĐỊNH:"),
    )
    typed = [("centred", "GIÁM ĐỐC SỞ NGOẠI VỤ"), ("basis", "Căn cứ Luật;"), ("centred", "Đ:")]
    officer.post(page("write", begun), form(begun, *typed, addressees=""))
    assert [block.TYPE for block in written(begun).blocks] == ["centred", "basis", "centred"]


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


@pytest.mark.parametrize("kind", ["appendix", "wide_appendix"])
@pytest.mark.parametrize("name", ["write", "preview_writing"])
def test_an_appendix_without_a_title_is_said_at_its_row_and_its_blocks_go_nowhere_else(
    officer, draft, kind, name
):
    typed = form(draft, ("paragraph", "Một."), (kind, " "), ("paragraph", "Của phụ lục."))

    refused = officer.post(page(name, draft), typed)

    assert refused.context["rows"].errors == [{}, {"text": ["Phụ lục chưa có tên."]}, {}]
    assert "Phụ lục chưa có tên." in text_of(refused)
    assert written(draft).blocks == ()


def text_of(response):
    return " ".join(parsed(response).text_content().split())


def typed_rows(response):
    return [
        (area.text or "").strip()
        for area in parsed(response).xpath("//*[@data-row-list]//textarea")
    ]


def test_a_second_writer_is_told_who_writes_and_cannot_save_but_loses_nothing(officer, draft):
    other = signed_in(user("officer", "khac"))
    officer.get(page("write", draft))
    name = User.objects.get(username="officer").full_name
    opened = other.get(page("write", draft))
    assert f"{name} đang soạn văn bản này từ" in text_of(opened)
    assert "Nhận quyền soạn và lưu" not in opened.text
    officer.post(page("write", draft), form(draft, ("paragraph", "Bản của người thứ nhất.")))

    refused = other.post(page("write", draft), form(draft, ("paragraph", "Bản thứ hai.")))

    assert f"{name} đang soạn văn bản này từ" in str(refused.context["form"].non_field_errors())
    assert typed_rows(refused)[0] == "Bản thứ hai."
    # Beside it stand the pages of what was typed, not those that are stored.
    assert "hx-get" in parsed(opened).get_element_by_id("letter-pages").attrib
    assert "hx-get" not in parsed(refused).get_element_by_id("letter-pages").attrib
    compared = parsed(refused).get_element_by_id("differences")
    assert [one.text for one in compared.iter("del")] == [" của người", "nhất."]
    assert [one.text for one in compared.iter("ins")] == ["hai."]
    assert written(draft).blocks == (Paragraph.of("Bản của người thứ nhất."),)


def test_who_saw_the_comparison_may_save_over_what_stands(officer, draft):
    other = signed_in(user("officer", "khac"))
    first = form(draft, ("paragraph", "Bản của người thứ nhất.")) | {"leave": "1"}
    officer.post(page("write", draft), first)
    mine = form(draft, ("paragraph", "Bản thứ hai."))

    refused = other.post(page("write", draft), mine)
    [shown] = parsed(refused).xpath("//input[@name='version']")
    again = other.post(page("write", draft), mine | {"version": shown.value})

    assert "vừa có người khác lưu" in refused.text
    assert again.status_code == 302
    assert written(draft).blocks == (Paragraph.of("Bản thứ hai."),)


def test_a_pen_that_is_old_enough_is_offered_and_taken_only_on_purpose(officer, draft):
    other = signed_in(user("officer", "khac"))
    officer.get(page("write", draft))
    long_ago = clock.now() - 2 * pen.LEASE
    WritingLease.objects.update(since=long_ago, until=long_ago + pen.LEASE)
    mine = form(draft, ("paragraph", "Bản thứ hai."))

    for offered in (other.get(page("write", draft)), other.post(page("write", draft), mine)):
        assert parsed(offered).xpath("//button[@name='take_over']")
        assert written(draft).blocks == ()
    taken = other.post(page("write", draft), mine | {"take_over": "1"})

    assert taken.status_code == 302
    assert written(draft).blocks == (Paragraph.of("Bản thứ hai."),)
    back = officer.post(page("write", draft), form(draft, ("paragraph", "Bản cũ.")))
    assert typed_rows(back)[0] == "Bản cũ."
    assert written(draft).blocks == (Paragraph.of("Bản thứ hai."),)


def test_saving_and_closing_lets_the_next_one_write(officer, draft):
    officer.get(page("write", draft))

    left = officer.post(page("write", draft), form(draft, ("paragraph", "Xong.")) | {"leave": "1"})

    assert left.url == page("detail", draft)
    other = signed_in(user("officer", "khac"))
    assert "đang soạn" not in other.get(page("write", draft)).content.decode()


def test_a_dash_that_was_typed_is_not_printed_twice(officer, draft):
    typed = {"addressees": "- Sở Tư pháp\n-Sở Nội vụ", "recipients": "- Như trên;\n- Lưu: VT, NV."}
    officer.post(page("write", draft), form(draft, ("paragraph", "Xong."), **typed))

    letter = written(draft)
    assert letter.addressees == ("Sở Tư pháp", "Sở Nội vụ")
    assert letter.recipients == ("Như trên;", "Lưu: VT, NV.")


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


def test_warnings_stand_at_their_blocks_and_fields_as_soon_as_the_page_opens(officer, draft):
    rows = [
        ("paragraph", "Đúng."),
        ("paragraph", "Đề án Đề án."),
        ("appendix", "Danh sách"),
        ("paragraph", "ngày 31/6/2021"),
    ]
    parts = {
        "subject": "V/v hợp tác hợp tác",
        "addressees": "Sở Y tế\nSở Y tế",
        "recipients": "- Như trên;\n- Sở Tư pháp;\n- Sở Tư pháp;\n- Lưu: VT.",
    }
    officer.post(page("write", draft), form(draft, *rows, **parts))

    opened = parsed(officer.get(page("write", draft)))
    previewed = parsed(officer.post(page("preview_writing", draft), form(draft, *rows, **parts)))

    for shown in (opened, previewed):
        assert [found_at(shown, f"rows-{n}") for n in range(4)] == [
            *("", "Lặp từ: “Đề án Đề án”."),
            *("", "Không có ngày này: “31/6/2021”."),
        ]
        assert [found_at(shown, f"id_{name}") for name in (*parts, "unit")] == [
            "Lặp từ: “hợp tác hợp tác”.",
            "Ghi hai lần: “Sở Y tế”.",
            "Ghi hai lần: “Sở Tư pháp”.",
            "",
        ]


def found_at(shown, place: str) -> str:
    return " ".join(shown.get_element_by_id(f"{place}-findings").text_content().split())


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


def test_a_remark_on_a_block_of_an_appendix_stands_at_its_row_until_the_block_is_changed(
    officer, draft
):
    typed = [("paragraph", "Một."), ("appendix", "Danh sách"), ("paragraph", "Hai.")]
    officer.post(page("write", draft), form(draft, *typed))
    draft.refresh_from_db()
    officer.post(page("submit", draft), {"digest": draft.letter_digest})
    leader = signed_in(user("leader"))
    asked = leader.get(page("detail", draft))
    assert "Phụ lục, đoạn 1: Hai." in text_of(asked)

    kept = leader.post(page("send_back", draft), {"reason": "", "remark-0-0": "Thiếu nguồn."})
    assert parsed(kept).get_element_by_id("remark-0-0").text == "Thiếu nguồn."
    leader.post(page("send_back", draft), {"reason": "Xem lại", "remark-0-0": "Thiếu nguồn."})

    assert at_rows(officer.get(page("write", draft))) == ["", "", "Thiếu nguồn."]
    draft.refresh_from_db()
    officer.post(page("write", draft), form(draft, ("paragraph", "Mới."), *typed))
    assert at_rows(officer.get(page("write", draft))) == ["", "", "", "Thiếu nguồn."]
    draft.refresh_from_db()
    typed[2] = ("paragraph", "Hai, theo Báo cáo.")
    officer.post(page("write", draft), form(draft, *typed))
    assert at_rows(officer.get(page("write", draft))) == ["", "", ""]


def at_rows(response):
    """The remark at each written row of the editor."""
    rows = parsed(response).xpath("//*[@data-row-list]//*[@data-row]")
    found = [
        [one.tail.strip() for one in row.xpath(".//*[contains(@class, 'remark')]/b")]
        for row in rows
    ]
    return ["".join(each) for each in found][: len(response.context["rows"].initial_forms)]


@pytest.mark.parametrize("field", ["remark-99", "remark-0-9", "remark-9-0"])
def test_a_remark_on_no_block_is_refused_and_what_is_not_a_place_is_nothing(officer, field):
    dispatch = factories.submitted()
    leader = signed_in(user("leader"))

    refused = leader.post(page("send_back", dispatch), {"reason": "Xem lại", field: "Ở đâu?"})
    assert "không còn trong văn bản" in refused.text
    odd = {"reason": "Xem lại", "remark-": "a", "remark-x": "b", "remark-1-2-3": "c"}
    assert leader.post(page("send_back", dispatch), odd).status_code == 302
    assert not dispatch.remarks.exists()


def test_versions_are_compared(officer, draft):
    officer.post(page("write", draft), form(draft, ("paragraph", "Hợp tác với Hàn Quốc.")))

    shown = officer.get(page("versions", draft)).content.decode()

    assert "<ins>Hợp tác với Hàn Quốc.</ins>" in shown
    assert officer.get(page("versions", draft), {"tu": "9"}).status_code == 404


def test_versions_that_differ_in_layout_only_say_so(officer, draft):
    officer.post(page("write", draft), form(draft, ("paragraph", "Hợp tác.")))
    draft.refresh_from_db()
    officer.post(page("write", draft), form(draft, ("heading", "Hợp tác.")))

    shown = officer.get(page("versions", draft)).text

    assert "chỉ khác cách trình bày" in shown


def test_the_versions_keep_the_remarks_and_say_which_were_heeded(officer):
    dispatch = factories.submitted()
    leader = signed_in(user("leader"))
    typed = {"reason": "Xem lại", "remark-0": "Lặp từ.", "remark-1": "Rõ hơn."}
    leader.post(page("send_back", dispatch), typed)
    dispatch.refresh_from_db()
    first, *rest = dispatch.letter["blocks"]
    other = Letter.from_json(dispatch.letter | {"blocks": [{**first, "type": "basis"}, *rest]})
    drafting.revise(dispatch, other, by=factories.officer(), at=AT)

    shown = text_of(officer.get(page("versions", dispatch)))

    assert re.findall(r"(Lặp từ|Rõ hơn)\..*?(Đã tiếp thu|Đoạn \d)", shown) == [
        ("Lặp từ", "Đã tiếp thu"),
        ("Rõ hơn", "Đoạn 2"),
    ]


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
