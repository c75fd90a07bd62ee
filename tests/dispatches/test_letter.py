import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatches.blocks import (
    BasisLine,
    CentredLine,
    Column,
    Heading,
    ListItem,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from dispatches.letter import Appendix, Circulation, Family, Letter, LetterFormatError, Urgency
from tests.dispatches.seed_letter import SEED

runs = st.builds(Run, st.text(max_size=20), st.booleans(), st.booleans())
texts = st.sampled_from([Paragraph, Heading, ListItem, Quotation, BasisLine, CentredLine]).flatmap(
    lambda kind: st.builds(kind, st.lists(runs, max_size=4).map(tuple))
)
columns = st.builds(
    Column, st.text(max_size=9), st.integers(1, 9), st.sampled_from(Column.ALIGNMENTS)
)
tables = st.lists(columns, min_size=1, max_size=3).flatmap(
    lambda heads: st.builds(
        Table,
        st.just(tuple(heads)),
        st.lists(st.tuples(*[st.text(max_size=9)] * len(heads)), max_size=3).map(tuple),
    )
)
blocks = texts | tables
letters = st.builds(
    replace,
    st.just(SEED),
    number=st.none() | st.integers(1, 9999),
    date=st.none() | st.dates(),
    subject=st.text(max_size=30),
    addressees=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    blocks=st.lists(blocks, max_size=5).map(tuple),
    family=st.sampled_from(Family),
    type_name=st.sampled_from(["", "Tờ trình"]),
    urgency=st.sampled_from(Urgency),
    circulation=st.sampled_from(Circulation),
    issuer=st.sampled_from(["", "Sở Ngoại vụ"]),
    footer=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    appendices=st.lists(
        st.builds(Appendix, st.text(max_size=9), st.lists(blocks).map(tuple), st.booleans()),
        max_size=2,
    ).map(tuple),
    signature=st.none() | st.just(SEED.signature),
)


@given(letters)
def test_the_stored_form_gives_the_same_letter_back(letter):
    assert Letter.from_json(letter.to_json()) == letter


@given(letters, letters)
def test_two_letters_share_a_digest_only_when_equal(one, other):
    assert (one.digest() == other.digest()) == (one == other)


def test_the_digest_of_a_stored_letter_never_changes():
    assert SEED.digest() == ("05196bf8d397f99ebcd52941773b044409bd14a1706a25adbea3763da9b1e452")


def test_the_stored_form_is_plain_and_versioned():
    letter = replace(
        SEED,
        number=170,
        date=datetime.date(2021, 8, 2),
        blocks=(Paragraph.of("trước ", Run("ngày 09/8/2021", bold=True), "."),),
    )

    assert letter.to_json() == {
        "schema": 1,
        "kind": "cong_van",
        "language": "vi",
        "parent_agency": "UBND TỈNH BẮC GIANG",
        "agency": "SỞ NGOẠI VỤ",
        "number": 170,
        "symbol": "SNgV-NV",
        "place": "Bắc Giang",
        "date": "2021-08-02",
        "draft_month": [8, 2021],
        "subject": "V/v đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương (lần 2)",
        "addressees": ["UBND các huyện, thành phố"],
        "addressee_stop": True,
        "blocks": [
            {
                "type": "paragraph",
                "runs": [
                    {"text": "trước "},
                    {"text": "ngày 09/8/2021", "bold": True},
                    {"text": "."},
                ],
            }
        ],
        "recipients": ["Như trên;", "GD; PGĐ Nguyễn Quang Tuấn ;", "Lưu: VT; NV."],
        "signature": {"lines": ["GIÁM ĐỐC"], "name": "Ngô Biên Cương"},
    }


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"schema": None},
        {"date": "02/8/2021"},
        {"draft_month": [8]},
        {"blocks": [{"type": "table", "runs": []}]},
        {"blocks": [{"type": "paragraph", "runs": [{"txt": ""}]}]},
        {"signature": {}},
        {"family": "verse"},
        {"urgency": "now"},
        {"blocks": [{"type": "table", "columns": [{"heading": ""}], "rows": [[]]}]},
        {"blocks": [{"type": "table", "columns": [], "rows": []}]},
        {"colour": "red"},
    ],
)
def test_an_unreadable_stored_form_is_refused(change):
    with pytest.raises(LetterFormatError):
        Letter.from_json(SEED.to_json() | change)


def test_a_missing_field_is_refused():
    stored = SEED.to_json()
    del stored["symbol"]

    with pytest.raises(LetterFormatError):
        Letter.from_json(stored)


def test_blocks_of_different_kinds_with_the_same_words_differ():
    assert Paragraph.of("Mục tiêu") != Heading.of("Mục tiêu")
    assert Paragraph.of("trước ", Run("ngày 09/8/2021", bold=True)).text == "trước ngày 09/8/2021"
