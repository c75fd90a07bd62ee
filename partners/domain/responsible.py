"""Who is reminded of a matter with partners."""

from collections.abc import Iterable
from datetime import date

from accounts.enums import Role
from accounts.models import User
from districts.domain.officers import people_by_unit


class Responsible:
    """The people of a day, asked for once: the units' officers and the department's."""

    def __init__(self, today: date) -> None:
        self._of_unit = people_by_unit(today)
        self._officers = list(User.objects.filter(role=Role.OFFICER, is_active=True))

    def of(
        self, entered_by: User | None, units: Iterable[int | None], *, ours_too: bool = False
    ) -> list[User]:
        """Return the officers of the units, and whoever entered the matter for the department.

        If that person is no officer there any more, or nobody, it is all officers' matter; also
        where staff of a unit entered it, but the province has taken it over: `ours_too`.
        """
        theirs = [person for unit in units if unit for person in self._of_unit[unit]]
        ours = [officer for officer in self._officers if officer == entered_by]
        of_a_unit = entered_by in theirs and not ours_too
        return theirs + (ours or ([] if of_a_unit else self._officers))
