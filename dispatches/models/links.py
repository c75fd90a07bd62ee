"""Links between documents."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from dispatches.enums import LinkKind
from dispatches.models.dispatches import Dispatch
from dispatches.models.incoming import IncomingDocument

_ENDS = ("from_dispatch", "from_incoming"), ("to_dispatch", "to_incoming")


def _one_of(first: str, second: str) -> Q:
    return Q(**{f"{first}__isnull": False, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": True, f"{second}__isnull": False}
    )


class DocumentLink(models.Model):
    """A link from one document to another: it rests on it, answers, replaces or corrects it.

    Never changed; one that was made by mistake is taken away with its reason and stays on record.
    """

    kind = models.CharField(_("quan hệ"), max_length=10, choices=LinkKind)
    from_dispatch = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="links"
    )
    from_incoming = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="links"
    )
    to_dispatch = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="linked_from"
    )
    to_incoming = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="linked_from"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removal_reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("liên kết văn bản")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="dispatches_link_kind_known"
            ),
            models.CheckConstraint(condition=_one_of(*_ENDS[0]), name="dispatches_link_one_from"),
            models.CheckConstraint(condition=_one_of(*_ENDS[1]), name="dispatches_link_one_to"),
            models.CheckConstraint(
                condition=Q(from_dispatch__isnull=True)
                | Q(to_dispatch__isnull=True)
                | ~Q(from_dispatch=F("to_dispatch")),
                name="dispatches_link_not_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(from_incoming__isnull=True)
                | Q(to_incoming__isnull=True)
                | ~Q(from_incoming=F("to_incoming")),
                name="dispatches_link_incoming_not_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removal_reason="")
                | Q(removed_at__isnull=False) & ~Q(removal_reason=""),
                name="dispatches_link_removal_has_reason",
            ),
            # Nulls differ from each other in a unique constraint: no end has the key 0.
            models.UniqueConstraint(
                "kind",
                *(Coalesce(end, 0) for end in (*_ENDS[0], *_ENDS[1])),
                condition=Q(removed_at__isnull=True),
                name="dispatches_link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_kind_display()} {self.target}"

    @property
    def source(self) -> Dispatch | IncomingDocument | None:
        """The document that the link starts from."""
        return self.from_dispatch or self.from_incoming

    @property
    def target(self) -> Dispatch | IncomingDocument | None:
        """The document that the link leads to."""
        return self.to_dispatch or self.to_incoming
