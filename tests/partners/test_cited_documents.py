"""A document is no later than what rests on it, and a report no earlier than what it tells."""

import datetime as dt

import pytest

from accounts.actors import SYSTEM
from partners.agreement_enums import Position, State
from partners.domain import agreement_acts, opinions
from partners.domain.agreement_reports import open_reports
from partners.domain.citing import Citation
from partners.errors import PartnerRefused
from tests.partners.courses import DAY, LATER, asked, brought_to, prepare, put_right, step

pytestmark = pytest.mark.django_db
ON = dt.date(2021, 10, 4)


def cited(day):
    return Citation("15/QĐ-UBND", day)


@pytest.mark.parametrize("state", [State.PERMITTED, State.SIGNED])
def test_a_step_rests_on_no_later_document(state):
    before = {State.PERMITTED: State.SUBMITTED, State.SIGNED: State.PERMITTED}[state]
    made = brought_to(before)
    prepare(made, state)
    late = cited(ON + dt.timedelta(1))
    with pytest.raises(PartnerRefused) as refused:
        step(made, state, on=ON, cites=late)
    assert str(refused.value) == (
        "Văn bản số 15/QĐ-UBND, ngày 05/10/2021 không thể sau ngày ghi là 04/10/2021."
    )
    assert step(made, state, on=ON, cites=cited(ON)).state == state


def test_what_takes_effect_before_the_signing_rests_on_what_is_signed():
    made = step_to_early()
    with pytest.raises(PartnerRefused, match="không thể sau ngày ghi là 06/9/2021"):
        step(made, State.IN_FORCE, on=DAY - dt.timedelta(9), cites=cited(DAY + dt.timedelta(1)))
    now = step(made, State.IN_FORCE, on=DAY - dt.timedelta(9), cites=cited(DAY))
    assert now.effective_on == DAY - dt.timedelta(9)


def step_to_early():
    return put_right(brought_to(State.SIGNED), effective_early=True)


def test_a_reply_is_a_letter_that_had_been_written():
    opinion = asked().opinions.get()
    told = {"on": ON, "by": SYSTEM, "at": LATER}
    late = cited(dt.date(2021, 12, 12))
    with pytest.raises(PartnerRefused, match="không thể sau ngày ghi là 04/10/2021"):
        opinions.note_reply(opinion, Position.AGREE, cites=late, **told)
    opinions.note_reply(opinion, Position.AGREE, cites=cited(ON), **told)
    opinion.refresh_from_db()
    assert opinion.document_date == ON


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY - dt.timedelta(1), "ngày 05/9/2021 không thể trước ngày 06/9/2021."),
        (ON + dt.timedelta(1), "ngày 05/10/2021 không thể sau ngày ghi là 04/10/2021."),
    ],
)
def test_a_report_tells_of_what_has_been_and_goes_out_when_it_is_written(day, said):
    made = brought_to(State.SIGNED)
    key = next(open_reports(made)).key
    told = {"on": ON, "seen": made.version, "by": SYSTEM, "at": LATER}
    with pytest.raises(PartnerRefused) as refused:
        agreement_acts.note_report(made, key, cites=cited(day), **told)
    assert str(refused.value) == f"Văn bản số 15/QĐ-UBND, {said}"
    agreement_acts.note_report(made, key, cites=cited(DAY), **told)
    assert key not in {report.key for report in open_reports(made)}
