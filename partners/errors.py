"""What the register of partners refuses, in words for the person who asked."""


class PartnerRefused(Exception):
    """The act is not possible; the message says why, in Vietnamese."""
