"""A unit sees the answers to its own comments, once they are published."""

import pytest
from django.urls import reverse
from lxml import html

from consultations.domain import consolidating
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, MORE, WHY
from tests.consultations.rounds import BUT
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


@pytest.fixture
def published():
    """Answers that are public, and Lục Ngạn, which began a correction before that."""
    table = consolidations.completed()
    unit = rounds.consultee(table.round, "Lục Ngạn")
    rounds.draft(unit, (BUT, "Bản sửa bỏ dở."), at=LATER)
    consolidating.publish(table, by=rounds.person("officer"), at=LATER)
    return unit


def test_a_correction_left_lying_does_not_hide_the_answers_and_stays_a_click_away(published):
    client = signed_in(rounds.staff(published))
    page = reverse("consultations:answer", args=[published.pk])

    first = client.get(page).text
    assert (WHY.text in first, "Bản sửa bỏ dở." in first) == (True, False)
    assert "Có bản sửa lưu 09:00 ngày 10/8/2021, chưa gửi." in first

    form = client.post(reverse("consultations:answer_begin", args=[published.pk]), follow=True)
    assert form.redirect_chain == [(f"{page}?soan", 302)]
    assert (WHY.text in form.text, "Bản sửa bỏ dở." in form.text) == (False, True)


def test_an_answer_stands_beside_the_words_that_it_answers(published):
    rounds.answer(published, (BUT, "Góp ý của bản muộn."), at=LATER)
    text = signed_in(rounds.staff(published)).get(
        reverse("consultations:answer", args=[published.pk])
    ).text  # fmt: skip
    answered = f"Sở Ngoại vụ trả lời ý kiến tại bản 1, số tiếp nhận 01/2021: {MORE}"
    said = " ".join(html.fromstring(text).text_content().split())
    assert said.index("Góp ý của bản muộn.") < said.index(answered) < said.index(WHY.text)
