"""Lists of revoked certificates that a signed file carries; nothing is ever fetched.

The library looks at such lists only if the certificate names where they are published. Here every
one in the file counts, whoever signed it: a list can only refuse a signature, never prove one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import (
    MultivaluedAttributeError,
    NonexistentAttributeError,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError


@dataclass(frozen=True)
class Revocations:
    """The lists and answers that one signature can rest on."""

    lists: tuple[crl.CertificateList, ...]
    answers: tuple[ocsp.OCSPResponse, ...]

    def know(self, certificate: x509.Certificate) -> bool:
        """Whether something in the file speaks of this certificate."""
        return any(one.issuer == certificate.issuer for one in self.lists) or any(
            _serial(one) == certificate.serial_number for one in self._single_answers()
        )

    def revoke(self, certificates: Iterable[x509.Certificate]) -> bool:
        """Whether one of the certificates is revoked."""
        return any(self._revokes(one) for one in certificates)

    def _revokes(self, certificate: x509.Certificate) -> bool:
        return any(
            one.issuer == certificate.issuer and certificate.serial_number in _revoked_in(one)
            for one in self.lists
        ) or any(
            _serial(one) == certificate.serial_number and one["cert_status"].name == "revoked"
            for one in self._single_answers()
        )

    def _single_answers(self) -> Iterator[ocsp.SingleResponse]:
        for answer in self.answers:
            if answer["response_status"].native == "successful":
                yield from answer.response_data["responses"]


def revocations_of(embedded: EmbeddedPdfSignature, reader: PdfFileReader) -> Revocations:
    """Collect what the signature itself and the file's store of proofs hold."""
    lists, answers = _archived(embedded)
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Revocations(tuple(lists), tuple(answers))
    lists += [crl.CertificateList.load(_data(one)) for one in store.crls]
    answers += [ocsp.OCSPResponse.load(_data(one)) for one in store.ocsps]
    return Revocations(tuple(lists), tuple(answers))


def certificates_in_store(reader: PdfFileReader) -> list[x509.Certificate]:
    """Return the certificates that the file's store of proofs holds."""
    try:
        return list(DocumentSecurityStore.read_dss(reader).load_certs())
    except NoDSSFoundError:
        return []


def _archived(
    embedded: EmbeddedPdfSignature,
) -> tuple[list[crl.CertificateList], list[ocsp.OCSPResponse]]:
    try:
        archive = find_unique_cms_attribute(
            embedded.signer_info["signed_attrs"], "adobe_revocation_info_archival"
        )
    except (MultivaluedAttributeError, NonexistentAttributeError):
        return [], []
    return list(archive["crl"] or ()), list(archive["ocsp"] or ())


def _data(reference: IndirectObject) -> bytes:
    return cast("StreamObject", reference.get_object()).data


def _serial(answer: ocsp.SingleResponse) -> int:
    serial: int = answer["cert_id"]["serial_number"].native
    return serial


def _revoked_in(revoked: crl.CertificateList) -> set[int]:
    entries = revoked["tbs_cert_list"]["revoked_certificates"]
    return {entry["user_certificate"].native for entry in entries or ()}
