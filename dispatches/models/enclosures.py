"""What leaves together with an issued document, as it stood at that moment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import SUBJECT_LIMIT, Dispatch
from dispatches.models.dossiers import DossierFile
from dispatches.models.files import StoredFile


class Enclosure(models.Model):
    """A document sent with another one (tài liệu gửi kèm), frozen at the issue of that one.

    `document` is the sheet in the office, which may be written on for the next occasion; `letter`
    is what was sent. It never changes, except that its PDF is made once, as that of a dispatch.
    A submission encloses the draft that it is about. A file that was put into the dossier has no
    letter: its `letter_digest` is the file's own.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="enclosures")
    ordinal = models.PositiveIntegerField(_("thứ tự"), help_text="from 1")
    document = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="enclosed_in"
    )
    file = models.ForeignKey(
        DossierFile, on_delete=models.PROTECT, null=True, related_name="enclosed_in"
    )
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    letter = models.JSONField(null=True)
    letter_digest = models.CharField(max_length=64)
    enclosed_at = models.DateTimeField(_("gửi kèm từ"))
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("tài liệu gửi kèm")
        ordering = ["dispatch", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "ordinal"], name="dispatches_enclosure_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "document"], name="dispatches_enclosure_document_once"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "file"], name="dispatches_enclosure_file_once"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, file__isnull=True, letter__isnull=False)
                | Q(document__isnull=True, file__isnull=False, letter__isnull=True)
                & Q(pdf__isnull=False),
                name="dispatches_enclosure_of_document_or_file",
            ),
            models.CheckConstraint(
                condition=~Q(letter_digest=""), name="dispatches_enclosure_has_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_draft(self) -> bool:
        """Whether it left as a draft (dự thảo), before its document had its number."""
        letter = self.letter or {}
        numbered = self.document is not None and self.document.is_numbered
        return numbered and letter.get("number") is None
