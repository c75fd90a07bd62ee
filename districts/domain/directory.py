"""The units as recipients of documents, by the names that letters give them."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from dispatches.directories import Unit
from districts.domain.officers import in_force
from districts.domain.units import units_on
from districts.models import District, DistrictOfficer
from vietnamese.text import same_name_key


def received_page(delivery: int) -> str:
    """Return where the staff of a unit open a document that was sent to it."""
    return reverse("districts:received_one", args=[delivery])


def by_name(on: date) -> Mapping[str, Unit]:
    """Return the units of the day; «UBND huyện A», «Ủy ban nhân dân huyện A» and «huyện A» are one.

    `staffed` says whether an officer with an open account acts for the unit on the day.
    """
    officers = DistrictOfficer.objects.filter(
        in_force(on), district=OuterRef("pk"), user__is_active=True
    )
    found = {}
    for district in units_on(on).annotate(staffed=Exists(officers)):
        unit = Unit(
            code=district.code,
            address=district.email,
            staffed=district.staffed,
            organ_id=district.organ_id,
        )
        found.update(dict.fromkeys(_keys(district), unit))
    return found


def _keys(district: District) -> Iterator[str]:
    name = district.full_name
    for full in (district.committee, f"Ủy ban nhân dân {name}", f"UỶ BAN NHÂN DÂN {name}", name):
        yield same_name_key(full)
