"""Keys with which other systems read the portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class ApiToken(models.Model):
    """A key for one other system (khóa truy cập); shown once, kept as its hash."""

    name = models.CharField(_("hệ thống"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("phạm vi"), default=list)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))
    expires_at = models.DateTimeField(_("hết hiệu lực lúc"), null=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True, help_text="to the minute")
    # The requests of the present minute: the limit is for the key, whichever process answers.
    minute = models.DateTimeField(null=True)
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("khóa truy cập")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=models.F("created_at")),
                name="consultations_token_expires_later",
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="consultations_token_has_scope"),
        ]

    def __str__(self) -> str:
        return self.name
