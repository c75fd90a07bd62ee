"""How pages show an opinion: the tone of its state (see the «state» component)."""

from django import template

from consultations.enums import Position

register = template.Library()

TONES = {
    Position.AGREE: "ok",
    Position.AGREE_WITH_COMMENTS: "but",
    Position.DISAGREE: "bad",
}


@register.filter
def tone(position: str) -> str:
    """Return the tone of an opinion, «idle» for none."""
    return TONES[Position(position)] if position else "idle"
