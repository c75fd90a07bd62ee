"""Refusals of this app. Each carries a sentence for the person who asked."""


class DistrictRefused(Exception):
    """The change would break a rule about units or their officers; nothing was changed."""


class TransferRefused(DistrictRefused):
    """What is open for a unit cannot go where it was to go; nothing was moved."""


class ActRefused(DistrictRefused):
    """An act of reorganisation that cannot be entered; `reasons` are all that speaks against it."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep each reason: a form lists them."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons
