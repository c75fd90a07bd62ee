"""Plays the invented agreements, and tells what came of them.

One goes through every step of the course. Another was signed before, renews itself once, and is
then extended by an agreement of its own. No document knows them: they are marked as examples, and
so is everything in them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from accounts.enums import Role
from accounts.models import User
from accounts.spreadsheet import workbook
from coop_portal.bac_giang.loader import read
from coop_portal.rehearsal import people
from coop_portal.rehearsal.story import StoryError
from deadlines import clock
from deadlines.value import HANOI
from dispatches.docx import letter_docx
from dispatches.letter import Family, Letter
from dispatches.uploads import Upload
from dispatches.uploads.office import DOCX
from partners.agreement_enums import (
    AgreementKind,
    AgreementLevel,
    ChildKind,
    Language,
    PartyRole,
    Position,
    Purpose,
    Renewal,
    Side,
    State,
    TextKind,
)
from partners.domain import (
    agreement_acts,
    agreement_parties,
    agreement_texts,
    agreements,
    commitments,
    opinions,
)
from partners.domain.agreement_case import StepFacts
from partners.domain.agreement_reports import open_reports
from partners.domain.agreement_terms import Terms
from partners.domain.citing import Citation
from partners.domain.courses import advance as take_step
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion, Partner

Row = tuple[str, date | None, str, str, str, str]
OFFICE_OPENS = time(9)
SHEET = Letter(
    kind="sheet",
    family=Family.SHEET,
    parent_agency="",
    agency="",
    symbol="",
    place="",
    draft_month=(8, 2023),
    subject="",
    addressees=(),
    blocks=(),
    recipients=(),
    signature=None,
)


def play(advance: Callable[[datetime], None]) -> list[Agreement]:
    """Take the examples through their courses; where the clock is past, all days move along."""
    player = Player(advance, read("example_agreements"))
    for step in player.told["steps"]:
        player.do(step)
    return list(player.made.values())


def rows(agreement: Agreement) -> list[Row]:
    """Return its history: day, from which state to which, on what document."""
    return [
        (
            agreement.title,
            event.on,
            str(event.get_kind_display()),
            event.get_before_display(),
            str(State(event.after).label),
            event.document_number,
        )
        for event in agreement.events.all()
    ]


def results(made: list[Agreement]) -> Iterator[tuple[Path, bytes]]:
    """Return the files that the story leaves under `reports/`: the histories as a workbook."""
    heads = ["Thỏa thuận", "Ngày", "Diễn biến", "Từ trạng thái", "Sang trạng thái", "Văn bản"]
    found = [row for agreement in made for row in rows(agreement)]
    yield Path("reports/thoa-thuan-vi-du.xlsx"), workbook(heads, found)


@dataclass
class Player:
    """Plays the examples; raises StoryError where the portal refuses.

    Each step names the agreement that it is `of`; `facts` are what is told of that one.
    """

    advance: Callable[[datetime], None]
    told: dict[str, Any]
    moved: timedelta = field(init=False)
    officer: User = field(init=False)
    made: dict[str, Agreement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = date.fromisoformat(self.told["steps"][0]["on"])
        self.moved = max(clock.today() - first, timedelta(0))
        self.officer = people.first(Role.OFFICER)

    def do(self, step: dict[str, Any]) -> None:
        """Do one step on its day."""
        day = date.fromisoformat(step["on"]) + self.moved
        at = max(datetime.combine(day, OFFICE_OPENS, HANOI), clock.now())
        self.advance(at)
        self.at, self.on, self.of = at, day, step["of"]
        try:
            getattr(self, f"_{step['act']}")(step)
        except PartnerRefused as refusal:
            raise StoryError(f"{step['on']} {step['act']}: {refusal}") from refusal

    def _begin(self, _step: dict[str, Any]) -> None:
        parent = self.made.get(self.facts.get("parent", ""))
        self.made[self.of] = agreements.begin(
            self._facts(),
            parent=parent,
            child_kind=ChildKind.EXTENSION if parent else None,
            **self._marked,
            **self._who,
        )
        self._sides()

    def _record(self, _step: dict[str, Any]) -> None:
        self.made[self.of] = agreements.record_signed(
            self._facts(),
            state=State.IMPLEMENTING,
            signed_on=self._day("signed_on"),
            place=self.facts["place"],
            **self._marked,
            **self._who,
        )
        self._sides()

    def _facts(self) -> agreements.Facts:
        told = self.facts
        return agreements.Facts(
            title=told["title"],
            partner=Partner.objects.get(code=told["partner"]),
            kind=AgreementKind.MEMORANDUM,
            level=AgreementLevel.PROVINCE,
            languages=(Language.VIETNAMESE, Language.KOREAN),
            terms=Terms(
                effective_on=self._day("effective_on"),
                term_months=told.get("term_months"),
                renewal=Renewal.TACIT if "renewal_months" in told else Renewal.NONE,
                renewal_months=told.get("renewal_months"),
                notice_months=told.get("notice_months"),
                extended_to=self._day("extended_to"),
            ),
        )

    def _sides(self) -> None:
        ours = {name: self.facts[name] for name in ("signatory", "signatory_post")}
        agreement_parties.add_party(
            self._now, Side.OURS, self.facts["party"], role=PartyRole.SIGNS, **ours, **self._who
        )
        theirs = self._now.parties.get(side=Side.THEIRS)
        signed_by = (self.facts["their_signatory"], self.facts["their_signatory_post"])
        agreement_parties.name_signatory(theirs, *signed_by, **self._who)

    def _renew(self, step: dict[str, Any]) -> None:
        end = date.fromisoformat(step["period_end"]) + self.moved
        told = {"renew": True, "on": self.on, "cites": self._cites(step), "note": step["note"]}
        agreement_acts.decide_renewal(self._now, end, **told, seen=self._seen, **self._who)

    def _draft(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.DRAFT, "(Ví dụ) Dự thảo", (Language.VIETNAMESE, Language.KOREAN))

    def _summary(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.SUMMARY, "(Ví dụ) Bảng tổng hợp ý kiến", (Language.VIETNAMESE,))

    def _signed_texts(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.SIGNED, "(Ví dụ) Bản ký", (Language.VIETNAMESE, Language.KOREAN))

    def _step(self, step: dict[str, Any]) -> None:
        to = State(step["to"])
        facts = StepFacts(on=self.on, cites=self._cites(step), place=self.facts["place"])
        take_step(self._now, to, facts, seen=self._seen, **self._who)

    def _add_body(self, _step: dict[str, Any]) -> None:
        body = self.facts["extra_body"]
        opinions.add_body(self._now, body, mandatory=True, on=self.on, **self._who)

    def _ask(self, step: dict[str, Any]) -> None:
        purpose, cites = Purpose(step["purpose"]), self._cites(step)
        opinions.ask_again(
            self._now, purpose, on=self.on, cites=cites, seen=self._seen, **self._who
        )

    def _receipt(self, _step: dict[str, Any]) -> None:
        for opinion in self._asked().filter(received_on=None, replied_on=None):
            opinions.note_receipt(opinion, self.on, **self._who)

    def _reply(self, step: dict[str, Any]) -> None:
        opinion = self._asked().get(code=step["body"])
        position, cites = Position(step["position"]), self._cites(step)
        opinions.note_reply(opinion, position, on=self.on, cites=cites, **self._who)

    def _report(self, step: dict[str, Any]) -> None:
        keys = [report.key for report in open_reports(self._now)]
        cites = self._cites(step)
        agreement_acts.note_report(
            self._now, *keys, on=self.on, cites=cites, seen=self._seen, **self._who
        )

    def _commit(self, step: dict[str, Any]) -> None:
        due_on = date.fromisoformat(step["due_on"])
        commitments.commit(self._now, step["text"], due_on=due_on, **self._who)

    def _progress(self, step: dict[str, Any]) -> None:
        commitment = self._now.commitments.get()
        commitments.note_progress(commitment, step["text"], on=self.on, done=True, **self._who)

    def _texts(self, kind: TextKind, title: str, languages: tuple[Language, ...]) -> None:
        for language in languages:
            content = letter_docx(replace(SHEET, subject=title))
            upload = Upload(f"{kind}-{language}.docx", content, DOCX)
            agreement_texts.add_text(self._now, kind, language, upload, **self._who)

    def _asked(self) -> Any:
        return AgreementOpinion.objects.filter(agreement=self._now, turn=self._now.turn)

    def _cites(self, step: dict[str, Any]) -> Citation:
        return Citation(step.get("number", ""), self.on)

    def _day(self, name: str) -> date | None:
        """Return a day that is told of the agreement, moved like every other; None if none is."""
        return date.fromisoformat(self.facts[name]) + self.moved if name in self.facts else None

    @property
    def facts(self) -> dict[str, Any]:
        """What is told of the agreement that the step is of."""
        found: dict[str, Any] = self.told["agreements"][self.of]
        return found

    @property
    def _marked(self) -> dict[str, Any]:
        return {"source": self.told["source"], "is_example": True}

    @property
    def _now(self) -> Agreement:
        return Agreement.objects.get(pk=self.made[self.of].pk)

    @property
    def _seen(self) -> int:
        return self._now.version

    @property
    def _who(self) -> dict[str, Any]:
        return {"by": self.officer, "at": self.at}
