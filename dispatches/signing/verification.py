"""The signatures of a PDF against the trust roots, without any network.

A signature proves nothing about time by itself. So its certificate must be valid at the moment that
the portal saw the file, or at that of a trusted time stamp, and at the time that the signer claims.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto import parser, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from dispatches.signing import chains
from dispatches.signing.report import Signature, State
from dispatches.signing.revocation import certificates_in_store, revocations_of
from vietnamese.text import clean_line

# A signer's machine may be a little fast.
CLOCK_SKEW = timedelta(minutes=10)
FOR_SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
WEAK = DisallowWeakAlgorithmsPolicy()
TEXT_LIMIT = 300  # characters

SHORT = {
    "common_name": "CN",
    "organization_name": "O",
    "organizational_unit_name": "OU",
    "locality_name": "L",
    "state_or_province_name": "ST",
    "country_name": "C",
    "email_address": "E",
    "user_id": "UID",
    "serial_number": "SERIALNUMBER",
}
PROBLEMS: dict[object, State] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: State.UNKNOWN_ROOT,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: State.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: State.WEAK,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: State.EXPIRED,
}


def signatures(
    content: bytes, roots: Iterable[x509.Certificate], seen_at: datetime
) -> tuple[Signature, ...]:
    """Verify each signature, in order of signing; `seen_at` is when the portal got the file."""
    reader = PdfFileReader(BytesIO(content))
    embedded = reader.embedded_regular_signatures
    checker = _Checker(content, reader, list(roots), seen_at)
    last = embedded[-1] if embedded else None
    return tuple(checker.check(one, is_last=one is last) for one in embedded)


class _Checker:
    def __init__(
        self,
        content: bytes,
        reader: PdfFileReader,
        roots: list[x509.Certificate],
        seen_at: datetime,
    ) -> None:
        self.content, self.reader, self.roots, self.seen_at = content, reader, roots, seen_at

    def check(self, embedded: EmbeddedPdfSignature, *, is_last: bool) -> Signature:
        try:
            status = self._status(embedded, self.seen_at)
            stamped = _trusted_stamp(status)
            if stamped:
                status = self._status(embedded, stamped)
            revocations = revocations_of(embedded, self.reader)
        except Exception:
            # The parsers below raise whatever a broken file leads them into, from KeyError to
            # TypeError. Whichever it is, the answer is a state with which no file is kept.
            return Signature(field=_text(embedded.field_name), state=State.UNREADABLE)
        if _is_altered(status, is_last=is_last) or not self._is_whole(embedded):
            state = State.ALTERED
        elif revocations.revoke(_certificates(status)):
            state = State.REVOKED
        else:
            state = _state(status, stamped or self.seen_at, self.seen_at)
        known = revocations.know(status.signing_cert)
        return replace(_signature(embedded, status, state, stamped), revocation_known=known)

    def _status(self, embedded: EmbeddedPdfSignature, moment: datetime) -> PdfSignatureStatus:
        return validate_pdf_signature(
            embedded, self._context(embedded, moment), key_usage_settings=FOR_SIGNING
        )

    def _context(self, embedded: EmbeddedPdfSignature, moment: datetime) -> ValidationContext:
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=certificates_in_store(self.reader),
            moment=moment,
            allow_fetching=False,
            revocation_mode="none",  # see dispatches.signing.revocation
            algorithm_usage_policy=WEAK,
        )

    def _is_whole(self, embedded: EmbeddedPdfSignature) -> bool:
        """Whether the one place that no signature covers, its own, holds just what it should."""
        if len(embedded.byte_range) != 4:
            return False
        _start, length, resume, _rest = embedded.byte_range
        written, held = self.content[length:resume], embedded.pkcs7_content
        forms = (b"<" + form.encode() + b">" for form in (held.hex(), held.hex().upper()))
        brought = [embedded.signer_cert, *embedded.other_embedded_certs]
        return (
            written in forms
            and not any(held[_der_length(held) :])
            and chains.are_whole(brought, self.roots)
        )


def _der_length(content: bytes) -> int:
    length: int = parser.peek(content)
    return length


def _certificates(status: PdfSignatureStatus) -> list[x509.Certificate]:
    """Return all that the signature and its time stamp rest on, the root aside."""
    stamp, path = status.timestamp_validity, status.validation_path
    above = list(path.iter_certs(include_root=False)) if path else []
    return [status.signing_cert, *above, *([stamp.signing_cert] if stamp else [])]


def _trusted_stamp(status: PdfSignatureStatus) -> datetime | None:
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp and stamp.valid and stamp.trusted else None


def _is_altered(status: PdfSignatureStatus, *, is_last: bool) -> bool:
    """Whether the signed bytes changed, or more was put after them than other signatures.

    After the last signature nothing may follow but data to prove it later.
    """
    allowed = ModificationLevel.LTA_UPDATES if is_last else ModificationLevel.FORM_FILLING
    changes, stamp = status.diff_result, status.timestamp_validity
    return (
        (stamp is not None and not (stamp.intact and stamp.valid))
        or not (status.intact and status.valid and status.docmdp_ok)
        or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION
        or not isinstance(changes, DiffResult)
        or changes.modification_level > allowed
    )


def _state(status: PdfSignatureStatus, proven: datetime, seen_at: datetime) -> State:
    certificate, claimed = status.signing_cert, status.signer_reported_dt
    if max(proven, claimed or proven) > seen_at + CLOCK_SKEW:
        return State.AHEAD
    for moment in (proven, claimed or proven):
        if moment > certificate.not_valid_after:
            return State.EXPIRED
        if moment < certificate.not_valid_before:
            return State.NOT_YET_VALID
    if certificate.self_issued:
        return State.SELF_SIGNED
    if status.trusted:
        return State.VALID
    if chains.ends_at_a_namesake(status.validation_path):
        return State.UNKNOWN_ROOT
    return PROBLEMS.get(status.trust_problem_indic, State.UNFIT)


def _signature(
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    state: State,
    stamped: datetime | None,
) -> Signature:
    certificate: x509.Certificate = status.signing_cert
    path = status.validation_path
    anchor = path.first if state == State.VALID and path else None
    claimed = status.signer_reported_dt
    return Signature(
        field=_text(embedded.field_name),
        state=state,
        signer=_name(certificate.subject),
        subject=_whole_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        certificate=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before.isoformat(),
        valid_until=certificate.not_valid_after.isoformat(),
        algorithm=_text(f"{status.pkcs7_signature_mechanism}, {status.md_algorithm}"),
        signed_at=claimed.isoformat() if claimed else "",
        timestamp=stamped.isoformat() if stamped else "",
        root=anchor.sha256.hex() if anchor else "",
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )


def _name(name: x509.Name) -> str:
    """Return the common name, and the organisation where there is one beside it."""
    parts = name.native
    shown = [parts.get("common_name"), parts.get("organization_name")]
    flat: Iterator[str] = (str(one) for one in shown if one)
    return _text(", ".join(dict.fromkeys(flat)) or _whole_name(name))


def _whole_name(name: x509.Name) -> str:
    """Return all parts of a name, as certificates are shown everywhere: «O=…, CN=…»."""
    parts = (part for group in name.chosen for part in group)
    shown = (
        f"{SHORT.get(part['type'].native, part['type'].native)}={part['value'].native}"
        for part in parts
    )
    return _text(", ".join(shown))


def _text(value: object) -> str:
    """Return a stranger's words on one line, without signs that are not to be seen."""
    return clean_line(str(value))[:TEXT_LIMIT]
