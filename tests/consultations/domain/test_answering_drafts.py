"""Drafts: saved by version, never lost, begun anew from the last answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from consultations.domain import answering, attachments, checking, drafts
from consultations.enums import Position
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.models import Content, Draft
from dispatches.uploads import Upload
from tests import factories
from tests.consultations.factories import IN_TIME, called
from tests.dispatches.uploads.corpus import pdf
from vietnamese.text import clean_text

pytestmark = pytest.mark.django_db
CONTRADICTION = (
    "Đã ghi góp ý nhưng chọn «Nhất trí»: đề nghị chọn «Nhất trí kèm góp ý» hoặc xóa phần góp ý."
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def save(call, answers, version):
    return drafts.save_draft(call.consultee, answers, version=version, by=call.person, at=IN_TIME)


def test_the_first_draft_is_version_one_and_each_change_makes_the_next():
    call = called()
    versions = [save(call, call.answers(), 0).version]
    versions.append(save(call, call.answers(c2="Đề nghị bổ sung."), 1).version)
    assert versions == [1, 2]


def test_the_same_answers_again_change_nothing():
    call = called()
    save(call, call.answers(), 0)
    assert save(call, call.answers(), 0).version == 1
    assert AuditEvent.objects.filter(action="draft.saved").count() == 1


def test_a_draft_saved_meanwhile_is_not_overwritten():
    call = called()
    save(call, call.answers(c1="của đồng nghiệp"), 0)
    with pytest.raises(DraftConflict):
        save(call, call.answers(c1="của tôi"), 0)
    assert [a["text"] for a in Draft.objects.get().answers.values()] == ["của đồng nghiệp", "", ""]


def test_a_page_left_open_over_a_submission_does_not_overwrite_the_next_draft():
    call = called()
    left_open = save(call, call.answers(), 0).version
    call.submit()
    drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    with pytest.raises(DraftConflict):
        save(call, call.answers(c1="viết từ trước"), left_open)


def test_a_page_left_open_over_a_submission_does_not_begin_a_correction():
    call = called()
    left_open = save(call, call.answers(), 0).version
    call.submit()
    with pytest.raises(DraftConflict):
        save(call, call.answers(c1="viết từ trước"), left_open)
    assert not Draft.objects.exists()
    assert save(call, call.answers(c1="sửa"), drafts.version_of(call.consultee)).version == 3


def test_a_page_opened_before_any_draft_conflicts_with_an_answer_sent_meanwhile():
    call = called()
    call.answer()
    with pytest.raises(DraftConflict):
        save(call, call.answers(c1="viết từ trước"), 0)


def test_a_correction_begins_with_what_the_last_answer_said():
    call = called()
    call.answer(c2="Đề nghị bổ sung Hàn Quốc.")
    draft = drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    said = {int(pk): (a["position"], a["text"]) for pk, a in draft.answers.items()}
    assert said == call.answers(c2="Đề nghị bổ sung Hàn Quốc.")
    assert drafts.begin(call.consultee, by=call.person, at=IN_TIME) == draft


def test_a_file_begins_a_correction_with_what_the_last_answer_said_and_held():
    call = called()
    seen = drafts.version_of(call.consultee)
    first = Upload("bang-ke.pdf", pdf(), "application/pdf")
    attachments.attach(call.consultee, first, version=seen, by=call.person, at=IN_TIME)
    call.answer(c2="Đề nghị bổ sung Hàn Quốc.")

    second = Upload("ban-do.pdf", b"%PDF-1.7 hai", "application/pdf")
    seen = drafts.version_of(call.consultee)
    attachments.attach(call.consultee, second, version=seen, by=call.person, at=IN_TIME)

    draft = Draft.objects.get()
    assert drafts.said_in(draft) == call.answers(c2="Đề nghị bổ sung Hàn Quốc.")
    assert [kept.name for kept in draft.draft_files.all()] == ["bang-ke.pdf", "ban-do.pdf"]
    assert draft.version == seen + 1
    with pytest.raises(DraftConflict):
        drafts.touch(call.consultee, version=seen, by=call.person, at=IN_TIME)


def test_a_correction_is_thrown_away_and_the_answer_stands():
    call = called()
    sent = call.answer(c2="Đề nghị bổ sung Hàn Quốc.")
    thrown = drafts.begin(call.consultee, by=call.person, at=IN_TIME).version
    checking.hand_in(call.consultee, version=thrown, by=drafter(call), at=IN_TIME)

    drafts.discard(call.consultee, version=thrown, by=call.person, at=IN_TIME)

    assert not Draft.objects.exists()
    assert call.fresh().counted_response == sent
    event = AuditEvent.objects.get(action="draft.discarded")
    assert event.data == {"version": thrown}
    again = drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    assert again.version == thrown + 2
    assert checking.returnable(again) is None
    with pytest.raises(DraftConflict):
        save(call, call.answers(c1="trang mở từ trước"), thrown)


def test_only_a_correction_is_thrown_away_and_only_as_it_was_seen():
    call = called()
    drafts.discard(call.consultee, version=0, by=call.person, at=IN_TIME)
    seen = save(call, call.answers(), 0).version
    with pytest.raises(ConsultationRefused, match="chưa có bản sửa để bỏ"):
        drafts.discard(call.consultee, version=seen, by=call.person, at=IN_TIME)
    call.submit()
    begun = drafts.begin(call.consultee, by=call.person, at=IN_TIME).version
    save(call, call.answers(c1="của đồng nghiệp"), begun)
    with pytest.raises(DraftConflict):
        drafts.discard(call.consultee, version=begun, by=call.person, at=IN_TIME)
    assert Draft.objects.get().version == begun + 1


def drafter(call):
    """A colleague who only drafts."""
    return factories.officer_of(call.consultee.district, "drafter", may_submit=False)


def test_agreeing_to_all_drafts_agreement_to_every_content():
    call = called()
    drafts.agree_to_all(call.consultee, version=0, by=call.person, at=IN_TIME)
    assert list(Draft.objects.get().answers.values()) == [{"position": "agree", "text": ""}] * 3


@pytest.mark.parametrize(
    ("position", "text", "complaint"),
    [
        ("", "", "Chưa chọn ý kiến."),
        ("", "đã viết", "Chưa chọn ý kiến."),
        ("agree", "", None),
        (
            "agree",
            "đã viết",
            CONTRADICTION,
        ),
        ("agree_with_comments", "", "Chưa ghi góp ý hoặc lý do."),
        ("agree_with_comments", " \n ", "Chưa ghi góp ý hoặc lý do."),
        ("agree_with_comments", "đã viết", None),
        ("disagree", "", "Chưa ghi góp ý hoặc lý do."),
        ("disagree", "đã viết", None),
    ],
)
def test_what_is_missing_is_said_at_its_content(position, text, complaint):
    call = called()
    contents = list(Content.objects.all())
    first = contents[0].pk
    draft = save(call, call.answers() | {first: (position, text)}, 0)
    assert drafts.problems(contents, draft) == ({first: complaint} if complaint else {})


def test_opening_is_recorded_once_with_the_first_reader():
    call = called()
    answering.open_call(call.consultee, by=call.person, at=IN_TIME)
    other = factories.officer_of(call.consultee.district, "another")
    answering.open_call(call.consultee, by=other, at=IN_TIME)
    assert call.fresh().opened_by == call.person
    assert AuditEvent.objects.filter(action="call.opened").count() == 1


@pytest.fixture
def call():
    return called()


# One call serves all examples: each saves over the one before.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(TEXTS, min_size=3, max_size=3))
def test_whatever_is_typed_comes_back_as_stored_text(call, texts):
    said = {
        content.pk: (Position.DISAGREE.value, text)
        for content, text in zip(Content.objects.all(), texts, strict=True)
    }
    seen = drafts.version_of(call.consultee)
    draft = Draft.objects.get(pk=save(call, said, seen).pk)
    stored = [answer["text"] for answer in draft.answers.values()]
    assert stored == [clean_text(text).strip() for text in texts]
