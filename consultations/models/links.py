"""Personal links of the units' staff, and what was asked of the page that sends them again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultees import Consultee

USER = settings.AUTH_USER_MODEL
REQUESTS_AN_HOUR = 3  # for one address


class PersonalLink(models.Model):
    """A person's way into one round without a password (liên kết cá nhân).

    The token is in no column: it is made of `nonce` and the portal's secret key, and known again by
    its hash. `mark` is what the account was like when the link was given.
    """

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="links")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    mark = models.CharField(max_length=64)
    given_at = models.DateTimeField(_("cấp lúc"))
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("liên kết cá nhân")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultee", "user"],
                condition=Q(revoked_at__isnull=True),
                name="consultations_link_one_open",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(used_at__gte=models.F("given_at")),
                name="consultations_link_used_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.consultee}"


class LinkRequest(models.Model):
    """Somebody asked to have the links of an address sent again; kept for a day.

    Who asked is told the same in any case. `ordinal` counts the requests for the address within
    the hour, so that the database itself refuses one too many.
    """

    address = models.CharField(max_length=254)
    visitor = models.GenericIPAddressField(null=True, help_text="whence it was asked")
    hour = models.DateTimeField()
    ordinal = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("đề nghị gửi lại liên kết")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "hour", "ordinal"], name="consultations_link_request_once"
            ),
            models.CheckConstraint(
                condition=Q(ordinal__lt=REQUESTS_AN_HOUR),
                name="consultations_link_request_limited",
            ),
        ]

    def __str__(self) -> str:
        return self.address
