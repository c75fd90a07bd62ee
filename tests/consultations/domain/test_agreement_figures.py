"""How far the units agree with each content, round by round."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts import spreadsheet
from consultations.domain import agreement_figures
from consultations.domain.agreement_figures import of_consultation, of_round
from consultations.models import Round
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")


def called(*units):
    """Lục Ngạn agrees, then corrects itself; Sơn Động has comments; the others are silent."""
    round_ = rounds.called(rounds.drafted(*units))
    ngan, dong = (rounds.consultee(round_, name) for name in units[:2])
    rounds.answer(ngan, (BUT, "Thêm Hàn Quốc."), at=hanoi("03/8 08:00"))
    rounds.answer(ngan, (AGREE, ""), at=hanoi("04/8 08:00"))
    rounds.answer(dong, (BUT, "Bỏ mục 2."), at=hanoi("04/8 08:00"))
    return round_


def bars(agreements):
    return [[(one.tone, one.count) for one in each.shares] for each in agreements]


def test_the_bar_counts_the_answers_that_count_and_the_silent():
    round_ = called(*UNITS)

    [agreement] = of_round(round_)

    assert bars([agreement]) == [[("ok", 1), ("but", 1), ("idle", 1)]]
    assert sum(share.count for share in agreement.shares) == agreement.asked == 3
    said = [(one.response.consultee.name, one.position) for one in agreement.opinions]
    assert said == [("huyện Lục Ngạn", AGREE), ("huyện Sơn Động", BUT)]
    assert not agreement.is_cut


def test_the_page_of_all_contents_shows_the_first_and_leads_to_all(monkeypatch):
    round_ = called(*UNITS)
    monkeypatch.setattr(agreement_figures, "SHOWN", 1)
    client = signed_in(rounds.person("officer"))

    [agreement] = of_round(round_)
    page = client.get(reverse("consultations:comments", args=[round_.pk])).content.decode()
    every = reverse("consultations:opinions", args=[round_.pk])
    listed = client.get(every, {"content": 1})

    assert [one.response.consultee.name for one in agreement.opinions] == ["huyện Lục Ngạn"]
    assert f'href="{every}?content=1">Xem cả 2 ý kiến</a>' in page
    assert [row[0].object.text for row in listed.context["rows"]] == ["", "Bỏ mục 2."]


def test_the_workbook_of_all_opinions_is_what_the_filters_found():
    round_ = called(*UNITS)
    every = reverse("consultations:opinions", args=[round_.pk])
    client = signed_in(rounds.person("officer"))

    export = client.get(every, {"position": BUT, "export": "xlsx"})
    book = load_workbook(BytesIO(export.getvalue()))

    assert [[cell.value for cell in row] for row in book.active.rows] == [
        ["Nội dung", "Đơn vị", "Ý kiến", "Nội dung góp ý"],
        [1, "UBND huyện Sơn Động", "Nhất trí kèm góp ý", "Bỏ mục 2."],
    ]


def test_a_sealed_round_lists_no_opinion():
    round_ = called(*UNITS)
    Round.objects.update(sealed=True)
    every = reverse("consultations:opinions", args=[round_.pk])

    assert signed_in(rounds.person("officer")).get(every).context["rows"] == []


def test_the_page_and_its_workbook_say_the_same():
    round_ = called(*UNITS)
    client = signed_in(rounds.person("officer"))
    page = reverse("consultations:agreement_figures", args=[round_.pk])

    [(shown, agreements)] = client.get(page).context["rounds"]
    export = client.get(page, {"export": "xlsx"})

    assert (shown, bars(agreements)) == (round_, [[("ok", 1), ("but", 1), ("idle", 1)]])
    assert export["Content-Type"] == spreadsheet.MEDIA_TYPE


@pytest.mark.parametrize("units", [UNITS, (*UNITS, "Lạng Giang", "Tân Yên")])
def test_more_units_need_no_more_queries(units, django_assert_num_queries):
    round_ = called(*units)

    with django_assert_num_queries(5):
        found = of_consultation(round_.consultation)
        assert [agreement.silent for _round, [agreement] in found] == [len(units) - 2]


def test_a_paper_round_has_no_contents_and_a_draft_no_figures():
    later = rounds.loaded()

    found = of_consultation(later.consultation)
    assert [(round_.ordinal, agreements) for round_, agreements in found] == [(1, [])]
