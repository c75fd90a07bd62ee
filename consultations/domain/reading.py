"""The contents of a round as one unit reads them: what is about it first, and marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.models import Consultee, Content, Passage
from consultations.rules.marking import Part, marked
from districts.models import District

LONG = 600  # characters; what is longer opens on demand, so that the next question is in sight

MarkedPassage = Sequence[Part]


@dataclass(frozen=True)
class ReadContent:
    """A content for one reader: `shown` at once, `whole` behind a fold if there is more."""

    content: Content
    concerned: bool
    shown: Sequence[MarkedPassage]
    whole: Sequence[MarkedPassage]

    @property
    def folded(self) -> bool:
        """Whether there is more than what is shown."""
        return len(self.shown) < len(self.whole)


def contents_for(consultee: Consultee) -> list[ReadContent]:
    """Return the round's contents, those that directly concern the unit before the others."""
    contents = consultee.round.contents.prefetch_related("concerned", "passages__units")
    unit = consultee.asked_unit
    read = [_read(content, unit) for content in contents]
    return sorted(read, key=lambda one: (not one.concerned, one.content.ordinal))


def _read(content: Content, unit: District) -> ReadContent:
    passages = list(content.passages.all())
    whole = [_marked(passage, unit) for passage in passages]
    own = [_marked(passage, unit) for passage in passages if unit in passage.units.all()]
    long = sum(len(passage.text) for passage in passages) > LONG
    return ReadContent(
        content=content,
        concerned=unit in content.concerned.all(),
        shown=(own or whole[:1]) if long else whole,
        whole=whole,
    )


def _marked(passage: Passage, unit: District) -> list[Part]:
    named = list(passage.units.all())
    if unit not in named:
        return [Part(passage.text)]
    return marked(passage.text, unit.name, alone=named == [unit])
