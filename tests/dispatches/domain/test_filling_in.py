"""What a leader is not asked to read."""

from dataclasses import replace

import pytest

from dispatches.blocks import Paragraph
from dispatches.domain import filling_in
from dispatches.errors import DispatchRefused
from tests.dispatches.factories import AT, drafted, kind, letter, officer

pytestmark = pytest.mark.django_db

EMPTY, UNADDRESSED = "Văn bản chưa có nội dung.", "Văn bản chưa ghi nơi nhận ở mục «Kính gửi»."


@pytest.mark.parametrize(
    ("family", "changes", "missing"),
    [
        ("official", {"blocks": ()}, EMPTY),
        ("official", {"blocks": (Paragraph.of("  "),)}, EMPTY),
        ("official", {"addressees": ()}, UNADDRESSED),
        ("personal", {"addressees": ()}, UNADDRESSED),
        ("official", {"addressees": (), "blocks": ()}, f"{EMPTY} {UNADDRESSED}"),
        ("named", {"addressees": ()}, ""),
    ],
)
def test_a_letter_that_says_nothing_or_to_nobody_is_not_submitted(family, changes, missing):
    text = replace(letter(), family=family, **changes)
    dispatch = drafted(kind=kind(family=family), letter=text)

    if missing:
        with pytest.raises(DispatchRefused) as refusal:
            filling_in.submit(dispatch, by=officer(), at=AT)
        assert str(refusal.value) == missing
    else:
        filling_in.submit(dispatch, by=officer(), at=AT)

    dispatch.refresh_from_db()
    assert dispatch.state == ("draft" if missing else "submitted")


def test_a_letter_with_a_sign_that_the_pdf_cannot_show_is_not_submitted():
    dispatch = drafted(letter=replace(letter(), blocks=(Paragraph.of("☐ Có, ☐ Không"),)))

    with pytest.raises(DispatchRefused) as refusal:
        filling_in.submit(dispatch, by=officer(), at=AT)

    assert str(refusal.value) == (
        "Đoạn 1: Không in được ký tự ☐ (U+2610): phông chữ của văn bản không có."
    )
