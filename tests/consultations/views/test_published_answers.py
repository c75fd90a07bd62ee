"""A unit sees the answers to its own comments, once they are published."""

import pytest
from django.urls import reverse

from consultations.domain import consolidating
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, WHY
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


def shown(table, name):
    unit = rounds.consultee(table.round, name)
    client = signed_in(rounds.staff(unit))
    return client.get(reverse("consultations:answer", args=[unit.pk])).text.count(WHY.text)


def test_each_unit_sees_the_answers_to_its_own_comments_once_they_are_public():
    table = consolidations.completed()
    names = ("Lục Ngạn", "Sơn Động", "Yên Thế")
    assert [shown(table, name) for name in names] == [0, 0, 0]
    consolidating.publish(table, by=rounds.person("officer"), at=LATER)
    assert [shown(table, name) for name in names] == [1, 2, 0]
