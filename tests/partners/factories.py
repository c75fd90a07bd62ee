"""Partners and agreements for tests."""

from accounts.actors import SYSTEM
from districts.models import District
from partners.domain.agreements import Facts as AgreementFacts
from partners.domain.agreements import record_signed
from partners.domain.partners import Facts, create_partner
from partners.domain.relations import start_relation
from partners.enums import PartnerTier, Stage
from partners.models import Agreement, Partner, Relation
from tests.factories import AT, DAY

SOURCE = "Tờ trình của Sở Ngoại vụ (tháng 7/2023), đoạn 3"


def partner(name: str = "Quận Seo", code: str = "seo", **facts) -> Partner:
    made = Facts(name=name, **{"country": "KR", "tier": PartnerTier.DISTRICT} | facts)
    return create_partner(made, code=code, source=SOURCE, by=SYSTEM, at=AT)


def agreement(unit: District, with_: Partner, title: str = "Thỏa thuận hợp tác") -> Agreement:
    """An agreement that was signed before the portal knew it, on a day that nobody told."""
    facts = AgreementFacts(title=title, partner=with_, district=unit)
    return record_signed(facts, source=SOURCE, by=SYSTEM, at=AT)


def relation(with_: Partner, unit: District | None, **changes) -> Relation:
    made = {"stage": Stage.ACTIVE, "on": DAY} | changes
    return start_relation(with_, unit, by=SYSTEM, at=AT, **made)
