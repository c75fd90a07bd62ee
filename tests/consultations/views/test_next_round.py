"""Opening the round that follows, comparing it, and keeping an earlier opinion, as one clicks."""

import pytest
from django.urls import reverse

from consultations.domain import consolidating
from consultations.models import Draft, Round, TextChange
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, MORE
from tests.consultations.rounds import hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier():
    return consolidations.closed()


@pytest.fixture
def officer(earlier):
    return signed_in(rounds.person("officer"))


def opened(officer, earlier, **changes):
    """Fill in the form as it stands, and send it."""
    address = reverse("consultations:open_next", args=[earlier.pk])
    form = officer.get(address).context["form"]
    data = form.initial | {"deadline_kind": "before_date", "deadline_date": "06/9/2021"} | changes
    officer.post(address, data)
    return Round.objects.filter(ordinal=2).first()


@pytest.mark.parametrize(
    ("query", "ticked"),
    [
        ("", ["Lục Ngạn", "Sơn Động", "Yên Thế", "Yên Dũng"]),
        ("?don-vi=gop-y", ["Lục Ngạn", "Sơn Động"]),
        ("?don-vi=im-lang", ["Yên Dũng"]),
    ],
)
def test_the_address_ticks_the_units(officer, earlier, query, ticked):
    page = officer.get(reverse("consultations:open_next", args=[earlier.pk]) + query)
    chosen = page.context["form"].initial["units"]
    assert [rounds.consultee(earlier, name).pk for name in ticked] == chosen


def test_from_the_closed_round_to_its_successor(officer, earlier):
    board = reverse("consultations:round", args=[earlier.pk])
    link = reverse("consultations:open_next", args=[earlier.pk])
    assert link in officer.get(board).text
    made = opened(officer, earlier)
    assert made.consultees.count() == 4
    assert link not in officer.get(board).text
    page = officer.get(reverse("consultations:round", args=[made.pk])).text
    assert reverse("consultations:compare", args=[made.pk, 1]) in page


def test_nothing_is_opened_without_a_unit(officer, earlier):
    assert opened(officer, earlier, units=[]) is None


def test_the_comparison_notes_that_a_comment_changed_the_text(officer, earlier):
    consolidating.begin(earlier, by=rounds.person("officer"), at=LATER)
    made = opened(officer, earlier)
    page = officer.get(reverse("consultations:compare", args=[made.pk, 1]))
    assert MORE in page.text
    row, _followed = page.context["carried"].comments[0]
    note = reverse("consultations:note_change", args=[made.pk, 1, row.comment_id])
    officer.post(note, {"changed": "1"})
    assert TextChange.objects.get().comment == row.comment
    officer.post(note)
    assert not TextChange.objects.exists()
    elsewhere = reverse("consultations:note_change", args=[made.pk, 2, row.comment_id])
    assert officer.post(elsewhere).status_code == 404


def test_a_unit_keeps_its_opinion_with_one_click(officer, earlier):
    made = rounds.called(opened(officer, earlier), hanoi("11/8 08:00"))
    unit = rounds.consultee(made, "Lục Ngạn")
    client = signed_in(rounds.staff(unit))
    page = client.get(reverse("consultations:answer", args=[unit.pk]))
    assert "Giữ ý kiến lần trước ở 2 nội dung không đổi" in page.text
    client.post(reverse("consultations:keep_opinions", args=[unit.pk]), {"version": 0})
    said = Draft.objects.get(consultee=unit).answers
    assert [said[str(each.pk)]["position"] for each in made.contents.all()] == [
        "agree_with_comments",
        "agree",
    ]
