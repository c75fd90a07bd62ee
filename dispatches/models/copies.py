"""Copies of an issued dispatch, each addressed to one of many."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.enums import CopyState
from dispatches.models.dispatches import Dispatch
from dispatches.models.files import StoredFile

NAME_LIMIT = 300  # characters


class LetterRun(models.Model):
    """The making of one copy for each addressee of a list (đợt tạo bản gửi riêng).

    It is finished when no copy waits any more and the made ones are bound into one file.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="runs")
    fingerprint = models.CharField(max_length=64, help_text="of the list, in its order")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    bound = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+", help_text="all in one"
    )
    # Real time, not portal time: a lease is about processes.
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0, help_text="at the part that is being made")

    class Meta:
        verbose_name = _("đợt tạo bản gửi riêng")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "fingerprint"], name="dispatches_letterrun_list_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(lease_until__isnull=True),
                name="dispatches_letterrun_no_lease_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | Q(bound__isnull=True),
                name="dispatches_letterrun_bound_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return str(self.dispatch)


class LetterCopy(models.Model):
    """The copy for one addressee (bản gửi riêng): the same letter under the same number.

    Its PDF is the file itself, or, if there is a `line`, what the line makes of the file (see
    dispatches.pdf_filling). Once made it never changes.
    """

    run = models.ForeignKey(LetterRun, on_delete=models.PROTECT, related_name="copies")
    ordinal = models.PositiveIntegerField(_("thứ tự"), help_text="from 1")
    addressee = models.CharField(_("nơi nhận"), max_length=NAME_LIMIT)
    address = models.CharField(_("địa chỉ"), max_length=NAME_LIMIT, blank=True)
    # By which two names are one; and for search without marks, on both databases.
    name_key = models.CharField(max_length=2 * NAME_LIMIT, editable=False)
    folded = models.TextField(editable=False)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=CopyState, default=CopyState.WAITING
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    line = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the copy's PDF")
    size = models.PositiveIntegerField(_("kích thước"), null=True, help_text="bytes")
    problem = models.CharField(_("lỗi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bản gửi riêng")
        ordering = ["run", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"], name="dispatches_lettercopy_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["run", "name_key"], name="dispatches_lettercopy_addressee_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CopyState.values), name="dispatches_lettercopy_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=CopyState.MADE, file__isnull=False, size__isnull=False)
                & ~Q(sha256="")
                | ~Q(state=CopyState.MADE)
                & Q(file__isnull=True, size__isnull=True, sha256="", line=""),
                name="dispatches_lettercopy_file_when_made",
            ),
            models.CheckConstraint(
                condition=Q(state=CopyState.FAILED) & ~Q(problem="")
                | ~Q(state=CopyState.FAILED) & Q(problem=""),
                name="dispatches_lettercopy_problem_when_failed",
            ),
        ]

    def __str__(self) -> str:
        return self.addressee
