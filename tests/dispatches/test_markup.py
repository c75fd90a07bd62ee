import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatches.blocks import Run
from dispatches.markup import parse, typed


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("trước ngày", (Run("trước ngày"),)),
        (
            "trước **ngày 09/8/2021**.",
            (Run("trước "), Run("ngày 09/8/2021", bold=True), Run(".")),
        ),
        ("*Căn cứ* luật", (Run("Căn cứ", italic=True), Run(" luật"))),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        ("5 * 3", (Run("5 * 3"),)),
        ("**hở", (Run("**hở"),)),
        (r"\*không\*", (Run("*không*"),)),
        (r"C:\\x", (Run(r"C:\x"),)),
        ("{{ x }} <b>", (Run("{{ x }} <b>"),)),
        ("**a *b* c**", (Run("**a "), Run("b", italic=True), Run(" c**"))),
        (
            "“*chữ*”, (**số**)",
            (Run("“"), Run("chữ", italic=True), Run("”, ("), Run("số", bold=True), Run(")")),
        ),
        ("*khổ 10*15 cm (*)*", (Run("khổ 10*15 cm (*)", italic=True),)),
        (r"mục 1\&**\&.** và", (Run("mục 1"), Run(".", bold=True), Run(" và"))),
    ],
)
def test_marks(text, runs):
    assert parse(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        "Số liệu (*) là ước; (**) là sơ bộ; xem (*)",
        "10*15 cm, 20*30 cm",
        "2 * 3 * 4",
        "Số ước*, số sơ bộ*; thuế (1)*, phí (2)*.",
        "* Ghi chú: *) số ước, *) số sơ bộ",
        "*Số ước; *số sơ bộ",
        "a*b*c",
    ],
)
def test_asterisks_that_mark_no_word_are_text(text):
    assert parse(text) == (Run(text),)


@pytest.mark.parametrize("text", ["Số liệu (*) là ước; xem (*)", "10*15 cm", "2 * 3"])
def test_an_asterisk_that_can_mark_nothing_is_shown_as_it_was_typed(text):
    assert typed(parse(text)) == text
    assert typed(parse(f"**{text}**")) == f"**{text}**"


runs = st.lists(
    st.builds(
        Run, st.text(alphabet="ab*\\ \n(.&", min_size=1, max_size=6), st.booleans(), st.booleans()
    ),
    max_size=4,
)


@given(st.text(alphabet="ab*\\ (.&", max_size=20))
def test_every_text_is_read(text):
    assert parse(typed(parse(text))) == parse(text)


@given(runs)
def test_what_is_written_is_read_back(given_runs):
    alternating = tuple(
        run
        for before, run in zip([None, *given_runs], given_runs, strict=False)
        if before is None or (before.bold, before.italic) != (run.bold, run.italic)
    )

    assert parse(typed(alternating)) == alternating
