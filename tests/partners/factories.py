"""Partners and agreements for tests."""

from accounts.actors import SYSTEM
from districts.models import District
from partners.domain.partners import create_agreement, create_partner
from partners.models import Agreement, Partner, PartnerTier
from tests.factories import AT

SOURCE = "Tờ trình của Sở Ngoại vụ (tháng 7/2023), đoạn 3"


def partner(name: str = "Quận Seo", code: str = "seo", **fields) -> Partner:
    made = {"country": "Hàn Quốc", "tier": PartnerTier.DISTRICT, "source": SOURCE} | fields
    return create_partner(name=name, code=code, by=SYSTEM, at=AT, **made)


def agreement(unit: District, with_: Partner, title: str = "Thỏa thuận hợp tác") -> Agreement:
    return create_agreement(
        district=unit, partner=with_, title=title, source=SOURCE, by=SYSTEM, at=AT
    )
