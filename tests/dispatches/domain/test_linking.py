import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.domain.finding import find_cited
from dispatches.domain.linking import link, links_of, unlink
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.models import DocumentLink
from tests.dispatches.factories import arrived, clerk, drafted, issued, letter
from tests.factories import AT

pytestmark = pytest.mark.django_db


def linked(source, target, kind=LinkKind.REPLY):
    return link(source, kind, target, by=clerk(), at=AT)


def test_a_link_is_seen_from_both_ends():
    reply, asked, other = drafted(), arrived(), arrived(full_number="1/A")

    made = linked(reply, asked)

    assert [list(links_of(end)) for end in (reply, asked, other)] == [[made], [made], []]
    assert (made.source, made.target) == (reply, asked)
    event = AuditEvent.objects.get(action="documentlink.made")
    assert event.data == {"relation": "reply", "target": "Công văn 347/CNV-ĐP"}


def test_the_same_link_twice_or_to_itself_is_refused():
    reply, asked = drafted(), arrived()
    linked(reply, asked)

    with pytest.raises(DispatchRefused, match="đã có"):
        linked(reply, asked)
    with pytest.raises(DispatchRefused, match="chính nó"):
        linked(asked, asked)
    linked(reply, asked, LinkKind.BASIS)
    linked(asked, reply)


def test_a_link_taken_away_stays_on_record_and_can_be_made_anew():
    reply, asked = drafted(), arrived()
    made = linked(reply, asked)

    unlink(made, reason="Nhầm", by=clerk(), at=AT)

    assert list(links_of(reply)) == []
    assert DocumentLink.objects.get(pk=made.pk).removal_reason == "Nhầm"
    with pytest.raises(DispatchRefused, match="đã gỡ"):
        unlink(made, reason="Nhầm", by=clerk(), at=AT)
    again = linked(reply, asked)
    with pytest.raises(DispatchRefused, match="lý do"):
        unlink(again, reason=" ", by=clerk(), at=AT)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": LinkKind.BASIS},
        {"to_incoming": None},
        {"from_incoming": 1},
        {"removed_at": AT},
    ],
)
def test_the_database_keeps_links(change):
    made = linked(drafted(), arrived())
    row = DocumentLink.objects.filter(pk=made.pk)
    if "from_incoming" in change:
        change = {"from_incoming": arrived(full_number="1/A")}

    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.delete()


def test_a_document_is_found_by_the_number_that_letters_cite():
    sent, came = issued(number=7, letter=letter(symbol="SNgV-NV")), arrived()

    assert find_cited(" 07/SNgV-NV ") == find_cited("7/sngv-nv") == sent
    assert find_cited("347/cnv-đp") == came
    for unknown in ("8/SNgV-NV", "347", "", "x/SNgV-NV"):
        with pytest.raises(DispatchRefused, match="Không thấy"):
            find_cited(unknown)
