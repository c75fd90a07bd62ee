"""The contents of a round as one unit reads them: what is about it first, and marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.domain.comparing import Paragraph, paragraphs
from consultations.domain.text_changes import same_text
from consultations.enums import Since
from consultations.models import Consultee, Content, Passage
from consultations.rules.marking import Part, marked
from districts.models import District

LONG = 600  # characters; what is longer opens on demand, so that the next question is in sight

MarkedPassage = Sequence[Part]


@dataclass(frozen=True)
class ReadContent:
    """A content for one reader: `shown` at once, `whole` behind a fold if there is more.

    Of a later round `since` says what has become of it since the unit was asked before, and
    `changes` has its paragraphs, word by word, where it was changed.
    """

    content: Content
    concerned: bool
    shown: Sequence[MarkedPassage]
    whole: Sequence[MarkedPassage]
    since: Since | None
    changes: Sequence[Paragraph]

    @property
    def folded(self) -> bool:
        """Whether there is more than what is shown."""
        return len(self.shown) < len(self.whole)


def contents_for(consultee: Consultee) -> list[ReadContent]:
    """Return the round's contents, those that directly concern the unit before the others."""
    contents = consultee.round.contents.select_related("carried_from").prefetch_related(
        "concerned", "passages__units", "carried_from__passages"
    )
    unit = consultee.asked_unit
    goes_on = any(content.carried_from_id for content in contents)
    read = [_read(content, unit, _since(content) if goes_on else None) for content in contents]
    return sorted(read, key=lambda one: (not one.concerned, one.content.ordinal))


def _since(content: Content) -> Since:
    if content.carried_from is None:
        return Since.NEW
    return Since.SAME if same_text(content, content.carried_from) else Since.CHANGED


def _read(content: Content, unit: District, since: Since | None) -> ReadContent:
    passages = list(content.passages.all())
    whole = [_marked(passage, unit) for passage in passages]
    own = [_marked(passage, unit) for passage in passages if unit in passage.units.all()]
    long = sum(len(passage.text) for passage in passages) > LONG
    return ReadContent(
        content=content,
        concerned=unit in content.concerned.all(),
        shown=(own or whole[:1]) if long else whole,
        whole=whole,
        since=since,
        changes=list(paragraphs(content.carried_from, content)) if since == Since.CHANGED else [],
    )


def _marked(passage: Passage, unit: District) -> list[Part]:
    named = list(passage.units.all())
    if unit not in named:
        return [Part(passage.text)]
    return marked(passage.text, unit.name, alone=named == [unit])
