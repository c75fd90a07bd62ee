"""Dispatches in every state, made by the domain functions themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from accounts.models import User
from dispatches.domain import approval, drafting, incoming, issuing
from dispatches.letter import Letter
from dispatches.models import Agency, Dispatch, DocumentKind, IncomingDocument, RegisterBook
from dispatches.uploads import Upload
from tests.dispatches.seed_letter import SEED
from tests.factories import AT, DAY, user


def person(role: str, username: str = "") -> User:
    """The person of that name, made at the first call."""
    return User.objects.filter(username=username or role).first() or user(role, username)


def officer() -> User:
    return person("officer")


def leader() -> User:
    return person("leader")


def clerk() -> User:
    return person("clerk")


def book(code: str = "cong-van") -> RegisterBook:
    return RegisterBook.objects.get_or_create(code=code, defaults={"name": "Sổ công văn đi"})[0]


def agency() -> Agency:
    return Agency.objects.get_or_create(
        name="Sở Ngoại vụ",
        parent_name="UBND tỉnh Bắc Giang",
        abbreviation="SNgV",
        place="Bắc Giang",
    )[0]


def kind(numbered_in: RegisterBook | None = None, **fields) -> DocumentKind:
    """The kind that is numbered in the book, with the code of the book."""
    of = numbered_in or book()
    made = {
        "name": "Công văn",
        "family": "official",
        "symbol_pattern": "{cơ quan}-{đơn vị}",
        "agency": agency(),
        "book": of,
    } | fields
    return DocumentKind.objects.get_or_create(code=of.code, defaults=made)[0]


def letter(subject: str = SEED.subject, symbol: str = SEED.symbol) -> Letter:
    return replace(SEED, subject=subject, symbol=symbol)


def drafted(**changes) -> Dispatch:
    made = {"kind": kind(), "letter": letter(), "by": officer(), "at": AT} | changes
    return drafting.draft(**made)


def submitted(**changes) -> Dispatch:
    dispatch = drafted(**changes)
    return approval.submit(dispatch, by=officer(), at=changes.get("at", AT))


def approved(**changes) -> Dispatch:
    dispatch = submitted(**changes)
    at = changes.get("at", AT)
    return approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=at)


def issued(number: int | None = None, date: dt.date = DAY, **changes) -> Dispatch:
    dispatch = approved(**changes)
    at = changes.get("at", AT)
    return issuing.issue(dispatch, number=number, date=date, by=clerk(), at=at)


def entry(**changes) -> incoming.Entry:
    made = {
        "arrived_on": DAY,
        "author": "Cục Ngoại vụ, Bộ Ngoại giao",
        "full_number": "347/CNV-ĐP",
        "date": dt.date(2021, 7, 14),
        "kind_name": "Công văn",
        "subject": "Kết nối hợp tác với các địa phương của Hàn Quốc",
    }
    return incoming.Entry(**made | changes)


def arrived(
    scan: Upload | None = None, enclosed: Sequence[Upload] = (), **changes
) -> IncomingDocument:
    """An incoming document, registered although one of that number may be there."""
    files = {"scan": scan, "enclosed": enclosed}
    return incoming.receive(entry(**changes), **files, although_known=True, by=clerk(), at=AT)


def scan() -> Upload:
    return Upload("cong-van.pdf", b"%PDF-1.4 scan", "application/pdf")
