"""Bodies that an officer added to an asking (cơ quan lấy ý kiến thêm): put right or taken out.

Those that the law of the asking demands, and whoever decides on a disagreement, stay as they are.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from partners.domain.agreement_guards import SUPERIOR
from partners.domain.law import asked_of, procedure_of
from partners.domain.opinions import current
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion
from vietnamese.text import clean_line


@transaction.atomic
def change_standing(
    opinion: AgreementOpinion, *, mandatory: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Say whether a body that was added has to answer; of one that the law names it says so."""
    opinion = _added(opinion, reason)
    opinion.mandatory = mandatory
    opinion.save(update_fields=["mandatory"])
    about = {"body": opinion.body, "mandatory": mandatory, "reason": clean_line(reason)}
    record(by=by, action="agreement.body_changed", on=opinion.agreement, at=at, **about)


@transaction.atomic
def remove_body(opinion: AgreementOpinion, *, reason: str, by: Actor, at: datetime) -> None:
    """Take out a body that was added by mistake, with the reason; what it wrote would stay."""
    opinion = _added(opinion, reason)
    if opinion.replied_on:
        raise PartnerRefused(_("Cơ quan này đã có văn bản trả lời nên không bỏ ra được."))
    about = {"body": opinion.body, "reason": clean_line(reason)}
    record(by=by, action="agreement.body_removed", on=opinion.agreement, at=at, **about)
    opinion.delete()


def is_added(opinion: AgreementOpinion, agreement: Agreement) -> bool:
    """Return whether an officer added the body: the law of the asking does not demand it."""
    procedure = procedure_of(agreement, opinion.sent_on)
    demanded = {body.code for body in asked_of(procedure, agreement)} if procedure else set()
    return opinion.code not in demanded | {SUPERIOR}


def _added(opinion: AgreementOpinion, reason: str) -> AgreementOpinion:
    """Return the opinion of a body that an officer added, its agreement locked."""
    if not clean_line(reason):
        raise PartnerRefused(_("Chưa ghi lý do."))
    opinion = current(opinion)
    if not is_added(opinion, opinion.agreement):
        raise PartnerRefused(_("Cơ quan này phải được lấy ý kiến theo quy định."))
    return opinion
