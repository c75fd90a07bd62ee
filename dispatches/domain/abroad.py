"""Documents that go abroad (văn bản đối ngoại): who gets them may read no Vietnamese."""

from dataclasses import dataclass

from dispatches.domain import translations
from dispatches.letter import Family, Letter
from dispatches.models import Delivery, Dispatch
from dispatches.recipients import printed
from vietnamese.text import same_name_key

VIETNAMESE, ENGLISH = "vi", "en"


@dataclass(frozen=True, kw_only=True)
class InEnglish:
    """What a delivery brings, in English; `issuer` and `subject` empty without an English text."""

    kind: str
    recipient: str
    issuer: str = ""
    subject: str = ""


def goes_abroad(dispatch: Dispatch) -> bool:
    """Whether the document is for a foreign body: a note, in another language, or translated."""
    letter = dispatch.letter or {}
    is_note = letter.get("family") == Family.NOTE.value
    foreign = letter.get("language", VIETNAMESE) != VIETNAMESE
    return is_note or foreign or bool(translations.issued_with(dispatch))


def in_english(delivery: Delivery) -> InEnglish:
    """Say what is delivered in the words of the English letter: the document or its translation."""
    original = Letter.from_json(delivery.dispatch.letter or {})
    kind = translations.NAMES[ENGLISH].get(original.family, translations.OTHERS[ENGLISH])
    letters = (
        one.letter for one in (delivery.dispatch, *translations.issued_with(delivery.dispatch))
    )
    english = next((one for one in letters if one and one.get("language") == ENGLISH), None)
    if english is None:
        return InEnglish(kind=kind, recipient=delivery.recipient)
    letter = Letter.from_json(english)
    recipient = _named(delivery, original, letter)
    return InEnglish(kind=kind, recipient=recipient, issuer=letter.issuer, subject=letter.subject)


def _named(delivery: Delivery, original: Letter, english: Letter) -> str:
    """Return the recipient as the English letter names it, if both name the same ones in order."""
    keys, names = [same_name_key(name) for name in printed(original)], printed(english)
    if len(keys) == len(names) and delivery.name_key in keys:
        return names[keys.index(delivery.name_key)]
    return delivery.recipient
