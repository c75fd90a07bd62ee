"""Opinions that a round gathers on an agreement (lấy ý kiến về thỏa thuận) go into its file.

A round belongs to the agreement whose asking for opinions cites the round's letter. Only written
answers are carried over: silence is never consent to an agreement (Law 70/2020/QH14, art. 19).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.domain.locks import locked_round
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Response, Round
from consultations.rules.outcome import of_positions
from deadlines.value import day_in_hanoi
from partners.agreement_enums import Position
from partners.domain import opinions
from partners.domain.citing import Citation
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion

POSITIONS = {
    Outcome.AGREED: Position.AGREE,
    Outcome.AGREED_WITH_COMMENTS: Position.COMMENTS,
    Outcome.DISAGREED: Position.DISAGREE,
}


def agreement_of(round_: Round) -> Agreement | None:
    """Return the agreement on which the round asks; None if no asking cites its letter."""
    if not round_.about_agreement:
        return None
    asked = AgreementOpinion.objects.filter(request=round_.dispatch).order_by("-turn", "-pk")
    opinion = asked.select_related("agreement").first()
    return opinion.agreement if opinion else None


def carry_over(round_: Round, *, by: User, at: datetime) -> int:
    """Write the units' answers into the agreement's file; return how many were new.

    What is there already stays, so it may be done again after further answers.
    ConsultationRefused if the round belongs to no agreement or its asking is over.
    """
    try:
        with transaction.atomic():
            round_ = locked_round(round_.pk)
            agreement = agreement_of(round_)
            if round_.is_sealed:
                raise ConsultationRefused(_("Ý kiến của đợt này chỉ mở khi kết thúc."))
            if agreement is None:
                raise ConsultationRefused(
                    _("Chưa có hồ sơ thỏa thuận nào ghi công văn này là văn bản lấy ý kiến.")
                )
            consultees = round_.consultees.with_course().order_by("position")
            return sum(_carry(agreement, each, by=by, at=at) for each in consultees)
    except PartnerRefused as refusal:
        raise ConsultationRefused(str(refusal)) from refusal


def _carry(agreement: Agreement, consultee: Consultee, *, by: User, at: datetime) -> bool:
    response = consultee.counted_response
    if response is None:
        return False
    opinion = _opinion(agreement, consultee, by=by, at=at)
    receipt = f"Phiếu tiếp nhận số {response.receipt}"
    if opinion.document_number == receipt:
        return False
    said = of_positions(comment.position for comment in response.comments.all())
    day = day_in_hanoi(response.received_at)
    opinions.note_reply(
        opinion,
        POSITIONS[said],
        on=day,
        cites=Citation(receipt, day),
        note=_words(response),
        by=by,
        at=at,
    )
    return True


def _opinion(
    agreement: Agreement, consultee: Consultee, *, by: User, at: datetime
) -> AgreementOpinion:
    """Return the unit's opinion of the present asking, opened if it has none."""
    present = agreement.opinions.filter(turn=agreement.turn, body=consultee.committee).first()
    if present:
        return present
    on = consultee.round.dispatch.date or day_in_hanoi(at)
    return opinions.add_body(agreement, consultee.committee, mandatory=False, on=on, by=by, at=at)


def _words(response: Response) -> str:
    comments = response.comments.select_related("content")
    return "\n".join(f"{each.content.ordinal}. {each.text}" for each in comments if each.text)
