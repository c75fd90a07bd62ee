"""Files of an agreement: drafts by version, the summary of opinions, the signed texts."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain import quotas
from dispatches.uploads import Upload
from districts.domain.officers import unit_code_of
from partners.agreement_enums import Language, State, TextKind
from partners.domain.agreement_events import locked
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementText
from partners.rules.courses import BEFORE_SIGNING, RECORDABLE

SIGNABLE = (State.PERMITTED, *RECORDABLE)


def kinds_taken(state: State | str) -> list[TextKind]:
    """Return which files an agreement takes in the state.

    What is signed is there once the signing is allowed; a draft no more once it is signed.
    """
    return [
        kind
        for kind in TextKind
        if state in (SIGNABLE if kind == TextKind.SIGNED else BEFORE_SIGNING)
    ]


@transaction.atomic
def add_text(
    agreement: Agreement,
    kind: TextKind,
    language: Language,
    upload: Upload,
    *,
    by: Actor,
    at: datetime,
) -> AgreementText:
    """Keep a file as the next version of its kind and language; earlier versions stay."""
    now = locked(agreement)
    if kind not in kinds_taken(now.state):
        raise PartnerRefused(_refusal(kind))
    same = now.texts.filter(kind=kind, language=language)
    last = same.aggregate(last=Max("version"))["last"] or 0
    text = AgreementText.objects.create(
        agreement=now,
        kind=kind,
        language=language,
        version=last + 1,
        turn=now.turn,
        file=quotas.store(upload, unit=unit_code_of(by, at), at=at),
        name=upload.name,
        added_by_id=by.pk,
        added_at=at,
    )
    record(by=by, action="agreement.text_added", on=now, at=at, file=text.name)
    return text


def _refusal(kind: TextKind) -> str:
    if kind == TextKind.SIGNED:
        return _("Chưa được phép ký: bản đã ký chỉ thêm sau khi có văn bản cho phép ký.")
    return _("Thỏa thuận đã ký, không thêm dự thảo được nữa.")
