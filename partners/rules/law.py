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
class Procedure(Period):
    """The procedure of a level (trình tự, thủ tục)."""

    code: str
    level: AgreementLevel
    source: str
    certain: bool
    opinion_days: int
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


@dataclass(frozen=True)
class Law:
    """All of it. `steps` names what each state needs before it can be entered.

    A key «suspended>in_force» is for that one way into a state.
    """

    acts: tuple[Act, ...]
    procedures: tuple[Procedure, ...]
    steps: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Self:
        """Read the data; KeyError, TypeError or ValueError if it is not whole."""
        return cls(
            acts=tuple(Act(**_dated(row)) for row in data["acts"]),
            procedures=tuple(_procedure(row) for row in data["procedures"]),
            steps={step: tuple(needs) for step, needs in data["steps"].items()},
        )

    def needs(self, before: State, after: State) -> tuple[str, ...]:
        """Return the names of what the step needs."""
        return self.steps.get(f"{before}>{after}") or self.steps[after]

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


def _procedure(row: Mapping[str, Any]) -> Procedure:
    branch = row.get("disagreement")
    changed = {
        "level": AgreementLevel(row["level"]),
        "bodies": tuple(Body(**{"certain": True} | body) for body in row["bodies"]),
        "disagreement": Disagreement(**branch) if branch else None,
        "reports": tuple(_reports(row["reports"])),
    }
    return Procedure(**_dated(row) | changed)


def _reports(rows: Iterable[Mapping[str, Any]]) -> Iterable[Report]:
    for row in rows:
        after = tuple(State(state) for state in row["after"])
        yield Report(**{"certain": True} | dict(row) | {"after": after})


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {end: _day(row.get(end)) for end in ("valid_from", "valid_to")}
    return dict(row) | days


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
