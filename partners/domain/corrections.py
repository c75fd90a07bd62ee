"""What was entered wrongly about a signing, or not known then, is put right (đính chính).

Nothing is overwritten in silence: the history names what was there, what stands now, and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.agreement_enums import EventKind, Language, State
from partners.domain.agreement_changes import in_words
from partners.domain.agreement_days import Days, check_days, check_existed
from partners.domain.agreement_events import NOTHING, enter, locked, require_seen
from partners.domain.agreement_periods import rearm
from partners.domain.agreement_terms import Terms
from partners.domain.citing import Citation
from partners.domain.taking_part import units_that_signed
from partners.errors import PartnerRefused
from partners.models import Agreement
from partners.rules.courses import BINDING, FINAL, RECORDABLE
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text

# In the audit trail, where every app's details stand side by side, «place» is that of a letter.
DETAILS = {"place": "signed_at"}
# What the parties agreed on; the rest is when and where they signed it.
AGREED = ("languages", "term_months", "renewal", "renewal_months", "notice_months")


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What is known of a signed agreement's signing and days.

    The source is that of a recorded one, and so is the day on which one that is over `ended_on`.
    """

    signed_on: date | None
    place: str = ""
    source: str = ""
    languages: Sequence[str] = ()
    terms: Terms = field(default_factory=Terms)
    ended_on: date | None = None


@transaction.atomic
def correct(
    agreement: Agreement,
    told: Signing,
    *,
    reason: str,
    cites: Citation = NOTHING,
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Put right what is known of the signing; PartnerRefused for what cannot have been.

    An end that both sides moved stays as it is: only another extension moves it.
    """
    now, today, reason = locked(agreement), day_in_hanoi(at), clean_text(reason).strip()
    require_seen(now, seen)
    columns = _columns(now, told)
    changed = {name: value for name, value in columns.items() if getattr(now, name) != value}
    _require_correctable(now, changed, reason)
    days = Days(
        state=State(now.state),
        signed_on=told.signed_on,
        terms=replace(told.terms, extended_to=None if now.parent_id else now.extended_to),
        ends_on=columns["ends_on"],
    )
    check_days(days, today)
    if "signed_on" in changed:
        check_existed(units_that_signed(now), told.signed_on)
    if not now.recorded:
        _check_course(now, columns, changed, cites)
    note = f"{in_words(now, changed)} Lý do: {reason}"
    shown = {DETAILS.get(name, name): [getattr(now, name), changed[name]] for name in changed}
    moved = columns | _moved_step(now, changed)
    enter(now, EventKind.CORRECTED, on=today, cites=cites, note=note, by=by, at=at, columns=moved)
    rearm(now)
    record(by=by, action="agreement.corrected", on=now, at=at, changes=shown)


def _require_correctable(now: Agreement, changed: Mapping[str, Any], reason: str) -> None:
    if now.state not in RECORDABLE:
        raise PartnerRefused(_("Thỏa thuận chưa ký: đề nghị sửa ở «Sửa thông tin»."))
    if not reason:
        raise PartnerRefused(_("Chưa ghi lý do đính chính."))
    if not changed:
        raise PartnerRefused(_("Chưa có nội dung nào được đính chính."))


def _columns(now: Agreement, told: Signing) -> dict[str, Any]:
    terms = {name: value for name, value in vars(told.terms).items() if name != "extended_to"}
    known = [language for language in Language.values if language in told.languages]
    ended = now.recorded and now.state in FINAL
    return terms | {
        "signed_on": told.signed_on,
        "place": clean_line(told.place),
        "source": clean_line(told.source) if now.recorded else now.source,
        "languages": ",".join(known),
        "ends_on": told.ended_on if ended else now.ends_on,
    }


def _check_course(
    now: Agreement, columns: Mapping[str, Any], changed: Mapping[str, Any], cites: Citation
) -> None:
    """Who went through the course was permitted first, and signed what had been permitted."""
    if not columns["signed_on"]:
        raise PartnerRefused(_("Thỏa thuận đã qua bước ký: phải có ngày ký."))
    if now.state in BINDING and not columns["effective_on"]:
        raise PartnerRefused(_("Thỏa thuận đang có hiệu lực: phải có ngày có hiệu lực."))
    permitted = now.events.filter(kind=EventKind.STEP, after=State.PERMITTED).last()
    if permitted and permitted.on and columns["signed_on"] < permitted.on:
        raise PartnerRefused(
            _("Ngày ký không thể trước ngày được phép ký, %(day)s.")
            % {"day": short_date(permitted.on)}
        )
    if any(name in changed for name in AGREED) and not cites.number:
        raise PartnerRefused(
            _(
                "Ngôn ngữ, thời hạn, việc gia hạn đã được phép ký: đề nghị ghi số, ngày văn bản "
                "làm căn cứ đính chính."
            )
        )


def _moved_step(now: Agreement, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The step that the day is of moves with it."""
    of_step = {State.SIGNED: "signed_on", State.IN_FORCE: "effective_on"}.get(State(now.state))
    if of_step and of_step in changed and now.state_since == getattr(now, of_step):
        return {"state_since": changed[of_step]}
    return {}
