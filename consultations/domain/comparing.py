"""What the next round asks differently, and which comments changed it (so với lần trước)."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.models import Comment, Consultee, Content, Round, TextChange
from vietnamese.comparison import Piece, paragraph_changes, word_changes


@dataclass(frozen=True)
class Said:
    """A comment of the earlier round, whose it is, and what it changed in the later one."""

    consultee: Consultee
    comment: Comment
    changes: Sequence[TextChange]


@dataclass(frozen=True)
class Compared:
    """A content of the later round beside its origin; one that is new has none."""

    content: Content
    origin: Content | None
    heading: Sequence[Piece]
    paragraphs: Sequence[Sequence[Piece]]
    said: Sequence[Said]

    @property
    def unchanged(self) -> bool:
        """Whether it asks word for word what its origin asked."""
        return self.origin is not None and same_text(self.content, self.origin)


def same_text(content: Content, origin: Content) -> bool:
    """Whether two contents have the same heading and paragraphs; the number does not matter."""
    return content.heading == origin.heading and texts(content) == texts(origin)


def texts(content: Content) -> list[str]:
    """Return the paragraphs of a content."""
    return [passage.text for passage in content.passages.all()]


def compare(round_: Round) -> list[Compared]:
    """Return the round's contents, each compared word by word with its origin."""
    contents = round_.contents.select_related("carried_from").prefetch_related(
        "passages", "carried_from__passages", "text_changes"
    )
    comments = _comments(round_)
    return [_compared(content, comments) for content in contents]


def dropped(round_: Round) -> list[Content]:
    """Return the contents of the round before that are asked no more."""
    before = Content.objects.filter(
        round__consultation=round_.consultation_id, round__ordinal=round_.ordinal - 1
    )
    kept = Content.objects.filter(round=round_, carried_from__isnull=False)
    return list(before.exclude(pk__in=kept.values("carried_from")).prefetch_related("passages"))


def _compared(content: Content, comments: dict[int, list[tuple[Consultee, Comment]]]) -> Compared:
    origin = content.carried_from
    before, after = texts(origin) if origin else [], texts(content)
    made = list(content.text_changes.all())
    return Compared(
        content=content,
        origin=origin,
        heading=word_changes(origin.title if origin else "", content.title),
        paragraphs=[
            word_changes(
                before[old] if old is not None else "", after[new] if new is not None else ""
            )
            for old, new in paragraph_changes(before, after)
        ],
        said=[
            Said(unit, comment, [one for one in made if one.comment_id == comment.pk])
            for unit, comment in comments.get(origin.pk if origin else 0, [])
        ],
    )


def _comments(round_: Round) -> dict[int, list[tuple[Consultee, Comment]]]:
    """Return what units said on the contents of the round before, in words, by content."""
    found: dict[int, list[tuple[Consultee, Comment]]] = {}
    earlier = round_.consultation.rounds.filter(ordinal=round_.ordinal - 1).first()
    if earlier is None or earlier.is_sealed:
        return found
    for unit in earlier.consultees.with_course().order_by("position"):
        response = unit.counted_response
        for comment in response.comments.all() if response else []:
            if comment.text:
                found.setdefault(comment.content_id, []).append((unit, comment))
    return found
