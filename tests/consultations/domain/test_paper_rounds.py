"""A round that was held on paper is recorded closed, with what later documents say of it."""

import pytest

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from consultations.domain.drafting import new_consultation
from consultations.domain.paper_rounds import record_paper_round
from consultations.domain.receipt_numbers import next_receipt_number
from consultations.enums import Outcome, Stage
from dispatches.domain.issuing import register_paper
from dispatches.models import DocumentKind
from tests import factories
from tests.consultations import rounds
from tests.consultations.rounds import AT

pytestmark = pytest.mark.django_db
SOURCE = "Theo công văn lần 2."


@pytest.fixture
def recorded():
    rounds.office()
    kind = DocumentKind.objects.get(code="cong-van")
    letter = register_paper(
        kind=kind,
        number=169,
        symbol="SNgV-HTQT",
        date=AT.date().replace(month=3, day=29),
        subject="V/v đề nghị tham gia ý kiến vào Đề án",
        by=SYSTEM,
        at=AT,
    )
    matter = new_consultation(title="Đề án", draft_name="dự thảo đề án", by=SYSTEM, at=AT)
    return record_paper_round(
        matter,
        dispatch=letter,
        audience="các huyện, thành phố",
        sent_to="các cơ quan, địa phương trong tỉnh",
        outcomes=[
            (factories.district("Lục Ngạn", code="ln"), Outcome.AGREED),
            (factories.district("Sơn Động", code="sd"), Outcome.NO_REPLY),
        ],
        source=SOURCE,
        by=SYSTEM,
        at=AT,
    )


def test_it_is_closed_with_its_outcomes_and_their_source(recorded):
    assert (recorded.ordinal, recorded.stage(AT), recorded.term()) == (1, Stage.CLOSED, None)
    units = recorded.consultees.values_list("name", "outcome", "outcome_reason", "outcome_at")
    assert list(units) == [
        ("huyện Lục Ngạn", "agreed", SOURCE, AT),
        ("huyện Sơn Động", "no_reply", SOURCE, AT),
    ]


def test_its_source_is_in_the_trail(recorded):
    event = AuditEvent.objects.get(action="round.recorded")

    assert (event.object_id, event.data) == (str(recorded.pk), {"source": SOURCE})


def test_receipts_count_on_within_a_year_and_begin_anew_in_the_next(recorded):
    days = [AT.date(), AT.date(), AT.date().replace(year=2022), AT.date().replace(year=2022)]

    assert [next_receipt_number(day) for day in days] == [1, 2, 1, 2]
