"""An own certification authority, and a signing tool like the agency's: both for tests only."""

import datetime as dt
from functools import cache
from io import BytesIO

from asn1crypto import crl, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.factories import AT

START, END = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2030, 1, 1, tzinfo=dt.UTC)

STAMPING = "Dịch vụ dấu thời gian"


class Holder:
    """A certificate with its key, and those above it."""

    def __init__(self, certificate, key, above=()):
        self.certificate, self.key, self.above = certificate, key, above

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def sha256(self):
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def signer(self):
        private = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        store = SimpleCertificateStore()
        store.register_multiple(asn1_x509.Certificate.load(one.der) for one in self.above)
        return signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(self.der),
            signing_key=keys.PrivateKeyInfo.load(private),
            cert_registry=store,
        )


@cache
def key(name):
    """One key a name: making them is the slow part."""
    if name == STAMPING:  # the library's own stamping service knows only this kind
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


def certify(name, issuer=None, *, is_authority=False, valid=(START, END), usage=None, **more):
    """Issue a certificate; without an issuer it signs itself."""
    own = more.get("key") or key(name)
    subject = _subject(name, more.get("organization", ""))
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(more.get("serial") or x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage or _usage(is_authority=is_authority), critical=True)
    )
    for extension in more.get("extensions", ()):
        builder = builder.add_extension(extension, critical=True)
    certificate = builder.sign((issuer.key if issuer else own), hashes.SHA256())
    return Holder(certificate, own, (issuer, *issuer.above) if issuer else ())


def _subject(name, organization):
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organization:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization))
    return x509.Name(parts)


def _usage(*, is_authority=False, signs=True):
    return x509.KeyUsage(
        digital_signature=signs and not is_authority,
        content_commitment=signs and not is_authority,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


NOT_FOR_SIGNING = _usage(signs=False)


@cache
def root():
    return certify("Root CA thử nghiệm", is_authority=True)


@cache
def other_root():
    return certify("Root CA khác", is_authority=True)


@cache
def namesake():
    """A root that bears the other's name, as authorities do that make a new key."""
    return certify("Root CA thử nghiệm", is_authority=True, key=key("khóa mới"))


@cache
def authority(of=None):
    return certify("CA cơ quan thử nghiệm", of or root(), is_authority=True)


@cache
def person():
    return certify("Ngô Biên Cương", authority(), organization="Sở Ngoại vụ")


@cache
def agency():
    return certify("Sở Ngoại vụ tỉnh Bắc Giang", authority())


@cache
def stamping():
    purpose = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING])
    return certify(STAMPING, authority(), extensions=[purpose])


def timestamper(holder=None):
    """A time-stamping service whose clock stands at AT."""
    signer = (holder or stamping()).signer()
    return DummyTimeStamper(
        tsa_cert=signer.signing_cert,
        tsa_key=signer.signing_key,
        certs_to_embed=signer.cert_registry,
        fixed_dt=AT,
    )


def revocations(*holders):
    """The list of revoked certificates of the authority."""
    of = authority()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(of.certificate.subject)
        .last_update(AT - dt.timedelta(days=1))
        .next_update(AT + dt.timedelta(days=30))
    )
    for holder in holders:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(holder.certificate.serial_number)
            .revocation_date(AT - dt.timedelta(days=2))
            .build()
        )
    made = builder.sign(of.key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


class _Tool(signers.PdfSigner):
    """Signs at a time that the test says."""

    def init_signing_session(self, *args, **kwargs):
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


PERSON_BOX, AGENCY_BOX = (360, 525, 500, 600), (310, 525, 380, 600)


def sign(pdf, holder, *, field="Ky1", box=None, page=-1, at=AT, style=None, **more):
    """Sign as a tool does: an incremental update with one signature."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    place = fields.SigFieldSpec(field, on_page=page, box=box)
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=more.get("digest", "sha256"),
        subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    )
    signer = _Tool(
        metadata,
        holder.signer(),
        timestamper=more.get("timestamper"),
        new_field_spec=place,
        stamp_style=style,
    )
    signer.at = at
    output = BytesIO()
    signer.sign_pdf(writer, output=output)
    if lists := more.get("crls"):
        made = [crl.CertificateList.load(one) for one in lists]
        DocumentSecurityStore.add_dss(output, sig_contents=None, crls=made)
    return output.getvalue()
