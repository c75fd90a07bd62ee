"""A translation is issued with its original, under the same number."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from dispatches.domain import approval, drafting, issuing
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Dispatch
from tests.dispatches.factories import approved, book, clerk, drafted, issued, kind, leader, officer
from tests.dispatches.seed_letter import SEED
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
ENGLISH = replace(SEED, language="en")


def translation_of(original, *, of_language=ENGLISH):
    return drafting.draft(
        kind=original.kind, letter=of_language, translates=original, by=officer(), at=AT
    )


def test_it_takes_number_and_date_of_its_original():
    original = approved()
    translation = translation_of(original)
    approval.submit(translation, by=officer(), at=AT)
    approval.approve(translation, digest=translation.letter_digest, by=leader(), at=AT)

    issuing.issue(original, number=None, date=DAY, by=clerk(), at=AT)

    translation.refresh_from_db()
    assert (original.number, translation.number, translation.date) == (1, 1, DAY)
    assert translation.state == "issued"
    assert Letter.from_json(translation.letter) == replace(ENGLISH, number=1, date=DAY)
    assert issued().number == 2


def test_nothing_is_issued_while_a_translation_waits():
    original = approved()
    translation_of(original)

    with pytest.raises(DispatchRefused, match="«Dự thảo»"):
        issuing.issue(original, number=None, date=DAY, by=clerk(), at=AT)

    original.refresh_from_db()
    assert (original.state, original.number) == ("approved", None)
    assert issuing.next_number(book(), DAY) == 1


def test_it_gets_no_number_of_its_own():
    translation = translation_of(drafted())
    approval.submit(translation, by=officer(), at=AT)
    approval.approve(translation, digest=translation.letter_digest, by=leader(), at=AT)

    with pytest.raises(DispatchRefused, match="cùng bản chính"):
        issuing.issue(translation, number=None, date=DAY, by=clerk(), at=AT)


def test_only_an_unissued_original_gets_one():
    with pytest.raises(DispatchRefused, match="chỉ lập được cho bản chính"):
        translation_of(translation_of(drafted()))
    with pytest.raises(DispatchRefused, match="«Đã ban hành»"):
        translation_of(issued())


def test_a_kind_without_a_book_gets_no_number():
    loose = kind(book("khong-so"), book=None)

    with pytest.raises(DispatchRefused, match="chưa có sổ đăng ký"):
        issuing.issue(approved(kind=loose), number=None, date=DAY, by=clerk(), at=AT)


def test_the_database_keeps_kind_and_original_of_what_is_issued():
    dispatch, other = issued(), drafted()

    for change in ({"kind": kind(book("khac"))}, {"translates": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.filter(pk=dispatch.pk).update(**change)
