"""The registers that number documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RegisterBook(models.Model):
    """A series of numbers (sổ đăng ký); the agency's head says which exist (art. 15)."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("tên sổ"), max_length=200)

    class Meta:
        verbose_name = _("sổ đăng ký")

    def __str__(self) -> str:
        return self.name


class RegisterCounter(models.Model):
    """The last number given in a book in one year of Hanoi time."""

    book = models.ForeignKey(RegisterBook, on_delete=models.PROTECT, related_name="counters")
    year = models.PositiveIntegerField(_("năm"))
    last_number = models.PositiveIntegerField(_("số cuối"), default=0)
    last_date = models.DateField(_("ngày cuối"), null=True)

    class Meta:
        verbose_name = _("số đếm của sổ")
        constraints = [
            models.UniqueConstraint(fields=["book", "year"], name="dispatches_counter_once_a_year"),
            models.CheckConstraint(
                condition=Q(last_number=0, last_date__isnull=True)
                | Q(last_number__gt=0, last_date__isnull=False),
                name="dispatches_counter_number_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.last_number}"
