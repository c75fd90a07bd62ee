"""Which relations are in force (quan hệ đang có hiệu lực): what the programme counts, said once.

The letter of 8/2021 wants units to «hợp tác với 2-4 địa phương nước ngoài»: a cooperation that goes
on counts, whether or not it rests on an agreement. So a relation is in force on a day if it was
signed or carried out by then, and
* an agreement of the two sides stands on the day: signed, not over, not suspended, within its term;
* or none was ever signed, and the stage is no more than the word of the unit itself.

Nothing moves by itself: what is said to be in force and does not count waits for a decision
(partners.domain.lapsed, partners.domain.own_word). Invented examples count nowhere.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from partners.agreement_enums import State
from partners.domain.agreement_periods import past_end
from partners.domain.agreement_relations import agreements_of_relation
from partners.enums import IN_FORCE
from partners.models import Agreement, AgreementEvent, Relation, RelationStage
from partners.rules.courses import RECORDABLE

# Signed and carried out as agreed; one that is suspended is not carried out.
OPERATIVE = (State.IN_FORCE, State.IMPLEMENTING)
UPHELD = (State.SIGNED, *OPERATIVE)


def in_force_on(relations: QuerySet[Relation], day: date, *, undated: bool = True) -> QuerySet[Any]:
    """Keep those in force on the day, by the histories of relations and agreements.

    An entry of unknown day is older than any other, unless nothing is to be claimed of such
    (`undated`); one that was corrected counts no more.
    """
    entries = RelationStage.objects.filter(relation=OuterRef("pk"))
    newest = entries.counted().filter(_entered_by(day, undated=undated)).reverse()
    theirs = agreements_as_of(agreements_of_relation(), day, undated=undated)
    signed = theirs.filter(state_then__in=RECORDABLE)
    standing = theirs.filter(state_then__in=UPHELD, past_then=False)
    return (
        relations.filter(is_example=False)
        .annotate(
            stage_then=Subquery(newest.values("stage")[:1]),
            own_word_then=Subquery(newest.values("said_by")[:1]),
        )
        .filter(stage_then__in=IN_FORCE)
        .filter(Exists(standing) | Q(~Exists(signed), own_word_then=None))
    )


def in_force(relations: QuerySet[Relation], today: date) -> QuerySet[Any]:
    """Keep those in force today: `stage` repeats the newest entry, so few are looked at closely."""
    return in_force_on(said_to_be(relations), today)


def not_counted(relations: QuerySet[Relation], today: date) -> QuerySet[Relation]:
    """Keep those that their stage says to be in force and that do not count today."""
    counted = in_force(Relation.objects.all(), today).values("pk")
    return said_to_be(relations).filter(is_example=False).exclude(pk__in=counted)


def said_to_be(relations: QuerySet[Relation]) -> QuerySet[Relation]:
    """Keep those that their stage says to be in force."""
    return relations.filter(stage__in=IN_FORCE, joined_into=None)


def agreements_as_of(
    agreements: QuerySet[Agreement], day: date, *, undated: bool = True
) -> QuerySet[Any]:
    """Return real agreements with `state_then` and `past_then`: how they stood on the day.

    What changes or extends another one is no agreement of its own. Nobody may have entered yet that
    a term is over: it is over by its last day.
    """
    then = _entered_by(day, undated=undated)
    events = AgreementEvent.objects.filter(then, agreement=OuterRef("pk"))
    newest = events.exclude(before=F("after")).order_by("-ordinal").values("after")[:1]
    real = agreements.filter(is_example=False, parent=None)
    return real.annotate(state_then=Subquery(newest), past_then=past_end(day))


def _entered_by(day: date, *, undated: bool) -> Q:
    known = Q(on__lte=day)
    return known | Q(on__isnull=True) if undated else known
