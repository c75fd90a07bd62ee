"""Refusals of this app. Each carries a sentence for the person who asked."""


class DistrictRefused(Exception):
    """The change would break a rule about units or their officers; nothing was changed."""
