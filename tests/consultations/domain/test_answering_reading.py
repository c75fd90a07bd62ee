"""The order and the marks in which a unit reads the contents."""

import pytest

from consultations.domain.reading import LONG, contents_for
from consultations.models import Passage
from tests.consultations.factories import called, issued_round, unit

pytestmark = pytest.mark.django_db


def test_what_concerns_the_unit_comes_first():
    read = contents_for(called().consultee)
    assert [(one.content.ordinal, one.concerned) for one in read] == [
        (2, True),
        (3, True),
        (1, False),
    ]


def test_for_a_unit_not_concerned_the_contents_stay_in_order():
    second = unit("Yên Dũng", rank=2)
    round_ = issued_round(unit(), second)
    read = contents_for(round_.consultees.get(district=second))
    assert [one.content.ordinal for one in read] == [1, 2, 3]


def _lengthened(consultee):
    first = Passage.objects.filter(content__ordinal=2).first()
    Passage.objects.filter(pk=first.pk).update(text=first.text + "x" * LONG)
    return {one.content.ordinal: one for one in contents_for(consultee)}


def test_a_short_content_is_shown_whole():
    read = contents_for(called().consultee)
    assert not any(one.folded for one in read)


def test_of_a_long_content_the_unit_sees_its_own_passages_first():
    call = called()
    second = _lengthened(call.consultee)[2]
    assert (second.folded, len(second.shown), len(second.whole)) == (True, 1, 2)
    assert second.shown[0][0].own


def test_of_a_long_content_that_names_others_the_first_passage_is_shown():
    third = unit("Sơn Động", rank=3)
    round_ = issued_round(unit(), third)
    second = _lengthened(round_.consultees.get(district=third))[2]
    assert (len(second.shown), second.shown[0][0].own) == (1, False)
