"""The database refuses acts on many units that say too little, or that are finished and held."""

import pytest

from consultations.models import BulkPart, BulkRun
from tests.consultations import rounds
from tests.consultations.rounds import AT
from tests.consultations.test_models import another, change, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    made = BulkRun.objects.create(
        round=round_,
        act="note",
        key="00000000-0000-0000-0000-000000000007",
        found_by="Tất cả đơn vị",
        text="Một.",
        started_by=rounds.person("officer"),
        started_at=AT,
    )
    BulkPart.objects.create(run=made, consultee=round_.consultees.get())
    return made


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("act_known", {"act": "whatever"}),
        ("extension_until", {"act": "extend"}),
        ("extension_until", {"deadline": {"kind": "before_date"}}),
        ("says_what", {"text": ""}),
        ("says_what", {"act": "remind"}),
        ("no_lease_when_finished", {"finished_at": AT, "lease_until": AT}),
    ],
)
def test_a_run(run, constraint, fields):
    assert refused(f"consultations_bulkrun_{constraint}", change(BulkRun, **fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("state_known", {"state": "whatever"}),
        ("why_left_out", {"state": "left_out"}),
        ("why_left_out", {"problem": "Đã trả lời."}),
    ],
)
def test_a_unit_of_it(run, constraint, fields):
    assert refused(f"consultations_bulkpart_{constraint}", change(BulkPart, **fields))


def test_a_unit_stands_in_a_run_once(run):
    assert refused("consultations_bulkpart_unit_once", another(run.parts.get()))
