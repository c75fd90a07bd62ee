"""Reports on duties (báo cáo thực hiện nhiệm vụ): written by a unit, decided by the department."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import shorten

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain import quotas
from dispatches.uploads import Upload
from districts.domain.duties import TITLE_LENGTH, Task
from districts.enums import ReportState
from districts.errors import DistrictRefused
from districts.models import (
    District,
    Duty,
    DutyDecision,
    DutyReport,
    DutyReportFile,
    DutyWithdrawal,
)
from vietnamese.text import clean_text

FILES_LIMIT = 10


def save(
    task: Task,
    *,
    text: str,
    uploads: Iterable[Upload] = (),
    edition: int,
    by: Actor,
    at: datetime,
) -> DutyReport:
    """Keep the draft of a report with its files; the first save begins it.

    `edition` is that of the draft which the writer saw, 0 for none. DistrictRefused if somebody
    saved meanwhile, if the report was submitted, or for too many files; UploadRefused if the unit
    has no room for them.
    """
    unit = task.unit.code
    stored = [(upload.name, quotas.store(upload, unit=unit, at=at)) for upload in uploads]
    with transaction.atomic():
        report = _draft(task, clean_text(text).strip(), edition, by=by, at=at)
        for name, file in stored:
            DutyReportFile.objects.get_or_create(
                report=report, file=file, defaults={"name": name, "added_at": at}
            )
        if report.files.count() > FILES_LIMIT:
            raise DistrictRefused(_("Mỗi báo cáo kèm được tối đa %d tệp.") % FILES_LIMIT)
        record(
            by=by, action="report.saved", on=report, at=at, files=[name for name, _file in stored]
        )
    return report


@transaction.atomic
def detach(kept: DutyReportFile, *, by: Actor, at: datetime) -> None:
    """Take a file off a draft; DistrictRefused once the report is submitted."""
    report = DutyReport.objects.select_for_update().get(pk=kept.report_id)
    if report.state != ReportState.DRAFT:
        raise DistrictRefused(_("Báo cáo đã gửi thì không bỏ tệp được nữa."))
    kept.delete()
    record(by=by, action="report.file_removed", on=report, at=at, files=[kept.name])


@transaction.atomic
def submit(report: DutyReport, *, by: Actor, at: datetime) -> None:
    """Send the draft to the department; from then on it stays as it is.

    DistrictRefused without a word of text, if it was submitted or saved by somebody meanwhile.
    """
    if not report.text:
        raise DistrictRefused(_("Đề nghị ghi kết quả thực hiện trước khi gửi."))
    drafts = DutyReport.objects.filter(
        pk=report.pk, state=ReportState.DRAFT, edition=report.edition
    )
    sent = {"state": ReportState.SUBMITTED, "submitted_by_id": by.pk, "submitted_at": at}
    if not drafts.update(**sent):
        raise DistrictRefused(_("Báo cáo đã được gửi hoặc vừa được người khác sửa."))
    report.refresh_from_db()
    record(by=by, action="report.submitted", on=report, at=at, version=report.version)


def waiting() -> QuerySet[DutyReport]:
    """Return what waits for the department's decision, the oldest first."""
    reports = DutyReport.objects.filter(state=ReportState.SUBMITTED)
    return reports.select_related("duty", "district").order_by("submitted_at", "pk")


def told(report: DutyReport) -> str:
    """Return on what it reports and who, in a line."""
    return (
        f"{shorten(report.duty.text, TITLE_LENGTH, placeholder='…')} ({report.district.committee})"
    )


def submitted() -> QuerySet[DutyReport]:
    """Return what the department may see: a draft is its unit's alone."""
    return DutyReport.objects.exclude(state=ReportState.DRAFT)


def versions(duty: Duty, unit: District, occurrence: str) -> QuerySet[DutyReport]:
    """Return what a unit submitted about one time of a duty, the newest first."""
    found = submitted().filter(duty=duty, district=unit, occurrence=occurrence)
    deciders = ("decision__decided_by", "withdrawal__decided_by")
    rows = found.select_related("submitted_by", *deciders).order_by("-version")
    return rows.prefetch_related("files__file")


def accept(report: DutyReport, *, note: str = "", by: Actor, at: datetime) -> None:
    """Accept the report: the duty is done for that time (chấp nhận)."""
    _decide(report, ReportState.ACCEPTED, note, by=by, at=at)


def send_back(report: DutyReport, *, reason: str, by: Actor, at: datetime) -> None:
    """Return the report with a reason; the unit writes the next version (trả lại)."""
    if not reason.strip():
        raise DistrictRefused(_("Đề nghị ghi lý do trả lại."))
    _decide(report, ReportState.RETURNED, reason, by=by, at=at)


@transaction.atomic
def withdraw_acceptance(report: DutyReport, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a mistaken acceptance with a reason (rút lại chấp nhận): the report is returned.

    DistrictRefused without a reason, and for what is not accepted.
    """
    reason = clean_text(reason).strip()
    if not reason:
        raise DistrictRefused(_("Đề nghị ghi lý do rút lại."))
    held = DutyReport.objects.select_for_update().get(pk=report.pk)
    if held.state != ReportState.ACCEPTED:
        raise DistrictRefused(_("Báo cáo này không ở trạng thái đã chấp nhận."))
    DutyWithdrawal.objects.create(report=held, reason=reason, decided_by_id=by.pk, decided_at=at)
    DutyReport.objects.filter(pk=held.pk).update(state=ReportState.RETURNED)
    report.refresh_from_db()
    record(by=by, action="report.acceptance_withdrawn", on=report, at=at, reason=reason)


@transaction.atomic
def _decide(
    report: DutyReport, outcome: ReportState, reason: str, *, by: Actor, at: datetime
) -> None:
    waiting = DutyReport.objects.filter(pk=report.pk, state=ReportState.SUBMITTED)
    if not waiting.update(state=outcome):
        raise DistrictRefused(_("Báo cáo này không còn chờ kết luận."))
    report.refresh_from_db()
    reason = clean_text(reason).strip()
    DutyDecision.objects.create(
        report=report,
        outcome=outcome,
        reason=reason,
        decided_by_id=by.pk,
        decided_at=at,
    )
    record(by=by, action=f"report.{outcome}", on=report, at=at, reason=reason)


def _draft(task: Task, text: str, edition: int, *, by: Actor, at: datetime) -> DutyReport:
    """Save over the edition that the writer saw, or begin the next version."""
    last = task.report
    if last is None or last.state == ReportState.RETURNED:
        return _begin(task, text, by=by, at=at)
    seen = DutyReport.objects.filter(pk=last.pk, state=ReportState.DRAFT, edition=edition)
    changes = {"text": text, "edition": edition + 1, "edited_by_id": by.pk, "edited_at": at}
    if not seen.update(**changes):
        raise DistrictRefused(
            _("Báo cáo đã được gửi hoặc vừa được người khác sửa. Nội dung vừa nhập vẫn ở dưới đây.")
        )
    last.refresh_from_db()
    return last


def _begin(task: Task, text: str, *, by: Actor, at: datetime) -> DutyReport:
    returned = task.report
    try:
        with transaction.atomic():
            report = DutyReport.objects.create(
                duty=task.duty,
                district=task.unit,
                occurrence=task.occurrence.key,
                version=returned.version + 1 if returned else 1,
                text=text,
                edited_by_id=by.pk,
                edited_at=at,
            )
    except IntegrityError as error:
        raise DistrictRefused(_("Người khác vừa bắt đầu báo cáo này.")) from error
    if returned:
        DutyReportFile.objects.bulk_create(
            DutyReportFile(report=report, file_id=kept.file_id, name=kept.name, added_at=at)
            for kept in returned.files.all()
        )
    return report
