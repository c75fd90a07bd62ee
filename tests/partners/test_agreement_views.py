"""Pages of agreements: the course, forms, refusals in words, another unit's doors."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.models import PortalClock
from partners.agreement_enums import AgreementLevel, Position, Renewal, State, TextKind
from partners.domain import agreements
from partners.domain.activities import Entry, record_activity
from partners.domain.commitments import commit
from partners.domain.inheritance import inherit
from partners.enums import ActivityKind
from partners.models import Agreement
from partners.rules.courses import FINAL
from tests.consultations.views.test_answering_files import PNG
from tests.factories import DAY as ASSIGNED
from tests.factories import district, officer_of, signed_in, user
from tests.frame import own_queries
from tests.partners.courses import (
    LATER,
    a_text,
    an_idea,
    asked,
    brought_to,
    noticed,
    prepare,
    promised,
    reply_all,
    signed_through_course,
    step,
    tacit,
)
from tests.partners.factories import activity, agreement, partner

pytestmark = pytest.mark.django_db
LIST = reverse("partners:agreements")
LETTER = {"number": "12/UBND-NC", "number_date": "06/9/2021"}


@pytest.fixture(autouse=True)
def _at_the_end_of_2021():
    PortalClock.objects.create(pk=1, stands_at=LATER)


@pytest.fixture
def client():
    return signed_in(user("officer"))


def url(name, made, *more):
    return reverse(f"partners:{name}", args=[made.pk, *more])


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sent(client, address, **data):
    """Send a form; return its complaints in a line, "" once it went through."""
    response = client.post(address, data)
    if response.status_code == 302:
        return ""
    errors = response.context["form"].errors
    return " ".join(text for texts in errors.values() for text in texts)


def state(made):
    return Agreement.objects.get(pk=made.pk).state


def titles(client, **query):
    return [row[0].text for row in client.get(LIST, query).context["rows"]]


def test_the_list_by_state_level_unit_country_kind_and_end(client):
    unit, seo = district(), partner()
    kyoto = partner("Tỉnh Kyoto", "kyoto", country="JP")
    agreement(unit, seo, "Cũ")
    an_idea(with_=kyoto, title="Ý định thư", kind="intent")
    terms = agreements.Terms(term_months=6)
    brought_to(State.IN_FORCE, title="Sắp hết hạn", terms=terms)
    assert titles(client) == ["Cũ", "Sắp hết hạn", "Ý định thư"]
    assert titles(client, state="idea") == ["Ý định thư"]
    assert titles(client, level="district") == ["Cũ"]
    assert titles(client, district=unit.pk) == ["Cũ"]
    assert titles(client, country=kyoto.country_id) == ["Ý định thư"]
    assert titles(client, kind="intent") == ["Ý định thư"]
    assert titles(client, soon="90") == ["Sắp hết hạn"]
    assert titles(client, soon="30") == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_a_longer_course(client, count):
    made = brought_to(State.CONSULTING)
    for _number in range(count):
        promised(made, district(f"U{_number}", code=f"u{_number}"))
        a_text(made, TextKind.DRAFT)
    assert own_queries(client, url("agreement", made)) == 24


def test_the_page_says_what_is_missing_and_by_whom(client):
    page = shown(client, url("agreement", asked()))
    for words in (
        "Chưa có ý kiến bằng văn bản của Bộ Ngoại giao.",
        "Chưa có bảng tổng hợp, giải trình, tiếp thu ý kiến.",
        "đơn vị đề xuất",
        "Không trả lời không phải là nhất trí",
        "Luật Thỏa thuận quốc tế số 70/2020/QH14",
    ):
        assert words in page


def test_whom_to_ask_beside_those_named_and_what_is_not_certain_is_said(client):
    made = brought_to(State.DRAFTING, concerns_security=True)
    concerned = (
        "Ngoài cơ quan được nêu tên, phải lấy ý kiến cả các cơ quan liên quan trực tiếp "
        "(Luật số 70/2020/QH14, điều 19 khoản 1)."
    )
    before = shown(client, url("agreement_step", made, "consulting"))
    for words in ("Bộ Ngoại giao", "Bộ Quốc phòng", "Bộ Công an", concerned):
        assert words in before
    assert before.count("cần kiểm tra") == 2
    assert concerned not in shown(client, url("agreement", made))
    prepare(made, State.CONSULTING)
    asked = shown(client, url("agreement", step(made, State.CONSULTING)))
    assert concerned in asked
    assert asked.count("cần kiểm tra") == 2


@pytest.mark.parametrize("name", State)
def test_every_state_has_a_page(client, name):
    made = an_idea()
    seen = Agreement.objects.filter(pk=made.pk)
    columns = {"title": "x", "folded_title": "x", "partner": made.partner, "recorded": True}
    columns |= {"ends_on": ASSIGNED} if name in FINAL else {}
    seen.model.objects.create(
        **columns, state=name, level="province", charge_level="province", pk=made.pk + 1
    )
    assert "x" in shown(client, reverse("partners:agreement", args=[made.pk + 1]))


def test_an_agreement_of_unknown_days_pretends_none(client):
    page = shown(client, url("agreement", agreement(district(), partner())))
    assert page.count("Tài liệu nguồn không ghi") == 3
    assert "chưa xác định được" in page
    assert "Không có hạn nào đang chạy." in page


def test_an_activity_stands_on_the_page_of_its_agreement(client):
    made = agreement(district(), partner())
    entry = Entry(
        kind=ActivityKind.MEETING,
        title="Làm việc trực tiếp",
        starts_on=ASSIGNED,
        ends_on=ASSIGNED,
        partners=[made.partner],
        agreements=[made],
    )
    record_activity(entry, by=SYSTEM, at=LATER)
    assert "Làm việc trực tiếp" in shown(client, url("agreement", made))


def test_an_activity_is_entered_from_the_page_of_its_agreement(client):
    unit = district()
    made = agreement(unit, partner())
    address = (
        f"{reverse('partners:activity_new')}?thoa-thuan={made.pk}"
        f"&doi-tac={made.partner_id}&don-vi={unit.pk}"
    )
    page = shown(client, url("agreement", made))
    assert address.replace("&", "&amp;") in page
    assert "Chưa ghi hoạt động nào." in page
    form = client.get(address).context["form"]
    assert form["partners"].value() == "Quận Seo"
    assert list(form["districts"].value()) == [unit.pk]
    assert list(form["agreements"].value()) == [made.pk]

    theirs = signed_in(officer_of(unit, "lucngan", ASSIGNED))
    assert address.replace("&", "&amp;") in shown(theirs, url("own_agreement", made))
    form = theirs.get(address).context["form"]
    assert [list(form[name].value()) for name in ("partners", "agreements")] == [
        [made.partner_id],
        [made.pk],
    ]
    leader = signed_in(user("leader"))
    assert reverse("partners:activity_new") not in shown(leader, url("agreement", made))


def test_from_the_list_every_agreement_that_stands_may_be_chosen(client):
    made = agreement(district(), partner())
    an_idea(title="Chưa ký")
    over = agreement(None, made.partner, "Đã hết hạn")
    Agreement.objects.filter(pk=over.pk).update(state=State.EXPIRED, version=over.version + 1)
    address = reverse("partners:activity_new")
    offered = client.get(address).context["form"].fields["agreements"].queryset
    assert list(offered) == [made]
    entered = {"kind": "meeting", "title": "Làm việc", "starts_on": "02/8/2021"}
    entered |= {"partners": made.partner.name, "agreements": [made.pk]}
    assert sent(client, address, **entered) == ""
    assert list(made.activities.values_list("title", flat=True)) == ["Làm việc"]


def test_the_renewal_page_names_the_period(client):
    page = shown(client, url("agreement_renewal", tacit()))
    assert "kết thúc ngày 06/9/2024, hạn quyết định 06/6/2024" in page


def test_a_renewal_of_which_nothing_is_to_be_decided_has_neither_button_nor_page(client):
    made = signed_through_course()
    assert url("agreement_renewal", made) not in shown(client, url("agreement", made))
    assert client.get(url("agreement_renewal", made)).status_code == 404


def test_the_button_leads_to_a_page_also_after_the_period(client):
    terms = agreements.Terms(
        effective_on=dt.date(2018, 7, 15), term_months=36, renewal=Renewal.EXPRESS
    )
    facts = agreements.Facts(
        title="Bản ghi nhớ", partner=partner(), level=AgreementLevel.PROVINCE, terms=terms
    )
    made = agreements.record_signed(facts, by=SYSTEM, at=LATER)
    assert url("agreement_renewal", made) in shown(client, url("agreement", made))
    page = shown(client, url("agreement_renewal", made))
    assert "kết thúc ngày 15/7/2021, hạn quyết định 15/7/2021" in page


def test_a_notice_stays_to_be_read_and_is_taken_back(client):
    made = noticed(tacit())
    page = shown(client, url("agreement", made))
    assert "không gia hạn, kỳ kết thúc ngày 06/9/2024" in page
    assert "Hạn quyết định về gia hạn của từng kỳ" in page
    back = url("agreement_notice_back", made)
    assert back in page
    assert sent(client, back, seen=made.version, on="31/12/2021", note="Nhầm.") == ""
    made.refresh_from_db()
    assert made.ends_on is None
    assert client.get(back).status_code == 404


def test_the_history_says_what_was_changed_from_what_to_what(client):
    made = an_idea()
    address = url("change_agreement", made)
    initial = client.get(address).context["form"].initial
    kept = {name: value for name, value in initial.items() if value not in (None, "", False)}
    kept |= {"partner": made.partner.name, "seen": made.version}
    assert sent(client, address, **kept | {"note": "Bản giấy ở tủ 3"}) == ""
    assert sent(client, address, **kept | {"seen": made.version + 1, "term_months": 60}) == ""
    told = [(event.kind, event.note) for event in made.events.order_by("-ordinal")[:2]]
    assert told == [
        ("rearmed", "Ghi chú; thời hạn (tháng): không ghi → 60."),
        ("changed", "Ghi chú."),
    ]


FACTS = {"title": "Bản ghi nhớ", "kind": "memorandum", "level": "province", "renewal": "none"}


def test_a_file_is_begun_and_a_treaty_s_name_refused(client):
    data = FACTS | {"partner": partner().name, "languages": ["vi", "ko"]}
    begin = reverse("partners:begin_agreement")
    assert "điều ước quốc tế" in sent(client, begin, **data | {"title": "Hiệp định hợp tác"})
    assert "cấp huyện" in sent(client, begin, **data | {"level": "district"})
    assert "tự gia hạn" in sent(client, begin, **data | {"renewal": "tacit"})
    assert sent(client, begin, **data) == ""
    made = Agreement.objects.get()
    assert (made.state, made.languages, made.recorded) == ("idea", "vi,ko", False)


def test_an_old_agreement_is_recorded_without_days(client):
    data = FACTS | {"partner": partner().name, "state": "in_force", "source": "Tờ trình, đoạn 3"}
    assert sent(client, reverse("partners:record_agreement"), **data) == ""
    made = Agreement.objects.get()
    assert (made.state, made.signed_on, made.source) == ("in_force", None, "Tờ trình, đoạn 3")


def test_the_course_by_forms(client):
    made = an_idea()
    for kind, language in (("draft", "vi"), ("draft", "ko")):
        file = SimpleUploadedFile("du-thao.png", PNG)
        data = {"kind": kind, "language": language, "file": file}
        assert sent(client, url("agreement_text", made), **data) == ""
    seen = made.version
    step = {"on": "07/9/2021"} | LETTER
    assert sent(client, url("agreement_step", made, "drafting"), seen=seen, **step) == ""
    assert sent(client, url("agreement_step", made, "consulting"), seen=seen + 1, **step) == ""
    opinion = made.opinions.get()
    assert sent(client, url("opinion_receipt", made, opinion.pk), on="08/9/2021") == ""
    reply = {"position": "agree", "on": "10/9/2021"}
    assert "bằng văn bản" in sent(client, url("opinion_reply", made, opinion.pk), **reply)
    assert sent(client, url("opinion_reply", made, opinion.pk), **reply | LETTER) == ""
    said = sent(client, url("agreement_step", made, "submitted"), seen=seen + 2, **step)
    assert said == "Chưa có bảng tổng hợp, giải trình, tiếp thu ý kiến."
    a_text(made, TextKind.SUMMARY)
    assert sent(client, url("agreement_step", made, "submitted"), seen=seen + 2, **step) == ""
    assert state(made) == State.SUBMITTED


def test_no_illegal_step_by_address_or_form(client):
    made = brought_to(State.SUBMITTED)
    for to in ("signed", "in_force", "idea", "nonsense", "submitted"):
        assert client.get(url("agreement_step", made, to)).status_code == 404
    data = {"seen": made.version, "on": "07/9/2021", "place": "x", "note": "x"} | LETTER
    assert "không chuyển sang" in sent(client, url("agreement_step", made, "signed"), **data)
    forged = data | {"state": "signed", "to": "signed"}
    assert sent(client, url("agreement_step", made, "permitted"), **forged) == ""
    assert state(made) == State.PERMITTED


def test_a_step_on_an_older_page_is_refused_in_words(client):
    made = brought_to(State.SUBMITTED)
    data = {"seen": made.version - 1, "on": "07/9/2021"} | LETTER
    said = sent(client, url("agreement_step", made, "permitted"), **data)
    assert "vừa được cập nhật" in said
    assert state(made) == State.SUBMITTED


def test_an_unknown_document_needs_its_day(client):
    made = brought_to(State.SUBMITTED)
    data = {"seen": made.version, "on": "07/9/2021", "number": "15/QĐ-UBND"}
    assert "ghi cả ngày văn bản" in sent(client, url("agreement_step", made, "permitted"), **data)


def test_a_report_a_decision_and_a_commitment_by_forms(client):
    made = tacit()
    key = f"signing:{made.events.get(after='signed').ordinal}"
    copy = key.replace("signing", "signing-copy")
    data = {"seen": made.version, "on": "07/9/2021"} | LETTER
    assert "Gửi bản sao thỏa thuận đã ký: Bộ Ngoại giao" in shown(
        client, url("agreement_report", made, key)
    )
    assert sent(client, url("agreement_report", made, key), **data | {"also": copy}) == ""
    for gone in (key, copy):
        assert client.get(url("agreement_report", made, gone)).status_code == 404
    assert shown(client, url("agreement", made)).count("Đã gửi ngày 07/9/2021") == 2
    data |= {"seen": made.version + 2, "renew": "no", "period_end": "2024-09-06"}
    assert sent(client, url("agreement_renewal", made), **data) == ""
    made.refresh_from_db()
    assert f"{made.ends_on}" == "2024-09-06"
    promise = {"text": "Cử đoàn", "due_on": "30/6/2022"}
    assert sent(client, url("agreement_commitment", made), **promise) == ""
    progress = url("commitment_progress", made, made.commitments.get().pk)
    assert sent(client, progress, on="07/9/2021", text="Đã cử", done="on") == ""
    assert "đã được ghi là hoàn thành" in sent(client, progress, on="07/9/2021", text="Lại")


def test_suspension_and_parties_by_forms(client):
    made = brought_to(State.IN_FORCE)
    data = {"seen": made.version, "on": "07/9/2021", "purpose": "suspend"} | LETTER
    assert sent(client, url("agreement_ask", made), **data) == ""
    body = {"body": "Hội hữu nghị", "mandatory": "on", "on": "07/9/2021"}
    assert sent(client, url("agreement_body", made), **body) == ""
    assert "đã được lấy ý kiến" in sent(client, url("agreement_body", made), **body)
    reply_all(made)
    party = made.parties.first()
    assert "Thỏa thuận đã ký" in sent(
        client, url("agreement_signatory", made, party.pk), signatory="Ai đó"
    )


def test_the_form_for_one_more_body_proposes_who_decides_where_one_disagrees(client):
    made = brought_to(State.IN_FORCE)
    data = {"seen": made.version, "on": "07/9/2021", "purpose": "end"} | LETTER
    assert sent(client, url("agreement_ask", made), **data) == ""
    proposed = {"body": "Thủ tướng Chính phủ", "mandatory": "on", "on": "07/9/2021"}
    assert proposed["body"] not in shown(client, url("agreement_body", made))
    reply_all(made, Position.DISAGREE)
    assert proposed["body"] in shown(client, url("agreement_body", made))
    assert sent(client, url("agreement_body", made), **proposed) == ""
    superior = made.opinions.get(code="superior")
    reply = {"position": "agree", "on": "10/9/2021"} | LETTER
    assert sent(client, url("opinion_reply", made, superior.pk), **reply) == ""
    end = {"seen": made.version + 1, "on": "13/9/2021", "note": "Hai bên thống nhất"} | LETTER
    assert sent(client, url("agreement_step", made, "ended"), **end) == ""
    assert state(made) == State.ENDED


def test_a_party_entered_by_mistake_is_taken_out_before_the_signing(client):
    made = brought_to(State.PERMITTED)
    party = made.parties.get(side="ours")
    assert client.post(url("agreement_remove_party", made, party.pk)).status_code == 302
    assert not made.parties.filter(side="ours").exists()
    signed = signed_through_course()
    client.post(url("agreement_remove_party", signed, signed.parties.first().pk))
    assert signed.parties.count() == 2


def test_the_parties_follow_unit_and_partner_until_the_signing(client):
    unit, other = district(), district("Yên Dũng", code="yen-dung")
    made, kyoto = an_idea(unit), partner("Tỉnh Kyoto", "kyoto")
    data = FACTS | {"title": "Bản ghi nhớ mới", "level": "district", "seen": made.version}
    data |= {"district": other.pk, "partner": kyoto.name}
    assert sent(client, url("change_agreement", made), **data) == ""
    assert [p.printed_name for p in made.parties.all()] == ["UBND huyện Yên Dũng", "Tỉnh Kyoto"]
    made.refresh_from_db()
    assert (made.title, made.charge_district) == ("Bản ghi nhớ mới", other)
    assert "vừa được cập nhật" in sent(client, url("change_agreement", made), **data)


def test_a_unit_reads_its_own_agreements_and_enters_progress():
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    made = signed_through_course(unit)
    foreign = agreement(other, partner("Kyoto", "kyoto"), "Của đơn vị khác")
    mine, theirs = promised(made, unit), promised(foreign, other)
    text = a_text(foreign, TextKind.SIGNED)
    client = signed_in(officer_of(unit, "lucngan", ASSIGNED))

    own = shown(client, reverse("partners:own_agreements"))
    assert made.title in own
    assert foreign.title not in own
    page = shown(client, url("own_agreement", made))
    assert "Cử đoàn công tác" in page
    assert client.get(url("own_agreement", foreign)).status_code == 404
    assert client.get(url("own_agreement_file", foreign, text.pk)).status_code == 404
    assert client.get(url("own_agreement_file", made, text.pk)).status_code == 404
    assert client.get(url("own_progress", theirs)).status_code == 404
    data = {"on": "07/9/2021", "text": "Đã gửi thư", "done": ""}
    assert client.post(url("own_progress", theirs), data).status_code == 404
    assert sent(client, url("own_progress", mine), **data) == ""
    assert mine.progress.get().text == "Đã gửi thư"
    assert not theirs.progress.exists()
    assert client.get(url("agreement", made)).status_code == 404


def test_a_unit_with_a_commitment_reads_no_drafts_of_the_province():
    unit = district()
    made = brought_to(State.SIGNED)
    promised(made, unit)
    client = signed_in(officer_of(unit, "lucngan", ASSIGNED))
    page = shown(client, url("own_agreement", made))
    assert "signed.pdf" in page
    assert "draft.pdf" not in page
    draft, signed = (
        made.texts.filter(kind="draft").first(),
        made.texts.filter(kind="signed").first(),
    )
    assert client.get(url("own_agreement_file", made, draft.pk)).status_code == 404
    assert client.get(url("own_agreement_file", made, signed.pk)).status_code == 200


def test_the_page_of_a_unit_shows_what_is_due_and_done_but_no_other_units_promise():
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    made = tacit(unit)
    promised(made, unit)
    due_on = LATER.date()
    commit(made, "Của đơn vị khác", due_on=due_on, district=other, by=SYSTEM, at=LATER)
    activity(made.partner, unit, agreements=[made], title="Đoàn quận Seo thăm huyện")
    page = shown(signed_in(officer_of(unit, "lucngan", ASSIGNED)), url("own_agreement", made))
    for text in (
        "Hạn đang chạy",
        "06/6/2024",
        "Báo cáo việc ký",
        "36 tháng",
        "Đoàn quận Seo thăm huyện",
        "Đang trình → <b>Được phép ký</b>",
    ):
        assert text in page
    assert "Của đơn vị khác" not in page
    theirs = shown(signed_in(officer_of(other, "yendung", ASSIGNED)), url("own_agreement", made))
    assert "Của đơn vị khác" in theirs
    for text in ("Cử đoàn công tác", "06/6/2024", "Đoàn quận Seo", "Được phép ký"):
        assert text not in theirs


def test_who_inherits_sees_it_too():
    old, new = district(), district("Chũ", code="chu", kind="town", rank=3)
    made = agreement(old, partner())
    inherit(made, new, on=ASSIGNED, basis="NQ 1191", by=SYSTEM, at=LATER)
    client = signed_in(officer_of(new, "chu", ASSIGNED))
    assert "tiếp nhận từ 02/8/2021" in shown(client, url("own_agreement", made))
