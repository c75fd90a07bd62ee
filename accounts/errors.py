"""Refusals of this app. Each carries a sentence for the person who asked."""


class UserRefused(Exception):
    """The change would break a rule about users; nothing was changed."""
