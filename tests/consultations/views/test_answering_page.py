"""The answer's page: first view, order, saving, autosave, agreement, and what is never lost."""

import re

import pytest

from consultations.domain import drafting, drafts
from consultations.domain.paper_rounds import record_paper_round
from consultations.enums import Outcome
from consultations.models import Consultee, Draft
from deadlines.models import PortalClock
from tests import factories
from tests.consultations import rounds
from tests.consultations.factories import AT, IN_TIME, LATE, called, unit
from tests.dispatches.factories import issued, officer
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
HOSTILE = "{{ 7|add:1 }} <script>alert(1)</script> & «trích»"


@pytest.fixture
def call():
    return called()


@pytest.fixture
def staff(call):
    return signed_in(call.person)


def address(call, rest=""):
    return f"/lay-y-kien/tra-loi/{call.consultee.pk}/{rest}"


def posted(call, version=0, positions="agree", **texts):
    """What the form sends: one opinion for all contents, texts by ordinal."""
    data = {"version": version}
    for content in call.consultee.round.contents.all():
        data[f"position_{content.pk}"] = positions
        data[f"text_{content.pk}"] = texts.get(f"c{content.ordinal}", "")
    return data


def set_clock(moment):
    PortalClock.objects.update_or_create(pk=1, defaults={"stands_at": moment})


def texts(call):
    """The comments of the draft in the order of the contents."""
    answers = Draft.objects.get().answers
    return [answers[str(pk)]["text"] for pk in call.answers()]


def page(response):
    return response.content.decode()


def test_the_first_view_is_recorded_as_evidence(call, staff):
    staff.get(address(call))
    assert (call.fresh().opened_at, call.fresh().opened_by) == (AT, call.person)


def test_a_closed_round_asks_for_no_more_evidence(call, staff):
    rounds.end(call.consultee.round, at=LATE)
    assert staff.get(address(call)).status_code == 200
    assert call.fresh().opened_at is None


def test_contents_that_concern_the_unit_come_first_and_are_marked(call, staff):
    shown = page(staff.get(address(call)))
    assert re.findall(r'id="noi-dung-(\d)"', shown) == ["2", "3", "1"]
    assert shown.count("Liên quan trực tiếp đơn vị") == 2
    assert "<mark>+ Huyện Lục Ngạn: Ưu tiên nông nghiệp công nghệ cao.</mark>" in shown


def test_pressing_check_saves_what_was_typed(call, staff):
    answer = staff.post(address(call), posted(call))
    assert answer.url == address(call, "kiem-tra/")
    assert Draft.objects.get().answers == {
        str(pk): {"position": "agree", "text": ""} for pk in call.answers()
    }


def test_an_untouched_page_saves_no_draft(call, staff):
    staff.post(address(call), posted(call, positions=""))
    assert not Draft.objects.exists()


def test_what_is_missing_is_shown_with_links_to_its_fields(call, staff):
    staff.post(address(call), posted(call, positions="disagree", c1="Có lý do."))
    answer = staff.get(address(call, "kiem-tra/"), follow=True)
    links = re.findall(r'<li><a href="#(\w+)">([^<]+)</a>: ([^<]+)</li>', page(answer))
    second, third = list(call.answers())[1:]
    assert links == [
        (f"id_text_{second}", "Nội dung 2, góp ý", "Chưa ghi góp ý hoặc lý do."),
        (f"id_text_{third}", "Nội dung 3, góp ý", "Chưa ghi góp ý hoặc lý do."),
    ]


def test_hostile_text_is_shown_as_typed(call, staff):
    staff.post(address(call), posted(call, positions="agree_with_comments", c1=HOSTILE))
    shown = page(staff.get(address(call)))
    assert "{{ 7|add:1 }} &lt;script&gt;alert(1)&lt;/script&gt; &amp; «trích»" in shown


def test_decomposed_text_is_stored_composed(call, staff):
    staff.post(address(call), posted(call, c1="Lu\u0323c Nga\u0323n"))
    assert texts(call)[0] == "Lục Ngạn"


@pytest.mark.parametrize("hidden", ["\x00", "\u202e"])
def test_text_with_hidden_characters_is_refused_and_kept_on_the_page(call, staff, hidden):
    answer = staff.post(address(call), posted(call, c1=f"Đề nghị{hidden} sửa"))
    assert (answer.status_code, Draft.objects.exists()) == (200, False)
    assert "Đề nghị" in page(answer)


def test_a_too_long_text_is_refused_with_its_length_and_kept_on_the_page(call, staff):
    long = "ý" * 10_001
    answer = staff.post(address(call), posted(call, c1=long))
    assert "Góp ý dài 10.001 ký tự, quá 10.000 ký tự cho phép." in page(answer)
    assert long in page(answer)


def test_ten_thousand_characters_are_kept(call, staff):
    staff.post(address(call), posted(call, c1="ý" * 9_999 + "\r\n" + "."))
    assert not Draft.objects.exists()
    staff.post(address(call), posted(call, c1="ý" * 9_998 + "\r\n" + "."))
    assert Draft.objects.exists()


def test_autosave_answers_with_time_version_and_progress(call, staff):
    answer = staff.post(address(call, "luu/"), posted(call)).json()
    assert (answer["saved"], answer["fields"]) == ("08:00", {"version": "1"})
    assert answer["parts"]["progress"].count("Nhất trí") == 3


def test_autosave_says_what_cannot_be_stored(call, staff):
    answer = staff.post(address(call, "luu/"), posted(call, c2="ý" * 10_001))
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Nội dung 2, góp ý: Góp ý dài 10.001 ký tự")


def test_autosave_tells_of_a_colleagues_change_and_leads_to_both_texts(call, staff):
    call.save(c1="của đồng nghiệp")
    answer = staff.post(address(call, "luu/"), posted(call, c1="của tôi"))
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("Cán bộ khác của đơn vị đã lưu")
    both = page(staff.get(answer.json()["url"]))
    assert "của đồng nghiệp" in both
    assert "của tôi" in both


def conflict(call, staff, keep):
    """Two texts on content 1; the page of both is answered with «mine» or «theirs»."""
    call.save(c1="của đồng nghiệp")
    refused = staff.post(
        address(call), posted(call, positions="agree_with_comments", c1="của tôi", c2="a", c3="b")
    )
    assert refused.url == address(call, "hai-ban/")
    keys = {f"keep_{pk}": keep for pk in call.answers()}
    return staff.post(refused.url, keys | {"version": 1})


def test_of_two_texts_the_chosen_one_stays(call, staff):
    assert conflict(call, staff, "mine").url == address(call)
    assert texts(call) == ["của tôi", "a", "b"]


def test_of_two_texts_the_saved_one_may_stay(call, staff):
    conflict(call, staff, "theirs")
    assert (texts(call), Draft.objects.get().version) == (["của đồng nghiệp", "", ""], 1)


def test_a_settled_conflict_is_not_asked_again(call, staff):
    conflict(call, staff, "mine")
    assert staff.get(address(call, "hai-ban/")).url == address(call)


def test_a_text_refused_because_a_colleague_submitted_becomes_a_correction(call, staff):
    call.answer(c1="đã gửi")
    refused = staff.post(address(call), posted(call, positions="disagree", c1="của tôi"))
    assert "đã gửi ý kiến của đơn vị" in page(staff.get(refused.url))
    keys = {f"keep_{pk}": "mine" for pk in call.answers()}
    staff.post(refused.url, keys | {"version": drafts.version_of(call.consultee)})
    assert texts(call)[0] == "của tôi"


def test_agreeing_to_all_takes_one_click_to_the_check_page(call, staff):
    answer = staff.post(address(call, "nhat-tri/"), posted(call, positions=""))
    assert answer.url == address(call, "kiem-tra/")
    assert texts(call) == ["", "", ""]


def test_agreeing_to_all_asks_before_it_drops_a_comment(call, staff):
    answer = staff.post(
        address(call, "nhat-tri/"), posted(call, positions="agree_with_comments", c2="Góp ý này")
    )
    assert "Góp ý này" in page(answer)
    assert texts(call)[1] == "Góp ý này"
    staff.post(address(call, "nhat-tri/"), {"version": 1, "confirmed": "1"})
    assert texts(call) == ["", "", ""]


@pytest.mark.parametrize("version", ["", "-1", "²", "9" * 5000])
def test_a_version_that_is_no_number_leads_back(call, staff, version):
    answer = staff.post(address(call, "nhat-tri/"), {"version": version, "confirmed": "1"})
    assert (answer.status_code, answer.url) == (302, address(call))


def test_after_an_answer_the_page_shows_it_and_offers_a_correction(call, staff):
    call.answer(c2="Đề nghị bổ sung.")
    shown = page(staff.get(address(call)))
    assert "số tiếp nhận 01/2021" in shown
    assert "Đề nghị bổ sung." in shown
    assert "Gửi bản sửa" in shown
    assert "<textarea" not in shown


def test_a_correction_starts_from_the_last_answer(call, staff):
    call.answer(c2="Đề nghị bổ sung.")
    shown = page(staff.post(address(call, "soan/"), follow=True))
    assert "Đề nghị bổ sung.</textarea>" in shown
    assert "vẫn được tính cho đến khi gửi bản sửa" in shown


def test_after_the_deadline_the_page_says_what_late_means(call, staff):
    set_clock(LATE)
    shown = page(staff.get(address(call)))
    assert "Thời hạn «trước ngày 09/8/2021» đã hết." in shown
    assert "ghi rõ số ngày muộn" in shown


def test_after_closing_the_page_is_read_only_until_one_asks_to_send_late(call, staff):
    rounds.end(call.consultee.round, at=LATE)
    set_clock(LATE)
    shown = page(staff.get(address(call)))
    assert ("<textarea" in shown, "Gửi muộn" in shown) == (False, True)
    assert "<textarea" in page(staff.post(address(call, "soan/"), follow=True))


def test_of_a_round_on_paper_the_unit_sees_the_outcome_and_can_send_nothing(call, staff):
    consultation = drafting.new_consultation(
        title="Đề án khác", draft_name="dự thảo", by=officer(), at=AT
    )
    paper = record_paper_round(
        consultation,
        dispatch=issued(number=5),
        audience="các huyện",
        sent_to="các địa phương",
        outcomes=[(call.consultee.district, Outcome.AGREED)],
        source="Theo công văn lần 2.",
        by=officer(),
        at=AT,
    )
    url = f"/lay-y-kien/tra-loi/{paper.consultees.get().pk}/"
    shown = page(staff.get(url))
    assert "Theo công văn lần 2." in shown
    assert "Gửi muộn" not in shown
    sentence = "Đợt lấy ý kiến này không nhận trả lời trên cổng."
    for button in ("soan/", "nhat-tri/"):
        answer = staff.post(url + button, {"version": 0, "confirmed": "1"}, follow=True)
        assert sentence in page(answer)
    saved = staff.post(f"{url}luu/", {"version": 0})
    assert (saved.status_code, saved.json()) == (400, {"message": sentence})
    assert not Draft.objects.exists()


OWN = ("", "luu/", "nhat-tri/", "soan/", "hai-ban/", "kiem-tra/", "cong-van/", "tep/", "tep/1/bo/")
OWN_FILES = (f"tep/{'0' * 64}/", "tiep-nhan/1/", "tiep-nhan/1/pdf/")


@pytest.mark.parametrize("rest", OWN + OWN_FILES)
def test_another_units_call_does_not_exist(call, rest):
    call.answer()
    neighbour = signed_in(factories.officer_of(unit("Yên Dũng", rank=2), "other"))
    statuses = {
        method(address(call, rest)).status_code for method in (neighbour.get, neighbour.post)
    }
    assert statuses <= {404, 405}
    assert Consultee.objects.get(pk=call.consultee.pk).opened_at is None
    assert not Draft.objects.exists()


def test_an_officer_whose_duty_has_ended_sees_nothing(call, staff):
    call.person.district_duties.update(valid_to=IN_TIME.date())
    set_clock(IN_TIME)
    assert staff.get(address(call)).status_code == 404
