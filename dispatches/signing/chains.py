"""The certificates that a signature brings along: each must be what its issuer signed.

No signature of the document covers them. A damaged copy of a root would do no harm, the portal has
its own; but a file that was changed anywhere is not the file that the tool made.
"""

from collections.abc import Iterable

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator.path import ValidationPath


def are_whole(
    brought: Iterable[asn1_x509.Certificate], roots: Iterable[asn1_x509.Certificate]
) -> bool:
    """Whether every certificate is signed by its issuer, as far as its issuer is known here."""
    try:
        certificates = [_load(one) for one in brought]
        known = [*certificates, *(_load(one) for one in roots)]
        return all(_is_whole(one, known) for one in certificates)
    except (ValueError, TypeError):
        return False


def ends_at_a_namesake(path: ValidationPath | None) -> bool:
    """Whether the root only bears the issuer's name: the authority has made itself a new key."""
    if not path or not isinstance(path.first, asn1_x509.Certificate):
        return False
    below = next(iter(path.iter_certs(include_root=False)), None)
    return below is not None and not _signed(_load(below), _load(path.first))


def _load(certificate: asn1_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _is_whole(certificate: x509.Certificate, known: list[x509.Certificate]) -> bool:
    issuers = [one for one in known if one.subject == certificate.issuer]
    return not issuers or any(_signed(certificate, one) for one in issuers)


def _signed(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except UnsupportedAlgorithm:
        return True  # an old root's own signature, by which nobody judges
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
