"""A round about an agreement that gives each unit seven working days from its own receipt."""

import datetime as dt

from consultations.domain import answering, calls
from consultations.domain.catch_up import catch_up
from consultations.domain.drafting import Wording
from consultations.models import Round, Term
from deadlines.value import Deadline
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi

MAILED, OPENED, GIVEN = "Lục Ngạn", "Sơn Động", "Yên Thế"
UNITS = (MAILED, OPENED, GIVEN)
SEVEN = Deadline.from_receipt(7)
PHRASE = "trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản"


def about(**changes) -> Wording:
    made = {"about_agreement": True, "deemed_consent": False, "consent_clause": ""}
    return rounds.wording(**made | changes)


def called(*, refused: tuple[str, ...] = (OPENED, GIVEN)) -> Round:
    """Issued on Monday 02/8; the mail server takes only the calls of units not refused."""
    rounds.office()
    draft = rounds.drafted(*UNITS, wording=about(), deadline=SEVEN)
    made = rounds.called(draft, refused=refused)
    catch_up(AT)
    return rounds.fresh(made)


def opened(round_: Round, when: str, name: str = OPENED) -> Term | None:
    """The unit's staff open the call."""
    one = rounds.consultee(round_, name)
    return answering.open_call(one, by=rounds.staff(one), at=hanoi(when))


def given(round_: Round, name: str, day: dt.date, at: str = "06/8 10:00", **how) -> None:
    """An officer records that the letter was handed over on the day."""
    contacted = calls.Contacted(on=day, person="Nguyễn Văn A", note="Văn thư", **how)
    by = rounds.person("officer")
    calls.record_hand_over(rounds.consultee(round_, name), contacted, by=by, at=hanoi(at))
