"""What was found in a signed file, in plain values that are frozen as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class State(StrEnum):
    """What one signature is worth."""

    VALID = "valid"
    UNKNOWN_ROOT = "unknown_root"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    WEAK = "weak"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    AHEAD = "ahead"
    SELF_SIGNED = "self_signed"
    REVOKED = "revoked"
    UNFIT = "unfit"


# The only states with which a file is kept; with any other one it is refused.
KEPT = frozenset({State.VALID, State.UNKNOWN_ROOT})


class Sameness(StrEnum):
    """How a file was found to be the same document."""

    APPENDED = "appended"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature. Moments are in ISO 8601 with their zone; a digest is in hexadecimal.

    `signed_at` is what the signer's machine claimed, `timestamp` what a time-stamping authority
    with a known root confirmed. `root` is the SHA-256 of the trust root that the chain ends at.
    """

    field: str
    state: State
    signer: str = ""
    subject: str = ""
    issuer: str = ""
    serial: str = ""
    certificate: str = ""
    valid_from: str = ""
    valid_until: str = ""
    algorithm: str = ""
    signed_at: str = ""
    timestamp: str = ""
    root: str = ""
    page: int = 0
    covers_whole_file: bool = False
    revocation_known: bool = False

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `asdict` wrote."""
        return cls(**{**data, "state": State(data["state"])})


@dataclass(frozen=True)
class Report:
    """How the file was found to be the same document, and its signatures in order of signing."""

    sameness: Sameness
    signatures: tuple[Signature, ...]

    @property
    def faulty(self) -> list[Signature]:
        """The signatures for which the file is refused."""
        return [one for one in self.signatures if one.state not in KEPT]

    @property
    def is_kept(self) -> bool:
        """Whether the file may be kept: signed, and nothing wrong but perhaps an unknown root."""
        return bool(self.signatures) and not self.faulty

    @property
    def is_valid(self) -> bool:
        """Whether every signature is valid, so that the file may be sent."""
        return bool(self.signatures) and all(one.state == State.VALID for one in self.signatures)

    @property
    def signers(self) -> int:
        """How many different certificates signed."""
        return len({one.certificate for one in self.signatures})

    @property
    def roots(self) -> list[str]:
        """The trust roots that the valid signatures rest on."""
        return sorted({one.root for one in self.signatures if one.root})

    def to_json(self) -> dict[str, Any]:
        """Return the plain form."""
        return {
            "sameness": self.sameness.value,
            "signatures": [asdict(one) for one in self.signatures],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        signatures = tuple(Signature.from_json(one) for one in data["signatures"])
        return cls(Sameness(data["sameness"]), signatures)
