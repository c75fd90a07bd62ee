"""What the law asks of an agreement, as dated data: acts, procedures, bodies, limits, reports.

Every entry names its source; one that is not `certain` is shown as «cần kiểm tra».
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from partners.agreement_enums import AgreementLevel, State
from partners.rules.courses import may_follow
from vietnamese.text import fold


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days on which an entry holds: from one, up to another that is not in it."""

    valid_from: date | None
    valid_to: date | None

    def holds(self, day: date) -> bool:
        """Return whether the day lies in it."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Act(Period):
    """A law or ordinance (đạo luật)."""

    code: str
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body whose written opinion is needed (cơ quan phải lấy ý kiến), always or for a reason."""

    code: str
    name: str
    when: str
    source: str
    certain: bool


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """Those whose opinion is needed because the matter is theirs: no law can name them.

    Law 70/2020/QH14, art. 19.1: «cơ quan liên quan trực tiếp».
    """

    name: str
    source: str
    certain: bool


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Who decides when a body disagrees, and how soon (Law 70/2020/QH14, art. 19.4)."""

    asked: str
    working_days: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report, notice or copy due some days after a step (báo cáo, thông báo, gửi bản sao)."""

    code: str
    name: str
    to: str
    after: tuple[State, ...]
    days: int
    source: str
    certain: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a course: from which states, into which, and the names of what it needs.

    One that is `aside` does not lie on the straight way.
    """

    before: tuple[State, ...]
    after: State
    needs: tuple[str, ...]
    aside: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """The steps that a procedure has, in their order (các bước)."""

    code: str
    source: str
    steps: tuple[Step, ...]

    def step(self, before: State, after: State) -> Step | None:
        """Return the step from one state into the other; None if the course has none."""
        found = (s for s in self.steps if before in s.before and s.after == after)
        return next(found, None)

    def following(self, before: State) -> list[State]:
        """Return the states that can follow."""
        return [step.after for step in self.steps if before in step.before]

    @property
    def straight(self) -> list[State]:
        """The straight way, as a reader sees it."""
        return [State.IDEA, *(step.after for step in self.steps if not step.aside)]


@dataclass(frozen=True, kw_only=True)
class Procedure(Period):
    """The procedure of a level (trình tự, thủ tục); `course` names its steps."""

    code: str
    level: AgreementLevel
    source: str
    certain: bool
    course: str
    opinion_days: int
    concerned: Concerned
    bodies: tuple[Body, ...]
    decided_by: str
    disagreement: Disagreement | None
    reports: tuple[Report, ...]

    def asked(self, *, security: bool, sensitive: bool) -> list[Body]:
        """Return the bodies that must be asked about such an agreement."""
        reasons = {"always": True, "security": security, "sensitive": sensitive}
        return [body for body in self.bodies if reasons[body.when]]

    def named(self, name: str) -> Body | None:
        """Return the body of that name, however its tones and capitals are written."""
        return next((body for body in self.bodies if fold(body.name) == fold(name)), None)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The kinds that are no international agreements (Law 70/2020/QH14, art. 2.1), their course."""

    kinds: tuple[str, ...]
    course: str
    source: str


@dataclass(frozen=True)
class Law:
    """All of it. Where no procedure holds, the course `without` one tells what else can be done."""

    acts: tuple[Act, ...]
    procedures: tuple[Procedure, ...]
    courses: Mapping[str, Course]
    without: str
    outside: Outside | None = None

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Self:
        """Read the data; KeyError, TypeError or ValueError if it is not whole."""
        made = cls(
            acts=tuple(Act(**_dated(row)) for row in data["acts"]),
            procedures=tuple(_procedure(row) for row in data["procedures"]),
            courses={row["code"]: _course(row) for row in data["courses"]},
            without=data["course_without_procedure"],
            outside=_outside(data.get("outside")),
        )
        named = {made.without, *(procedure.course for procedure in made.procedures)}
        named |= {made.outside.course} if made.outside else set()
        if unknown := named - set(made.courses):
            raise ValueError(f"courses that are not there: {sorted(unknown)}")
        return made

    def course_of(self, procedure: Procedure | None) -> Course:
        """Return the steps of a procedure."""
        return self.courses[procedure.course if procedure else self.without]

    def is_outside(self, kind: str) -> bool:
        """Return whether what is called so is no international agreement."""
        return self.outside is not None and kind in self.outside.kinds

    def course_outside(self) -> Course | None:
        """Return the steps of what the law does not ask anything of."""
        return self.courses[self.outside.course] if self.outside else None

    def act_on(self, day: date) -> Act | None:
        """Return the act under which an agreement of that day was made."""
        return next((act for act in self.acts if act.holds(day)), None)

    def most_reports(self) -> dict[State, int]:
        """Return how many reports a step into each state asks for at most."""
        asked = [
            Counter(state for report in procedure.reports for state in report.after)
            for procedure in self.procedures
        ]
        return dict(reduce(or_, asked, Counter()))

    def procedure_on(self, level: str, day: date) -> Procedure | None:
        """Return the procedure of a level on the day; None if the data knows none."""
        found = (p for p in self.procedures if p.level == level and p.holds(day))
        return next(found, None)


def _outside(row: Mapping[str, Any] | None) -> Outside | None:
    return Outside(**dict(row) | {"kinds": tuple(row["kinds"])}) if row else None


def _procedure(row: Mapping[str, Any]) -> Procedure:
    branch = row.get("disagreement")
    changed = {
        "level": AgreementLevel(row["level"]),
        "concerned": Concerned(**{"certain": True} | row["concerned"]),
        "bodies": tuple(Body(**{"certain": True} | body) for body in row["bodies"]),
        "disagreement": Disagreement(**branch) if branch else None,
        "reports": tuple(_reports(row["reports"])),
    }
    return Procedure(**_dated(row) | changed)


def _course(row: Mapping[str, Any]) -> Course:
    steps = tuple(_step(step) for step in row["steps"])
    return Course(code=row["code"], source=row["source"], steps=steps)


def _step(row: Mapping[str, Any]) -> Step:
    """Read a step; ValueError for one that the database refuses for every law."""
    before, after = tuple(State(state) for state in row["from"]), State(row["to"])
    if not all(may_follow(state, after) for state in before):
        raise ValueError(f"no step leads from each of {row['from']} to {after}")
    aside = row.get("aside", False)
    return Step(before=before, after=after, needs=tuple(row["needs"]), aside=aside)


def _reports(rows: Iterable[Mapping[str, Any]]) -> Iterable[Report]:
    for row in rows:
        after = tuple(State(state) for state in row["after"])
        yield Report(**{"certain": True} | dict(row) | {"after": after})


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {end: _day(row.get(end)) for end in ("valid_from", "valid_to")}
    return dict(row) | days


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
