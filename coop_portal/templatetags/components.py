"""Small parts that pages of every app use: a state, the bar of answers."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Protocol

from django import template

register = template.Library()

# The sign beside the word, so that no state is told by colour alone (WCAG 2.2, 1.4.1).
SIGNS = {
    "ok": "check-circle-fill",
    "but": "circle-half",
    "bad": "x-circle-fill",
    "idle": "circle",
    "draft": "pencil",
}


class Share(Protocol):
    """One part of an answer bar: `tone` is a key of SIGNS, `label` stands in the legend."""

    tone: str
    count: int
    label: str


@register.filter(is_safe=True)
def trimmed(html: str) -> str:
    """Drop the line breaks around what a template gave: a cell without anything is then empty."""
    return html.strip()


@register.inclusion_tag("_components/state.html")
def state(tone: str, label: str, sign: str = "") -> dict[str, Any]:
    """Show a state as sign, word and colour; `sign` is a Bootstrap icon, else the tone's own."""
    return {"tone": tone, "label": label, "sign": sign or SIGNS[tone]}


@register.inclusion_tag("_components/answer_bar.html")
def answer_bar(shares: Sequence[Share], label: str) -> dict[str, Any]:
    """Show shares as a bar with a legend.

    `label` is read out in place of the bar: «6 trên 10 đơn vị đã trả lời».
    """
    total = sum(share.count for share in shares) or 1
    ends = accumulate(share.count for share in shares)
    parts = [
        {
            "share": share,
            "start": f"{100 * (end - share.count) / total:.3f}%",
            "width": f"{100 * share.count / total:.3f}%",
        }
        for share, end in zip(shares, ends, strict=True)
    ]
    return {"parts": parts, "label": label}
