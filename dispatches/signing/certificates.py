"""The certificate of an authority, read from a file that the administrator uploads."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from vietnamese.text import clean_line

SIZE_LIMIT = 64 * 1024  # bytes
NAME_LIMIT = 300  # characters
PEM_MARK = b"-----BEGIN CERTIFICATE-----"


class NotACertificate(Exception):
    """The content is not one X.509 certificate, DER or PEM."""


@dataclass(frozen=True)
class Certificate:
    """What a person compares before trusting it."""

    subject: str
    issuer: str
    sha256: str
    valid_from: datetime
    valid_until: datetime
    is_authority: bool
    pem: str

    @property
    def grouped_sha256(self) -> str:
        """The fingerprint as authorities publish it: «AB:CD:…»."""
        return grouped(self.sha256)


def grouped(digest: str) -> str:
    """Return a digest in pairs of capital digits."""
    pairs = (digest[place : place + 2] for place in range(0, len(digest), 2))
    return ":".join(pairs).upper()


def read_certificate(content: bytes) -> Certificate:
    """Read exactly one certificate; NotACertificate."""
    if len(content) > SIZE_LIMIT:
        raise NotACertificate
    try:
        found = _load(content)
        return Certificate(
            subject=_name(found.subject),
            issuer=_name(found.issuer),
            sha256=found.fingerprint(hashes.SHA256()).hex(),
            valid_from=found.not_valid_before_utc,
            valid_until=found.not_valid_after_utc,
            is_authority=_is_authority(found),
            pem=found.public_bytes(serialization.Encoding.PEM).decode(),
        )
    except (ValueError, TypeError, x509.InvalidVersion) as error:
        raise NotACertificate from error


def _load(content: bytes) -> x509.Certificate:
    if PEM_MARK not in content:
        return x509.load_der_x509_certificate(content)
    (only,) = x509.load_pem_x509_certificates(content)
    return only


def _name(name: x509.Name) -> str:
    """Return the common name and the organisation, or the whole name if it has neither."""
    parts = [
        str(attribute.value)
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        for attribute in name.get_attributes_for_oid(kind)
    ]
    shown = ", ".join(dict.fromkeys(parts)) or name.rfc4514_string()
    return clean_line(shown)[:NAME_LIMIT]


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return constraints.value.ca
