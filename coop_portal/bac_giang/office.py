"""Agencies, their symbols, who signs, which books and kinds of documents there are."""

from datetime import date, datetime
from typing import Any

from accounts.actors import SYSTEM
from dispatches.domain import office
from dispatches.domain.kinds import load_decree_30
from dispatches.domain.references import add_reference
from dispatches.letter import Family
from dispatches.models import Agency, DocumentKind, DraftingUnit, RegisterBook, Signatory

NAMES = ("parent_name", "name", "abbreviation", "place")


def load_office(data: dict[str, Any], at: datetime) -> None:
    """Names and symbols of the agencies, who signs, which books and kinds there are."""
    agencies = {}
    for row in data["agencies"]:
        agency = agencies[row["name"]] = Agency()
        office.keep(agency, {name: row[name] for name in NAMES}, by=SYSTEM, at=at)
        for unit in row["drafting_units"]:
            office.keep(DraftingUnit(), {"agency": agency, **unit}, by=SYSTEM, at=at)
    for signatory in data["signatories"]:
        facts = {
            "agency": agencies[signatory["agency"]],
            "authority": "\n".join(signatory["authority"]),
        }
        office.keep(Signatory(), signatory | facts, by=SYSTEM, at=at)
    for book in data["register_books"]:
        office.keep(RegisterBook(), book, by=SYSTEM, at=at)
    _load_kinds(data["kinds"], at)
    for row in data["reference_documents"]:
        add_reference(**row | {"date": date.fromisoformat(row["date"])}, by=SYSTEM, at=at)


def _load_kinds(data: dict[str, Any], at: datetime) -> None:
    books = {book.code: book for book in RegisterBook.objects.all()}
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    signatories = {signatory.name: signatory for signatory in Signatory.objects.all()}
    load_decree_30(
        Agency.objects.earliest("pk"),
        books={
            Family.OFFICIAL: books[data["official_book"]],
            Family.NAMED: books[data["named_book"]],
        },
        signatories={code: signatories[name] for code, name in data["default_signatories"].items()},
        by=SYSTEM,
        at=at,
    )
    for rank, row in enumerate(data["own"], start=101):
        facts = {name: value for name, value in row.items() if name != "source"}
        chosen = {"agency": agencies[row["agency"]], "book": books[row["book"]], "rank": rank}
        office.keep(DocumentKind(), facts | chosen, by=SYSTEM, at=at)
