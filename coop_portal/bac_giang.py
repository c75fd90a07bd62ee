"""Loads `data/bac_giang/`: the programme as the two source documents give it.

What a demonstration needs beyond them, accounts and mail addresses, comes from `accounts.json`
and is marked there as such.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actors import SYSTEM
from accounts.domain.users import create_user
from accounts.enums import Role
from consultations.domain import drafting
from consultations.domain.paper_rounds import record_paper_round
from consultations.enums import Outcome
from consultations.models import Consultation
from deadlines.enums import DeadlineKind
from deadlines.value import Deadline
from dispatches.domain import office
from dispatches.domain.issuing import register_paper
from dispatches.models import Agency, DraftingUnit, RegisterBook, Signatory
from districts.domain.officers import assign
from districts.domain.units import create_unit
from districts.models import District, Duty, Orientation, Programme
from partners.domain.partners import create_agreement, create_partner
from partners.models import Partner

FOLDER = Path(settings.BASE_DIR) / "data" / "bac_giang"


@dataclass(frozen=True)
class Loader:
    """One loading: the moment at which it happens and the units by their code."""

    at: datetime
    units: dict[str, District]

    def some(self, codes: Iterable[str] | str) -> list[District]:
        """Return units in the order named; «all» for the whole province."""
        return list(self.units.values()) if codes == "all" else [self.units[c] for c in codes]


@transaction.atomic
def load(at: datetime) -> None:
    """Fill an empty database; all or nothing."""
    accounts = _read("accounts")
    load_agency(_read("agency"), at)
    units = {
        row["code"]: create_unit(
            **row,
            rank=rank,
            email=accounts["unit_addresses"][row["code"]],
            by=SYSTEM,
            at=at,
        )
        for rank, row in enumerate(_read("districts")["districts"], start=1)
    }
    loader = Loader(at=at, units=units)
    load_accounts(loader, accounts)
    load_programme(loader, _read("programme"))
    load_partners(loader, _read("partners"))
    load_consultation(loader, _read("consultation"))


def load_agency(data: dict[str, Any], at: datetime) -> None:
    """Names and symbols of the agency, who signs, which books there are."""
    agency = Agency()
    names = ("parent_name", "name", "abbreviation", "place")
    office.keep(agency, {name: data[name] for name in names}, by=SYSTEM, at=at)
    for unit in data["drafting_units"]:
        office.keep(DraftingUnit(), {"agency": agency, **unit}, by=SYSTEM, at=at)
    for signatory in data["signatories"]:
        lines = {"authority": "\n".join(signatory["authority"])}
        office.keep(Signatory(), signatory | lines, by=SYSTEM, at=at)
    for book in data["register_books"]:
        office.keep(RegisterBook(), book, by=SYSTEM, at=at)


def load_accounts(loader: Loader, data: dict[str, Any]) -> None:
    """Demonstration accounts; those of units become their officers."""
    since = date.fromisoformat(data["officers_from"])
    for row in data["accounts"]:
        user = create_user(
            username=row["username"],
            password=row["password"],
            full_name=row["full_name"],
            role=Role(row["role"]),
            position=row["position"],
            email=row["email"],
            must_change_password=False,
            by=SYSTEM,
            at=loader.at,
        )
        if "district" in row:
            unit = loader.units[row["district"]]
            assign(user=user, district=unit, valid_from=since, by=SYSTEM, at=loader.at)


def load_programme(loader: Loader, data: dict[str, Any]) -> None:
    """The programme's target, orientations and duties."""
    programme = Programme.objects.create(
        title=data["title"],
        period=data["period"],
        target_least=data["target"]["least"],
        target_most=data["target"]["most"],
        source=data["target"]["source"],
    )
    for row in data["orientations"]:
        orientation = Orientation.objects.create(
            programme=programme,
            fields=row["fields"],
            countries=row["countries"],
            source=row["source"],
        )
        orientation.districts.set(loader.some(row["districts"]))
    for row in data["duties"]:
        duty = Duty.objects.create(
            programme=programme,
            text=row["text"],
            due=date.fromisoformat(row["due"]) if "due" in row else None,
            yearly_from=row.get("yearly_from"),
            source=row["source"],
        )
        duty.districts.set(loader.some(row["districts"]))


def load_partners(loader: Loader, data: dict[str, Any]) -> None:
    """Partners of the documents and the agreement that they name."""
    partners: dict[str, Partner] = {}
    for row in data["partners"]:
        parent = partners.get(row.get("parent", ""))
        facts = {name: value for name, value in row.items() if name != "parent"}
        partners[row["code"]] = create_partner(**facts, parent=parent, by=SYSTEM, at=loader.at)
    for row in data["agreements"]:
        create_agreement(
            district=loader.units[row["district"]],
            partner=partners[row["partner"]],
            title=row["title"],
            note=row["note"],
            source=row["source"],
            by=SYSTEM,
            at=loader.at,
        )


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
        book=RegisterBook.objects.get(code=drafting.OUTGOING),
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


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return data
