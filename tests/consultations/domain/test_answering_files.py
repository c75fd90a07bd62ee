"""Files of an answer: on the draft, in the answer, in its hash; ten at most, one's own only."""

import pytest

from accounts.models import AuditEvent
from consultations.domain import attachments, drafts
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.models import Draft, DraftFile, ResponseFile
from dispatches.uploads import Upload
from tests import factories
from tests.consultations.factories import IN_TIME, called, unit

pytestmark = pytest.mark.django_db


def upload(number: int = 1) -> Upload:
    return Upload(f"van-ban-{number}.pdf", f"%PDF- {number}".encode(), "application/pdf")


def attach(call, one=None, version=None):
    seen = drafts.version_of(call.consultee) if version is None else version
    return attachments.attach(
        call.consultee, one or upload(), version=seen, by=call.person, at=IN_TIME
    )


def remove(call, kept):
    seen = drafts.version_of(call.consultee)
    return attachments.remove(call.consultee, kept, version=seen, by=call.person, at=IN_TIME)


def test_a_file_may_be_attached_before_anything_is_written():
    call = called()
    assert (attach(call).version, Draft.objects.get().answers) == (1, {})


def test_attaching_makes_a_next_version_so_that_an_open_check_page_expires():
    call = called()
    checked = call.save().version
    attach(call)
    with pytest.raises(DraftConflict):
        call.submit(version=checked)


def test_a_file_goes_with_the_answer_and_into_its_correction():
    call = called()
    attach(call)
    call.answer()
    draft = drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    assert [kept.name for kept in ResponseFile.objects.all()] == ["van-ban-1.pdf"]
    assert [kept.name for kept in draft.draft_files.all()] == ["van-ban-1.pdf"]


def test_taking_a_file_off_the_correction_leaves_it_with_the_answer():
    call = called()
    attach(call)
    call.answer()
    drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    remove(call, DraftFile.objects.get())
    assert (DraftFile.objects.count(), ResponseFile.objects.count()) == (0, 1)


def test_files_are_part_of_the_hash():
    call = called()
    without = call.answer().digest
    attach(call)
    assert call.answer().digest != without


def test_the_same_file_twice_is_refused():
    call = called()
    attach(call)
    with pytest.raises(ConsultationRefused, match="Tệp này đã có trong danh sách tệp kèm"):
        attach(call)
    assert Draft.objects.get().version == 1


def test_the_eleventh_file_is_refused():
    call = called()
    for number in range(attachments.FILES_LIMIT):
        attach(call, upload(number))
    with pytest.raises(ConsultationRefused, match="tối đa 10 tệp"):
        attach(call, upload(11))
    assert DraftFile.objects.count() == 10


def test_a_stale_page_attaches_nothing():
    call = called()
    call.save()
    with pytest.raises(DraftConflict):
        attach(call, version=0)
    assert not DraftFile.objects.exists()


def test_attaching_and_removing_leave_their_trace():
    call = called()
    attach(call)
    kept = DraftFile.objects.select_related("file").get()
    remove(call, kept)
    traces = AuditEvent.objects.filter(action__startswith="draft.file").order_by("pk")
    assert [(e.action, e.data["sha256"]) for e in traces] == [
        ("draft.file_attached", kept.file.sha256),
        ("draft.file_removed", kept.file.sha256),
    ]


def test_a_file_is_found_for_its_own_unit_only():
    call = called()
    other = unit("Yên Dũng", rank=2)
    neighbour = called(other, factories.officer_of(other, "other"))
    attach(call)
    sha256 = DraftFile.objects.get().file.sha256
    assert attachments.find(call.consultee, sha256).name == "van-ban-1.pdf"
    assert attachments.find(neighbour.consultee, sha256) is None
