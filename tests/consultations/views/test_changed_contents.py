"""A unit that is asked again sees what has changed since it was asked before."""

import pytest
from django.urls import reverse
from lxml import html

from consultations.domain import drafting
from tests.consultations import rounds
from tests.consultations.rounds import hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
OVER, NEXT = hanoi("09/8 08:00"), hanoi("10/8 08:00")


def put(round_, *passages, ordinal=None):
    place = {"ordinal": ordinal} if ordinal else {}
    return drafting.put_content(
        round_,
        heading="Mục tiêu:",
        passages=passages,
        by=rounds.person("officer"),
        at=NEXT,
        **place,
    )


def page(round_):
    unit = rounds.consultee(round_, "Lục Ngạn")
    address = reverse("consultations:answer", args=[unit.pk])
    return html.fromstring(signed_in(rounds.staff(unit)).get(address).content.decode())


def told(round_):
    """Of each content what its title says of the round before, and the words that have changed."""
    return [
        (
            [flag.text for flag in content.findall("h2/span")],
            [(word.tag, word.text) for word in content.iter("ins", "del")],
        )
        for content in page(round_).iter("section")
        if "content" in content.classes
    ]


def test_changed_new_and_unchanged_contents_are_told_apart():
    first = rounds.end(rounds.called(rounds.drafted("Lục Ngạn", contents=2)), OVER)
    draft = rounds.carried_on(first, at=NEXT)
    put(draft, "Nội dung số 1. Đã sửa.", ordinal=2)
    put(rounds.fresh(draft), "Thêm mới.")
    second = rounds.called(rounds.fresh(draft), NEXT)

    assert told(second) == [
        (["Không đổi so với lần trước"], []),
        (["Đã sửa so với lần trước"], [("ins", " Đã sửa.")]),
        (["Nội dung mới"], []),
    ]


def test_a_first_round_has_nothing_to_compare():
    assert told(rounds.called(rounds.drafted("Lục Ngạn"))) == [([], [])]
