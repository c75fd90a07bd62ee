"""Opinions that a round gathers on an agreement (lấy ý kiến về thỏa thuận) go into its file.

A round belongs to the agreement whose asking for opinions cites the round's letter, or from whose
file the matter was begun. Only written answers are carried over: silence is never consent to an
agreement (Law 70/2020/QH14, art. 19).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import drafting
from consultations.domain.drafting import Wording
from consultations.domain.locks import locked_round
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Response, Round
from consultations.rules.outcome import of_positions
from deadlines.value import Deadline, day_in_hanoi
from districts.models import District
from partners.agreement_enums import Position
from partners.domain import agreement_letters, opinions
from partners.domain.citing import Citation
from partners.domain.law import basis_of, procedure_of
from partners.errors import PartnerRefused
from partners.leads import Lead
from partners.models import Agreement, AgreementLetter, AgreementOpinion
from partners.rules.courses import ASKED_BY_ROUND

POSITIONS = {
    Outcome.AGREED: Position.AGREE,
    Outcome.AGREED_WITH_COMMENTS: Position.COMMENTS,
    Outcome.DISAGREED: Position.DISAGREE,
}


def agreement_of(round_: Round) -> Agreement | None:
    """Return the agreement on which the round asks, cited or begun from its file; or None."""
    if not round_.about_agreement:
        return None
    asked = AgreementOpinion.objects.filter(request=round_.dispatch).order_by("-turn", "-pk")
    if opinion := asked.select_related("agreement").first():
        return opinion.agreement
    letters = round_.consultation.rounds.values("dispatch")
    begun = AgreementLetter.objects.filter(dispatch__in=letters).select_related("agreement").first()
    return begun.agreement if begun else None


def introduction(agreement: Agreement, on: date) -> str:
    """Return how the letter of a round about the agreement begins, by the law of the day."""
    return (
        f"Căn cứ {basis_of(agreement, on)}, việc ký kết thỏa thuận quốc tế phải có ý kiến bằng văn "
        f"bản của các cơ quan, đơn vị liên quan. Nay lấy ý kiến về "
        f"{agreement_letters.citation(agreement)}."
    )


def proposed_deadline(agreement: Agreement, today: date) -> Deadline | None:
    """Return the law's working days, counted from each body's own receipt (art. 19.2).

    None where no procedure tells how many.
    """
    procedure = procedure_of(agreement, today)
    return Deadline.from_receipt(procedure.opinion_days) if procedure else None


@transaction.atomic
def open_matter_about(
    agreement: Agreement,
    *,
    key: UUID,
    title: str,
    draft_name: str,
    wording: Wording,
    deadline: Deadline,
    units: Sequence[District],
    by: User,
    at: datetime,
) -> Round:
    """Ask units about an agreement's draft: a new matter that is kept with the agreement.

    ConsultationRefused where the agreement's course has no such asking. `key` comes with the form:
    a second click returns the round that the first one opened.
    """
    now = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if now.state not in ASKED_BY_ROUND:
        raise ConsultationRefused(
            _("Chỉ mở đợt lấy ý kiến khi thỏa thuận đang trao đổi dự thảo hoặc đang lấy ý kiến.")
        )
    round_ = drafting.open_matter(
        key=key,
        title=title,
        draft_name=draft_name,
        wording=replace(wording, about_agreement=True),
        deadline=deadline,
        units=units,
        by=by,
        at=at,
    )
    if agreement_of(round_) is None:
        agreement_letters.attach(now, round_.dispatch, by=by, at=at)
    return round_


def leads_of(agreement: Agreement, person: User) -> list[Lead]:
    """Lead from an agreement to a new round about its draft, where its course has one."""
    if agreement.state not in ASKED_BY_ROUND or not allows(person, Permission.ROUND_EDIT):
        return []
    url = reverse("consultations:new_about", args=[agreement.pk])
    return [Lead(name=_("Mở đợt lấy ý kiến"), url=url)]


def carry_over(round_: Round, *, by: User, at: datetime) -> int:
    """Write the units' answers into the agreement's file; return how many were new.

    The day on which a unit received the letter goes with it: its time is counted from there. What
    is there already stays, so it may be done again after further answers.
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
    opinion = _present(agreement, consultee)
    if response and opinion is None:
        opinion = _asked(agreement, consultee, by=by, at=at)
    if opinion:
        _carry_receipt(opinion, consultee, by=by, at=at)
    if response is None or opinion is None:
        return False
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


def _carry_receipt(
    opinion: AgreementOpinion, consultee: Consultee, *, by: User, at: datetime
) -> None:
    """Let the body's clock in the file run from the day from which its time in the round runs."""
    own = (term for term in consultee.round.terms.all() if term.consultee_id == consultee.pk)
    day = next((term.received_on for term in own if term.received_on), None)
    if day and opinion.received_on is None and opinion.sent_on <= day:
        opinions.note_receipt(opinion, day, by=by, at=at)


def _present(agreement: Agreement, consultee: Consultee) -> AgreementOpinion | None:
    """Return the unit's opinion of the present asking, if it has one."""
    return agreement.opinions.filter(turn=agreement.turn, body=consultee.committee).first()


def _asked(
    agreement: Agreement, consultee: Consultee, *, by: User, at: datetime
) -> AgreementOpinion:
    """The letter of the round asked it, on its own day."""
    letter = consultee.round.dispatch
    on = letter.date or day_in_hanoi(at)
    return opinions.add_body(
        agreement,
        consultee.committee,
        mandatory=False,
        on=on,
        request=letter,
        by=by,
        at=at,
    )


def _words(response: Response) -> str:
    comments = response.comments.select_related("content")
    return "\n".join(f"{each.content.ordinal}. {each.text}" for each in comments if each.text)
