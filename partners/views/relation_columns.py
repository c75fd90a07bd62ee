"""Columns that every list of relations shows alike."""

from django.utils.translation import gettext_lazy as _

from accounts.columns import Column

# What tells namesakes apart: «Quận Seo» of Daejeon and of Busan.
PARENT = Column(
    name="parent",
    label=_("Thuộc"),
    value=lambda relation: relation.partner.parent.name if relation.partner.parent else "",
    order_by=("partner__parent__sort_key", "partner__sort_key"),
)
COUNTRY = Column(
    name="country",
    label=_("Nước"),
    value=lambda relation: relation.partner.country.name,
    order_by=("partner__country__sort_key", "partner__sort_key"),
)
SINCE = Column(
    name="since",
    label=_("Từ ngày"),
    value=lambda relation: relation.stage_since,
    order_by=("stage_since",),
)
