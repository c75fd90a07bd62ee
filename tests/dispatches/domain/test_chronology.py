"""A dossier has one order of time: its page and its archive agree."""

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree

import pytest

from dispatches.domain import dossier_export, dossiers, issuing
from dispatches.domain.chronology import timeline
from tests.dispatches.factories import AT, arrived, clerk, kind, officer

pytestmark = pytest.mark.django_db


def paper(number: int, day: dt.date):
    return issuing.register_paper(
        kind=kind(),
        number=number,
        symbol="SNgV",
        date=day,
        subject=f"Số {number}",
        by=clerk(),
        at=AT,
    )


def test_the_archive_lists_in_the_order_of_the_page():
    """By the day on our own documents and of arrival of others, then as they were put in."""
    early, late = dt.date(2021, 7, 16), dt.date(2021, 7, 20)
    ours = paper(1, early), paper(2, early), paper(3, late)
    # Written before all others, but it came last.
    theirs = arrived(subject="Đến", date=dt.date(2021, 7, 1), arrived_on=dt.date(2021, 8, 1))
    dossier = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=AT)
    for document in (theirs, ours[2], ours[1], ours[0]):
        dossiers.add_document(dossier, document, by=officer(), at=AT)

    page = [entry.document for entry in timeline(dossier)]

    assert page == [ours[1], ours[0], ours[2], theirs]
    archive = zipfile.ZipFile(io.BytesIO(dossier_export.export(dossier)))
    listed = ElementTree.fromstring(archive.read("ho-so.xml"))
    assert [one.findtext("Subject") for one in listed] == [one.subject for one in page]
