"""Plays the invented example agreement through every step, and tells what came of it.

No document knows this agreement: it is marked as an example, and so is everything in it.
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
    Language,
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
from partners.domain.citing import Citation
from partners.domain.courses import advance as take_step
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion, Partner

Row = tuple[date | None, str, str, str, str]
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


def play(advance: Callable[[datetime], None]) -> Agreement:
    """Take the example through its course; where the clock is past it, all days move along."""
    player = Player(advance, read("example_agreement"))
    for step in player.told["steps"]:
        player.do(step)
    return player.agreement


def rows(agreement: Agreement) -> list[Row]:
    """Return its history: day, from which state to which, on what document."""
    return [
        (
            event.on,
            str(event.get_kind_display()),
            event.get_before_display(),
            str(State(event.after).label),
            event.document_number,
        )
        for event in agreement.events.all()
    ]


def results(agreement: Agreement) -> Iterator[tuple[Path, bytes]]:
    """Return the files that the story leaves under `reports/`: its history as a workbook."""
    heads = ["Ngày", "Diễn biến", "Từ trạng thái", "Sang trạng thái", "Văn bản"]
    yield Path("reports/thoa-thuan-vi-du.xlsx"), workbook(heads, rows(agreement))


@dataclass
class Player:
    """Plays the example; raises StoryError where the portal refuses."""

    advance: Callable[[datetime], None]
    told: dict[str, Any]
    moved: timedelta = field(init=False)
    officer: User = field(init=False)
    agreement: Agreement = field(init=False)

    def __post_init__(self) -> None:
        first = date.fromisoformat(self.told["steps"][0]["on"])
        self.moved = max(clock.today() - first, timedelta(0))
        self.officer = User.objects.filter(role=Role.OFFICER).earliest("pk")

    def do(self, step: dict[str, Any]) -> None:
        """Do one step on its day."""
        day = date.fromisoformat(step["on"]) + self.moved
        at = max(datetime.combine(day, OFFICE_OPENS, HANOI), clock.now())
        self.advance(at)
        self.at, self.on = at, day
        try:
            getattr(self, f"_{step['act']}")(step)
        except PartnerRefused as refusal:
            raise StoryError(f"{step['on']} {step['act']}: {refusal}") from refusal

    def _begin(self, _step: dict[str, Any]) -> None:
        facts = agreements.Facts(
            title=self.told["title"],
            partner=Partner.objects.get(code=self.told["partner"]),
            kind=AgreementKind.MEMORANDUM,
            level=AgreementLevel.PROVINCE,
            languages=(Language.VIETNAMESE, Language.KOREAN),
            terms=agreements.Terms(
                term_months=self.told["term_months"],
                renewal=Renewal.TACIT,
                renewal_months=self.told["renewal_months"],
                notice_months=self.told["notice_months"],
            ),
        )
        source = self.told["source"]
        self.agreement = agreements.begin(facts, source=source, is_example=True, **self._who)
        ours = {name: self.told[name] for name in ("signatory", "signatory_post")}
        agreement_parties.add_party(
            self.agreement, Side.OURS, self.told["party"], **ours, **self._who
        )
        theirs = self.agreement.parties.get(side=Side.THEIRS)
        signed_by = (self.told["their_signatory"], self.told["their_signatory_post"])
        agreement_parties.name_signatory(theirs, *signed_by, **self._who)

    def _draft(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.DRAFT, "(Ví dụ) Dự thảo", (Language.VIETNAMESE, Language.KOREAN))

    def _summary(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.SUMMARY, "(Ví dụ) Bảng tổng hợp ý kiến", (Language.VIETNAMESE,))

    def _signed_texts(self, _step: dict[str, Any]) -> None:
        self._texts(TextKind.SIGNED, "(Ví dụ) Bản ký", (Language.VIETNAMESE, Language.KOREAN))

    def _step(self, step: dict[str, Any]) -> None:
        to = State(step["to"])
        facts = StepFacts(on=self.on, cites=self._cites(step), place=self.told["place"])
        self.agreement = take_step(self.agreement, to, facts, seen=self._seen, **self._who)

    def _add_body(self, _step: dict[str, Any]) -> None:
        body = self.told["extra_body"]
        opinions.add_body(self.agreement, body, mandatory=True, on=self.on, **self._who)

    def _ask(self, step: dict[str, Any]) -> None:
        purpose, cites = Purpose(step["purpose"]), self._cites(step)
        self.agreement = opinions.ask_again(
            self.agreement, purpose, on=self.on, cites=cites, seen=self._seen, **self._who
        )

    def _receipt(self, _step: dict[str, Any]) -> None:
        for opinion in self._asked().filter(received_on=None, replied_on=None):
            opinions.note_receipt(opinion, self.on, **self._who)

    def _reply(self, step: dict[str, Any]) -> None:
        opinion = self._asked().get(code=step["body"])
        position, cites = Position(step["position"]), self._cites(step)
        opinions.note_reply(opinion, position, on=self.on, cites=cites, **self._who)

    def _report(self, step: dict[str, Any]) -> None:
        keys = [report.key for report in open_reports(self.agreement)]
        cites = self._cites(step)
        agreement_acts.note_report(
            self.agreement, *keys, on=self.on, cites=cites, seen=self._seen, **self._who
        )

    def _commit(self, step: dict[str, Any]) -> None:
        due_on = date.fromisoformat(step["due_on"])
        commitments.commit(self.agreement, step["text"], due_on=due_on, **self._who)

    def _progress(self, step: dict[str, Any]) -> None:
        commitment = self.agreement.commitments.get()
        commitments.note_progress(commitment, step["text"], on=self.on, done=True, **self._who)

    def _texts(self, kind: TextKind, title: str, languages: tuple[Language, ...]) -> None:
        for language in languages:
            content = letter_docx(replace(SHEET, subject=title))
            upload = Upload(f"{kind}-{language}.docx", content, DOCX)
            agreement_texts.add_text(self.agreement, kind, language, upload, **self._who)

    def _asked(self) -> Any:
        return AgreementOpinion.objects.filter(agreement=self.agreement, turn=self._now.turn)

    def _cites(self, step: dict[str, Any]) -> Citation:
        return Citation(step.get("number", ""), self.on)

    @property
    def _now(self) -> Agreement:
        return Agreement.objects.get(pk=self.agreement.pk)

    @property
    def _seen(self) -> int:
        return self._now.version

    @property
    def _who(self) -> dict[str, Any]:
        return {"by": self.officer, "at": self.at}
