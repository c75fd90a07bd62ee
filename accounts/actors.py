"""Who acts: a person, or the portal itself."""

from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class System:
    """The portal acting on its own, at a time that somebody set (hệ thống)."""

    pk: None = None
    full_name: str = "Hệ thống"
    role: str = "system"


SYSTEM = System()
Actor = User | System
