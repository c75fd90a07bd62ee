"""What each step lacks, in sentences; the whole course once."""

import datetime as dt
from datetime import timedelta

import pytest

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from partners.agreement_enums import (
    AgreementLevel,
    Language,
    Position,
    Purpose,
    Renewal,
    Side,
    State,
    TextKind,
)
from partners.domain import agreement_parties, agreements, opinions
from partners.domain.agreement_case import Case, StepFacts
from partners.domain.agreement_guards import missing
from partners.domain.citing import Citation
from partners.domain.courses import StepRefused
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementEvent
from partners.rules.courses import TRANSITIONS
from tests.factories import district
from tests.partners.courses import (
    DAY,
    LATER,
    LETTER,
    ORDER,
    a_text,
    an_idea,
    asked,
    brought_to,
    facts_of,
    prepare,
    put_right,
    reply_all,
    step,
    tacit,
)
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
NOTHING = Citation()


def lacks(made, to, **facts):
    """Return the sentences with which a step is refused."""
    with pytest.raises(StepRefused) as refused:
        step(made, to, **facts)
    return [lack.text for lack in refused.value.missing]


def test_the_straight_course():
    made = brought_to(State.IMPLEMENTING)
    made.refresh_from_db()
    assert [event.after for event in made.events.all()] == ["idea", *ORDER]
    assert (made.state, made.version, made.signed_on, made.place) == (
        "implementing",
        8,
        DAY,
        "Bắc Giang",
    )
    assert AuditEvent.objects.filter(action="agreement.advanced").count() == 7


@pytest.mark.parametrize("before", [State.IDEA, *ORDER])
def test_no_other_step_follows(before):
    made = an_idea() if before == State.IDEA else brought_to(before)
    for after in State:
        if after not in TRANSITIONS[before]:
            with pytest.raises(PartnerRefused, match="không chuyển sang"):
                step(made, after)
    assert Agreement.objects.get(pk=made.pk).version == made.version


@pytest.mark.parametrize(
    ("before", "to", "facts", "expected"),
    [
        (State.IDEA, State.DRAFTING, {}, ["Chưa có dự thảo bằng tiếng Việt."]),
        (State.IDEA, State.STOPPED, {"note": " "}, ["Chưa ghi lý do."]),
        (
            State.DRAFTING,
            State.CONSULTING,
            {"cites": NOTHING},
            ["Chưa ghi số, ngày văn bản làm căn cứ."],
        ),
        (
            State.CONSULTING,
            State.SUBMITTED,
            {},
            [
                "Chưa có ý kiến bằng văn bản của Bộ Ngoại giao.",
                "Chưa xác nhận ngày Bộ Ngoại giao nhận đủ hồ sơ: chưa tính được hạn trả lời.",
                "Chưa có bảng tổng hợp, giải trình, tiếp thu ý kiến.",
            ],
        ),
        (State.CONSULTING, State.DISAGREED, {}, ["Không có cơ quan nào không nhất trí."]),
        (State.CONSULTING, State.DRAFTING, {"note": ""}, ["Chưa ghi lý do."]),
        (
            State.SUBMITTED,
            State.PERMITTED,
            {"cites": NOTHING},
            ["Chưa có văn bản cho phép ký (số, ngày)."],
        ),
        (
            State.PERMITTED,
            State.SIGNED,
            {"place": ""},
            [
                "Chưa ghi người ký của UBND tỉnh Bắc Giang.",
                "Chưa ghi người ký của Quận Seo.",
                "Chưa ghi nơi ký.",
                "Chưa có bản quét văn bản đã ký bằng tiếng Việt.",
                "Chưa có bản quét văn bản đã ký bằng tiếng Hàn.",
            ],
        ),
        (
            State.IN_FORCE,
            State.SUSPENDED,
            {},
            ["Chưa lấy ý kiến của Bộ Ngoại giao."],
        ),
        (
            State.IN_FORCE,
            State.ENDED,
            {"cites": NOTHING},
            ["Chưa lấy ý kiến của Bộ Ngoại giao.", "Chưa ghi số, ngày văn bản làm căn cứ."],
        ),
        (State.IN_FORCE, State.EXPIRED, {}, ["Hồ sơ không ghi thời hạn nên không hết hạn."]),
        (
            State.IN_FORCE,
            State.IMPLEMENTING,
            {"cites": NOTHING},
            ["Chưa ghi số, ngày văn bản làm căn cứ."],
        ),
    ],
)
def test_what_is_missing_is_said(before, to, facts, expected):
    made = an_idea() if before == State.IDEA else brought_to(before)
    assert lacks(made, to, **facts) == expected
    now = Agreement.objects.get(pk=made.pk)
    assert (now.state, now.version) == (before, made.version)


def test_a_draft_in_the_other_language_is_wanted_before_opinions():
    made = an_idea()
    a_text(made, TextKind.DRAFT)
    step(made, State.DRAFTING)
    assert lacks(made, State.CONSULTING) == ["Chưa có dự thảo bằng tiếng nước ngoài hoặc bản dịch."]


def test_days_are_in_order_and_not_to_come():
    made = brought_to(State.DRAFTING)
    early = lacks(made, State.CONSULTING, on=DAY - timedelta(days=1))
    assert early == ["Bước trước ghi ngày 06/9/2021; bước này không thể trước ngày đó."]
    prepare(made, State.CONSULTING)
    tomorrow = LATER.date() + timedelta(days=1)
    case = Case(made, State.CONSULTING, StepFacts(on=tomorrow, cites=LETTER), LATER.date())
    assert [lack.text for lack in missing(case)] == ["Ngày ghi không thể sau hôm nay."]


def test_silence_is_never_consent():
    """The limit runs out and nothing changes: there is no way but a written reply."""
    made = asked()
    opinion = made.opinions.get()
    opinions.note_receipt(opinion, DAY, by=SYSTEM, at=LATER)
    a_text(made, TextKind.SUMMARY)
    years_later = dt.date(2024, 9, 6)
    assert lacks(made, State.SUBMITTED, on=years_later) == [
        "Chưa có ý kiến bằng văn bản của Bộ Ngoại giao."
    ]
    with pytest.raises(PartnerRefused, match="phải bằng văn bản"):
        opinions.note_reply(opinion, Position.AGREE, on=DAY, cites=NOTHING, by=SYSTEM, at=LATER)


def test_a_body_that_need_not_answer_holds_nothing_up():
    made = asked()
    opinions.add_body(made, "Hội hữu nghị", mandatory=False, on=DAY, by=SYSTEM, at=LATER)
    ministry = made.opinions.get(code="foreign-ministry")
    opinions.note_reply(ministry, Position.AGREE, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)
    a_text(made, TextKind.SUMMARY)
    assert step(made, State.SUBMITTED).state == State.SUBMITTED


def test_a_body_added_by_name_is_the_one_that_the_law_names_and_has_to_answer():
    made = asked()
    Agreement.objects.filter(pk=made.pk).update(concerns_security=True)
    reply_all(made)
    a_text(made, TextKind.SUMMARY)
    by_name = "Chưa lấy ý kiến của Bộ Công an."
    assert by_name in lacks(made, State.SUBMITTED)
    told = {"mandatory": False, "on": DAY, "by": SYSTEM, "at": LATER}
    added = opinions.add_body(made, "  bộ công an ", **told)
    assert (added.body, added.code, added.mandatory) == ("Bộ Công an", "security-ministry", True)
    assert by_name not in lacks(made, State.SUBMITTED)
    with pytest.raises(PartnerRefused, match="đã được lấy ý kiến"):
        opinions.add_body(made, "BỘ CÔNG AN", **told)
    with pytest.raises(PartnerRefused, match="khi có cơ quan không nhất trí"):
        opinions.add_body(made, "Thủ tướng Chính phủ", **told)


def test_disagreement_goes_to_the_prime_minister():
    made = asked()
    reply_all(made, Position.DISAGREE)
    a_text(made, TextKind.SUMMARY)
    assert lacks(made, State.SUBMITTED) == [
        "Bộ Ngoại giao không nhất trí: phải xin ý kiến Thủ tướng Chính phủ."
    ]
    step(made, State.DISAGREED)
    assert lacks(made, State.SUBMITTED) == [
        "Chưa có ý kiến bằng văn bản của Thủ tướng Chính phủ.",
        "Chưa xác nhận ngày Thủ tướng Chính phủ nhận đủ hồ sơ: chưa tính được hạn trả lời.",
    ]
    reply_all(made, Position.DISAGREE)
    assert lacks(made, State.SUBMITTED) == ["Thủ tướng Chính phủ không đồng ý."]
    superior = made.opinions.get(code="superior")
    opinions.note_reply(superior, Position.AGREE, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)
    assert step(made, State.SUBMITTED).state == State.SUBMITTED


def superior_of(made, **changes):
    """Ask the prime minister about what was asked last."""
    told = {"mandatory": False, "on": DAY, "by": SYSTEM, "at": LATER} | changes
    return opinions.add_body(made, " thủ tướng chính phủ", **told)


@pytest.mark.parametrize(
    ("purpose", "to"),
    [
        (Purpose.SUSPEND, State.SUSPENDED),
        (Purpose.END, State.ENDED),
        (Purpose.END, State.WITHDRAWN),
    ],
)
def test_disagreement_on_an_end_goes_to_the_prime_minister_too(purpose, to):
    made = brought_to(State.IMPLEMENTING)
    ask = {"on": DAY, "cites": LETTER, "by": SYSTEM, "at": LATER}
    opinions.ask_again(made, purpose, seen=made.version, **ask)
    assert opinions.superior_due(made, DAY) is None
    with pytest.raises(PartnerRefused, match="khi có cơ quan không nhất trí"):
        superior_of(made)
    reply_all(Agreement.objects.get(pk=made.pk), Position.DISAGREE)
    made.refresh_from_db()
    assert opinions.superior_due(made, DAY).asked == "Thủ tướng Chính phủ"
    assert lacks(made, to) == ["Bộ Ngoại giao không nhất trí: phải xin ý kiến Thủ tướng Chính phủ."]
    asked_now = superior_of(made)
    assert (asked_now.body, asked_now.code, asked_now.working_days, asked_now.mandatory) == (
        "Thủ tướng Chính phủ",
        "superior",
        7,
        True,
    )
    assert opinions.superior_due(made, DAY) is None
    with pytest.raises(PartnerRefused, match="đã được lấy ý kiến"):
        superior_of(made)
    assert lacks(made, to) == [
        "Chưa có ý kiến bằng văn bản của Thủ tướng Chính phủ.",
        "Chưa xác nhận ngày Thủ tướng Chính phủ nhận đủ hồ sơ: chưa tính được hạn trả lời.",
    ]
    reply_all(made, Position.DISAGREE)
    assert lacks(made, to) == ["Thủ tướng Chính phủ không đồng ý."]
    opinions.note_reply(asked_now, Position.AGREE, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)
    assert step(made, to).state == to


def test_where_the_law_names_nobody_above_a_unit_redrafts_and_asks_again():
    made = asked(district())
    reply_all(made, Position.DISAGREE)
    a_text(made, TextKind.SUMMARY)
    expected = ["Sở Ngoại vụ không nhất trí: tiếp thu, làm lại dự thảo rồi lấy ý kiến lại."]
    assert lacks(made, State.SUBMITTED) == expected
    step(made, State.DISAGREED)
    assert lacks(made, State.SUBMITTED) == expected
    step(made, State.DRAFTING)
    step(made, State.CONSULTING)
    # The replies and the summary of the first asking no longer count.
    assert lacks(made, State.SUBMITTED) == [
        "Chưa có ý kiến bằng văn bản của Sở Ngoại vụ.",
        "Chưa xác nhận ngày Sở Ngoại vụ nhận đủ hồ sơ: chưa tính được hạn trả lời.",
        "Chưa có bảng tổng hợp, giải trình, tiếp thu ý kiến.",
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [(AgreementLevel.PROVINCE, "cấp tỉnh"), (AgreementLevel.DEPARTMENT, "sở, cơ quan cấp tỉnh")],
)
def test_before_the_law_there_is_no_procedure(level, expected):
    made = an_idea(level=level)
    prepare(made, State.DRAFTING)
    early = dt.datetime.fromisoformat("2021-06-30T08:00:00+07:00")
    Agreement.objects.filter(pk=made.pk).update(state_since=early.date())
    step(made, State.DRAFTING, on=early.date())
    assert lacks(made, State.CONSULTING, on=early.date()) == [
        f"Không có trình tự, thủ tục cho {expected} vào ngày 30/6/2021 trong dữ liệu."
    ]
    assert step(made, State.CONSULTING, on=dt.date(2021, 7, 1)).state == State.CONSULTING


def test_the_level_of_units_ends_in_the_middle_of_a_course():
    made = brought_to(State.PERMITTED, district())
    prepare(made, State.SIGNED)
    assert lacks(made, State.SIGNED, on=dt.date(2025, 7, 1)) == [
        "Không có trình tự, thủ tục cho cấp huyện vào ngày 01/7/2025 trong dữ liệu."
    ]
    assert step(made, State.SIGNED, on=dt.date(2025, 6, 30)).state == State.SIGNED


def test_a_unit_signs_while_it_exists():
    unit = district(valid_to=dt.date(2021, 10, 1))
    made = brought_to(State.PERMITTED, unit)
    prepare(made, State.SIGNED)
    assert lacks(made, State.SIGNED, on=dt.date(2021, 10, 1)) == [
        "UBND huyện Lục Ngạn không tồn tại vào ngày 01/10/2021."
    ]
    assert step(made, State.SIGNED, on=dt.date(2021, 9, 30)).state == State.SIGNED


def test_effect_before_the_signing_only_if_the_text_says_so():
    made = brought_to(State.SIGNED)
    assert "Ngày có hiệu lực không thể trước ngày ký." in lacks(
        made, State.IN_FORCE, on=DAY - timedelta(days=1)
    )
    put_right(made, effective_early=True)
    now = step(made, State.IN_FORCE, on=DAY - timedelta(days=1))
    assert now.effective_on == DAY - timedelta(days=1)


def test_suspension_asks_again_and_ends_by_a_document():
    made = brought_to(State.IMPLEMENTING)
    opinions.ask_again(
        made, Purpose.SUSPEND, on=DAY, cites=LETTER, seen=made.version, by=SYSTEM, at=LATER
    )
    assert lacks(made, State.SUSPENDED) == [
        "Chưa có ý kiến bằng văn bản của Bộ Ngoại giao.",
        "Chưa xác nhận ngày Bộ Ngoại giao nhận đủ hồ sơ: chưa tính được hạn trả lời.",
    ]
    # What was asked about a suspension is no opinion on an end.
    assert lacks(made, State.ENDED) == ["Chưa lấy ý kiến của Bộ Ngoại giao."]
    reply_all(made)
    step(made, State.SUSPENDED)
    assert lacks(made, State.IN_FORCE, cites=NOTHING) == ["Chưa ghi số, ngày văn bản làm căn cứ."]
    assert step(made, State.IN_FORCE).state == State.IN_FORCE


def test_an_agreement_expires_after_its_last_day():
    made = brought_to(State.IN_FORCE, terms=agreements.Terms(term_months=12))
    last = dt.date(2022, 9, 6)
    assert lacks(made, State.EXPIRED, on=last) == [
        "Thỏa thuận còn hiệu lực đến hết ngày 06/9/2022."
    ]
    assert step(made, State.EXPIRED, on=last + timedelta(days=1)).state == State.EXPIRED


def test_what_renews_itself_does_not_expire():
    made = tacit()
    (said,) = lacks(made, State.EXPIRED, on=dt.date(2026, 1, 5))
    assert said.startswith("Thỏa thuận tự gia hạn: chỉ hết hạn")


@pytest.mark.parametrize("word", ["Hiệp định", "hiệp ước", "CÔNG ƯỚC", "Định ước"])
def test_names_of_treaties_are_refused(word):
    with pytest.raises(PartnerRefused, match="điều ước quốc tế"):
        an_idea(title=f"{word} hợp tác")


def test_the_parties_stay_after_the_signing():
    made = brought_to(State.SIGNED)
    with pytest.raises(PartnerRefused, match="không thay đổi được"):
        agreement_parties.add_party(made, Side.OURS, "Bên khác", by=SYSTEM, at=LATER)


TEXT = [
    {"title": "Tên khác"},
    {"languages": ["vi"]},
    {"term_months": 600},
    {"renewal": Renewal.TACIT, "renewal_months": 60},
    {"notice_months": 1},
]
SECURITY = {"concerns_security": True}
DAYS = [{"effective_on": dt.date(2021, 10, 1)}, {"effective_early": True}]


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        *(
            (state, changes, "lấy ý kiến lại")
            for state in (State.CONSULTING, State.SUBMITTED, State.PERMITTED)
            for changes in (*TEXT, SECURITY)
        ),
        *((State.SIGNED, changes, "thì đính chính") for changes in (*TEXT, *DAYS)),
        *((State.IN_FORCE, changes, "thì đính chính") for changes in (*TEXT, *DAYS)),
    ],
)
def test_what_was_asked_about_is_what_is_signed_and_stays(state, changes, said):
    made = brought_to(state)
    told = {"seen": made.version, "by": SYSTEM, "at": LATER}
    with pytest.raises(PartnerRefused, match=said):
        agreements.change(made, facts_of(made, **changes), **told)
    agreements.change(made, facts_of(made, note="Đã rà soát."), **told)
    assert Agreement.objects.get(pk=made.pk).note == "Đã rà soát."


def test_another_partner_is_asked_about_anew():
    made = brought_to(State.CONSULTING)
    told = {"seen": made.version, "by": SYSTEM, "at": LATER}
    facts = facts_of(made, partner=partner("Thành phố Osan", "osan"))
    with pytest.raises(PartnerRefused, match="lấy ý kiến lại"):
        agreements.change(made, facts, **told)


@pytest.mark.parametrize("state", [State.DRAFTING, State.IN_FORCE])
def test_no_change_brings_a_new_end(state):
    """Only an extension does, through the course."""
    made = brought_to(state)
    facts = facts_of(made, extended_to=dt.date(2020, 1, 1))
    with pytest.raises(PartnerRefused, match=r"Chỉ văn bản gia hạn|thì đính chính"):
        agreements.change(made, facts, seen=made.version, by=SYSTEM, at=LATER)


@pytest.mark.parametrize("word", ["Hiệp định", "Công ước"])
def test_a_name_of_treaties_is_refused_by_a_change_too(word):
    made = brought_to(State.DRAFTING)
    facts = facts_of(made, title=f"{word} hợp tác")
    with pytest.raises(PartnerRefused, match="điều ước quốc tế"):
        agreements.change(made, facts, seen=made.version, by=SYSTEM, at=LATER)


def test_a_day_of_effect_before_the_signing_is_named_at_the_signing():
    made = brought_to(State.PERMITTED)
    prepare(made, State.SIGNED)
    told = {"seen": made.version, "by": SYSTEM, "at": LATER}
    agreements.change(made, facts_of(made, effective_on=DAY), **told)
    signing = DAY + timedelta(days=1)
    assert lacks(made, State.SIGNED, on=signing) == [
        "Hồ sơ ghi ngày có hiệu lực là 06/9/2021, trước ngày ký."
    ]
    assert step(made, State.SIGNED, on=DAY).signed_on == DAY


def test_back_at_the_draft_it_may_change_again():
    made = step(brought_to(State.CONSULTING), State.DRAFTING)
    facts = agreements.Facts(title="Tên khác", partner=made.partner, level=AgreementLevel.PROVINCE)
    agreements.change(made, facts, seen=made.version, by=SYSTEM, at=LATER)
    assert Agreement.objects.get(pk=made.pk).title == "Tên khác"


def test_a_reply_is_corrected_while_opinions_are_asked_and_no_longer():
    made = asked()
    reply_all(made, Position.DISAGREE)
    opinion = made.opinions.get()
    opinions.note_reply(opinion, Position.AGREE, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)
    event = AuditEvent.objects.latest("pk")
    assert (event.data["previous"], event.data["position"]) == ("disagree", "agree")
    a_text(made, TextKind.SUMMARY)
    step(made, State.SUBMITTED)
    with pytest.raises(PartnerRefused, match="không còn ở bước lấy ý kiến"):
        opinions.note_reply(opinion, Position.DISAGREE, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)


def test_what_was_said_before_the_signing_stays_said():
    made = brought_to(State.IN_FORCE)
    opinion = made.opinions.get()
    told = {"on": DAY, "by": SYSTEM, "at": LATER}
    with pytest.raises(PartnerRefused, match="không còn ở bước lấy ý kiến"):
        opinions.note_reply(opinion, Position.DISAGREE, cites=LETTER, **told)
    with pytest.raises(PartnerRefused, match="không còn ở bước lấy ý kiến"):
        opinions.note_receipt(opinion, **told)
    with pytest.raises(PartnerRefused, match="không ở bước lấy ý kiến"):
        opinions.add_body(made, "Hội hữu nghị", mandatory=False, **told)


def test_a_recorded_agreement_pretends_no_dates():
    made = agreement(district(), partner())
    event = AgreementEvent.objects.get(agreement=made)
    assert (made.state, made.signed_on, made.effective_on, event.on) == (
        "implementing",
        None,
        None,
        None,
    )
    assert not made.periods.exists()
    assert Language.VIETNAMESE not in made.languages
