"""Registering what comes in (đăng ký văn bản đến; Decree 30/2020/NĐ-CP, art. 22-24)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.models import User
from deadlines.value import day_in_hanoi
from dispatches import replies
from dispatches.domain import files, register
from dispatches.errors import DispatchRefused, DuplicateDocument
from dispatches.models import IncomingDocument, IncomingEnclosure, RegisterBook
from dispatches.uploads import Upload
from vietnamese.dates import short_date
from vietnamese.text import clean_line, fold, same_name_key

ARRIVALS = "van-ban-den"  # code of the register of incoming documents


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the clerk reads off a document."""

    arrived_on: dt.date
    author: str
    full_number: str
    date: dt.date
    kind_name: str
    subject: str


def next_arrival_number(on: dt.date) -> int:
    """Propose the number that the next document of the year gets."""
    return register.next_number(_book(), on)


def receive(
    entry: Entry,
    *,
    scan: Upload | None = None,
    enclosed: Sequence[Upload] = (),
    although_known: bool = False,
    by: Actor,
    at: dt.datetime,
) -> IncomingDocument:
    """Register a document under the next arrival number of the year, with what it encloses.

    DuplicateDocument if one with the same number, symbol and author is registered already, unless
    the clerk has said to go on; DispatchRefused for a day that cannot be.
    """
    _require_days(entry, at)
    stored = files.store(scan.content, media_type=scan.media_type, at=at) if scan else None
    with transaction.atomic():
        counter = register.lock(_book(), entry.arrived_on.year)
        if not although_known and (known := known_as(entry)):
            raise DuplicateDocument(known)
        number, _skipped = register.give(counter, None, entry.arrived_on)
        names = _names(entry)
        document = IncomingDocument.objects.create(
            **names,
            arrival_number=number,
            arrival_year=entry.arrived_on.year,
            arrived_on=entry.arrived_on,
            date=entry.date,
            search_key=fold(" ".join(names.values())),
            number_key=number_key(entry.full_number),
            scan=stored,
            scan_name=scan.name if scan else "",
            registered_by_id=by.pk,
            registered_at=at,
        )
        record(by=by, action="incomingdocument.registered", on=document, at=at, number=number)
        for ordinal, one in enumerate(enclosed, start=1):
            _enclose(document, ordinal, one, by=by, at=at)
    return document


@transaction.atomic
def add_files(
    document: IncomingDocument,
    *,
    scan: Upload | None = None,
    enclosed: Sequence[Upload] = (),
    by: Actor,
    at: dt.datetime,
) -> None:
    """Keep the scan of a document that has none, and further files that came with it.

    DispatchRefused for a void entry, and for a second scan: what is there is never replaced.
    """
    locked = IncomingDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.voided_at:
        raise DispatchRefused(_("Số đến này đã hủy."))
    if scan:
        _keep_scan(locked, scan, by=by, at=at)
    first = locked.enclosures.count() + 1
    for ordinal, one in enumerate(enclosed, start=first):
        _enclose(locked, ordinal, one, by=by, at=at)
    document.refresh_from_db()


def _keep_scan(document: IncomingDocument, scan: Upload, *, by: Actor, at: dt.datetime) -> None:
    file = files.store(scan.content, media_type=scan.media_type, at=at)
    without = IncomingDocument.objects.filter(pk=document.pk, scan=None)
    if not without.update(scan=file, scan_name=scan.name):
        raise DispatchRefused(_("Văn bản đã có bản quét; bản đã đăng ký không thay được."))
    told = {"name": scan.name, "sha256": file.sha256}
    record(by=by, action="incomingdocument.scanned", on=document, at=at, **told)


def _enclose(
    document: IncomingDocument, ordinal: int, upload: Upload, *, by: Actor, at: dt.datetime
) -> None:
    file = files.store(upload.content, media_type=upload.media_type, at=at)
    IncomingEnclosure.objects.create(
        document=document, ordinal=ordinal, file=file, name=upload.name
    )
    record(
        by=by,
        action="incomingdocument.enclosed",
        on=document,
        at=at,
        name=upload.name,
        sha256=file.sha256,
    )


def number_key(full_number: str) -> str:
    """Return number and symbol as they are compared: «347/CNV-ĐP» and «347/cnv-đp» are one."""
    return clean_line(full_number).casefold()


def _names(entry: Entry) -> dict[str, str]:
    names = ("author", "full_number", "kind_name", "subject")
    return {name: clean_line(getattr(entry, name)) for name in names}


def known_as(entry: Entry) -> IncomingDocument | None:
    """Return a registered document with the same number, symbol and author in the same year."""
    if not entry.full_number:
        return None
    same = IncomingDocument.objects.filter(
        number_key=number_key(entry.full_number),
        date__year=entry.date.year,
        voided_at__isnull=True,
    )
    author = same_name_key(entry.author)
    return next((document for document in same if same_name_key(document.author) == author), None)


@transaction.atomic
def hand_to(
    document: IncomingDocument, handler: User, *, due_on: dt.date | None, by: Actor, at: dt.datetime
) -> None:
    """Pass the document to a colleague, with the day by which it is to be settled (chuyển)."""
    if due_on and due_on < document.arrived_on:
        raise DispatchRefused(_("Thời hạn giải quyết không thể trước ngày đến."))
    changes = {"handler": handler, "handed_on": day_in_hanoi(at), "due_on": due_on}
    _change(document, changes)
    record(
        by=by,
        action="incomingdocument.handed",
        on=document,
        at=at,
        handler=handler.full_name,
        due_on=due_on and due_on.isoformat(),
    )


@transaction.atomic
def note_progress(
    document: IncomingDocument, progress: str, *, settled: bool, by: Actor, at: dt.datetime
) -> None:
    """Note how far the document is settled (tiến độ giải quyết)."""
    progress = clean_line(progress)
    _change(document, {"progress": progress, "settled_at": at if settled else None})
    record(
        by=by,
        action="incomingdocument.progressed",
        on=document,
        at=at,
        progress=progress,
        settled=settled,
    )


@transaction.atomic
def void(document: IncomingDocument, *, reason: str, by: Actor, at: dt.datetime) -> None:
    """Void a wrong entry; its number stays used.

    DispatchRefused without a reason, twice, or while what an app made of the document stands.
    """
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do hủy."))
    if held := replies.held(document):
        raise DispatchRefused(" ".join(held))
    _change(document, {"voided_at": at, "void_reason": reason})
    record(by=by, action="incomingdocument.voided", on=document, at=at, reason=reason)


def _change(document: IncomingDocument, changes: dict[str, object]) -> None:
    open_ = IncomingDocument.objects.filter(pk=document.pk, voided_at__isnull=True)
    if not open_.update(**changes):
        raise DispatchRefused(_("Số đến này đã hủy."))
    document.refresh_from_db()


def _require_days(entry: Entry, at: dt.datetime) -> None:
    today = day_in_hanoi(at)
    if entry.arrived_on > today:
        raise DispatchRefused(
            _("Ngày đến ở sau hôm nay, %(today)s.") % {"today": short_date(today)}
        )
    if entry.date > entry.arrived_on:
        raise DispatchRefused(_("Ngày văn bản không thể sau ngày đến."))


def _book() -> RegisterBook:
    """The portal keeps this book itself, from the first document on."""
    return RegisterBook.objects.get_or_create(
        code=ARRIVALS, defaults={"name": "Sổ đăng ký văn bản đến"}
    )[0]
