import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from dispatches.domain.kinds import load_decree_30
from dispatches.letter import Family
from dispatches.models import DocumentKind
from tests.dispatches.factories import agency, book, kind
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_kinds_of_the_decree():
    added = load_decree_30(agency(), books={Family.NAMED: book("to-trinh")}, by=SYSTEM, at=AT)

    assert added == DocumentKind.objects.count() == 29
    assert AuditEvent.objects.filter(action="documentkind.created").count() == 29
    submission, letter = (DocumentKind.objects.get(code=c) for c in ("to-trinh", "cong-van"))
    assert (submission.name, submission.abbreviation) == ("Tờ trình", "TTr")
    assert (submission.family, submission.book) == ("named", book("to-trinh"))
    assert (letter.abbreviation, letter.book) == ("", None)


def test_what_the_office_has_already_stays():
    mine = kind(book("cong-van"), name="Công văn của tôi")

    assert load_decree_30(agency(), by=SYSTEM, at=AT) == 28
    assert load_decree_30(agency(), by=SYSTEM, at=AT) == 0
    assert DocumentKind.objects.get(code="cong-van") == mine
    mine.refresh_from_db()
    assert mine.name == "Công văn của tôi"


def test_the_command_asks_for_an_agency_first():
    with pytest.raises(CommandError, match="Chưa có cơ quan ban hành"):
        call_command("load_decree_30")
    agency()

    call_command("load_decree_30")

    assert DocumentKind.objects.count() == 29


@pytest.mark.parametrize(
    "fields",
    [
        {"family": "verse"},
        {"family": "sheet"},
        {"family": "sheet", "book": None},
        {"symbol_pattern": ""},
    ],
)
def test_the_database_refuses_a_kind_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        kind(**fields)


def test_a_sheet_has_neither_book_nor_symbol():
    assert not kind(family="sheet", book=None, symbol_pattern="").is_numbered
