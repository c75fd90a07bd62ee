"""When a partner was last met, and which activities a relation has (liên hệ gần nhất).

The one place that says what counts: an activity that has begun and was not cancelled. One that is
planned is no contact until its day has come.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from districts.domain.lineage import Lineage
from districts.models import District
from partners.domain.standing import standing
from partners.domain.taking_part import done_under, of_party
from partners.models import Activity, Partner, Relation, RelationStage


def held(activities: QuerySet[Activity], today: date) -> QuerySet[Activity]:
    """Keep the activities that have taken place, or have begun, by the day."""
    return standing(activities).filter(starts_on__lte=today)


def activities_of(relation: Relation, lineage: Lineage | None = None) -> QuerySet[Activity]:
    """Return the relation's activities, also those of the units that had it before it passed on.

    One of the province has those that name no unit. With a `lineage` also those of the units that
    its own came from.
    """
    unit = relation.district
    earlier = RelationStage.objects.filter(
        Q(relation=relation) | Q(relation__joined_into=relation), passed_from__isnull=False
    )
    units = set(earlier.values_list("passed_from", flat=True))
    if unit and lineage:
        units |= {one.pk for one in lineage.ancestors(unit)}
    mine = Activity.objects.filter(Q(districts=unit) | Q(districts__in=units))
    return Activity.objects.filter(pk__in=mine.values("pk"), partners=relation.partner_id)


def told_of(partner: Partner) -> QuerySet[Activity]:
    """Return what the partner's timeline tells: its activities, and those under an agreement of it.

    A contact is only what names the partner.
    """
    named = Activity.partners.through.objects.filter(partner=partner).values("activity")
    return Activity.objects.filter(Q(pk__in=named) | done_under(of_party(partner=partner)))


def remember_activities(partners: Iterable[Partner], today: date) -> None:
    """Keep the day of the newest activity with each partner and relation, as lists ask for it.

    The callers hold the partners' rows, so two at once do not pass each other.
    """
    lineage = Lineage.load()
    for partner in partners:
        newest, by_relation = _counted(partner, lineage, today)
        Partner.objects.filter(pk=partner.pk).update(last_contact_on=newest)
        for relation, ours in by_relation.items():
            Relation.objects.filter(pk=relation.pk).update(last_activity_on=ours)


def _counted(
    partner: Partner, lineage: Lineage, today: date
) -> tuple[date | None, dict[Relation, date | None]]:
    """Return the day of the newest activity with the partner, and of each of its relations."""
    relations = partner.relations.select_related("district")
    return _newest(partner.activities.all(), today), {
        relation: _newest(activities_of(relation, lineage), today) for relation in relations
    }


def drifted(today: date) -> list[int]:
    """Return the keys of the partners whose kept day, or a relation's of theirs, is another."""
    lineage = Lineage.load()
    return [
        partner.pk
        for partner in Partner.objects.order_by("pk").iterator()
        if _is_another(partner, lineage, today)
    ]


def _is_another(partner: Partner, lineage: Lineage, today: date) -> bool:
    newest, by_relation = _counted(partner, lineage, today)
    kept = {relation: relation.last_activity_on for relation in by_relation}
    return (partner.last_contact_on, kept) != (newest, by_relation)


@transaction.atomic
def put_right(today: date) -> int:
    """Count anew what an earlier release kept wrongly; return with how many partners."""
    wrong = drifted(today)
    recount(wrong, today)
    return len(wrong)


def recount(partners: Iterable[int], today: date) -> None:
    """Lock the partners of these keys and count anew; called in a transaction."""
    rows = Partner.objects.select_for_update().filter(pk__in=list(partners)).order_by("pk")
    remember_activities(list(rows), today)


def units_followed(successors: Iterable[District], today: date) -> None:
    """Count anew what the relations of units inherit that now follow others, and what follows them.

    What a unit did with a partner keeps alive the relation that its successor has with it.
    """
    lineage = Lineage.load()
    heirs = {heir for unit in successors for heir in (unit, *lineage.descendants(unit))}
    held_by = Relation.objects.filter(district__in=heirs, joined_into=None)
    recount(held_by.values_list("partner", flat=True), today)


@transaction.atomic
def catch_up(today: date) -> int:
    """Count what was planned and has begun since; return with how many partners.

    Level-triggered: whoever comes late or twice finds what is still to be counted, or nothing.
    """
    planned = held(Activity.objects.all(), today).filter(
        Q(partners__last_contact_on=None) | Q(partners__last_contact_on__lt=F("starts_on"))
    )
    behind = Q(pk__in=planned.values("partners")) | Q(last_contact_on__gt=today)
    found = Partner.objects.filter(behind | Q(relations__last_activity_on__gt=today))
    keys = list(found.values_list("pk", flat=True).distinct())
    recount(keys, today)
    return len(keys)


def _newest(activities: QuerySet[Activity], today: date) -> date | None:
    newest: date | None = held(activities, today).aggregate(on=Max("starts_on"))["on"]
    return newest
