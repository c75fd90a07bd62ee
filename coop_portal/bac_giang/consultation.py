"""The consultation of 2021: round 1 as its record, round 2 as the draft that the document is."""

from datetime import date
from typing import Any

from accounts.actors import SYSTEM
from consultations.domain import drafting, letters
from consultations.domain.paper_rounds import record_paper_round
from consultations.enums import Outcome
from consultations.models import Consultation
from coop_portal.bac_giang.loader import Loader
from deadlines.enums import DeadlineKind
from deadlines.value import Deadline
from dispatches.domain.issuing import register_paper
from dispatches.models import DraftingUnit, Signatory


def load_consultation(loader: Loader, data: dict[str, Any]) -> None:
    """Round 1 as its record, round 2 as the draft that the document is."""
    consultation = drafting.new_consultation(
        title=data["title"], draft_name=data["draft_name"], by=SYSTEM, at=loader.at
    )
    first, second = data["rounds"]
    _record_first(loader, consultation, first)
    _draft_second(loader, consultation, second)


def _record_first(loader: Loader, consultation: Consultation, data: dict[str, Any]) -> None:
    dispatch = register_paper(
        kind=letters.kind_of_call(),
        number=data["number"],
        symbol=data["symbol"],
        date=date.fromisoformat(data["date"]),
        subject=data["subject"],
        by=SYSTEM,
        at=loader.at,
    )
    record_paper_round(
        consultation,
        dispatch=dispatch,
        audience=data["audience"],
        sent_to=data["sent_to"],
        outcomes=[
            (unit, Outcome(outcome))
            for outcome, codes in data["outcomes"].items()
            for unit in loader.some(codes)
        ],
        source=data["outcome_source"],
        by=SYSTEM,
        at=loader.at,
    )


def _draft_second(loader: Loader, consultation: Consultation, data: dict[str, Any]) -> None:
    texts = ("audience", "introduction", "reason", "request", "consent_clause", "closing")
    wording = drafting.Wording(
        **{name: data[name] for name in texts},
        deemed_consent=data["deemed_consent"],
        distribution="\n".join(data["distribution"]),
        drafting_unit=DraftingUnit.objects.get(abbreviation=data["drafting_unit"]),
        signatory=Signatory.objects.get(name=data["signatory"]),
    )
    limit = data["deadline"]
    round_ = drafting.start(
        consultation,
        wording=wording,
        deadline=Deadline(DeadlineKind(limit["kind"]), date.fromisoformat(limit["date"])),
        units=loader.some(data["units"]),
        by=SYSTEM,
        at=loader.at,
    )
    for content in data["contents"]:
        drafting.put_content(
            round_,
            heading=content["heading"],
            passages=content["passages"],
            concerned=loader.some(content["concerned"]),
            by=SYSTEM,
            at=loader.at,
        )
