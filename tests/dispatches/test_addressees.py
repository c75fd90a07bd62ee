import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatches.addressees import LIMIT, Addressee, faults, fingerprint, from_text, to_text

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("", []),
        (" \n\t\n", []),
        ("UBND huyện Lục Ngạn", [Addressee("UBND huyện Lục Ngạn")]),
        ("  A   B \r\nC", [Addressee("A B"), Addressee("C")]),
        ("A\t Số 1,  phố X ", [Addressee("A", "Số 1, phố X")]),
        ("A\tB\tC", [Addressee("A", "B C")]),
        ("\tB", []),
        ("Hoà\u0301", [Addressee("Hoà\u0301")]),
        ("A\u200bB", [Addressee("AB")]),
    ],
)
def test_a_list_is_read_line_by_line(text, addressees):
    assert from_text(text) == addressees


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_a_list_that_was_read_is_written_and_read_as_the_same(rows):
    addressees = from_text("\n".join("\t".join(row) for row in rows))

    assert from_text(to_text(addressees)) == addressees


def test_the_fingerprint_is_of_names_addresses_and_order():
    lists = ["A\nB", "B\nA", "A\tX\nB", "A\nB\nC"]

    assert len({fingerprint(from_text(text)) for text in lists}) == 4
    assert fingerprint(from_text("A\nB")) == fingerprint(from_text(" A \n\nB"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A\nB", []),
        ("Hòa\nHoa", []),
        ("", ["Danh sách chưa có nơi nhận nào."]),
        ("A\nB\na", ["Nơi nhận thứ 3 trùng với nơi nhận thứ 1: «a»."]),
        ("Hòa\nHoà", ["Nơi nhận thứ 2 trùng với nơi nhận thứ 1: «Hoà»."]),
        ("A\n" + "x" * 301, ["Nơi nhận thứ 2 có tên hoặc địa chỉ dài quá 300 ký tự."]),
        ("A\t" + "x" * 301, ["Nơi nhận thứ 1 có tên hoặc địa chỉ dài quá 300 ký tự."]),
        (
            "\n".join(map(str, range(LIMIT + 1))),
            ["Danh sách có 5.001 nơi nhận, quá 5.000. Đề nghị chia thành nhiều đợt."],
        ),
    ],
)
def test_what_speaks_against_a_list_is_named(text, found):
    assert faults(from_text(text)) == found


def test_of_many_faults_the_first_are_named():
    found = faults(from_text("A\n" * 15))

    assert len(found) == 11
    assert found[-1] == "Và 4 lỗi khác."
