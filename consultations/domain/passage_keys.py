"""The paragraphs of a content are written anew, and each keeps its own key."""

from collections.abc import Sequence
from uuid import uuid4

from consultations.models import Content, Passage
from vietnamese.paragraphs import successors


def rewrite(content: Content, texts: Sequence[str]) -> list[Passage]:
    """Write the paragraphs; what goes on from one that was there keeps its key."""
    before = list(content.passages.order_by("ordinal"))
    became = successors([passage.text for passage in before], texts)
    keys = {new: before[old].key for old, new in became.items()}
    content.passages.all().delete()
    return [
        content.passages.create(ordinal=place + 1, text=text, key=keys.get(place) or uuid4())
        for place, text in enumerate(texts)
    ]
