"""Looking into a file as the child does, without the price of a process."""

import datetime as dt
from dataclasses import replace

import pytest

from dispatches.signing import child
from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.pages import BlockWords
from dispatches.signing.report import Report
from tests.dispatches.seed_letter import SEED
from tests.dispatches.signing import authority as ca
from tests.factories import AT

BLOCK = BlockWords(SEED.signature.lines[0], SEED.signature.name)
LETTER = replace(SEED, number=214, date=dt.date(2021, 8, 2))
LATER = AT + dt.timedelta(hours=1)


def found(signed, issued, roots=None, seen_at=LATER, block=BLOCK):
    """The report; DifferentDocument."""
    pems = [one.pem.decode() for one in (roots if roots is not None else [ca.root()])]
    request = {"block": block, "roots": pems, "seen_at": seen_at.isoformat()}
    answer = child.answer(request, signed, issued)
    if "difference" in answer:
        raise DifferentDocument(Difference(answer["difference"]), answer["page"])
    return Report.from_json(answer["report"])


def states(*args, **more):
    """The state of each signature."""
    return [one.state for one in found(*args, **more).signatures]


def differs(signed, issued, block=BLOCK):
    """The difference that is found, with its page."""
    with pytest.raises(DifferentDocument) as refused:
        found(signed, issued, block=block)
    return refused.value.difference, refused.value.page
