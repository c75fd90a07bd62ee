"""Who gets what at the addresses of signed files and trust roots."""

from dispatches.domain import files
from dispatches.models import SignatureCheck, SignedCopy
from dispatches.signing.report import Report, Sameness
from tests.access import only
from tests.dispatches.signing.office import PDF, printed, trust
from tests.factories import AT

READ = {
    "GET": only("officer", "leader", "clerk"),
    "POST": only("officer", "leader", "clerk", ok=405),
}
TRUST = {"GET": only("administrator"), "POST": only("administrator")}


def _printed(world):
    return {"pk": printed().pk}


def _signed(world):
    """A dispatch with a signed file that was never looked into: access asks no signature."""
    dispatch = printed()
    file = files.store(b"%PDF-1.7", media_type=PDF, at=AT)
    copy = SignedCopy.objects.create(
        dispatch=dispatch, ordinal=1, file=file, name="a.pdf", uploaded_at=AT
    )
    report = Report(Sameness.APPENDED, ()).to_json()
    SignatureCheck.objects.create(signed_copy=copy, report=report, is_valid=False, checked_at=AT)
    return {"pk": dispatch.pk}


ROWS = {
    "dispatches:signed_copies": READ | {"args": _signed},
    "dispatches:upload_signed_copy": {
        "args": _printed,
        "GET": only("clerk"),
        "POST": only("clerk"),
    },
    "dispatches:recheck_signed_copy": {
        "args": _signed,
        "GET": only("clerk", ok=405),
        "POST": only("clerk", ok=302),
    },
    "dispatches:signed_copy_file": READ | {"args": lambda world: _signed(world) | {"ordinal": 1}},
    "dispatches:trust_roots": {
        "GET": only("administrator"),
        "POST": only("administrator", ok=405),
    },
    "dispatches:add_trust_root": TRUST,
    "dispatches:withdraw_trust_root": TRUST | {"args": lambda world: {"pk": trust().pk}},
}
