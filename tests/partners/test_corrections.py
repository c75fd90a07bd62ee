"""What is recorded of the days of a signed agreement, and how it is put right."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from deadlines.models import PortalClock
from districts.models import District
from partners.agreement_enums import EventKind, Renewal, Side, State
from partners.domain import agreement_parties, agreements
from partners.domain.agreement_reports import asked_reports
from partners.domain.agreements import Facts, Terms
from partners.domain.citing import Citation
from partners.domain.corrections import correct
from partners.errors import PartnerRefused
from partners.models import Agreement, Partner
from tests.factories import district, signed_in, user
from tests.partners.courses import (
    DAY,
    LATER,
    LETTER,
    begun_from,
    brought_to,
    known_of,
    led_to,
    put_right,
)
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
TODAY = LATER.date()
SIGNED, EFFECT = dt.date(2018, 7, 10), dt.date(2018, 7, 15)
LAST = dt.date(2021, 7, 15)  # of three years from the effect


def recorded(state=State.IMPLEMENTING, *, unit=None, ended_on=None, signed_on=SIGNED, **terms):
    made = Terms(**{"effective_on": EFFECT, "term_months": 36} | terms)
    seo = Partner.objects.filter(code="seo").first() or partner()
    facts = Facts(title="Bản ghi nhớ", partner=seo, district=unit or district(), terms=made)
    told = {"state": state, "signed_on": signed_on, "ended_on": ended_on, "source": "Tờ trình"}
    return agreements.record_signed(facts, **told, by=SYSTEM, at=LATER)


def refusal(act, *args, **kwargs):
    with pytest.raises(PartnerRefused) as refused:
        act(*args, **kwargs)
    return str(refused.value)


TACIT = {"renewal": Renewal.TACIT, "renewal_months": 12}
TO_COME = "Ngày có hiệu lực ở sau hôm nay: thỏa thuận mới ở trạng thái «Đã ký»."
NO_DAY = "Thỏa thuận đã kết thúc: đề nghị ghi ngày kết thúc hiệu lực."
NO_LAST_DAY = "Thỏa thuận đã hết hạn: đề nghị ghi ngày kết thúc hiệu lực."


@pytest.mark.parametrize(
    ("state", "facts", "said"),
    [
        (State.IMPLEMENTING, {"effective_on": TODAY + dt.timedelta(1)}, TO_COME),
        (State.ENDED, {}, NO_DAY),
        (State.WITHDRAWN, {}, NO_DAY),
        (
            State.ENDED,
            {"ended_on": TODAY + dt.timedelta(1)},
            "Ngày kết thúc hiệu lực không thể sau hôm nay.",
        ),
        (
            State.ENDED,
            {"ended_on": EFFECT - dt.timedelta(1)},
            "Ngày kết thúc hiệu lực không thể trước ngày ký, ngày có hiệu lực.",
        ),
        (
            State.IMPLEMENTING,
            {"ended_on": LAST},
            "Chỉ ghi ngày kết thúc hiệu lực cho thỏa thuận đã kết thúc.",
        ),
        (
            State.EXPIRED,
            {"term_months": 96},
            "Thỏa thuận còn hiệu lực đến hết ngày 15/7/2026.",
        ),
        (State.EXPIRED, {"term_months": None}, NO_LAST_DAY),
        (State.EXPIRED, TACIT, NO_LAST_DAY),
        (
            State.EXPIRED,
            {"ended_on": LAST - dt.timedelta(1)},
            "Thời hạn đến hết ngày 15/7/2021: kết thúc trước ngày đó là chấm dứt, rút khỏi.",
        ),
        (
            State.IMPLEMENTING,
            {"extended_to": LAST},
            "Ngày gia hạn đến phải sau ngày hết thời hạn của văn bản, 15/7/2021.",
        ),
    ],
)
def test_days_that_cannot_be_are_not_recorded(state, facts, said):
    assert refusal(recorded, state, **facts) == said
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("state", "facts", "ends"),
    [
        (State.EXPIRED, {}, [LAST]),
        (State.EXPIRED, {"term_months": None, "ended_on": LAST}, [LAST]),
        (State.EXPIRED, TACIT | {"ended_on": LAST}, [LAST]),
        (State.ENDED, {"ended_on": EFFECT}, [EFFECT]),
        (State.IMPLEMENTING, {"extended_to": dt.date(2023, 1, 1)}, [dt.date(2023, 1, 1)]),
        (State.SIGNED, {"effective_on": dt.date(2022, 2, 1)}, [dt.date(2025, 2, 1)]),
    ],
)
def test_days_that_can_be_are_recorded(state, facts, ends):
    assert [period.ends_on for period in recorded(state, **facts).periods.all()] == ends


def town(**valid):
    unit = district("Việt Yên", "town", code="viet-yen", rank=3)
    District.objects.filter(pk=unit.pk).update(**valid)
    return District.objects.get(pk=unit.pk)


@pytest.mark.parametrize(
    "valid", [{"valid_from": SIGNED + dt.timedelta(1)}, {"valid_to": SIGNED}], ids=["later", "gone"]
)
def test_a_unit_signed_while_it_existed(valid):
    unit = town(**valid)
    said = "UBND thị xã Việt Yên không tồn tại vào ngày 10/7/2018."
    assert refusal(recorded, unit=unit) == said
    made = agreement(unit, partner("Thành phố Osan", "osan"))
    assert refusal(put_right, made, signed_on=SIGNED) == said
    other = recorded()
    told = {"district": unit, "by": SYSTEM, "at": LATER}
    assert refusal(agreement_parties.add_party, other, Side.OURS, **told) == said


def test_what_a_source_did_not_tell_is_completed_with_the_reason():
    made = agreement(district(), partner())
    made = put_right(
        made,
        signed_on=SIGNED,
        place="Daejeon",
        source="Bản gốc thỏa thuận",
        effective_on=EFFECT,
        term_months=36,
    )
    assert (made.signed_on, made.place, made.source) == (SIGNED, "Daejeon", "Bản gốc thỏa thuận")
    assert [period.ends_on for period in made.periods.all()] == [LAST]
    event = made.events.last()
    assert (event.kind, event.on, event.document_number) == (
        EventKind.CORRECTED,
        TODAY,
        LETTER.number,
    )
    assert event.note == (
        "Ngày có hiệu lực: không ghi → 15/7/2018; thời hạn (tháng): không ghi → 36; "
        "ngày ký: không ghi → 10/7/2018; nơi ký: không ghi → Daejeon; "
        "nguồn: Tờ trình của Sở Ngoại vụ (tháng 7/2023), đoạn 3 → Bản gốc thỏa thuận. "
        "Lý do: Đối chiếu bản gốc."
    )
    assert AuditEvent.objects.latest("pk").data["changes"]["signed_at"] == ["", "Daejeon"]


def test_a_wrong_signing_is_corrected_and_the_report_follows_it():
    made = brought_to(State.SIGNED)
    day = DAY + dt.timedelta(days=3)
    made = put_right(made, signed_on=day, place="Seoul")
    assert (made.signed_on, made.state_since, made.place) == (day, day, "Seoul")
    assert {report.on for report in asked_reports(made)} == {day}
    event = made.events.last()
    assert event.note == (
        "Ngày ký: 06/9/2021 → 09/9/2021; nơi ký: Bắc Giang → Seoul. Lý do: Đối chiếu bản gốc."
    )


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        (State.PERMITTED, {}, "Thỏa thuận chưa ký: đề nghị sửa ở «Sửa thông tin»."),
        (State.SIGNED, {}, "Chưa có nội dung nào được đính chính."),
        (
            State.SIGNED,
            {"signed_on": DAY - dt.timedelta(1)},
            "Ngày ký không thể trước ngày được phép ký, 06/9/2021.",
        ),
        (State.SIGNED, {"signed_on": TODAY + dt.timedelta(1)}, "Ngày ký không thể sau hôm nay."),
        (State.SIGNED, {"signed_on": None}, "Thỏa thuận đã qua bước ký: phải có ngày ký."),
        (
            State.IN_FORCE,
            {"signed_on": DAY + dt.timedelta(1)},
            "Ngày có hiệu lực không thể trước ngày ký, trừ khi văn bản quy định như vậy.",
        ),
        (State.IN_FORCE, {"effective_on": dt.date(2030, 7, 15)}, TO_COME),
        (
            State.IN_FORCE,
            {"effective_on": None},
            "Thỏa thuận đang có hiệu lực: phải có ngày có hiệu lực.",
        ),
        (
            State.IN_FORCE,
            {"renewal": Renewal.TACIT},
            "Thỏa thuận tự gia hạn phải ghi mỗi lần gia hạn bao nhiêu tháng.",
        ),
    ],
)
def test_what_cannot_have_been_is_no_correction(state, changes, said):
    made = brought_to(state)
    assert refusal(put_right, made, **changes) == said
    assert Agreement.objects.get(pk=made.pk).version == made.version


def test_a_correction_says_why_and_for_what_was_permitted_by_which_document():
    made = brought_to(State.IN_FORCE)
    assert refusal(put_right, made, term_months=60, cites=Citation()).startswith(
        "Ngôn ngữ, thời hạn, việc gia hạn đã được phép ký"
    )
    assert put_right(made, term_months=60).term_months == 60
    assert put_right(made, effective_on=dt.date(2021, 10, 1), cites=Citation()).version == 9


def test_an_end_that_was_moved_is_kept_by_a_correction():
    made = brought_to(State.IN_FORCE, terms=Terms(term_months=12))
    led_to(State.IN_FORCE, begun_from(made, extended_to=dt.date(2023, 9, 6)))
    assert refusal(put_right, made, term_months=24) == (
        "Ngày gia hạn đến phải sau ngày hết thời hạn của văn bản, 06/9/2023."
    )
    made = put_right(made, term_months=18, extended_to=dt.date(2030, 1, 1))
    assert made.extended_to == dt.date(2023, 9, 6)


def test_the_end_of_a_recorded_one_is_corrected_and_not_lost():
    made = recorded(State.ENDED, ended_on=EFFECT)
    assert refusal(put_right, made, ended_on=None) == NO_DAY
    made = put_right(made, ended_on=LAST)
    assert (made.ends_on, [p.ends_on for p in made.periods.all()]) == (LAST, [LAST])


@pytest.fixture
def client():
    PortalClock.objects.create(pk=1, stands_at=LATER)
    return signed_in(user("officer"))


def test_an_officer_completes_the_signing_on_its_page(client):
    made = agreement(district(), partner())
    address = reverse("partners:correct_agreement", args=[made.pk])
    assert f'href="{address}"' in client.get(reverse("partners:agreement", args=[made.pk])).text
    sent = {"seen": made.version, "signed_on": "10/7/2018", "source": made.source}
    sent |= {"place": "Daejeon", "renewal": "none"}
    errors = client.post(address, sent).context["form"].errors
    assert list(errors) == ["reason"]
    assert client.post(address, sent | {"reason": "Có bản gốc"}).status_code == 302
    page = client.get(reverse("partners:agreement", args=[made.pk])).text
    assert "10/7/2018, Daejeon" in page
    assert "Ngày ký: không ghi → 10/7/2018; nơi ký: không ghi → Daejeon. Lý do: Có bản gốc" in page
    assert "Tài liệu nguồn không ghi" in page  # the day of effect


def test_before_the_signing_there_is_nothing_to_correct(client):
    made = brought_to(State.PERMITTED)
    address = reverse("partners:correct_agreement", args=[made.pk])
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("partners:agreement", args=[made.pk])).text


def test_the_form_of_what_is_known_fixes_what_was_signed(client):
    made = agreement(district(), partner())
    address = reverse("partners:change_agreement", args=[made.pk])
    sent = {"seen": made.version, "title": "Hiệp định", "term_months": 600, "note": "Đã rà soát"}
    sent |= {"extended_to": "01/01/2020", "effective_on": "15/7/2030", "renewal": "tacit"}
    assert client.post(address, sent).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.term_months, made.extended_to, made.effective_on, made.note) == (
        "Thỏa thuận hợp tác",
        None,
        None,
        None,
        "Đã rà soát",
    )


def test_an_old_page_corrects_nothing():
    made = agreement(district(), partner())
    put_right(made, place="Daejeon")
    told = {"reason": "x", "seen": made.version, "by": SYSTEM, "at": LATER}
    blank = told | {"reason": " ", "seen": made.version + 1}
    assert refusal(correct, made, known_of(made, place="Seoul"), **blank) == (
        "Chưa ghi lý do đính chính."
    )
    assert "vừa được cập nhật" in refusal(correct, made, known_of(made, place="Seoul"), **told)
