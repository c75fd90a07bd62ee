"""What was handed in beside what became of it, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.domain.drafts import Answers, said_in
from consultations.enums import Position
from consultations.models import Content, Draft, HandIn, Response
from vietnamese.comparison import Change, Piece, word_changes


@dataclass(frozen=True)
class ContentChange:
    """One content in both versions."""

    content: Content
    before: str
    after: str
    pieces: Sequence[Piece]
    remark: str

    @property
    def differs(self) -> bool:
        """Whether the opinion or its words were changed."""
        changed = any(piece.change != Change.SAME for piece in self.pieces)
        return changed or self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """Both versions; `response` is what was submitted after it, None while it is a draft."""

    response: Response | None
    changes: Sequence[ContentChange]

    @property
    def unchanged(self) -> bool:
        """Whether both say the same in every content."""
        return not any(change.differs for change in self.changes)


def compared(handed_in: HandIn) -> Comparison:
    """Compare it with the next answer submitted, else with the draft as it stands."""
    later = Response.objects.filter(
        consultee_id=handed_in.consultee_id, draft_version__gte=handed_in.draft_version
    )
    response = later.order_by("version").first()
    before = said_in(handed_in)
    after = _of_response(response) if response else _of_draft(handed_in, before)
    contents = handed_in.consultee.round.contents.all()
    return Comparison(response, [_change(one, before, after, handed_in) for one in contents])


def _change(content: Content, before: Answers, after: Answers, handed_in: HandIn) -> ContentChange:
    (old, old_text), (new, new_text) = (said.get(content.pk, ("", "")) for said in (before, after))
    return ContentChange(
        content,
        _label(old),
        _label(new),
        word_changes(old_text, new_text),
        handed_in.content_remarks.get(str(content.pk), ""),
    )


def _label(position: str) -> str:
    return str(Position(position).label) if position else ""


def _of_response(response: Response) -> Answers:
    return {said.content_id: (said.position, said.text) for said in response.comments.all()}


def _of_draft(handed_in: HandIn, otherwise: Answers) -> Answers:
    draft = Draft.objects.filter(consultee_id=handed_in.consultee_id).first()
    return said_in(draft) if draft else otherwise
