"""What the database itself refuses of copies."""

import pytest

from dispatches.addressees import Addressee
from dispatches.domain import files, runs
from dispatches.models import LetterCopy, LetterRun
from tests.dispatches.factories import AT, clerk, issued
from tests.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies():
    """A made and a waiting copy."""
    names = [Addressee("Sở Y tế"), Addressee("Sở Nội vụ")]
    run = runs.start(issued(), names, by=clerk(), at=AT)
    run.copies.filter(ordinal=1).update(**made())
    return run.copies


def made(**changes):
    file = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    return {"state": "made", "file": file, "sha256": file.sha256, "size": file.size} | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"addressee": "Sở Y Tế"},
        {"line": "x"},
        {"sha256": "0" * 64},
        {"state": "waiting", "file": None, "sha256": "", "size": None},
        {"state": "made"},
    ],
)
def test_a_made_copy_never_changes(copies, changes):
    assert refused(lambda: copies.filter(ordinal=1).update(**changes))


def test_a_made_copy_is_never_deleted(copies):
    assert refused(lambda: copies.filter(ordinal=1)._raw_delete("default"))
    assert not refused(lambda: copies.filter(ordinal=2)._raw_delete("default"))


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "lost"},
        {"state": "made"},
        {"file": None},
        {"sha256": ""},
        {"size": None},
        {"state": "waiting"},
        {"state": "failed", "file": None, "sha256": "", "size": None},
        {"state": "failed", "problem": "x"},
        {"problem": "x"},
        {"ordinal": 1},
        {"name_key": "sở y tế"},
    ],
)
def test_a_copy_is_whole_or_waits(copies, changes):
    values = {"state": "made"} if changes == {"state": "made"} else made(**changes)
    assert refused(lambda: copies.filter(ordinal=2).update(**values))


def test_a_failed_copy_says_why(copies):
    assert not refused(lambda: copies.filter(ordinal=2).update(state="failed", problem="x"))
    assert LetterCopy.objects.get(ordinal=2).problem == "x"


@pytest.mark.parametrize(
    ("changes", "is_refused"),
    [
        ({"finished_at": AT}, False),
        ({"lease_until": AT}, False),
        ({"finished_at": AT, "lease_until": AT}, True),
        ({"bound": True}, True),
        ({"bound": True, "finished_at": AT}, False),
    ],
)
def test_a_finished_run_is_in_nobody_s_hands_and_no_other_is_bound(copies, changes, is_refused):
    if "bound" in changes:
        changes = changes | {"bound": made()["file"]}
    assert refused(lambda: LetterRun.objects.update(**changes)) == is_refused


def test_a_list_begins_one_run_of_a_dispatch(copies):
    run = LetterRun.objects.get()
    again = {"dispatch": run.dispatch, "fingerprint": run.fingerprint, "started_at": AT}
    assert refused(lambda: LetterRun.objects.create(**again))
