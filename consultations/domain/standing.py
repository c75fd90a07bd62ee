"""Where a unit stands with its answer (tình trạng trả lời của đơn vị)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from consultations.domain import answering, checking, drafts
from consultations.models import Consultee, Draft, EntryWithdrawal, HandIn, Response, Term
from consultations.rules.counting import counted


@dataclass(frozen=True)
class Standing:
    """What a unit has written and sent, and what it may still do."""

    consultee: Consultee
    term: Term | None
    draft: Draft | None
    version: int
    answers: Sequence[Response]
    in_time: bool

    @classmethod
    def of(cls, consultee: Consultee, at: datetime) -> "Standing":
        """Look it up as of `at`."""
        term = consultee.term
        return cls(
            consultee=consultee,
            term=term,
            draft=Draft.objects.select_related("updated_by").filter(consultee=consultee).first(),
            version=drafts.version_of(consultee),
            answers=sorted(consultee.responses.all(), key=lambda r: r.version, reverse=True),
            in_time=term is not None and answering.in_time(consultee.round, term, at),
        )

    @cached_property
    def waiting(self) -> HandIn | None:
        """What waits to be checked: the draft as it stands, handed in and not returned."""
        return checking.waiting(self.draft)

    @cached_property
    def returnable(self) -> HandIn | None:
        """What may go back to who drafted it, also when the draft went on since."""
        return checking.returnable(self.draft)

    @cached_property
    def returned(self) -> HandIn | None:
        """What was last returned of the draft that is being written."""
        return checking.last_returned(self.draft)

    @cached_property
    def withdrawn(self) -> QuerySet[EntryWithdrawal]:
        """What the department had entered from a letter as the unit's, and took back."""
        made = EntryWithdrawal.objects.filter(letter__consultee=self.consultee)
        return made.select_related("letter__document", "letter__response")

    @property
    def latest(self) -> Response | None:
        """The last version submitted."""
        return self.answers[0] if self.answers else None

    @property
    def counted(self) -> Response | None:
        """The answer that counts."""
        return counted(self.answers)

    @property
    def closed(self) -> bool:
        """Whether the round is over: what comes now is kept but changes no outcome."""
        return self.consultee.round.is_over

    @property
    def cancelled(self) -> bool:
        """Whether the round was given up: nothing is taken any more."""
        return self.consultee.round.cancelled_at is not None

    @property
    def late(self) -> bool:
        """Whether what is sent now would be late. A round of the paper time takes nothing more."""
        return self.term is not None and not self.in_time

    @property
    def writing(self) -> bool:
        """Whether the unit is at a draft. After an answer or after closing it must ask for one."""
        if self.cancelled:
            return False
        if self.draft:
            return True
        return self.term is not None and not self.answers and not self.closed
