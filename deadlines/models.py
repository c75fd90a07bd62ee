"""Deadlines in the database, the office's own calendar days, and the rehearsal's clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deadlines.enums import DeadlineKind
from deadlines.value import HANOI, Deadline
from vietnamese.dates import clock_time, short_date

KINDS = [
    (DeadlineKind.BEFORE_DATE.value, _("Trước ngày")),
    (DeadlineKind.THROUGH_DATE.value, _("Đến hết ngày")),
    (DeadlineKind.BEFORE_TIME.value, _("Trước giờ, ngày")),
    (DeadlineKind.WITHIN_WORKING_DAYS.value, _("Trong số ngày làm việc kể từ ngày nhận")),
]


def _only_for(kind: DeadlineKind, field: str) -> Q:
    """The field is set for this kind and for no other."""
    return Q(deadline_kind=kind, **{f"{field}__isnull": False}) | (
        ~Q(deadline_kind=kind) & Q(**{f"{field}__isnull": True})
    )


class DeadlineFields(models.Model):
    """A deadline (thời hạn) as columns: its parts, and its words and instant as derived from them.

    The instant is stored for queries; it is always set through `set_deadline`. A model with
    constraints of its own lists `*DeadlineFields.Meta.constraints` among them.
    """

    deadline_kind = models.CharField(_("cách ghi thời hạn"), max_length=20, choices=KINDS)
    deadline_date = models.DateField(
        _("ngày hết hạn"), null=True, blank=True, help_text="none before the receipt it runs from"
    )
    deadline_time = models.TimeField(_("giờ hết hạn"), null=True, blank=True)
    deadline_working_days = models.PositiveSmallIntegerField(
        _("số ngày làm việc"), null=True, blank=True
    )
    deadline_phrase = models.CharField(_("thời hạn ghi trong văn bản"), max_length=100)
    deadline_instant = models.DateTimeField(_("thời điểm hết hạn"), db_index=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_kind",
                condition=Q(deadline_kind__in=[kind.value for kind in DeadlineKind]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_time",
                condition=_only_for(DeadlineKind.BEFORE_TIME, "deadline_time"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_days",
                condition=_only_for(DeadlineKind.WITHIN_WORKING_DAYS, "deadline_working_days"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_one_day",
                condition=Q(deadline_working_days__isnull=True) | Q(deadline_working_days__gte=1),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_date",
                condition=Q(deadline_date__isnull=False)
                | Q(deadline_kind=DeadlineKind.WITHIN_WORKING_DAYS),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deadline_phrase",
                condition=~Q(deadline_phrase=""),
            ),
        ]

    @property
    def deadline(self) -> Deadline:
        """The deadline as a value."""
        return Deadline(
            DeadlineKind(self.deadline_kind),
            self.deadline_date,
            self.deadline_time,
            self.deadline_working_days,
        )

    def set_deadline(self, deadline: Deadline) -> None:
        """Take over the value with its words and its instant; does not save."""
        self.deadline_kind = deadline.kind.value
        self.deadline_date = deadline.date
        self.deadline_time = deadline.time
        self.deadline_working_days = deadline.working_days
        self.deadline_phrase = deadline.phrase
        self.deadline_instant = deadline.instant


class CalendarDay(models.Model):
    """A day that the office's calendar sees otherwise than the public one (ngày nghỉ, ngày làm bù).

    `basis` names the notice that says so.
    """

    date = models.DateField(_("ngày"), unique=True)
    working = models.BooleanField(_("là ngày làm việc"))
    basis = models.CharField(_("căn cứ"), max_length=300)

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(name="deadlines_calendarday_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return short_date(self.date)


class PortalClock(models.Model):
    """Where the rehearsal's clock stands (đồng hồ diễn tập): one row, read in rehearsal only."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    stands_at = models.DateTimeField(_("thời điểm"))

    class Meta:
        verbose_name = _("đồng hồ diễn tập")
        verbose_name_plural = _("đồng hồ diễn tập")
        constraints = [
            models.CheckConstraint(name="deadlines_portalclock_only_one", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        local = self.stands_at.astimezone(HANOI)
        return f"{clock_time(local.time())} {short_date(local)}"
