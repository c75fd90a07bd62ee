"""Composing a letter: what the office says of itself, with what a drafter has written."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dispatches.blocks import Block
from dispatches.errors import DispatchRefused
from dispatches.letter import Appendix, Circulation, Family, Letter, Signature, Urgency
from dispatches.models import Agency, DocumentKind, DraftingUnit, Signatory
from dispatches.symbols import SymbolError, needs_unit, symbol

# A note names its recipients at the foot of page 1, which is to keep room for its text.
MOST_AT_FOOT = 10


@dataclass(frozen=True, kw_only=True)
class Text:
    """What the drafter writes; everything else follows from kind, drafting unit and signatory."""

    subject: str
    blocks: tuple[Block, ...] = ()
    addressees: tuple[str, ...] = ()
    addressee_stop: bool = False
    recipients: tuple[str, ...] = ()
    language: str = "vi"
    urgency: Urgency = Urgency.NONE
    circulation: Circulation = Circulation.ANYBODY
    appendices: tuple[Appendix, ...] = ()


def compose(
    kind: DocumentKind,
    text: Text,
    *,
    unit: DraftingUnit | None = None,
    signatory: Signatory | Signature | None = None,
    on: date,
) -> Letter:
    """Return the letter, its number and day blank; `on` is a day in the month that it shows.

    DispatchRefused if the kind's symbol needs a drafting unit and none is named, if the kind is
    signed and nobody signs, and for a drafting unit or a signatory of another agency.
    """
    agency = kind.agency
    family = Family(kind.family)
    _require_room_at_foot(family, text)
    require_own(agency, unit, signatory if isinstance(signatory, Signatory) else None)
    return Letter(
        kind=kind.code.replace("-", "_"),
        family=family,
        type_name="" if family == Family.OFFICIAL else kind.name,
        language=text.language,
        parent_agency=agency.parent_name.upper(),
        agency=agency.name.upper(),
        symbol=_symbol(kind, unit),
        place=agency.place,
        draft_month=(on.month, on.year),
        subject=text.subject,
        addressees=text.addressees,
        addressee_stop=text.addressee_stop,
        blocks=text.blocks,
        recipients=text.recipients,
        signature=_signature(family, signatory),
        urgency=text.urgency,
        circulation=text.circulation,
        issuer=agency.name,
        footer=agency.contact_lines,
        appendices=text.appendices,
    )


def kept_by(unit: DraftingUnit | None) -> str:
    """«Lưu: VT, NV.»: with the records and with who drafted it (Decree 30, Appendix I, II.9b)."""
    return f"Lưu: VT, {unit.abbreviation}." if unit else "Lưu: VT."


def require_own(agency: Agency, unit: DraftingUnit | None, signatory: Signatory | None) -> None:
    """Refuse a drafting unit or a signatory of another agency."""
    for one in (unit, signatory):
        if one is not None and one.agency_id != agency.pk:
            raise DispatchRefused(
                _("%(one)s thuộc %(theirs)s, không thuộc %(agency)s là cơ quan ban hành.")
                % {"one": one, "theirs": one.agency, "agency": agency}
            )


def _require_room_at_foot(family: Family, text: Text) -> None:
    if family == Family.NOTE and len(text.addressees) > MOST_AT_FOOT:
        raise DispatchRefused(
            _("Công hàm ghi tối đa %(most)d nơi nhận ở chân trang; nhiều hơn thì lập bản riêng.")
            % {"most": MOST_AT_FOOT}
        )


def _symbol(kind: DocumentKind, unit: DraftingUnit | None) -> str:
    try:
        return symbol(
            kind.symbol_pattern,
            kind=kind.abbreviation,
            agency=kind.agency.abbreviation,
            unit=unit.abbreviation if unit else "",
        )
    except SymbolError as error:
        message = (
            _("Ký hiệu của %(kind)s có tên đơn vị soạn thảo; đề nghị chọn đơn vị soạn thảo.")
            if needs_unit(kind.symbol_pattern) and not unit
            else _("%(kind)s chưa đủ chữ viết tắt để ghép ký hiệu; đề nghị quản trị viên bổ sung.")
        )
        raise DispatchRefused(message % {"kind": kind.name}) from error


def _signature(family: Family, signatory: Signatory | Signature | None) -> Signature | None:
    """A note is initialled and sealed; a sheet goes with a document that is signed."""
    if family in (Family.NOTE, Family.SHEET):
        return None
    if signatory is None:
        raise DispatchRefused(_("Chưa chọn người ký."))
    if isinstance(signatory, Signature):
        return signatory
    return Signature(lines=signatory.authority_lines, name=signatory.name)
