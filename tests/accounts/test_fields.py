import pytest
from django.core.exceptions import ValidationError

from accounts.fields import LineField, TextField, key_in


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Đề   án \n hợp tác ", "Đề án hợp tác"),
        ("Kế hoạch", "Kế hoạch"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_line_is_kept_clean(typed, kept):
    assert LineField(required=False).clean(typed) == kept


def test_a_text_keeps_its_lines():
    assert TextField().clean("Một.\r\n\r\nHai.") == "Một.\n\nHai."


@pytest.mark.parametrize("field", [LineField(), TextField()])
@pytest.mark.parametrize(("hidden", "code"), [("\u202e", "U+202E"), ("\x07", "U+0007")])
def test_hidden_characters_are_refused_by_name(field, hidden, code):
    with pytest.raises(ValidationError) as refusal:
        field.clean(f"Kế{hidden}hoạch")

    assert code in refusal.value.messages[0]


def test_a_box_has_the_height_asked_for():
    assert TextField(rows=2).widget.attrs["rows"] == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 10_000, ""),
        ("x" * 10_001, "Văn bản dài 10.001 ký tự, quá 10.000 ký tự cho phép."),
        ("x" * 1_000_000, "Văn bản dài 1.000.000 ký tự, quá 10.000 ký tự cho phép."),
        ("x\n" * 499, ""),
        ("x\n" * 600 + "x", "Văn bản có 601 dòng, quá 500 dòng cho phép."),
    ],
)
def test_a_text_has_a_length_that_can_be_printed(typed, sentence):
    field = TextField()
    try:
        field.clean(typed)
        said = ""
    except ValidationError as refusal:
        said = refusal.messages[0].partition(" Đề nghị")[0]

    assert said == sentence
    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize(
    ("text", "key"),
    [("12", 12), ("", None), ("-1", None), ("1.0", None), ("²", None), ("9" * 19, None)],
)
def test_a_key_that_comes_back_from_a_page(text, key):
    assert key_in(text) == key
