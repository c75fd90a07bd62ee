"""How issued documents go to their recipients, and the evidence that they arrived."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dispatches.enums import Channel, CopyState
from dispatches.models.copies import NAME_LIMIT, LetterCopy
from dispatches.models.dispatches import Dispatch
from dispatches.models.enclosures import Enclosure
from dispatches.models.signing import SignedCopy
from outbox.models import Attachment, Message

USER = settings.AUTH_USER_MODEL
NAME_KEY_LIMIT = 2 * NAME_LIMIT


class Correspondent(models.Model):
    """A recipient that is no unit of the portal, with its address for mail (nơi nhận quen biết).

    Kept from one sending and proposed at the next.
    """

    name = models.CharField(_("tên"), max_length=NAME_LIMIT)
    name_key = models.CharField(max_length=NAME_KEY_LIMIT, unique=True, editable=False)
    address = models.EmailField(_("địa chỉ thư điện tử"))

    class Meta:
        verbose_name = _("nơi nhận quen biết")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(QuerySet["Delivery"]):
    """The questions about deliveries, each once."""

    def current(self) -> "DeliveryQuerySet":
        """Leave out those that were sent again."""
        return self.filter(successor__isnull=True)

    def with_file(self) -> "DeliveryQuerySet":
        """Keep those whose document, or own copy of it, has a file, and so all it encloses."""
        of_document = Q(copy__isnull=True, dispatch__pdf__isnull=False)
        unmade = Enclosure.objects.filter(dispatch=OuterRef("dispatch"), pdf=None)
        return self.filter(of_document | Q(copy__state=CopyState.MADE)).exclude(Exists(unmade))

    def ready(self) -> "DeliveryQuerySet":
        """Keep those whose document has a file and is not cancelled."""
        return self.with_file().filter(dispatch__cancellation__isnull=True)

    def gone(self) -> "DeliveryQuerySet":
        """Keep those that left the office: taken by the mail server, in the portal, handed over."""
        by_mail = Q(message__accepted_at__isnull=False)
        in_portal = Q(channel=Channel.PORTAL, pk__in=self.with_file().values("pk"))
        handed = Exists(PaperHandOver.objects.filter(delivery=OuterRef("pk")))
        return self.filter(by_mail | in_portal | handed)

    def due(self) -> "DeliveryQuerySet":
        """Keep those whose mail may be written and is not."""
        return self.current().ready().filter(channel=Channel.EMAIL, message__isnull=True)

    def in_portal(self, unit: str) -> "DeliveryQuerySet":
        """Keep what the staff of a unit find in the portal: all but what goes on paper only.

        What was cancelled after it had arrived stays there, and says so.
        """
        mine = self.current().with_file().filter(unit=unit).exclude(unit="")
        return mine.exclude(channel=Channel.PAPER)

    def with_course(self) -> "DeliveryQuerySet":
        """Fetch along what the state of a delivery is derived from."""
        related = ("dispatch__cancellation", "copy", "message", "successor", "opened_by", "bounce")
        unread = ("dispatch__letter", "copy__line", "message__text", "message__html")
        return self.select_related(*related).defer(*unread).prefetch_related("hand_overs")

    def with_what_was_attached(self) -> "DeliveryQuerySet":
        """Say of each whether a file left with its mail, and no signed one of the document."""
        attached = Attachment.objects.filter(message=OuterRef("message"))
        signed = SignedCopy.objects.filter(dispatch=OuterRef(OuterRef("dispatch")))
        with_signed = attached.filter(sha256__in=signed.values("file__sha256"))
        return self.annotate(attached_unsigned=Exists(attached) & ~Exists(with_signed))


class Delivery(models.Model):
    """One way of one issued document to one recipient (lần gửi).

    It never changes, except that evidence comes to it once each: the mail that was written, and the
    first opening. How it stands is read from these (dispatches.domain.standing). Sent again, to
    another address or another way, it has a successor.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="deliveries")
    copy = models.ForeignKey(
        LetterCopy, on_delete=models.PROTECT, null=True, related_name="deliveries"
    )
    recipient = models.CharField(_("nơi nhận"), max_length=NAME_LIMIT)
    # By which two names are one; and for search without marks, on both databases.
    name_key = models.CharField(max_length=NAME_KEY_LIMIT, editable=False)
    folded = models.TextField(editable=False)
    channel = models.CharField(_("cách gửi"), max_length=10, choices=Channel)
    address = models.EmailField(_("địa chỉ"), blank=True)
    unit = models.SlugField(_("đơn vị"), blank=True, help_text="code of a unit of the portal")
    attempt = models.PositiveIntegerField(_("lần gửi"), default=1)
    former = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="successor"
    )
    reason = models.CharField(_("lý do gửi lại"), max_length=300, blank=True)
    token = models.CharField(max_length=64, blank=True, help_text="of the link in its mail")
    planned_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(_("gửi lúc"))
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, related_name="delivery"
    )
    opened_at = models.DateTimeField(_("mở lần đầu lúc"), null=True)
    opened_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+", help_text="null: by the link"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần gửi văn bản")
        ordering = ["pk"]
        constraints = [
            # Not per channel: two people who choose different ways at once would send twice.
            models.UniqueConstraint(
                fields=["dispatch", "name_key", "attempt"], name="dispatches_delivery_once"
            ),
            models.UniqueConstraint(
                fields=["token"], condition=~Q(token=""), name="dispatches_delivery_own_link"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="dispatches_delivery_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL) & ~Q(address="") & ~Q(token="")
                | ~Q(channel=Channel.EMAIL) & Q(address="", token="", message__isnull=True),
                name="dispatches_delivery_mail_has_address",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.PORTAL) | ~Q(unit=""),
                name="dispatches_delivery_portal_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(attempt=1, former__isnull=True, reason="")
                | Q(attempt__gt=1, former__isnull=False) & ~Q(reason=""),
                name="dispatches_delivery_again_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=False) | Q(opened_by__isnull=True),
                name="dispatches_delivery_opened_by_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch.full_number} → {self.recipient}"


class PaperHandOver(models.Model):
    """A document given to a person on paper (giao trực tiếp), as the clerk recorded it."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="hand_overs")
    on = models.DateField(_("ngày giao"))
    person = models.CharField(_("người nhận"), max_length=120)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần giao trực tiếp")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "on", "person"], name="dispatches_paperhandover_once"
            ),
            models.CheckConstraint(
                condition=~Q(person=""), name="dispatches_paperhandover_has_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.person}"


class Bounce(models.Model):
    """A mail that came back after the mail server had taken it (thư bị trả lại).

    Such word comes to the office's mailbox, hours later, and the clerk records it.
    """

    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="bounce")
    on = models.DateField(_("ngày bị trả lại"))
    words = models.CharField(_("lý do ghi trong thư trả lại"), max_length=300)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("thư bị trả lại")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="dispatches_bounce_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.words}"
