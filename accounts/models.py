"""Users and the audit trail."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from vietnamese.text import clean_line, fold


class UserManager(BaseUserManager["User"]):
    """Users by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user, however the name was typed."""
        return self.get(username=User.normalize_username(username or ""))


class User(AbstractBaseUser):
    """A person who acts in the portal (người dùng). Deactivated, never deleted."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    # Derived from the names for search without marks, on both databases.
    folded_names = models.TextField(editable=False)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=True)
    created_at = models.DateTimeField(_("lập lúc"))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("người dùng")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="accounts_user_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="accounts_user_name_lower"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the sign-in name as it is stored: composed, in lower case, no blanks around."""
        return clean_line(username).lower()

    def set_names(self, *, username: str, full_name: str) -> None:
        """Take over the names with their search key; does not save."""
        self.username = self.normalize_username(username)
        self.full_name = clean_line(full_name)
        self.folded_names = fold(f"{self.full_name} {self.username}")


class AuditEvent(models.Model):
    """One act and who did it (nhật ký). Append-only; no foreign key, so it outlives its object."""

    at = models.DateTimeField(_("lúc"), db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("người thực hiện"), max_length=120)
    actor_role = models.CharField(_("vai trò"), max_length=20)
    action = models.CharField(_("việc"), max_length=60)
    object_type = models.CharField(_("loại đối tượng"), max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(_("đối tượng"), max_length=300)
    folded_text = models.TextField(editable=False)
    data = models.JSONField(_("chi tiết"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("bản ghi nhật ký")
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name}: {self.action}"


class CalendarFeed(models.Model):
    """The secret address at which a person's own calendar program reads the agenda.

    Only the address's hash is kept: who reads the database cannot read the feed.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("lập lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("địa chỉ lịch")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at__isnull=True),
                name="accounts_feed_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%d/%m/%Y}"
