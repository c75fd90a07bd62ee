"""A line in a blank: the same bytes for as long as the two are stored."""

import base64
import hashlib
import io

import pikepdf
import pytest

from dispatches.pdf_filling import fill

# A page of nine points, written by dispatches.pdf_writer.
BLANK = base64.b64decode(
    """
    JVBERi0xLjcKJfCflqQKNiAwIG9iago8PC9UeXBlIC9PYmpTdG0vTiA0L0ZpcnN0IDIwL0ZpbHRlciAvRmxhdGVE
    ZWNvZGUvTGVuZ3RoIDE0Mj4+CnN0cmVhbQp42k2NzQrCMBCE7z7FHPW0TRt/AmFBexRBirfSQ7ChBEojTQr69iZ4
    sJeBnflmR6BAieoEiYPCHkIeN1rT4/OyoLsZbKCr6wNamcCmo9ovU4Rg/lO1iWb0w4+GyNw6znaS2eZeDulme2cu
    /o22SLeC6qixwS/zM/W1Zk4rU0x8QLX65uJosT3vmL9aODJ3CmVuZHN0cmVhbQplbmRvYmoKMyAwIG9iago8PC9M
    ZW5ndGggMD4+CnN0cmVhbQoKZW5kc3RyZWFtCmVuZG9iago3IDAgb2JqCjw8L1R5cGUgL1hSZWYvVyBbMSA0IDJd
    L1NpemUgOC9Sb290IDIgMCBSL0luZm8gNSAwIFIvSUQgWyg1MDhhM2YwMWY2YmNkMWRhNWRmZGVkNjQ4NTBkY2I1
    NykgKDUwOGEzZjAxZjZiY2QxZGE1ZGZkZWQ2NDg1MGRjYjU3KV0vTGVuZ3RoIDU2Pj4Kc3RyZWFtCgAAAAAA//8C
    AAAABgAAAgAAAAYAAQEAAAD8AAACAAAABgACAgAAAAYAAwEAAAAPAAABAAABKwAACmVuZHN0cmVhbQplbmRvYmoK
    c3RhcnR4cmVmCjI5OQolJUVPRgo=
    """
)


def test_what_was_made_of_a_stored_blank_and_line_is_made_of_them_forever():
    made = hashlib.sha256(fill(BLANK, "0 0 9 9 re f")).hexdigest()

    assert made == "64f315745ec9b44421bcf903847bff4a801be3fb39bf0a89cd775cc9ba2a9aad"


@pytest.mark.parametrize("line", ["", "0 0 9 9 re f", "0 0 9 9 re f\n" * 9000])
def test_the_file_is_whole_and_its_line_is_the_one_put_in(line):
    with pikepdf.open(io.BytesIO(fill(BLANK, line))) as document:
        assert document.pages[0].Contents.read_bytes() == line.encode()
        assert document.docinfo["/Title"] == "A"
        assert document.check_pdf_syntax() == []


def test_each_line_gives_the_file_another_identifier():
    files = [fill(BLANK, line) for line in ("", "0 0 9 9 re f", "0 0 9 9 re S")]
    identifiers = set()
    for file in files:
        with pikepdf.open(io.BytesIO(file)) as document:
            first, second = map(bytes, document.trailer.ID)
        assert first == second
        identifiers.add(first)

    assert len(identifiers) == 3
