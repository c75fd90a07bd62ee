"""Personal links: given, known again, revoked (liên kết cá nhân).

A link is worth what it was given for: it is void once the round is over, another was given, the
person no longer acts for the unit, or the account is closed or has another password, role or
address. That is asked at every use; only giving another and revoking are written down
(docs/adr/0016-personal-links.md).
"""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.digests import digest
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.derived_secrets import derived, recovered
from consultations.domain.locks import locked_consultee
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, PersonalLink
from deadlines.value import day_in_hanoi
from districts.domain.officers import district_of, officers_on

SALT = "consultations.personal-link"
# Stands in the stored text of a mail where the links come; nobody but the addressee reads them.
PLACE = "[Liên kết cá nhân: chỉ có trong thư gửi đi.]"


@transaction.atomic
def give(consultee: Consultee, user: User, *, by: Actor, at: datetime) -> PersonalLink:
    """Give the person a new link into the round; the one before is void.

    ConsultationRefused for a closed round and for somebody who does not act for the unit.
    """
    locked_consultee(consultee.pk)
    if not _may_have(consultee, user, at):
        raise ConsultationRefused(
            _("Chỉ cấp được liên kết cho cán bộ đầu mối của đơn vị khi đợt lấy ý kiến đang mở.")
        )
    _open_link(consultee, user).update(revoked_at=at)
    nonce = secrets.token_urlsafe(32)
    link = PersonalLink.objects.create(
        consultee=consultee,
        user=user,
        nonce=nonce,
        digest=digest(derived(SALT, nonce)),
        mark=_mark(user),
        given_at=at,
    )
    record(by=by, action="link.given", on=link, at=at)
    return link


@transaction.atomic
def revoke(consultee: Consultee, user: User, *, by: Actor, at: datetime) -> None:
    """Make the person's link void; without one nothing happens."""
    link = _open_link(consultee, user).select_for_update().first()
    if link and _open_link(consultee, user).update(revoked_at=at):
        record(by=by, action="link.revoked", on=link, at=at)


def token_of(link: PersonalLink) -> str | None:
    """Return the link's token; None if the key with which it was made is no longer known."""
    return recovered(SALT, link.nonce, link.digest)


def found(token: str, at: datetime) -> PersonalLink | None:
    """Return the link that the token opens now; None for a void one."""
    link = _with_course().filter(digest=digest(token)).first()
    return link if link and is_live(link, at) else None


def kept(pk: int, at: datetime) -> PersonalLink | None:
    """Return the link with which a session began, if it still opens the round."""
    link = _with_course().filter(pk=pk).first()
    return link if link and is_live(link, at) else None


def is_live(link: PersonalLink, at: datetime) -> bool:
    """Say whether the link still opens the round."""
    return (
        link.revoked_at is None
        and link.mark == _mark(link.user)
        and _may_have(link.consultee, link.user, at)
    )


@transaction.atomic
def used(link: PersonalLink, *, at: datetime) -> None:
    """Write down that the person came by the link."""
    PersonalLink.objects.filter(pk=link.pk).update(used_at=at)
    record(by=link.user, action="link.signed_in", on=link, at=at)


def staff_of(consultee: Consultee, at: datetime) -> list[User]:
    """Return who acts for the unit on the day."""
    duties = officers_on(consultee.district, day_in_hanoi(at)).order_by("pk")
    return [duty.user for duty in duties]


def address_of(user: User, consultee: Consultee) -> str:
    """Return where a person's link is sent: the own address, else the unit's."""
    return user.email or consultee.address


def open_links(consultee_id: int) -> list[PersonalLink]:
    """Return the links of a unit's part that were not revoked or replaced."""
    return list(_with_course().filter(consultee=consultee_id, revoked_at=None))


def _may_have(consultee: Consultee, user: User, at: datetime) -> bool:
    if not consultee.round.is_running or not user.is_active:
        return False
    return district_of(user, day_in_hanoi(at)) == consultee.district


def _mark(user: User) -> str:
    return digest("|".join((user.password, user.role, user.email)))


def _open_link(consultee: Consultee, user: User) -> QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(consultee=consultee, user=user, revoked_at=None)


def _with_course() -> QuerySet[PersonalLink]:
    return PersonalLink.objects.select_related(
        "user",
        "consultee__district",
        "consultee__round__consultation",
        "consultee__round__dispatch",
    )
