"""Partners and agreements for tests."""

from datetime import datetime

from accounts.actors import SYSTEM
from accounts.models import User
from dispatches.uploads import Upload
from districts.models import District
from partners.agreement_enums import AgreementLevel, State
from partners.domain.activities import Entry, record_activity
from partners.domain.activity_files import attach
from partners.domain.agreements import Facts as AgreementFacts
from partners.domain.agreements import record_signed
from partners.domain.contacts import ContactFacts, add_contact
from partners.domain.partners import Facts, create_partner
from partners.domain.proposals import Proposed, propose
from partners.domain.relations import start_relation
from partners.enums import ActivityKind, PartnerTier, Stage
from partners.models import (
    Activity,
    ActivityFile,
    Agreement,
    Partner,
    PartnerContact,
    PartnerProposal,
    Relation,
)
from tests.factories import AT, DAY

SOURCE = "Tờ trình của Sở Ngoại vụ (tháng 7/2023), đoạn 3"


def partner(name: str = "Quận Seo", code: str = "seo", **facts) -> Partner:
    made = Facts(name=name, **{"country": "KR", "tier": PartnerTier.DISTRICT} | facts)
    return create_partner(made, code=code, source=SOURCE, by=SYSTEM, at=AT)


def agreement(
    unit: District | None,
    with_: Partner,
    title: str = "Thỏa thuận hợp tác",
    *,
    state: State = State.IMPLEMENTING,
    is_example: bool = False,
    at: datetime = AT,
) -> Agreement:
    """An agreement that was signed before the portal knew it, on a day that nobody told."""
    level = AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE
    facts = AgreementFacts(title=title, partner=with_, district=unit, level=level)
    told = {"state": state, "source": SOURCE, "is_example": is_example, "by": SYSTEM, "at": at}
    return record_signed(facts, although=Agreement.objects.values_list("pk", flat=True), **told)


def relation(with_: Partner, unit: District | None, **changes) -> Relation:
    made = {"stage": Stage.ACTIVE, "on": DAY} | changes
    return start_relation(with_, unit, by=SYSTEM, at=AT, **made)


def activity(with_: Partner, *units: District, **changes) -> Activity:
    made = {
        "kind": ActivityKind.DELEGATION_IN,
        "title": f"Đoàn {with_} thăm và làm việc",
        "starts_on": DAY,
        "ends_on": DAY,
        "partners": [with_],
        "districts": units,
    } | changes
    return record_activity(Entry(**made), by=SYSTEM, at=AT)


def activity_file(of: Activity, content: bytes = b"%PDF-1.7 program") -> ActivityFile:
    brought = Upload("Chương trình.pdf", content, "application/pdf")
    return attach(of, brought, by=SYSTEM, at=AT)


def contact(at: Partner, name: str = "Phòng Hợp tác quốc tế") -> PartnerContact:
    return add_contact(at, ContactFacts(name=name), by=SYSTEM, at=AT)


def proposal(unit: District, by: User, name: str = "Quận Yuseong", **changes) -> PartnerProposal:
    made = {
        "name": name,
        "country": "KR",
        "tier": PartnerTier.DISTRICT,
        "grounds": "Có lao động của địa phương đang làm việc.",
    } | changes
    return propose(unit, Proposed(**made), by=by, at=AT)
