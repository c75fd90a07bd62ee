"""How far the units agree with each content of a call (mức độ nhất trí theo nội dung)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from consultations.domain.board import Share
from consultations.enums import Position
from consultations.models import Comment, Consultation, Consultee, Content, Round

_TONES = (
    (Position.AGREE, "ok", _("nhất trí")),
    (Position.AGREE_WITH_COMMENTS, "but", _("có góp ý")),
    (Position.DISAGREE, "bad", _("không nhất trí")),
)


@dataclass(frozen=True)
class Agreement:
    """One content with what the answers that count say of it; `asked` counts the units asked."""

    content: Content
    opinions: Sequence[tuple[Consultee, Comment]]
    asked: int

    @property
    def shares(self) -> list[Share]:
        """The bar of positions, from agreed to unanswered; empty parts are left out."""
        counts = Counter(comment.position for _unit, comment in self.opinions)
        said = [Share(tone, counts[position], str(label)) for position, tone, label in _TONES]
        silent = Share("idle", self.asked - len(self.opinions), str(_("không có ý kiến")))
        return [share for share in (*said, silent) if share.count]

    def count(self, position: Position) -> int:
        """How many units take the position."""
        return sum(comment.position == position for _unit, comment in self.opinions)

    @property
    def silent(self) -> int:
        """How many units have said nothing of it."""
        return self.asked - len(self.opinions)


def of_round(round_: Round) -> list[Agreement]:
    """Return the contents of a round in their order, under each the units in theirs."""
    consultees = list(round_.consultees.with_course().order_by("position"))
    return agreements(list(round_.contents.all()), consultees)


def of_consultation(consultation: Consultation) -> list[tuple[Round, list[Agreement]]]:
    """Return all issued rounds of a consultation, the first one first, in few queries.

    Of a sealed one nothing is said: it is left out.
    """
    rounds = consultation.rounds.issued().with_course().prefetch_related("contents")
    units: dict[int, list[Consultee]] = {}
    asked = Consultee.objects.filter(round__consultation=consultation).with_course()
    for consultee in asked.order_by("position"):
        units.setdefault(consultee.round_id, []).append(consultee)
    return [
        (round_, agreements(list(round_.contents.all()), units.get(round_.pk, [])))
        for round_ in rounds.order_by("ordinal")
        if not round_.is_sealed
    ]


def agreements(contents: Sequence[Content], consultees: Sequence[Consultee]) -> list[Agreement]:
    """Return what these units, read with their course, say of each content."""
    said: dict[int, list[tuple[Consultee, Comment]]] = {}
    for consultee in consultees:
        response = consultee.counted_response
        for comment in response.comments.all() if response else ():
            said.setdefault(comment.content_id, []).append((consultee, comment))
    return [Agreement(one, said.get(one.pk, []), len(consultees)) for one in contents]
