"""Documents that go abroad (văn bản đối ngoại): who gets them may read no Vietnamese."""

from dispatches.domain import translations
from dispatches.letter import Family, Letter
from dispatches.models import Dispatch

VIETNAMESE, ENGLISH = "vi", "en"


def goes_abroad(dispatch: Dispatch) -> bool:
    """Whether the document is for a foreign body: a note, in another language, or translated."""
    letter = dispatch.letter or {}
    is_note = letter.get("family") == Family.NOTE.value
    foreign = letter.get("language", VIETNAMESE) != VIETNAMESE
    return is_note or foreign or bool(translations.issued_with(dispatch))


def in_english(dispatch: Dispatch) -> Letter | None:
    """Return the English letter that the recipient gets: the document or its translation."""
    letters = (one.letter for one in (dispatch, *translations.issued_with(dispatch)))
    english = (one for one in letters if one and one.get("language") == ENGLISH)
    return next(map(Letter.from_json, english), None)
