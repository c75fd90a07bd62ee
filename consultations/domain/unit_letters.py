"""The unit's own letter goes with its answer (văn bản tham gia ý kiến của đơn vị).

What is typed on the portal are the opinions; the signed letter is what the unit says by law. So its
number, date and signer are kept with the answer, and digital signatures are checked when it comes.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafts
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Draft, DraftLetter, Response, ResponseLetter
from deadlines.value import day_in_hanoi
from dispatches.domain import quotas, trust_roots
from dispatches.domain.printing import PDF
from dispatches.domain.scans import SCANS
from dispatches.signing import process, words
from dispatches.signing.report import KEPT, Signature
from dispatches.uploads import Upload
from vietnamese.dates import short_date
from vietnamese.text import clean_line


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the letter says of itself: «125/UBND-VP», its day, who signed it."""

    symbol: str
    date: date
    signer: str


def numbers() -> QuerySet[ResponseLetter, str]:
    """Return the numbers of the letters that came through the portal, and in no register."""
    return ResponseLetter.objects.values_list("symbol", flat=True)


def attach(
    consultee: Consultee, facts: Facts, upload: Upload, *, version: int, by: User, at: datetime
) -> DraftLetter:
    """Put the letter to the draft, in the place of the one before.

    DraftConflict; ConsultationRefused for a day that cannot be, a file that is no letter, and for a
    signature that is not good: an unknown root is no fault, a changed text is. UploadRefused if the
    unit has no room for the file.
    """
    _require_day(consultee, facts.date, at)
    if upload.media_type not in SCANS:
        raise ConsultationRefused(_("Văn bản của đơn vị là tệp PDF, hoặc ảnh chụp JPG, PNG."))
    found = _signatures(upload, at)
    stored = quotas.store(upload, unit=consultee.district.code, at=at)
    with transaction.atomic():
        draft = drafts.touch(consultee, version=version, by=by, at=at)
        letter, _made = DraftLetter.objects.update_or_create(
            draft=draft,
            defaults={
                "symbol": clean_line(facts.symbol),
                "date": facts.date,
                "signer": clean_line(facts.signer),
                "file": stored,
                "name": upload.name,
                "signatures": [asdict(one) for one in found],
                "draft_version": draft.version,
            },
        )
        record(
            by=by,
            action="draft.letter_attached",
            on=consultee,
            at=at,
            name=letter.symbol,
            sha256=stored.sha256,
        )
    return letter


@transaction.atomic
def remove(consultee: Consultee, *, version: int, by: User, at: datetime) -> None:
    """Take the letter off the draft; without one nothing happens. DraftConflict."""
    letter = DraftLetter.objects.select_related("file").filter(draft__consultee=consultee).first()
    if letter is None:
        return
    drafts.touch(consultee, version=version, by=by, at=at)
    letter.delete()
    record(
        by=by,
        action="draft.letter_removed",
        on=consultee,
        at=at,
        name=letter.symbol,
        sha256=letter.file.sha256,
    )


def of_draft(draft: Draft | None) -> DraftLetter | None:
    """Return the letter that is to go with the draft."""
    letter: DraftLetter | None = getattr(draft, "letter", None)
    return letter


def is_older(letter: DraftLetter) -> bool:
    """Whether the draft was changed after the letter came: the two may say different things."""
    return letter.draft_version < letter.draft.version


def of_response(response: Response) -> ResponseLetter | None:
    """Return the letter that went with the answer."""
    letter: ResponseLetter | None = getattr(response, "letter", None)
    return letter


def keep(letter: DraftLetter, response: Response) -> ResponseLetter:
    """Keep the draft's letter with the answer, as it is."""
    return ResponseLetter.objects.create(
        response=response,
        symbol=letter.symbol,
        date=letter.date,
        signer=letter.signer,
        file=letter.file,
        name=letter.name,
        signatures=letter.signatures,
    )


def signatures_of(letter: DraftLetter | ResponseLetter) -> list[Signature]:
    """Return the digital signatures as they were found when the file came."""
    return [Signature.from_json(one) for one in letter.signatures]


def _require_day(consultee: Consultee, day: date, at: datetime) -> None:
    if day > day_in_hanoi(at):
        raise ConsultationRefused(_("Ngày văn bản ở sau hôm nay."))
    asked = consultee.round.dispatch.date
    if asked and day < asked:
        raise ConsultationRefused(
            _("Ngày văn bản trước ngày công văn lấy ý kiến (%s).") % short_date(asked)
        )


def _signatures(upload: Upload, at: datetime) -> tuple[Signature, ...]:
    if upload.media_type != PDF:
        return ()
    try:
        found = process.signatures_in(upload.content, roots=trust_roots.trusted_pems(), seen_at=at)
    except process.UnreadableFile as error:
        raise ConsultationRefused(_("Cổng không đọc được chữ ký trong tệp này.")) from error
    for one in found:
        if one.state not in KEPT:
            raise ConsultationRefused(
                _("Chữ ký của %(signer)s: %(state)s. Đề nghị ký lại rồi tải lên.")
                % {"signer": one.signer or one.field, "state": str(words.STATES[one.state][1])}
            )
    return found
