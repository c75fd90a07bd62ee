"""What the child finds in signed files, good and bad; every file is made here."""

import datetime as dt

import pytest

from dispatches.signing.process import examine
from dispatches.signing.report import Report, Sameness, Signature, State
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing.looking import BLOCK, LATER, found, states
from tests.factories import AT


def test_two_signatures_on_the_issued_file(issued, by_both):
    report = examine(by_both, issued, block=BLOCK, roots=[ca.root().pem.decode()], seen_at=LATER)

    def expected(holder, field, signer, subject, *, whole):
        return Signature(
            field=field,
            state=State.VALID,
            signer=signer,
            subject=subject,
            issuer="CA cơ quan thử nghiệm",
            serial=f"{holder.certificate.serial_number:x}",
            certificate=holder.sha256,
            valid_from="2020-01-01T00:00:00+00:00",
            valid_until="2030-01-01T00:00:00+00:00",
            algorithm="sha256_ecdsa, sha256",
            signed_at="2021-08-02T01:00:00+00:00",
            root=ca.root().sha256,
            page=3,
            covers_whole_file=whole,
        )

    person = "Ngô Biên Cương, Sở Ngoại vụ"
    subject = "CN=Ngô Biên Cương, O=Sở Ngoại vụ"
    office = "Sở Ngoại vụ tỉnh Bắc Giang"
    assert report == Report(
        Sameness.APPENDED,
        (
            expected(ca.person(), "Ky1", person, subject, whole=False),
            expected(ca.agency(), "Ky2", office, f"CN={office}", whole=True),
        ),
    )
    assert report.is_valid
    assert report.signers == 2
    assert Report.from_json(report.to_json()) == report


def test_an_invisible_signature_stands_on_no_page(issued):
    (signature,) = found(ca.sign(issued, ca.person()), issued).signatures
    assert (signature.state, signature.page) == (State.VALID, 0)


def test_an_unsigned_file_has_no_signatures(issued):
    report = found(issued, issued)
    assert report.signatures == ()
    assert not report.is_kept


@pytest.mark.parametrize(
    ("roots", "expected"),
    [
        ([], State.UNKNOWN_ROOT),
        ([ca.other_root], State.UNKNOWN_ROOT),
        ([ca.namesake], State.UNKNOWN_ROOT),
        ([ca.namesake, ca.root], State.VALID),
        ([ca.other_root, ca.root], State.VALID),
        ([ca.authority], State.VALID),
    ],
)
def test_only_known_roots_make_a_signature_valid(issued, by_person, roots, expected):
    assert states(by_person, issued, roots=[one() for one in roots]) == [expected]


DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("valid", "signed_at", "seen_at", "expected"),
    [
        ((AT - DAY, AT + DAY), AT, LATER, State.VALID),
        ((AT - 2 * DAY, AT - DAY), AT, LATER, State.EXPIRED),
        ((AT - 2 * DAY, AT - DAY), AT - 1.5 * DAY, LATER, State.EXPIRED),
        ((AT - 2 * DAY, AT + DAY / 48), AT, LATER, State.EXPIRED),
        ((AT + DAY, AT + 2 * DAY), AT, LATER, State.NOT_YET_VALID),
        ((AT, AT + DAY), AT - DAY, LATER, State.NOT_YET_VALID),
        ((AT - DAY, AT + DAY), AT + DAY / 2, LATER, State.AHEAD),
    ],
)
def test_the_certificate_is_valid_when_signed_and_when_seen(
    issued, valid, signed_at, seen_at, expected
):
    holder = ca.certify("Người ký", ca.authority(), valid=valid)
    signed = ca.sign(issued, holder, at=signed_at)
    assert states(signed, issued, seen_at=seen_at) == [expected]


def test_a_certificate_that_signs_itself_is_no_proof_even_as_a_root(issued):
    holder = ca.certify("Tự ký")
    signed = ca.sign(issued, holder)
    assert states(signed, issued) == [State.SELF_SIGNED]
    assert states(signed, issued, roots=[holder]) == [State.SELF_SIGNED]


def test_a_certificate_for_something_else_is_unfit(issued):
    holder = ca.certify("Máy chủ", ca.authority(), usage=ca.NOT_FOR_SIGNING)
    assert states(ca.sign(issued, holder), issued) == [State.UNFIT]


def test_an_end_user_cannot_issue_certificates(issued):
    holder = ca.certify("Giả mạo", ca.person())
    assert states(ca.sign(issued, holder), issued) == [State.UNFIT]


def test_a_weak_digest_is_said(issued):
    assert states(ca.sign(issued, ca.person(), digest="sha1"), issued) == [State.WEAK]


def test_a_revoked_certificate_is_found_by_the_list_in_the_file(issued):
    revoked = ca.sign(issued, ca.person(), crls=[ca.revocations(ca.person())])
    (signature,) = found(revoked, issued).signatures
    assert (signature.state, signature.revocation_known) == (State.REVOKED, True)
    clean = ca.sign(issued, ca.person(), crls=[ca.revocations()])
    (signature,) = found(clean, issued).signatures
    assert (signature.state, signature.revocation_known) == (State.VALID, True)


def test_a_trusted_time_stamp_takes_the_place_of_the_moment_it_was_seen(issued):
    holder = ca.certify("Người ký", ca.authority(), valid=(AT - DAY, AT + DAY))
    signed = ca.sign(issued, holder, timestamper=ca.timestamper())
    (signature,) = found(signed, issued, seen_at=AT + 30 * DAY).signatures
    assert (signature.state, signature.timestamp) == (State.VALID, "2021-08-02T01:00:00+00:00")
    assert states(ca.sign(issued, holder), issued, seen_at=AT + 30 * DAY) == [State.EXPIRED]
