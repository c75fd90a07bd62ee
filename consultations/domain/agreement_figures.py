"""How far the units agree with each content of a call (mức độ nhất trí theo nội dung)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from consultations.domain.board import Share
from consultations.domain.standings import standings
from consultations.enums import Position
from consultations.models import Comment, Consultation, Content, Round

SHOWN = 50  # opinions on one content, on the page of all contents
_TONES = (
    (Position.AGREE, "ok", _("nhất trí")),
    (Position.AGREE_WITH_COMMENTS, "but", _("có góp ý")),
    (Position.DISAGREE, "bad", _("không nhất trí")),
)


@dataclass(frozen=True)
class Agreement:
    """How the answers that count stand to one content; `asked` counts the units asked.

    `opinions` are those of the first units, where they are shown.
    """

    content: Content
    counts: Mapping[str, int]
    asked: int
    opinions: Sequence[Comment] = ()

    @property
    def shares(self) -> list[Share]:
        """The bar of positions, from agreed to unanswered; empty parts are left out."""
        said = [Share(tone, self.count(position), str(label)) for position, tone, label in _TONES]
        silent = Share("idle", self.silent, str(_("không có ý kiến")))
        return [share for share in (*said, silent) if share.count]

    def count(self, position: Position) -> int:
        """How many units take the position."""
        return self.counts.get(position, 0)

    @property
    def given(self) -> int:
        """How many units have said something of it."""
        return sum(self.counts.values())

    @property
    def is_cut(self) -> bool:
        """Whether there are more opinions than those shown."""
        return self.given > len(self.opinions)

    @property
    def silent(self) -> int:
        """How many units have said nothing of it."""
        return self.asked - self.given


def of_round(round_: Round) -> list[Agreement]:
    """Return the contents of a round in their order, each with what the first units say of it.

    A round may have 3,300 answers: a content shows `SHOWN` of them, `opinions_of` has all.
    """
    first = opinions_of(round_).annotate(
        place=Window(
            RowNumber(),
            partition_by=F("content"),
            order_by=(F("response__consultee__position"), F("pk")),
        )
    )
    said: dict[int, list[Comment]] = {}
    for comment in first.filter(place__lte=SHOWN).order_by("content", "place"):
        said.setdefault(comment.content_id, []).append(comment)
    return [
        replace(agreement, opinions=said.get(agreement.content.pk, ()))
        for agreement in counted_of_round(round_)
    ]


def opinions_of(round_: Round) -> QuerySet[Comment]:
    """Return what the answers that count say, with the unit and the content."""
    answers = standings(round_).filter(counted_id__isnull=False).order_by()
    said = Comment.objects.filter(response__in=answers.values("counted_id"))
    return said.select_related("content", "response__consultee")


def of_consultation(consultation: Consultation) -> list[tuple[Round, list[Agreement]]]:
    """Return all issued rounds of a consultation, the first one first, in few queries.

    Of a sealed one nothing is said: it is left out.
    """
    rounds = consultation.rounds.issued().with_common_terms().prefetch_related("contents")
    return [
        (round_, counted_of_round(round_))
        for round_ in rounds.order_by("ordinal")
        if not round_.is_sealed
    ]


def counted_of_round(round_: Round) -> list[Agreement]:
    """Return the contents of a round with the count of each position, counted by the database."""
    said = opinions_of(round_).order_by()
    counts: dict[int, dict[str, int]] = {}
    for content, position, n in said.values_list("content", "position").annotate(n=Count("pk")):
        counts.setdefault(content, {})[position] = n
    asked = round_.consultees.count()
    return [Agreement(one, counts.get(one.pk, {}), asked) for one in round_.contents.all()]
