"""The words of an act of reorganisation put right (đính chính): never its day or its units."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.errors import DistrictRefused
from districts.models import District, Reorganisation
from vietnamese.text import clean_line, fold


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an act says of itself; `to_check` is empty once it was compared with the document."""

    title: str
    basis: str
    agreement_basis: str
    source: str
    to_check: str


@transaction.atomic
def correct_act(act: Reorganisation, words: Words, *, reason: str, by: Actor, at: datetime) -> None:
    """Write what the act should have said; the audit trail keeps what stood there, and why.

    The units that began with it bear the same basis. What was written into histories and letters
    under the old words stays. DistrictRefused without a reason, without title or basis, and where
    nothing differs.
    """
    if not (reason := clean_line(reason)):
        raise DistrictRefused(_("Đề nghị ghi lý do đính chính."))
    now = Reorganisation.objects.select_for_update().get(pk=act.pk)
    told = {name: clean_line(text) for name, text in asdict(words).items()}
    if not (told["title"] and told["basis"]):
        raise DistrictRefused(_("Chưa ghi nội dung hoặc căn cứ của việc sắp xếp."))
    before = {name: getattr(now, name) for name in told}
    changes = {name: [before[name], text] for name, text in told.items() if before[name] != text}
    if not changes:
        raise DistrictRefused(_("Chưa có gì thay đổi so với nội dung đã ghi."))
    Reorganisation.objects.filter(pk=now.pk).update(
        **told, folded_text=fold(f"{told['title']} {told['basis']}")
    )
    begun = District.objects.filter(origins__act=now, valid_from=now.on, basis=before["basis"])
    keys = list(begun.values_list("pk", flat=True))
    District.objects.filter(pk__in=keys).update(basis=told["basis"])
    record(by=by, action="units.act_corrected", on=now, at=at, changes=changes, reason=reason)
