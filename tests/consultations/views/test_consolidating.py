"""The pages on which comments are answered, and the documents that come of the answers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts import spreadsheet
from consultations.domain import answer_letters, consolidating, standard_answers
from consultations.domain.answer_sheet import HEADINGS
from consultations.enums import Decision
from consultations.models import Consolidation, StandardAnswer
from consultations.views import answer_documents
from deadlines.domain import portal_clock
from dispatches.blocks import Table
from dispatches.enums import LinkKind
from dispatches.letter import Letter
from dispatches.models import DocumentLink
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, WHY, decide, row
from tests.factories import signed_in
from tests.frame import own_queries

pytestmark = pytest.mark.django_db
QUERIES = 11
CHOICES = "Tiếp thu, Tiếp thu một phần, Giải trình, Ghi nhận"


@pytest.fixture
def table():
    return consolidations.begun()


@pytest.fixture
def officer(table):
    return signed_in(rounds.person("officer"))


def page(name, table, *more):
    return reverse(f"consultations:{name}", args=[table.round_id, *more])


def pick(*rows):
    return [f"{each.pk}.{each.version}" for each in rows]


def said(response):
    return [str(message) for message in response.context["messages"]]


def decisions(table):
    return list(table.dispositions.values_list("decision", flat=True))


def test_from_the_closed_round_to_the_list_of_comments():
    round_ = consolidations.closed()
    officer = signed_in(rounds.person("officer"))
    begin = reverse("consultations:begin_consolidation", args=[round_.pk])
    assert begin in officer.get(reverse("consultations:round", args=[round_.pk])).text
    asked = officer.get(begin).text
    assert "3 góp ý của các đơn vị được đưa vào bảng để trả lời." in asked
    assert "đợt lấy ý kiến không mở lại được" in asked
    shown = officer.post(begin, follow=True)
    assert said(shown) == ["Đã lập danh sách góp ý cần trả lời."]
    assert "0 trên 3 góp ý đã có trả lời" in shown.text
    again = officer.get(reverse("consultations:round", args=[round_.pk])).text
    assert page("consolidation", Consolidation.objects.get()) in again


def test_a_selection_is_answered_with_a_standard_answer_and_says_for_how_many(officer, table):
    standard = standard_answers.add(
        StandardAnswer(title="Kinh phí", decision=Decision.EXPLAINED, text="Theo quy định."),
        by=rounds.person("officer"),
        at=LATER,
    )
    chosen = pick(row(table, "Lục Ngạn"), row(table, "Sơn Động", 2))
    shown = officer.post(
        f"{page('answer_selection', table)}?state=open",
        {"pick": chosen, "answer-standard": standard.pk},
        follow=True,
    )
    assert said(shown) == ["Đã ghi trả lời cho 2 trên 2 góp ý đã chọn."]
    assert shown.redirect_chain[-1][0].endswith("?state=open")
    assert decisions(table) == ["explained", "", "explained"]
    assert set(table.dispositions.values_list("text", flat=True)) == {"", "Theo quy định."}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Chưa chọn góp ý nào."),
        ({"pick": ["x"]}, "Trang đã cũ. Đề nghị tải lại và chọn lại."),
        ({"pick": ["1"]}, "Trang đã cũ. Đề nghị tải lại và chọn lại."),
        ({"pick": ["9" * 30 + ".1"]}, "Trang đã cũ. Đề nghị tải lại và chọn lại."),
    ],
)
def test_a_selection_that_cannot_be_read_writes_nothing(officer, table, data, message):
    answer = {"answer-decision": "accepted"}
    shown = officer.post(page("answer_selection", table), answer | data, follow=True)
    assert said(shown) == [message]
    assert decisions(table) == ["", "", ""]


def test_an_old_page_writes_nothing(officer, table):
    old = pick(*table.dispositions.all())
    decide(table, row(table, "Sơn Động"))
    shown = officer.post(
        page("answer_selection", table), {"pick": old, "answer-decision": "noted"}, follow=True
    )
    assert said(shown) == ["Góp ý đã có người khác xử lý sau khi đồng chí mở trang. Chưa ghi gì."]
    assert decisions(table) == ["", "accepted", ""]


def test_what_is_refused_stays_filtered_ticked_and_typed(officer, table):
    one = row(table, "Sơn Động", 2)
    address = f"{page('answer_selection', table)}?state=open"
    data = {"pick": pick(one), "answer-decision": "explained", "assign-due_on": "20/8/2021"}
    shown = officer.post(address, data)
    assert said(shown) == ["Chưa ghi nội dung tiếp thu, giải trình."]
    assert decisions(table) == ["", "", ""]
    assert shown.context["ticked"] == {one.pk}
    assert shown.context["filter"].data["state"] == "open"
    assert '<option value="explained" selected>' in shown.text
    assert 'value="20/8/2021"' in shown.text
    assert shown.text.count(" checked ") == 1
    back = officer.get(address)
    assert back.url == f"{page('consolidation', table)}?state=open"


def test_what_a_colleague_answered_meanwhile_is_no_longer_ticked(officer, table):
    old = pick(row(table, "Lục Ngạn"), row(table, "Sơn Động", 2))
    decide(table, row(table, "Sơn Động", 2))
    shown = officer.post(page("answer_selection", table), {"pick": old, "answer-decision": "noted"})
    assert shown.context["ticked"] == {row(table, "Lục Ngạn").pk}


def test_publishing_says_first_how_many_are_told(officer, table):
    early = officer.get(page("publish_answers", table)).text
    assert "Bảng tiếp thu, giải trình chưa hoàn thành." in early
    assert "Thư báo gửi đến" not in early
    decide(table, *table.dispositions.all(), ruling=WHY)
    consolidating.complete(table, by=rounds.person("officer"), at=LATER)
    portal_clock.move(LATER)
    list_page = officer.get(page("consolidation", table)).text
    assert f'href="{page("publish_answers", table)}"' in list_page
    asked = officer.get(page("publish_answers", table)).text
    assert "Thư báo gửi đến 2 đơn vị có góp ý." in asked
    assert "bảng không mở lại được" in asked
    shown = officer.post(page("publish_answers", table), follow=True)
    assert said(shown) == ["Đã công bố; gửi thư báo 2 đơn vị."]
    again = officer.get(page("reopen_consolidation", table)).text
    assert "Kết quả đã công bố cho các đơn vị, không mở lại được." in again
    assert 'name="reason"' not in again


def test_filters_by_what_is_still_to_be_done(officer, table):
    decide(table, row(table, "Lục Ngạn"))
    first = table.round.contents.get(ordinal=1)
    shown = {
        query: officer.get(f"{page('consolidation', table)}?{query}").context["page"].object_list
        for query in ("state=open", "state=accepted", f"content={first.pk}", "q=son+dong")
    }
    assert [len(found) for found in shown.values()] == [2, 1, 2, 2]


def test_one_comment_beside_its_text(officer, table):
    one = row(table, "Sơn Động", 2)
    address = page("answer_comment", table, one.pk)
    shown = officer.get(address).text
    assert "Nội dung số 1." in shown
    assert "Bỏ." in shown
    refused = officer.post(address, {"decision": "explained", "version": 1})
    assert "Chưa ghi nội dung tiếp thu, giải trình." in refused.text
    officer.post(address, {"decision": "explained", "text": "Cần giữ.", "version": 1})
    assert row(table, "Sơn Động", 2).text == "Cần giữ."
    stale = officer.post(address, {"decision": "accepted", "version": 1})
    assert "Chưa ghi gì" in stale.text
    assert row(table, "Sơn Động", 2).decision == "explained"


def test_a_comment_of_another_round_is_not_there(officer, table):
    other = rounds.called(
        rounds.drafted(units=[row(table, "Lục Ngạn").comment.response.consultee.district])
    )
    address = reverse(
        "consultations:answer_comment", args=[other.pk, table.dispositions.first().pk]
    )
    assert officer.get(address).status_code == 404


@pytest.mark.parametrize("more", [1, 20])
def test_the_list_asks_as_often_for_more_comments(more):
    names = [f"Đơn vị {number}" for number in range(more)]
    round_ = rounds.called(rounds.drafted(*names))
    for name in names:
        rounds.answer(rounds.consultee(round_, name), (rounds.BUT, f"Góp ý của {name}."))
    by = rounds.person("officer")
    rounds.end(round_, consolidations.OVER)
    table = consolidating.begin(round_, by=by, at=LATER)
    assert own_queries(signed_in(by), page("consolidation", table)) == QUERIES


def filled(table, officer, **answers):
    """The sheet as it is given out, with the answers by the row's number in it."""
    given = officer.get(page("answer_sheet", table))
    sheet = load_workbook(BytesIO(given.getvalue())).active
    rows = [list(each) for each in sheet.iter_rows(min_row=2, values_only=True)]
    for number, (decision, text) in answers.items():
        rows[int(number[1:])][6:8] = [decision, text]
    content = spreadsheet.workbook(list(HEADINGS.values()), rows)
    return SimpleUploadedFile("tra-loi.xlsx", content, spreadsheet.MEDIA_TYPE)


def bring(table, officer, sheet):
    return officer.post(page("bring_answers", table), {"file": sheet})


def test_by_excel_out_and_in_again(officer, table):
    sheet = filled(table, officer, r0=("Tiếp thu", ""), r2=("giai trinh", "Cần giữ."))
    looked = bring(table, officer, sheet)
    assert "2 góp ý sẽ có trả lời mới." in looked.text
    assert decisions(table) == ["", "", ""]
    done = officer.post(
        page("take_in_answers", table), {"sealed": looked.context["sealed"]}, follow=True
    )
    assert said(done) == ["Đã ghi trả lời 2 góp ý."]
    assert decisions(table) == ["accepted", "", "explained"]


@pytest.mark.parametrize(
    ("answers", "line", "what"),
    [
        ({"r0": ("Đồng ý", "")}, 2, f"Hướng xử lý «Đồng ý» không có; ghi một trong: {CHOICES}."),
        ({"r1": ("", "Vì thế.")}, 3, f"Hướng xử lý «» không có; ghi một trong: {CHOICES}."),
        (
            {"r1": ("Giải trình", "")},
            3,
            "Tiếp thu một phần hoặc giải trình thì phải ghi nội dung.",
        ),
    ],
)
def test_what_is_wrong_in_a_sheet_is_said_by_its_line(officer, table, answers, line, what):
    looked = bring(table, officer, filled(table, officer, **answers))
    assert [(each.line, each.what) for each in looked.context["plan"].faults] == [(line, what)]
    assert not looked.context["sealed"]


def test_a_sheet_that_was_overtaken_is_refused(officer, table):
    sheet = filled(table, officer, r0=("Tiếp thu", ""))
    looked = bring(table, officer, sheet)
    decide(table, row(table, "Lục Ngạn"), ruling=WHY)
    done = officer.post(
        page("take_in_answers", table), {"sealed": looked.context["sealed"]}, follow=True
    )
    assert said(done) == ["Tệp còn dòng có lỗi nên chưa ghi trả lời nào."]
    assert decisions(table) == ["explained", "", ""]


def test_more_new_answers_than_a_page_brings_back_are_refused_in_words(officer, table, monkeypatch):
    monkeypatch.setattr(answer_documents, "SEAL_LIMIT", 100)
    looked = bring(table, officer, filled(table, officer, r0=("Tiếp thu", "")))
    assert "Tệp có 1 trả lời mới, quá dài cho một lần." in looked.text
    assert "sealed" not in looked.context


def test_the_submission_has_the_table_as_an_appendix_across():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    officer = signed_in(rounds.person("officer"))
    officer.post(page("draft_submission", table), {"columns": [answer_letters.DECISION]})
    table.refresh_from_db()
    letter = Letter.from_json(table.submission.letter)
    assert letter.subject == (
        "Về kết quả lấy ý kiến và tiếp thu, giải trình ý kiến tham gia vào Đề án"
    )
    assert letter.blocks[0].text.endswith(
        "Có 03/04 đơn vị có văn bản trả lời, với 03 ý kiến góp ý. Trong đó, 01 đơn vị nhất trí, "
        "01 đơn vị nhất trí và có ý kiến góp ý, 01 đơn vị không nhất trí. Có 01 đơn vị không có "
        "văn bản trả lời, được coi như nhất trí theo công văn nêu trên."
    )
    appendix = letter.appendices[0]
    assert appendix.landscape
    assert [block.text for block in appendix.blocks[:2]] == [
        "1. Tổng số cơ quan đã gửi xin ý kiến: 04; số cơ quan có văn bản trả lời: 03; "
        "tổng số ý kiến góp ý nhận được: 03.",
        "2. Kết quả cụ thể:",
    ]
    assert letter.recipients[-1] == "Lưu: VT, NV."
    table_of_first = appendix.blocks[3]
    assert [column.heading for column in table_of_first.columns] == [
        "STT", "Đơn vị góp ý", "Nội dung góp ý", "Hướng xử lý", "Nội dung tiếp thu, giải trình",
    ]  # fmt: skip
    assert table_of_first.rows[0] == (
        "1", "UBND huyện Lục Ngạn", "Đề nghị bổ sung kinh phí.", "Giải trình", WHY.text
    )  # fmt: skip
    # Numbered through, as in the sheet.
    numbered = [block for block in appendix.blocks[3:-1] if isinstance(block, Table)]
    assert [[cells[0] for cells in each.rows] for each in numbered] == [["1", "2"], ["3"]]
    assert [cells[2] for cells in appendix.blocks[-1].rows] == ["Nhất trí", "Coi như nhất trí"]


def test_the_notice_goes_to_the_units_of_the_round():
    table = consolidations.completed()
    officer = signed_in(rounds.person("officer"))
    officer.post(page("draft_notice", table))
    table.refresh_from_db()
    letter = Letter.from_json(table.notice.letter)
    assert letter.addressees == ("UBND các huyện, thành phố",)
    assert letter.subject == "V/v kết quả tiếp thu, giải trình ý kiến tham gia vào Đề án"
    first = table.notice
    officer.post(page("draft_notice", table))
    table.refresh_from_db()
    assert table.notice == first


def test_sending_the_notice_proposes_the_units_of_the_round_with_their_addresses():
    table = consolidations.completed()
    round_ = table.round
    notice = answer_letters.draft_notice(table, by=rounds.person("officer"), at=LATER)
    consolidating.publish(table, by=rounds.person("officer"), at=LATER)
    rounds.issue_dispatch(notice, LATER)
    clerk = signed_in(rounds.person("clerk"))

    form_of = clerk.get(reverse("dispatches:send", args=[notice.pk])).context["forms"]
    assert [
        (form.recipient.name, form.initial["channel"], form.initial["address"]) for form in form_of
    ] == [(unit.committee, "email", unit.address) for unit in round_.consultees.all()]

    copies = clerk.get(reverse("dispatches:start_run", args=[notice.pk]))
    lines = copies.context["form"].initial["text"].splitlines()
    assert lines[0] == "UBND huyện Lục Ngạn\tu1@unit.example"
    assert len(lines) == 4


def test_what_is_drafted_rests_on_the_letter_that_it_cites():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    officer = rounds.person("officer")
    for _again in range(2):
        table.refresh_from_db()
        answer_letters.draft_notice(table, by=officer, at=LATER)
        answer_letters.draft_submission(table, (), by=officer, at=LATER)
    table.refresh_from_db()
    links = DocumentLink.objects.filter(to_dispatch=table.round.dispatch, kind=LinkKind.BASIS)
    assert {made.from_dispatch for made in links} == {table.notice, table.submission}
    assert links.count() == 2


def test_nothing_is_drafted_from_an_unfinished_table(officer, table):
    shown = officer.post(page("draft_notice", table), follow=True)
    assert said(shown) == ["Bảng tiếp thu, giải trình chưa hoàn thành."]


def test_standard_answers_are_added_and_taken_away(officer):
    address = reverse("consultations:standard_answers")
    words = {"title": "Kinh phí", "decision": "noted", "text": "Ghi nhận."}
    assert "Kinh phí" in officer.post(address, words, follow=True).text
    twice = officer.post(address, words)
    assert twice.status_code == 200
    answer = StandardAnswer.objects.get()
    officer.post(reverse("consultations:remove_standard_answer", args=[answer.pk]))
    assert not StandardAnswer.objects.exists()
