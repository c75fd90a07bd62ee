"""What the register of partners refuses, in words for the person who asked."""

from typing import Any


class PartnerRefused(Exception):
    """The act is not possible; the message says why, in Vietnamese."""


class RecordChanged(PartnerRefused):
    """Somebody else saved the record meanwhile; `version` is the one that stands now."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


class LooksRecorded(PartnerRefused):
    """The agreement may be there already; `doubles` say which and why."""

    def __init__(self, message: str, doubles: list[Any]) -> None:
        super().__init__(message)
        self.doubles = doubles


class LooksLikeKnown(PartnerRefused):
    """The register may have the partner already; `doubles` say under which names and why."""

    def __init__(self, message: str, doubles: list[Any]) -> None:
        super().__init__(message)
        self.doubles = doubles
