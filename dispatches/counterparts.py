"""Foreign partners as letters name them (đối tác nhận văn bản): from the register, never typed.

The app of the partners stands above this one and registers itself in its `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dispatches.placeholders import PARTNER

ENGLISH, NATIVE = f"{PARTNER}: tiếng Anh", f"{PARTNER}: tiếng bản ngữ"
PLACES = (PARTNER, ENGLISH, NATIVE)


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """A partner: its code, and its name in Vietnamese, English and its own language."""

    code: str
    name: str
    english: str = ""
    native: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What fills the places of letters, by name; what the register lacks stays open."""
        named = {PARTNER: self.name, ENGLISH: self.english, NATIVE: self.native}
        return {place: name for place, name in named.items() if name}


@dataclass(frozen=True, kw_only=True)
class Register:
    """Where partners are found: by their code, and by any name that a person types.

    `choose` raises Django's ValidationError with what comes near.
    """

    by_code: Callable[[str], Counterpart | None]
    choose: Callable[[str], Counterpart]


_registers: list[Register] = []


def register(one: Register) -> None:
    """Add the register of partners."""
    if one not in _registers:
        _registers.append(one)


def by_code(code: str) -> Counterpart | None:
    """Return the partner of that code."""
    found = (one.by_code(code) for one in _registers) if code else ()
    return next((each for each in found if each), None)


def choose(typed: str) -> Counterpart:
    """Return the partner that has the name; ValidationError."""
    [one] = _registers
    return one.choose(typed)
