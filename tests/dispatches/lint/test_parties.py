import pytest

from dispatches.letter import Family
from dispatches.lint.parties import parties
from tests.dispatches.lint.province import FACTS, SEED, replace

KEPT = "Lưu: VT, NV."
NO_BEGINNING = "Văn bản có Kính gửi thì Nơi nhận bắt đầu bằng “Như trên”."
NOBODY_ABOVE = "Nơi nhận ghi “Như trên” nhưng không có Kính gửi."
NO_END = "Nơi nhận thiếu dòng cuối “Lưu: VT, …”."


def said(addressees, recipients, **changes):
    letter = replace(SEED, addressees=addressees, recipients=recipients, **changes)
    return [(f.place, f.quote, f.message) for f in parties(letter, FACTS)]


@pytest.mark.parametrize(
    ("addressees", "recipients"),
    [
        (("UBND tỉnh",), ("Như trên;", KEPT)),
        (("A", "B"), ("Như trên;", "C;", KEPT)),
        ((), ("Sở Tư pháp;", KEPT)),
    ],
)
def test_lists_that_fit_each_other(addressees, recipients):
    assert said(addressees, recipients) == []


@pytest.mark.parametrize(
    ("addressees", "recipients", "expected"),
    [
        (
            ("A",),
            ("B;", KEPT),
            [("recipients", "", NO_BEGINNING)],
        ),
        (
            (),
            ("Như trên;", KEPT),
            [("recipients", "Như trên", NOBODY_ABOVE)],
        ),
        (
            ("A",),
            ("Như trên;", "B."),
            [("recipients", "", NO_END)],
        ),
        ((), (), [("recipients", "", NO_END)]),
        (("A", "a"), ("Như trên;", KEPT), [("addressees", "a", "Ghi hai lần: “a”.")]),
        (("A",), ("Như trên;", "A;", KEPT), [("recipients", "A", "“A” đã có ở Kính gửi.")]),
        (("A",), ("Như trên;", "B;", "B;", KEPT), [("recipients", "B", "Ghi hai lần: “B”.")]),
    ],
)
def test_lists_that_do_not(addressees, recipients, expected):
    assert said(addressees, recipients) == expected


@pytest.mark.parametrize("changes", [{"family": Family.NOTE}, {"language": "en"}])
def test_only_administrative_documents_have_them(changes):
    assert said(("A",), (), **changes) == []
