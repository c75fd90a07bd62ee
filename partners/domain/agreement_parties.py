"""The parties to an agreement (các bên ký kết), under the names that the text prints."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District
from partners.agreement_enums import Side
from partners.domain.agreement_events import locked
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementParty, Partner
from partners.rules.courses import BEFORE_SIGNING
from vietnamese.text import clean_line


@transaction.atomic
def add_party(
    agreement: Agreement,
    side: Side,
    printed_name: str,
    *,
    signatory: str = "",
    signatory_post: str = "",
    district: District | None = None,
    partner: Partner | None = None,
    by: Actor,
    at: datetime,
) -> AgreementParty:
    """Add a party under the name that the text prints; not to a text that is signed."""
    now = locked(agreement)
    _require_open(now)
    party = AgreementParty.objects.create(
        agreement=now,
        side=side,
        printed_name=clean_line(printed_name),
        signatory=clean_line(signatory),
        signatory_post=clean_line(signatory_post),
        district=district,
        partner=partner,
    )
    record(by=by, action="agreement.party_added", on=now, at=at, party=party.printed_name)
    return party


@transaction.atomic
def name_signatory(
    party: AgreementParty, signatory: str, post: str, *, by: Actor, at: datetime
) -> None:
    """Say who signs for a party; not once it is signed."""
    now = locked(party.agreement)
    _require_open(now)
    party.signatory, party.signatory_post = clean_line(signatory), clean_line(post)
    party.save(update_fields=["signatory", "signatory_post"])
    record(by=by, action="agreement.signatory_named", on=now, at=at, party=party.printed_name)


@transaction.atomic
def remove_party(party: AgreementParty, *, by: Actor, at: datetime) -> None:
    """Take a party out again, which was entered by mistake; not once it is signed."""
    now = locked(party.agreement)
    if now.state not in BEFORE_SIGNING:
        raise _signed()
    name = party.printed_name
    party.delete()
    record(by=by, action="agreement.party_removed", on=now, at=at, party=name)


def replace_parties(agreement: Agreement, unit: District | None, partner: Partner) -> None:
    """Let the parties follow the unit and the partner, as long as nothing is signed."""
    if agreement.district != unit:
        agreement.parties.filter(district__isnull=False).delete()
        if unit:
            add_ours(agreement, unit)
    if agreement.partner != partner:
        agreement.parties.filter(partner=agreement.partner_id).delete()
        add_theirs(agreement, partner)


def add_ours(agreement: Agreement, unit: District) -> None:
    agreement.parties.create(side=Side.OURS, printed_name=unit.committee, district=unit)


def add_theirs(agreement: Agreement, partner: Partner) -> None:
    agreement.parties.create(side=Side.THEIRS, printed_name=partner.name, partner=partner)


def _require_open(agreement: Agreement) -> None:
    """Of an agreement of the paper time the parties are entered afterwards."""
    if agreement.state not in BEFORE_SIGNING and not agreement.recorded:
        raise _signed()


def _signed() -> PartnerRefused:
    return PartnerRefused(_("Thỏa thuận đã ký: các bên ký kết không thay đổi được nữa."))
