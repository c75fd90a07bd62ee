"""Names of files, cleaned."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatches.uploads.names import NAME_LIMIT, clean_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Ý kiến góp ý.pdf", "Ý kiến góp ý.pdf"),
        (unicodedata.normalize("NFD", "Ý kiến góp ý.pdf"), "Ý kiến góp ý.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\b.docx", "b.docx"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nX-Header: b.pdf", "a X-Header b.pdf"),
        ("vb\u202efdp.exe", "vbfdp.exe"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("...", "tep"),
        (".pdf", "pdf"),
        ("", "tep"),
        ("x" * 300 + ".pdf", "x" * (NAME_LIMIT - 4) + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * (NAME_LIMIT - 2)),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


@given(st.text(max_size=400))
def test_a_cleaned_name_is_safe_whatever_came(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= NAME_LIMIT
    assert not set(cleaned) & set('/\\\x00\r\n"<>:|?*\u202e')
    assert clean_name(cleaned) == cleaned
