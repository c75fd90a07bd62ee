"""What a person sees of partners: the department everything, a unit its own side only."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from districts.models import District
from partners.domain.taking_part import done_under, of_party
from partners.models import (
    Activity,
    Partner,
    PartnerProposal,
    Relation,
    RelationStage,
)


@dataclass(frozen=True)
class Sight:
    """One side's view; without a unit it is the department's."""

    unit: District | None = None

    def relations(self) -> QuerySet[Relation]:
        """Return the relations that stand: of the unit, or all."""
        relations = Relation.objects.filter(joined_into=None)
        return relations.filter(district=self.unit) if self.unit else relations

    def partners(self) -> QuerySet[Partner]:
        """Return the partners that may be chosen: the unit's own, or all that are no signposts."""
        partners = Partner.objects.filter(merged_into=None)
        own = self.relations().values("partner")
        return partners.filter(pk__in=own) if self.unit else partners

    def activities(self) -> QuerySet[Activity]:
        """Return the activities of the unit, and those under an agreement that it is a party to."""
        if not self.unit:
            return Activity.objects.all()
        own = Q(pk__in=self._own().values("pk"))
        return Activity.objects.filter(own | done_under(of_party(district=self.unit)))

    def _own(self) -> QuerySet[Activity]:
        """Return the activities that name the unit, or were of a relation that passed to it."""
        ours = Q(relation__district=self.unit) | Q(relation__joined_into__district=self.unit)
        taken_over = RelationStage.objects.filter(
            ours,
            relation__partner__activities=OuterRef("pk"),
            passed_from__activities=OuterRef("pk"),
        )
        own = Activity.districts.through.objects.filter(district=self.unit).values("activity")
        return Activity.objects.filter(Q(pk__in=own) | Exists(taken_over))

    def changeable(self) -> QuerySet[Activity]:
        """Return the activities that may be changed: a unit's where it is the only one named.

        What several units did together is the department's to put right.
        """
        if not self.unit:
            return Activity.objects.all()
        others = Activity.districts.through.objects.exclude(district=self.unit)
        return self._own().exclude(pk__in=others.values("activity"))

    def finishable(self) -> QuerySet[Activity]:
        """Return the activities whose next step may be entered as done by this side.

        What may be changed, and what the unit took over from one that has ended: there it stands
        beside that unit and has nothing else to put right.
        """
        if not self.unit:
            return Activity.objects.all()
        taken_over = Activity.objects.filter(taken_over_by=self.unit)
        either = Q(pk__in=self.changeable().values("pk")) | Q(pk__in=taken_over.values("pk"))
        return Activity.objects.filter(either)

    def proposals(self) -> QuerySet[PartnerProposal]:
        """Return the proposals of the unit, or of all."""
        proposals = PartnerProposal.objects.all()
        return proposals.filter(district=self.unit) if self.unit else proposals
