"""What the next round asks differently, and which comments changed it (so với lần trước)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from consultations.domain.agreement_figures import opinions_of
from consultations.domain.text_changes import Place, is_taken_in, place_in, same_text
from consultations.models import (
    Comment,
    Consultee,
    Content,
    Disposition,
    Passage,
    Round,
    TextChange,
)
from vietnamese.comparison import Piece, word_changes

SHOWN = 10  # comments on one content, on the page of all contents


@dataclass(frozen=True)
class Said:
    """A comment of the earlier round, our answer to it, and what it changed in the later one."""

    comment: Comment
    answer: Disposition | None
    changes: Sequence[Place]

    @property
    def consultee(self) -> Consultee:
        """Whose comment it is."""
        return self.comment.response.consultee

    @property
    def is_taken_in(self) -> bool:
        """Whether the draft is to be changed after it."""
        return is_taken_in(self.comment)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it is now beside what it was; one that was taken out has no `passage`."""

    passage: Passage | None
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Compared:
    """A content of the later round beside its origin; one that is new has none.

    `said` are the comments of the first units, `commented` counts all.
    """

    content: Content
    origin: Content | None
    heading: Sequence[Piece]
    paragraphs: Sequence[Paragraph]
    said: Sequence[Said]
    commented: int

    @property
    def unchanged(self) -> bool:
        """Whether it asks word for word what its origin asked."""
        return self.origin is not None and same_text(self.content, self.origin)

    @property
    def is_cut(self) -> bool:
        """Whether there are more comments than those shown."""
        return self.commented > len(self.said)


def compare(round_: Round) -> list[Compared]:
    """Return the round's contents, each compared word by word with its origin.

    The round before may have 3,300 answers: a content shows `SHOWN` comments, `comments_on` has
    all.
    """
    contents = round_.contents.select_related("carried_from").prefetch_related(
        "passages", "carried_from__passages"
    )
    comments = _comments(round_)
    counted = dict(comments.order_by().values_list("content").annotate(n=Count("pk")))
    first = comments.annotate(
        place=Window(
            RowNumber(),
            partition_by=F("content"),
            order_by=(F("response__consultee__position"), F("pk")),
        )
    )
    shown = first.filter(place__lte=SHOWN).order_by("content", "place")
    by_content: dict[int, list[Comment]] = {}
    for comment in _with_answers(shown, round_):
        by_content.setdefault(comment.content_id, []).append(comment)
    return [_compared(content, by_content, counted) for content in contents]


def comments_on(content: Content) -> QuerySet[Comment]:
    """Return every comment of the round before on the content's origin."""
    said = _comments(content.round).filter(content=content.carried_from_id)
    return _with_answers(said, content.round)


def said_of(comments: Iterable[Comment], content: Content) -> Iterator[Said]:
    """Yield the comments with our answers and what they changed in the content."""
    for one in comments:
        yield Said(
            comment=one,
            answer=getattr(one, "disposition", None),
            changes=[place_in(change, content) for change in one.text_changes.all()],
        )


def dropped(round_: Round) -> list[Content]:
    """Return the contents of the round before that are asked no more."""
    before = Content.objects.filter(round=round_before(round_))
    kept = Content.objects.filter(round=round_, carried_from__isnull=False)
    return list(before.exclude(pk__in=kept.values("carried_from")).prefetch_related("passages"))


def round_before(round_: Round) -> Round | None:
    """Return the round from which this one goes on: one that was given up has told nothing."""
    rounds = Round.objects.with_common_terms().filter(
        consultation=round_.consultation_id, ordinal__lt=round_.ordinal
    )
    rounds = rounds.order_by("ordinal")
    found: Round | None = rounds.filter(cancelled_at=None).last() or rounds.last()
    return found


def _comments(round_: Round) -> QuerySet[Comment]:
    """The comments with words in the answers that count in the round before, once opened."""
    earlier = round_before(round_)
    if earlier is None or earlier.is_sealed:
        return Comment.objects.none()
    return opinions_of(earlier).exclude(text="")


def _with_answers(comments: QuerySet[Comment], round_: Round) -> QuerySet[Comment]:
    made = Prefetch("text_changes", TextChange.objects.filter(content__round=round_))
    return comments.select_related("disposition").prefetch_related(made)


def _compared(
    content: Content, comments: Mapping[int, Sequence[Comment]], counted: Mapping[int, int]
) -> Compared:
    origin = content.carried_from
    key = content.carried_from_id or 0
    return Compared(
        content=content,
        origin=origin,
        heading=word_changes(origin.title if origin else "", content.title),
        paragraphs=list(paragraphs(origin, content)),
        said=list(said_of(comments.get(key, ()), content)),
        commented=counted.get(key, 0),
    )


def paragraphs(origin: Content | None, content: Content) -> Iterator[Paragraph]:
    """Yield each paragraph beside itself as it was; what was taken out, where it stood."""
    before = list(origin.passages.all()) if origin else []
    now = list(content.passages.all())
    places = {passage.key: place for place, passage in enumerate(before)}
    gone = [passage for passage in before if passage.key not in {each.key for each in now}]
    for passage in now:
        place = places.get(passage.key)
        while place is not None and gone and places[gone[0].key] < place:
            yield Paragraph(None, word_changes(gone.pop(0).text, ""))
        was = "" if place is None else before[place].text
        yield Paragraph(passage, word_changes(was, passage.text))
    yield from (Paragraph(None, word_changes(passage.text, "")) for passage in gone)
