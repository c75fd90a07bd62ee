"""Agreements with partners (thỏa thuận hợp tác): begun, recorded as signed, changed, linked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import District, Field
from partners.agreement_enums import (
    AgreementKind,
    AgreementLevel,
    ChildKind,
    EventKind,
    Language,
    State,
)
from partners.domain.agreement_changes import in_words, kind_of
from partners.domain.agreement_days import Days, check_days, check_existed
from partners.domain.agreement_events import enter, locked, require_seen, write
from partners.domain.agreement_parties import add_ours, add_theirs, replace_parties
from partners.domain.agreement_periods import rearm
from partners.domain.agreement_relations import prove, proved_on
from partners.domain.agreement_terms import Terms, check_new_end, check_terms
from partners.domain.agreement_text import check_kind, check_title, refuse_fixed
from partners.domain.recorded_doubles import require_new
from partners.domain.standing import hold
from partners.errors import PartnerRefused
from partners.models import Agreement, Partner
from partners.rules.courses import BEFORE_SIGNING, FINAL, RECORDABLE
from vietnamese.text import clean_line, clean_text, fold


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is entered about an agreement; without a unit it is the province's or a department's."""

    title: str
    partner: Partner
    district: District | None = None
    kind: AgreementKind = AgreementKind.AGREEMENT
    level: AgreementLevel = AgreementLevel.DISTRICT
    languages: Sequence[str] = ()
    fields: Sequence[Field] = ()
    concerns_security: bool = False
    is_sensitive: bool = False
    terms: Terms = field(default_factory=Terms)
    note: str = ""
    # The partner as the text that is begun or recorded prints it, where that is not its own name.
    printed_partner: str = ""


@transaction.atomic
def begin(
    facts: Facts,
    *,
    parent: Agreement | None = None,
    child_kind: ChildKind | None = None,
    source: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Open the course of an agreement with the idea; a child goes through the course again."""
    if parent:
        parent = _held_parent(parent)
    check_new_end(facts.terms.extended_to, parent, child_kind or "", on=day_in_hanoi(at))
    check_kind(facts.kind)
    origin = {"parent": parent, "child_kind": child_kind or ""}
    agreement = _make(facts, origin | {"source": source, "is_example": is_example}, by=by, at=at)
    today = day_in_hanoi(at)
    Agreement.objects.filter(pk=agreement.pk).update(state_since=today)
    agreement.state_since = today
    write(agreement, EventKind.BEGUN, "", on=today, by=by, at=at)
    record(by=by, action="agreement.begun", on=agreement, at=at, partner=facts.partner.name)
    return agreement


@transaction.atomic
def record_signed(
    facts: Facts,
    *,
    state: State = State.IMPLEMENTING,
    signed_on: date | None = None,
    ended_on: date | None = None,
    place: str = "",
    source: str = "",
    although: Collection[int] = (),
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Record an agreement that was signed before; days that the source does not tell stay empty.

    LooksRecorded with those that may be the same one, but for those that are recorded `although`.
    Only one that is over is recorded with the day on which it `ended_on`. One that had been
    extended until then is recorded with that end.
    """
    days = Days(state=state, signed_on=signed_on, terms=facts.terms, ends_on=ended_on)
    _check_recorded(facts, days, day_in_hanoi(at))
    hold([facts.partner])
    require_new(
        facts.partner,
        facts.district,
        facts.kind,
        title=facts.title,
        signed_on=signed_on,
        although=although,
    )
    columns = {"state": state, "recorded": True, "signed_on": signed_on, "place": place}
    columns |= {"source": source, "is_example": is_example, "ends_on": ended_on}
    agreement = _make(facts, columns, by=by, at=at)
    write(agreement, EventKind.RECORDED, "", on=signed_on, note=source, by=by, at=at)
    prove(agreement, on=proved_on(agreement), begins=True, by=by, at=at)
    record(by=by, action="agreement.created", on=agreement, at=at, partner=facts.partner.name)
    return agreement


# In the audit trail, where every app's details stand side by side, «kind» is that of a unit.
_DETAILS = {"kind": "agreement_kind"}


@transaction.atomic
def change(agreement: Agreement, facts: Facts, *, seen: int, by: Actor, at: datetime) -> None:
    """Change what is known; PartnerRefused once it is over, and for the text once it is signed."""
    now = locked(agreement)
    require_seen(now, seen)
    if now.state in FINAL:
        raise PartnerRefused(_("Thỏa thuận đã kết thúc, không sửa được nữa."))
    columns = _columns(facts)
    if now.state in BEFORE_SIGNING and now.kind != facts.kind:
        check_kind(facts.kind)
    refuse_fixed(now, columns)
    if columns["title"] != now.title:
        check_title(facts.title)
    check_terms(facts.terms, now.signed_on)
    today, new_end = day_in_hanoi(at), facts.terms.extended_to
    if new_end != now.extended_to:
        check_new_end(new_end, now.parent, now.child_kind, on=today)
    changed = {
        name: value
        for name, value in columns.items()
        if getattr(now, name) != value and name != "folded_title"
    }
    kind, note = kind_of(changed), in_words(now, changed)
    changes = {
        _DETAILS.get(name, name): [_plain(getattr(now, name)), _plain(value)]
        for name, value in changed.items()
    }
    if now.state in BEFORE_SIGNING:
        replace_parties(now, facts.district, facts.partner)
        columns |= {"charge_level": facts.level, "charge_district": facts.district}
    enter(now, kind, on=today, note=note, by=by, at=at, columns=columns)
    now.fields.set(facts.fields)
    rearm(now)
    record(by=by, action="agreement.changed", on=now, at=at, changes=changes)


@transaction.atomic
def remove_example(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Take an invented agreement out with all that belongs to it; a real one stays."""
    if not agreement.is_example:
        raise PartnerRefused(_("Chỉ xóa được thỏa thuận ví dụ."))
    record(by=by, action="agreement.example_removed", on=agreement, at=at)
    agreement.children.update(parent=None, child_kind="")
    agreement.delete()


def _check_recorded(facts: Facts, days: Days, today: date) -> None:
    if days.state not in RECORDABLE:
        raise PartnerRefused(_("Chỉ ghi nhận thỏa thuận đã ký."))
    if days.ends_on and days.state not in FINAL:
        raise PartnerRefused(_("Chỉ ghi ngày kết thúc hiệu lực cho thỏa thuận đã kết thúc."))
    check_days(days, today)
    check_existed([facts.district] if facts.district else [], days.signed_on)


def _held_parent(parent: Agreement) -> Agreement:
    """Return the agreement that a further text changes, locked: a first one, signed and not over.

    A text that changes another is changed by one of its own kind, begun from the same first one.
    """
    parent = locked(parent)
    if parent.parent:
        raise PartnerRefused(
            _(
                "Đây là văn bản kèm theo thỏa thuận «%(title)s»: việc sửa đổi, bổ sung, gia hạn "
                "lập từ thỏa thuận đó."
            )
            % {"title": parent.parent.title}
        )
    if parent.state in (*BEFORE_SIGNING, *FINAL):
        raise PartnerRefused(_("Chỉ sửa đổi, bổ sung, gia hạn thỏa thuận đã ký và còn hiệu lực."))
    return parent


def _make(facts: Facts, more: dict[str, Any], *, by: Actor, at: datetime) -> Agreement:
    hold([facts.partner])
    check_title(facts.title)
    check_terms(facts.terms, more.get("signed_on"))
    more["source"] = clean_line(more["source"])
    agreement = Agreement.objects.create(
        **_columns(facts),
        **more,
        charge_level=facts.level,
        charge_district=facts.district,
        created_by_id=by.pk,
        created_at=at,
    )
    agreement.fields.set(facts.fields)
    if facts.district:
        add_ours(agreement, facts.district)
    add_theirs(agreement, facts.partner, facts.printed_partner)
    rearm(agreement)
    return agreement


def _columns(facts: Facts) -> dict[str, Any]:
    known = [language for language in Language.values if language in facts.languages]
    return {
        "title": clean_line(facts.title),
        "folded_title": fold(facts.title),
        "partner": facts.partner,
        "district": facts.district,
        "kind": facts.kind,
        "level": facts.level,
        "languages": ",".join(known),
        "concerns_security": facts.concerns_security,
        "is_sensitive": facts.is_sensitive,
        "note": clean_text(facts.note),
        **vars(facts.terms),
    }


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value
