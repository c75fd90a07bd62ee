"""The story of 2024-2025 on the loaded data: what moves, and who answers at the end."""

import datetime as dt

import pytest

from coop_portal import bac_giang
from coop_portal.rehearsal import reorganisation
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_reorganisations_are_played_on_the_loaded_data():
    bac_giang.load(AT)

    steps = reorganisation.play(lambda _moment: None)

    assert [(step.act.on.isoformat(), len(step.units)) for step in steps] == [
        ("2024-02-01", 10),
        ("2025-01-01", 10),
        ("2025-07-01", 0),
    ]
    assert [sorted(step.moved) for step in steps[:2]] == [["huyện Việt Yên"], ["huyện Yên Dũng"]]
    assert list(steps[1].left) == ["huyện Lục Ngạn"]
    [(agreement, who)] = reorganisation.agreements_on(dt.date(2025, 7, 1))
    assert agreement.district.full_name == "thành phố Bắc Giang"
    assert who.startswith("UBND tỉnh Bắc Ninh (Nghị định số 177/2025/NĐ-CP")
    assert "## 01/7/2025" in reorganisation.report(steps)
