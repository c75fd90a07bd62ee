"""Replies to a round's letter that come in as documents: what they are to the round.

The answers to `dispatches.replies`, which asks this module when a message leaves or comes in.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain.answering import in_time
from consultations.domain.locks import locked_round
from consultations.domain.pending import note_arrival
from consultations.domain.unit_names import is_named
from consultations.enums import PendingState
from consultations.models import Consultee, PendingResponse, Round
from dispatches.exchange.message import Organ
from dispatches.leads import Lead
from dispatches.models import Dispatch, IncomingDocument
from dispatches.replies import Expected, Reply


def expects(dispatch: Dispatch) -> Expected | None:
    """Return the deadline of a round's letter and the units asked."""
    round_ = _round(dispatch)
    if round_ is None:
        return None
    term = round_.original_term
    consultees = round_.consultees.select_related("district").order_by("position")
    organs = (
        Organ(name=unit.committee, organ_id=unit.district.organ_id, email=unit.address)
        for unit in consultees
    )
    return Expected(term.deadline if term else None, tuple(organs))


def recognises(dispatch: Dispatch, sender: Organ, at: datetime) -> list[str]:
    """Say to the clerk which unit the sender is, and what its letter will be to the round."""
    round_ = _round(dispatch)
    if round_ is None:
        return []
    unit = unit_of(round_, sender)
    if unit is None:
        return [
            _(
                "Không nhận ra cơ quan gửi trong số đơn vị được lấy ý kiến: "
                "văn bản chỉ được ghi sổ, không thành văn bản trả lời chờ nhập."
            )
        ]
    term = round_.term(unit)
    if term is None:
        return [_("Đợt lấy ý kiến này không nhận trả lời trên cổng.")]
    if round_.cancelled_at:
        return [_("Đợt lấy ý kiến đã hủy: văn bản chỉ được ghi sổ.")]
    said = [_("%s: văn bản trả lời sẽ chờ chuyên viên nhập ý kiến.") % unit.committee]
    if round_.closed_at:
        said.append(_("Đợt lấy ý kiến đã kết thúc: văn bản được lưu, không đổi kết quả."))
    elif not in_time(round_, term, at):
        phrase = term.deadline.phrase_and_day
        said.append(_("Thời hạn «%s» đã hết: ghi nhận muộn.") % phrase)
    if unit.responses.exists():
        said.append(_("Đơn vị đã có ý kiến: văn bản này sẽ thành bản kế tiếp."))
    return said


def receives(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Keep the letter of a unit asked as waiting to be entered; of anybody else, nothing.

    Under the round's lock: closing comes before, then the letter changes no outcome, or it comes
    after and finds the letter waiting.
    """
    round_ = _round(reply.dispatch)
    if round_ is None:
        return
    round_ = locked_round(round_.pk)
    unit = unit_of(round_, reply.sender)
    if unit is None or round_.term(unit) is None or round_.cancelled_at:
        return
    letter = PendingResponse(
        consultee=unit, document=reply.document, signer=reply.signer, received_at=at
    )
    note_arrival(letter, by=by, at=at)


def holds(document: IncomingDocument) -> list[str]:
    """Name the units whose answer was entered from the document: first that is withdrawn.

    The rounds are locked: what waits to be entered from it is entered before, or finds it void.
    """
    letters = PendingResponse.objects.filter(document=document)
    for round_id in letters.order_by("consultee__round").values_list("consultee__round", flat=True):
        locked_round(round_id)
    entered = letters.filter(state=PendingState.SETTLED, withdrawal=None)
    units = [one.consultee.committee for one in entered.select_related("consultee")]
    if not units:
        return []
    words = _(
        "Văn bản này đã được nhập là ý kiến của %(units)s. "
        "Nếu nhập nhầm, đề nghị chuyên viên rút kết quả nhập trước khi hủy số đến."
    )
    return [words % {"units": ", ".join(dict.fromkeys(units))}]


def leads_on(document: IncomingDocument, person: User) -> list[Lead]:
    """Lead to where the letter's opinions are entered; once that is done, to the unit's part."""
    letters = PendingResponse.objects.filter(document=document).order_by("pk")
    return [_lead(letter, person) for letter in letters.select_related("consultee")]


def _lead(letter: PendingResponse, person: User) -> Lead:
    unit, round_id = letter.consultee, letter.consultee.round_id
    named = {"unit": unit.committee}
    if letter.state == PendingState.WAITING and allows(person, Permission.RESPONSE_ENTER):
        page = reverse("consultations:enter_response", args=[round_id, letter.pk])
        return Lead(name=_("Nhập ý kiến của %(unit)s") % named, url=page)
    page = reverse("consultations:unit", args=[round_id, unit.pk])
    return Lead(name=_("Phần lấy ý kiến của %(unit)s") % named, url=page)


def unit_of(round_: Round, sender: Organ) -> Consultee | None:
    """Return which unit asked the sender is: by its code; by its name only where none is known.

    A code that two units of the round have names neither.
    """
    units = list(round_.consultees.select_related("district").order_by("position"))
    coded = [unit for unit in units if unit.district.organ_id]
    if sender.organ_id:
        same = [unit for unit in coded if unit.district.organ_id == sender.organ_id]
        if same:
            return same[0] if len(same) == 1 else None
        units = [unit for unit in units if unit not in coded]
    return next((unit for unit in units if is_named(unit, sender.name)), None)


def _round(dispatch: Dispatch) -> Round | None:
    return Round.objects.issued().filter(dispatch=dispatch).first()
