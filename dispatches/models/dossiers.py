"""Dossiers: the documents of one matter, and what is still demanded of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.enums import LetterLanguage
from dispatches.models.dispatches import SUBJECT_LIMIT, Dispatch
from dispatches.models.files import StoredFile
from dispatches.models.incoming import IncomingDocument
from dispatches.models.templates import Checklist, Demand, LetterTemplate

USER = settings.AUTH_USER_MODEL


class Dossier(models.Model):
    """The documents of one matter (hồ sơ công việc; Decree 30/2020/NĐ-CP, art. 28-29).

    `values` fills the places in letters drafted for it, by name (dispatches.placeholders); the
    names of a chosen `partner` come before them.
    """

    title = models.CharField(_("tên hồ sơ"), max_length=300)
    search_key = models.TextField(editable=False)
    origin = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    partner = models.SlugField(
        _("đối tác"), blank=True, help_text="code in the register of partners; names follow from it"
    )
    values = models.JSONField(default=dict)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)

    class Meta:
        verbose_name = _("hồ sơ")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class DossierFile(models.Model):
    """A file put into a dossier by hand (tệp trong hồ sơ): a sheet written or scanned elsewhere.

    It has no number and never changes. What no program reads off a scan, the language and whether
    it names a field of cooperation, is what the officer says who put it in.
    """

    subject = models.CharField(_("tên tài liệu"), max_length=SUBJECT_LIMIT)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=LetterLanguage)
    names_field = models.BooleanField(_("có nêu lĩnh vực hợp tác cụ thể"), default=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    put_in_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    put_in_at = models.DateTimeField(_("đưa vào lúc"))

    class Meta:
        verbose_name = _("tệp trong hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=LetterLanguage.values),
                name="dispatches_dossierfile_language_known",
            ),
            models.CheckConstraint(
                condition=~Q(subject=""), name="dispatches_dossierfile_has_subject"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


def _exactly_one(*names: str) -> Q:
    alone = (Q(**{f"{name}__isnull": name != one for name in names}) for one in names)
    return Q(*alone, _connector=Q.OR)


class DossierDocument(models.Model):
    """A document in a dossier (văn bản trong hồ sơ): outgoing, incoming, or a file put in."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="in_dossiers"
    )
    incoming = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="in_dossiers"
    )
    file = models.ForeignKey(
        DossierFile, on_delete=models.PROTECT, null=True, related_name="in_dossiers"
    )
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("đưa vào lúc"))

    class Meta:
        verbose_name = _("văn bản trong hồ sơ")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one("dispatch", "incoming", "file"),
                name="dispatches_dossierdocument_one",
            ),
            models.UniqueConstraint(
                fields=["dossier", "dispatch"], name="dispatches_dossier_dispatch_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "incoming"], name="dispatches_dossier_incoming_once"
            ),
            models.UniqueConstraint(fields=["file"], name="dispatches_dossier_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.dispatch or self.incoming or self.file)


class Requirement(models.Model):
    """One demand as a dossier meets it (mục yêu cầu): by a document of ours, or a file put in.

    A document that was issued on paper only has no text to enclose and meets none; its scan may be
    put in as a file.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="requirements")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Dispatch, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(DossierFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("mục yêu cầu")
        ordering = ["demand__ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "demand"], name="dispatches_requirement_once"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(file__isnull=True),
                name="dispatches_requirement_met_by_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.demand)
