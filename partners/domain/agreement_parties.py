"""The parties to an agreement (các bên), under the names that the text prints."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.domain.units import has_ended
from districts.models import District
from partners.agreement_enums import SIGNING, PartyRole, Side
from partners.domain.agreement_days import check_existed
from partners.domain.agreement_events import locked
from partners.domain.agreement_relations import prove, proved_on
from partners.domain.standing import hold
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementParty, Partner
from partners.rules.courses import BEFORE_SIGNING, FINAL
from vietnamese.text import clean_line, fold


@transaction.atomic
def add_party(
    agreement: Agreement,
    side: Side,
    printed_name: str = "",
    *,
    role: PartyRole = PartyRole.COSIGNS,
    signatory: str = "",
    signatory_post: str = "",
    district: District | None = None,
    partner: Partner | None = None,
    by: Actor,
    at: datetime,
) -> AgreementParty:
    """Add a party: a unit of ours, a partner of theirs, or a body that no register has.

    The name is the one that the text prints; without one it is the unit's or the partner's own. Who
    signs is not added to a text that is signed; who carries it out may be named until it is over.
    """
    now = locked(agreement)
    _require_open(now, role)
    _require_own_side(side, district, partner)
    if partner:
        hold([partner])
    name = clean_line(printed_name) or _own_name(district, partner)
    if district and role in SIGNING:
        check_existed([district], now.signed_on)
    _require_new(now, side, role, _same(name, district, partner))
    party = _make(
        now,
        side,
        name,
        role=role,
        signatory=clean_line(signatory),
        signatory_post=clean_line(signatory_post),
        district=district,
        partner=partner,
    )
    record(by=by, action="agreement.party_added", on=now, at=at, party=name, party_role=role)
    prove(now, on=proved_on(now), begins=role in SIGNING, by=by, at=at)
    return party


@transaction.atomic
def name_signatory(
    party: AgreementParty,
    signatory: str,
    post: str,
    *,
    printed_name: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Say who signs for a party, and under which name the text has it; not once it is signed.

    Without a name the one that it has stays.
    """
    now = locked(party.agreement)
    if not party.signs or party.responsible_from:
        raise PartnerRefused(_("Đầu mối thực hiện, bên tiếp nhận không ký thỏa thuận."))
    _require_open(now, PartyRole(party.role))
    before, name = party.printed_name, clean_line(printed_name) or party.printed_name
    others = now.parties.filter(side=party.side, role=party.role, responsible_from=None)
    if others.exclude(pk=party.pk).filter(folded_name=fold(name)).exists():
        raise PartnerRefused(_("Bên này đã được ghi với vai trò đó."))
    party.signatory, party.signatory_post = clean_line(signatory), clean_line(post)
    party.printed_name, party.folded_name = name, fold(name)
    party.save(update_fields=["signatory", "signatory_post", "printed_name", "folded_name"])
    renamed = {"changes": {"party": [before, name]}} if name != before else {}
    record(by=by, action="agreement.signatory_named", on=now, at=at, party=name, **renamed)


@transaction.atomic
def remove_party(party: AgreementParty, *, by: Actor, at: datetime) -> None:
    """Take a party out again, which was entered by mistake; who signs, not once it is signed."""
    now = locked(party.agreement)
    if refusal := why_not_removed(party, now):
        raise PartnerRefused(refusal)
    name = party.printed_name
    party.delete()
    record(by=by, action="agreement.party_removed", on=now, at=at, party=name)


def gone(agreement: Agreement, parties: Iterable[AgreementParty], today: date) -> list[District]:
    """Return the units for which it is being prepared and that are no more: they cannot sign."""
    if agreement.state not in BEFORE_SIGNING:
        return []
    named = [agreement.charge_district, *(party.district for party in parties)]
    return [unit for unit in dict.fromkeys(named) if unit and has_ended(unit, today)]


def why_not_removed(party: AgreementParty, agreement: Agreement) -> str:
    """Return why a party stays, or nothing."""
    if party.signs and agreement.state not in BEFORE_SIGNING:
        return _signed()
    if not party.signs and agreement.state in FINAL:
        return _over()
    if _is_principal(party, agreement):
        return _(
            "Đây là bên ký kết chính: muốn đổi thì sửa đơn vị, đối tác ở thông tin thỏa thuận."
        )
    if party.responsible_from or hasattr(party, "succeeded_by"):
        return _("Bên này đã có kế thừa, không bỏ được nữa.")
    return ""


def replace_parties(agreement: Agreement, unit: District | None, partner: Partner) -> None:
    """Let the parties follow the unit and the partner, as long as nothing is signed."""
    if agreement.district != unit:
        _make_way(agreement, Side.OURS, district=agreement.district, follows={"district": unit})
        if unit:
            add_ours(agreement, unit)
    if agreement.partner != partner:
        _make_way(agreement, Side.THEIRS, partner=agreement.partner, follows={"partner": partner})
        add_theirs(agreement, partner)


def add_ours(agreement: Agreement, unit: District) -> None:
    _make(agreement, Side.OURS, unit.committee, role=PartyRole.SIGNS, district=unit)


def add_theirs(agreement: Agreement, partner: Partner, printed_name: str = "") -> None:
    name = clean_line(printed_name) or partner.name
    _make(agreement, Side.THEIRS, name, role=PartyRole.SIGNS, partner=partner)


def _make(agreement: Agreement, side: Side, name: str, **columns: object) -> AgreementParty:
    columns |= {"side": side, "printed_name": name, "folded_name": fold(name)}
    return AgreementParty.objects.create(agreement=agreement, **columns)


def _make_way(
    agreement: Agreement, side: Side, *, follows: dict[str, object], **before: object
) -> None:
    """Take out who signed first on the side, and whatever the one that follows had signed with.

    A body known by its name only stays, beside the new one.
    """
    first = agreement.parties.filter(side=side, role=PartyRole.SIGNS)
    first.exclude(district=None, partner=None).filter(**before).delete()
    first.update(role=PartyRole.COSIGNS)
    if all(follows.values()):
        agreement.parties.filter(role=PartyRole.COSIGNS, **follows).delete()


def _own_name(district: District | None, partner: Partner | None) -> str:
    if district:
        return district.committee
    if partner:
        return partner.name
    raise PartnerRefused(_("Chọn đơn vị, đối tác hoặc ghi tên bên ký kết."))


def _is_principal(party: AgreementParty, agreement: Agreement) -> bool:
    ours = party.district_id and party.district_id == agreement.district_id
    theirs = party.partner_id and party.partner_id == agreement.partner_id
    return party.role == PartyRole.SIGNS and bool(ours or theirs)


def _same(name: str, district: District | None, partner: Partner | None) -> Q:
    """Return the condition that a party is the same: by its name, or as a unit or partner."""
    same = Q(folded_name=fold(name))
    if district:
        same |= Q(district=district)
    if partner:
        same |= Q(partner=partner)
    return same


def _require_own_side(side: Side, district: District | None, partner: Partner | None) -> None:
    if district if side == Side.THEIRS else partner:
        raise PartnerRefused(_("Đơn vị của tỉnh đứng về phía ta, đối tác đứng về phía bạn."))


def _require_new(agreement: Agreement, side: Side, role: PartyRole, same: Q) -> None:
    there = agreement.parties.filter(side=side, role=role, responsible_from=None)
    if role == PartyRole.SIGNS and there.exists():
        raise PartnerRefused(_("Phía này đã có bên ký kết chính: chọn vai trò «Cùng ký»."))
    if there.filter(same).exists():
        raise PartnerRefused(_("Bên này đã được ghi với vai trò đó."))


def _require_open(agreement: Agreement, role: PartyRole) -> None:
    """Of an agreement of the paper time the parties are entered afterwards."""
    if role == PartyRole.CARRIES_OUT:
        if agreement.state in FINAL:
            raise PartnerRefused(_over())
    elif agreement.state not in BEFORE_SIGNING and not agreement.recorded:
        raise PartnerRefused(_signed())


def _signed() -> str:
    return _("Thỏa thuận đã ký: các bên ký kết không thay đổi được nữa.")


def _over() -> str:
    return _("Thỏa thuận đã kết thúc, không sửa được nữa.")
