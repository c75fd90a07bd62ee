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
    ],
)
def test_marks(text, runs):
    assert parse(text) == runs


runs = st.lists(
    st.builds(
        Run, st.text(alphabet="ab*\\ \n", min_size=1, max_size=6), st.booleans(), st.booleans()
    ),
    max_size=4,
)


@given(st.text(alphabet="ab*\\ ", max_size=20))
def test_every_text_is_read(text):
    assert parse(typed(parse(text))) == parse(text)


@given(runs)
def test_what_is_written_is_read_back(given_runs):
    alternating = [
        run
        for before, run in zip([None, *given_runs], given_runs, strict=False)
        if before is None or (before.bold, before.italic) != (run.bold, run.italic)
    ]
    plain_between = tuple(
        piece for run in alternating for piece in (run, Run("-")) if run.bold or run.italic
    )

    assert parse(typed(plain_between)) == plain_between
