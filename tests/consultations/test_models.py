"""The database itself refuses what no rule allows, on SQLite and on PostgreSQL."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from consultations.enums import Outcome, Stage
from consultations.models import (
    Consultation,
    Consultee,
    Content,
    DraftFile,
    HandOver,
    Passage,
    Response,
    ResponseFile,
    Round,
    Term,
)
from dispatches.domain import files
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, AT, hanoi
from tests.dispatches import factories as dispatches

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


def refused(constraint, act):
    """Whether the act breaks this constraint; SQLite does not name those of uniqueness."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return constraint in str(refusal.value) or str(refusal.value).startswith("UNIQUE constraint")


def stays(message, act):
    """Whether a trigger of the database refuses the act with that message."""
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        act()
    return True


def change(model, **fields):
    return lambda: model.objects.update(**fields)


def another(row, **changes):
    """The same row once more, but for the changes."""

    def add():
        row.pk = None
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return add


ROUND = {
    "consultations_round_from_one": {"ordinal": 0},
    "consultations_round_consent_has_clause": {"deemed_consent": True, "consent_clause": ""},
    "consultations_round_no_consent_to_agreements": {"about_agreement": True},
}
CONSULTEE = {
    "consultations_consultee_outcome_known": {"outcome": "perhaps", "outcome_at": AT},
    "consultations_consultee_outcome_dated": {"outcome": Outcome.AGREED},
}
TERM = {
    "consultations_term_deadline_kind": {"deadline_kind": "some_day"},
    "consultations_term_deadline_time": {"deadline_time": dt.time(17)},
    "consultations_term_deadline_days": {"deadline_working_days": 3},
    "consultations_term_deadline_date": {"deadline_date": None},
    "consultations_term_deadline_phrase": {"deadline_phrase": ""},
    "consultations_term_extension_has_reason": {"original": False, "reason": ""},
}
CHECKS = [
    (constraint, model, fields)
    for model, rules in ((Round, ROUND), (Consultee, CONSULTEE), (Term, TERM))
    for constraint, fields in rules.items()
]


@pytest.mark.parametrize(("constraint", "model", "fields"), CHECKS, ids=[c[0] for c in CHECKS])
def test_a_value_against_a_rule_is_refused(round_, constraint, model, fields):
    assert refused(constraint, change(model, **fields))


def test_an_outcome_and_its_moment_come_together(round_):
    assert refused("consultations_consultee_outcome_dated", change(Consultee, outcome_at=AT))


def test_nobody_closes_a_round_that_is_open(round_):
    officer = rounds.person("officer")

    assert refused("consultations_round_closed_by", change(Round, closed_by=officer))


def test_a_call_is_opened_by_somebody_at_some_moment(round_):
    somebody = User.objects.first()

    assert refused("consultations_consultee_opened_by", change(Consultee, opened_at=AT))
    assert refused("consultations_consultee_opened_by", change(Consultee, opened_by=somebody))


def test_a_term_for_one_unit_is_no_original(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    both = {"original": True, "reason": ""}

    assert refused("consultations_term_extension_has_reason", change(Term, consultee=unit, **both))
    assert refused(
        "consultations_term_extension_has_reason", change(Term, original=True, reason="Xin thêm.")
    )


def test_a_round_has_one_original_term(round_):
    assert refused("consultations_term_one_original", another(round_.original_term))


def test_a_matter_has_each_round_once(round_):
    letter = dispatches.drafted()

    assert refused("consultations_round_ordinal_once", another(round_, dispatch=letter))


def test_a_letter_belongs_to_one_round(round_):
    other = Consultation.objects.create(title="Khác", draft_name="dự thảo", created_at=AT)

    assert refused("dispatch_id", another(round_, consultation=other))


def test_a_unit_is_asked_once_in_a_round(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")

    assert refused("consultations_consultee_once", another(unit))


def test_contents_and_passages_are_numbered_once(round_):
    content = Content.objects.get(round=round_)

    again = another(content.passages.get(), key=uuid4())
    assert refused("consultations_passage_ordinal_once", again)
    assert refused("consultations_content_ordinal_once", another(content))
    assert Passage.objects.count() == 1


@pytest.fixture
def response(round_):
    return rounds.answer(rounds.consultee(round_, "Lục Ngạn"), at=hanoi("03/8 09:00"))


def test_an_answer_has_each_version_once(response):
    again = another(response, key=uuid4(), receipt_number=2)

    assert refused("consultations_response_version_once", again)


def test_a_receipt_number_is_given_once_a_year(response):
    same = another(response, key=uuid4(), version=2)
    assert refused("consultations_response_receipt_once", same)

    next_year = another(response, key=uuid4(), version=2, receipt_year=2022)
    next_year()
    assert Response.objects.count() == 2


def test_a_key_is_taken_once(response):
    assert refused("key", another(response, version=2, receipt_number=2))


def test_a_content_is_spoken_of_once_in_an_answer(response):
    assert refused("consultations_comment_once", another(response.comments.get()))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("consultations_comment_position_known", {"position": "perhaps", "text": "Có lẽ."}),
        ("consultations_comment_says_what", {"position": "disagree", "text": ""}),
        ("consultations_comment_says_what", {"position": "agree_with_comments", "text": ""}),
        ("consultations_comment_says_what", {"position": "agree", "text": "Bổ sung Hàn Quốc."}),
    ],
)
def test_an_opinion_is_a_known_one_and_says_what(response, constraint, fields):
    said = response.comments.get()
    another(response, key=uuid4(), version=2, receipt_number=2)()

    assert refused(constraint, another(said, response=response, **fields))


def test_the_database_keeps_what_was_answered(response):
    file = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    attached = ResponseFile.objects.create(response=response, file=file, name="a.pdf")
    comment = response.comments.get()

    for kept, changes in (
        (response, {"received_at": AT}),
        (response, {"sender_name": "Khác"}),
        (response, {"digest": "0" * 64}),
        (comment, {"text": "Khác"}),
        (attached, {"name": "b.pdf"}),
    ):
        refusal = "never changed or deleted"
        assert stays(refusal, change(type(kept), **changes))
        rows = type(kept).objects.filter(pk=kept.pk)
        assert stays(refusal, lambda rows=rows: rows._raw_delete(rows.db))


def test_the_receipt_of_an_answer_is_set_once(response):
    one, other = (
        files.store(content, media_type="application/pdf", at=AT) for content in (b"1", b"2")
    )
    change(Response, receipt_pdf=one)()

    assert stays("never changed", change(Response, receipt_pdf=other))
    assert stays("never changed", change(Response, receipt_pdf=None))


def test_the_database_keeps_a_recorded_contact(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    HandOver.objects.create(
        consultee=unit,
        on=AT.date(),
        person="A",
        note="B",
        recorded_by=rounds.person("officer"),
        recorded_at=AT,
    )

    assert stays("never changed", change(HandOver, person="C"))


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"kind": "letter"}, "consultations_contact_kind_known"),
        ({"kind": "phone", "caller": "C"}, "consultations_contact_call_whole"),
        ({"kind": "phone", "hour": dt.time(9, 30)}, "consultations_contact_call_whole"),
    ],
)
def test_the_database_takes_no_telephone_call_without_hour_and_caller(round_, told, constraint):
    call = HandOver(
        consultee=rounds.consultee(round_, "Lục Ngạn"),
        on=AT.date(),
        person="A",
        note="B",
        recorded_by=rounds.person("officer"),
        recorded_at=AT,
        **told,
    )
    assert refused(constraint, call.save)


def test_a_file_is_attached_to_a_draft_once(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    rounds.draft(unit, (AGREE, ""))
    unit.refresh_from_db()
    file = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    kept = DraftFile.objects.create(draft=unit.draft, file=file, name="a.pdf")

    assert refused("consultations_draftfile_once", another(kept, name="b.pdf"))


def test_the_stage_follows_the_letter_until_it_is_issued():
    stages = [
        prepared(rounds.drafted("Lục Ngạn", prefix=prefix)).stage(AT)
        for prefix, prepared in {
            "a": rounds.fresh,
            "b": rounds.submitted,
            "c": rounds.approved,
            "d": rounds.issued,
        }.items()
    ]

    assert stages == [Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED, Stage.OPEN]


def test_the_stage_of_a_call_changes_at_the_instant_of_its_deadline():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    instant = round_.original_term.deadline_instant
    resolution = dt.timedelta(milliseconds=1)

    assert [round_.stage(at) for at in (AT, instant - resolution, instant)] == [
        Stage.OPEN,
        Stage.OPEN,
        Stage.OVERDUE,
    ]
    round_.closed_at = instant
    assert round_.stage(instant) == Stage.CLOSED


def test_rounds_are_named_by_matter_and_number():
    loaded = rounds.loaded()
    first = Round.objects.get(ordinal=1)

    assert [first.title, loaded.title] == [
        "Đề án hợp tác cấp địa phương",
        "Đề án hợp tác cấp địa phương (lần 2)",
    ]
    assert loaded.label == "Đề án hợp tác cấp địa phương, lấy ý kiến lần 2"


def test_a_content_is_titled_without_the_letters_as_follows():
    assert [content.title for content in rounds.loaded().contents.all()] == [
        "Mục tiêu cụ thể của Đề án đối với các huyện, thành phố",
        "Định hướng lĩnh vực, đối tác hợp tác của các huyện, thành phố giai đoạn 2021-2025",
        "Nhiệm vụ của UBND các huyện, thành phố trong tổ chức thực hiện Đề án",
    ]
