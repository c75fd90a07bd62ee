"""How a delivery stands, for the cells of lists."""

from django import template

from dispatches.domain.standing import Standing
from dispatches.domain.standing import standing as standing_of
from dispatches.models import Delivery

register = template.Library()


@register.simple_tag
def standing(delivery: Delivery) -> Standing:
    """Return how it stands: `{% standing object as found %}`."""
    return standing_of(delivery)
