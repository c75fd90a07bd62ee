"""What the next round asks differently, and which comments changed it (so với lần trước)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.domain.consolidating import commented
from consultations.models import Comment, Consultee, Content, Disposition, Round, TextChange
from vietnamese.comparison import ParagraphChange, Piece, text_changes, word_changes


@dataclass(frozen=True)
class Said:
    """A comment of the earlier round, our answer to it, and what it changed in the later one."""

    comment: Comment
    answer: Disposition | None
    changes: Sequence[TextChange]

    @property
    def consultee(self) -> Consultee:
        """Whose comment it is."""
        return self.comment.response.consultee


@dataclass(frozen=True)
class Compared:
    """A content of the later round beside its origin; one that is new has none."""

    content: Content
    origin: Content | None
    heading: Sequence[Piece]
    paragraphs: Sequence[ParagraphChange]
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
    earlier = round_.consultation.rounds.filter(ordinal=round_.ordinal - 1).first()
    comments = commented(earlier) if earlier and not earlier.is_sealed else []
    answers = Disposition.objects.in_bulk([one.pk for one in comments], field_name="comment_id")
    return [_compared(content, comments, answers) for content in contents]


def dropped(round_: Round) -> list[Content]:
    """Return the contents of the round before that are asked no more."""
    before = Content.objects.filter(
        round__consultation=round_.consultation_id, round__ordinal=round_.ordinal - 1
    )
    kept = Content.objects.filter(round=round_, carried_from__isnull=False)
    return list(before.exclude(pk__in=kept.values("carried_from")).prefetch_related("passages"))


def _compared(
    content: Content, comments: Sequence[Comment], answers: Mapping[int, Disposition]
) -> Compared:
    origin = content.carried_from
    made = list(content.text_changes.all())
    return Compared(
        content=content,
        origin=origin,
        heading=word_changes(origin.title if origin else "", content.title),
        paragraphs=list(text_changes(texts(origin) if origin else [], texts(content))),
        said=[
            Said(one, answers.get(one.pk), [each for each in made if each.comment_id == one.pk])
            for one in comments
            if one.content_id == content.carried_from_id
        ],
    )
