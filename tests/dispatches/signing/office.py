"""An issued dispatch with its PDF, signed outside, and the administrator's trust."""

from accounts.models import User
from dispatches.domain import files, printing, signed_copies, trust_roots
from dispatches.models import Dispatch, SignedCopy, TrustRoot
from dispatches.signing.certificates import read_certificate
from dispatches.uploads import Upload
from tests.dispatches import factories
from tests.dispatches.signing import authority as ca
from tests.factories import AT

PDF = "application/pdf"


def administrator() -> User:
    return factories.person("administrator")


def printed(number: int = 214, **changes) -> Dispatch:
    """An issued dispatch whose PDF is there."""
    dispatch = factories.issued(number=number, **changes)
    printing.build_pdf(dispatch, at=AT)
    return dispatch


def own_pdf(dispatch: Dispatch) -> bytes:
    return files.read(dispatch.pdf)


def signed_by_both(pdf: bytes) -> bytes:
    first = ca.sign(pdf, ca.person(), box=ca.PERSON_BOX)
    return ca.sign(first, ca.agency(), field="Ky2", box=ca.AGENCY_BOX)


def trust(holder: ca.Holder | None = None) -> TrustRoot:
    certificate = read_certificate((holder or ca.root()).pem)
    return trust_roots.add(certificate, by=administrator(), at=AT)


def upload(dispatch: Dispatch, content: bytes, **changes) -> SignedCopy:
    made = {"reason": "", "by": factories.clerk(), "at": AT} | changes
    return signed_copies.upload(dispatch, Upload("da-ky.pdf", content, PDF), **made)
