"""Offices within a unit write their part by a link of their own (phòng, ban tham gia ý kiến).

The link is worth what it was given for: some contents of one unit's part in one round. It is void
once the round is over or it was revoked; that is asked at every use. Nobody is signed in by it.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from accounts.digests import digest
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import contribution_mails, drafts
from consultations.domain.derived_secrets import derived
from consultations.domain.locks import locked_part, locked_round
from consultations.enums import Position
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.models import Consultee, Content, Contribution, ContributionRequest, Draft
from outbox.domain.messages import is_usable
from vietnamese.text import clean_line, clean_text

OPEN_LIMIT = 20  # open requests of one unit in one round
DAY_LIMIT = 40  # requests of one unit in 24 hours: mail goes wherever staff type
VERSIONS_LIMIT = 20  # of what one office writes


@dataclass(frozen=True)
class Written:
    """What an office says on one content."""

    by: Contribution
    position: Position
    text: str


@transaction.atomic
def ask(
    consultee: Consultee,
    *,
    office: str,
    person: str,
    address: str,
    contents: Collection[Content],
    note: str,
    by: User,
    at: datetime,
) -> ContributionRequest:
    """Ask an office for its opinion on the contents and mail it the link.

    ConsultationRefused without a content of the round, for a round that is over, for an address
    that is asked already or no address, and for one request too many.
    """
    locked_part(consultee)
    own = _askable(consultee, address, contents, at)
    request = ContributionRequest(
        consultee=consultee,
        office=clean_line(office),
        person=clean_line(person),
        address=address.lower(),
        note=clean_text(note).strip(),
        asked_by=by,
    )
    return _send(request, own, by=by, at=at)


def ask_anew(shut: ContributionRequest, *, by: Actor, at: datetime) -> ContributionRequest:
    """Ask the office again by a new link, for its round was opened again; same contents."""
    request = ContributionRequest(
        consultee=shut.consultee,
        office=shut.office,
        person=shut.person,
        address=shut.address,
        note=shut.note,
        asked_by=shut.asked_by,
    )
    return _send(request, shut.contents.all(), by=by, at=at)


@transaction.atomic
def revoke(request: ContributionRequest, *, by: User, at: datetime) -> None:
    """Make the link void; what was written stays. ConsultationRefused if it is void already."""
    if not ContributionRequest.objects.filter(pk=request.pk, revoked_at=None).update(revoked_at=at):
        raise ConsultationRefused(_("Đề nghị này đã được thu hồi."))
    record(by=by, action="contribution.revoked", on=request, at=at)


def found(token: str) -> ContributionRequest | None:
    """Return the request whose link this is; None for a void one."""
    requests = ContributionRequest.objects.select_related(
        "consultee__district", "consultee__round__dispatch", "consultee__round__consultation"
    )
    request = requests.filter(digest=digest(token), revoked_at=None).first()
    return request if request and request.consultee.round.is_running else None


@transaction.atomic
def write(
    request: ContributionRequest, answers: drafts.Answers, *, writer: str, at: datetime
) -> Contribution:
    """Keep what the office writes on the contents that it was asked about.

    The same again is the one there is. AnswerIncomplete with what is missing; ConsultationRefused
    for a link that is void by now, without a name, and after too many versions.
    """
    round_ = locked_round(request.consultee.round_id)
    locked = ContributionRequest.objects.select_for_update().get(pk=request.pk)
    if locked.revoked_at or round_.is_over:
        raise ConsultationRefused(_("Liên kết không còn hiệu lực."))
    writer = clean_line(writer)
    if not writer:
        raise ConsultationRefused(_("Đề nghị ghi họ tên người ghi ý kiến."))
    if problems := drafts.missing(list(request.contents.all()), answers):
        raise AnswerIncomplete(problems)
    said = drafts.stored(answers)
    last = request.contributions.order_by("version").last()
    if last and (last.answers, last.writer) == (said, writer):
        return last
    version = last.version if last else 0
    if version >= VERSIONS_LIMIT:
        raise ConsultationRefused(_("Đã gửi quá nhiều bản. Đề nghị liên hệ cán bộ đầu mối."))
    made = Contribution.objects.create(
        request=request, version=version + 1, answers=said, writer=writer, received_at=at
    )
    record(by=SYSTEM, action="contribution.written", on=request, at=at, person=writer)
    contribution_mails.tell_asker(made, at=at)
    return made


def requests_of(consultee: Consultee) -> QuerySet[ContributionRequest]:
    """Return whom the unit asked, each with its contents and what was written, newest last."""
    newest = Contribution.objects.order_by("version")
    asked = ContributionRequest.objects.filter(consultee=consultee).select_related("asked_by")
    return asked.prefetch_related("contents", Prefetch("contributions", newest))


def written_on(consultee: Consultee) -> dict[int, list[Written]]:
    """Return the last that each office wrote, by the id of the content."""
    by_content: dict[int, list[Written]] = {}
    for request in requests_of(consultee):
        if versions := list(request.contributions.all()):
            by = versions[-1]
            for content, said in by.answers.items():
                written = Written(by, Position(said["position"]), said["text"])
                by_content.setdefault(int(content), []).append(written)
    return by_content


def take_over(
    contribution: Contribution, content: Content, *, version: int, by: User, at: datetime
) -> Draft:
    """Put what the office wrote on a content into the draft, below what stands there.

    The unit's own opinion stays if it chose one. Raises as `drafts.save_draft`.
    """
    consultee = contribution.request.consultee
    draft = Draft.objects.filter(consultee=consultee).first()
    said = dict(drafts.said_in(draft)) if draft else {}
    position, text = said.get(content.pk, ("", ""))
    theirs = contribution.answers[str(content.pk)]
    said[content.pk] = (position or theirs["position"], _joined(text, theirs["text"]))
    return drafts.save_draft(consultee, said, version=version, by=by, at=at)


def _askable(
    consultee: Consultee, address: str, contents: Collection[Content], at: datetime
) -> QuerySet[Content]:
    """Return the contents that the address may be asked about."""
    open_ = ContributionRequest.objects.filter(consultee=consultee, revoked_at=None)
    if not is_usable(address):
        raise ConsultationRefused(_("Địa chỉ thư điện tử không dùng được."))
    if open_.filter(address__iexact=address).exists():
        raise ConsultationRefused(_("Địa chỉ này đang được đề nghị; thu hồi rồi đề nghị lại."))
    if open_.count() >= OPEN_LIMIT:
        raise ConsultationRefused(
            _("Mỗi lần lấy ý kiến đề nghị được tối đa %d phòng, ban.") % OPEN_LIMIT
        )
    lately = ContributionRequest.objects.filter(
        consultee__district=consultee.district_id, asked_at__gt=at - timedelta(days=1)
    )
    if lately.count() >= DAY_LIMIT:
        raise ConsultationRefused(_("Đơn vị đã gửi quá nhiều đề nghị trong ngày."))
    own = consultee.round.contents.filter(pk__in=[content.pk for content in contents])
    if not own or not consultee.round.is_running:
        raise ConsultationRefused(_("Chọn ít nhất một nội dung của đợt lấy ý kiến đang mở."))
    return own


def _send(
    request: ContributionRequest, contents: QuerySet[Content], *, by: Actor, at: datetime
) -> ContributionRequest:
    """Give the request its link and mail it."""
    nonce = secrets.token_urlsafe(32)
    request.nonce, request.digest = nonce, digest(derived(contribution_mails.SALT, nonce))
    request.asked_at = at
    request.save(force_insert=True)
    request.contents.set(contents)
    record(by=by, action="contribution.asked", on=request, at=at, to=request.address)
    contribution_mails.ask(request, at=at)
    return request


def _joined(before: str, added: str) -> str:
    return before if added in before else "\n".join(filter(None, (before, added)))
