"""A step that somebody wants to take with an agreement, and what it may lack."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from partners.agreement_enums import Purpose, State
from partners.domain.citing import Citation
from partners.domain.law import course_of, procedure_of
from partners.models import Agreement, AgreementOpinion, AgreementParty, AgreementText
from partners.rules.courses import PURPOSES
from partners.rules.law import Procedure, Step


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and by whom."""

    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """What an officer enters with a step; `place` is where it was signed."""

    on: date | None = None
    cites: Citation = field(default_factory=Citation)
    note: str = ""
    place: str = ""


@dataclass(frozen=True)
class Case:
    """A step that somebody wants to take."""

    agreement: Agreement
    to: State
    facts: StepFacts
    today: date

    @cached_property
    def day(self) -> date:
        """The day of the step, or today while none is entered."""
        return self.facts.on or self.today

    @cached_property
    def procedure(self) -> Procedure | None:
        return procedure_of(self.agreement, self.day)

    @cached_property
    def step(self) -> Step | None:
        """The step that the law of that day has there, if it has one."""
        course = course_of(self.agreement, self.day)
        return course.step(State(self.agreement.state), State(self.to))

    @cached_property
    def parties(self) -> list[AgreementParty]:
        return list(self.agreement.parties.select_related("district"))

    @cached_property
    def texts(self) -> list[AgreementText]:
        return list(self.agreement.texts.all())

    @cached_property
    def opinions(self) -> list[AgreementOpinion]:
        """What was asked last, if it was asked for this step."""
        purpose = PURPOSES.get(self.to, Purpose.CONCLUDE)
        return list(self.agreement.opinions.filter(turn=self.agreement.turn, purpose=purpose))
