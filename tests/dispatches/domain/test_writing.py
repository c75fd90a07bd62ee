"""Writing by hand: versions, the pen, remarks."""

import datetime as dt
from dataclasses import replace

import pytest

from accounts.models import AuditEvent
from dispatches.blocks import Paragraph
from dispatches.domain import writing
from dispatches.domain.versions import compare
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, Remark
from tests.dispatches.factories import drafted, issued, leader, letter, officer, person, submitted
from tests.factories import AT
from vietnamese.comparison import Change, Piece

pytestmark = pytest.mark.django_db
OTHER = replace(letter(), blocks=(Paragraph.of("Nội dung khác."),))
LATER = AT + writing.LEASE


def save(dispatch, written=OTHER, version=None):
    return writing.save(dispatch, written, version=version or dispatch.version, by=officer(), at=AT)


def test_every_text_is_kept_as_a_version():
    dispatch = drafted()
    first = dispatch.letter_digest

    save(dispatch)
    save(dispatch)

    kept = dispatch.versions.order_by("ordinal")
    assert [(v.ordinal, v.digest, v.written_by) for v in kept] == [
        (1, first, officer()),
        (2, OTHER.digest(), officer()),
    ]


def test_what_changed_between_two_versions():
    dispatch = drafted(
        letter=replace(letter(), blocks=tuple(Paragraph.of(t) for t in ("Một.", "Hai.", "Ba.")))
    )
    save(
        dispatch,
        replace(letter(), blocks=tuple(Paragraph.of(t) for t in ("Một.", "Hai bốn.", "Ba."))),
    )

    after, before = dispatch.versions.all()
    changed = [change.pieces for change in compare(before, after) if change.changed]

    assert changed == [
        [
            Piece(Change.REMOVED, "Hai."),
            Piece(Change.ADDED, "Hai bốn."),
        ]
    ]


def test_a_save_over_a_version_that_was_not_seen_is_refused():
    dispatch = drafted()
    stale = Dispatch.objects.get(pk=dispatch.pk)
    save(dispatch)

    with pytest.raises(DispatchRefused, match="vừa có người khác"):
        save(stale, letter("V/v khác"))
    with pytest.raises(DispatchRefused, match="vừa có người khác"):
        save(dispatch, letter("V/v khác"), version=1)

    assert Dispatch.objects.get(pk=dispatch.pk).letter_digest == OTHER.digest()


def test_one_holds_the_pen_until_it_is_laid_down_or_its_time_is_over():
    dispatch, one, other = drafted(), officer(), person("officer", "khac")

    assert writing.take_pen(dispatch, by=one, at=AT) is None
    assert writing.take_pen(dispatch, by=one, at=AT) is None
    assert writing.take_pen(dispatch, by=other, at=LATER - dt.timedelta(seconds=1)) == one
    writing.lay_down_pen(dispatch, by=other)
    assert writing.take_pen(dispatch, by=other, at=AT) == one
    assert writing.take_pen(dispatch, by=other, at=LATER) is None
    writing.lay_down_pen(dispatch, by=other)
    assert writing.take_pen(dispatch, by=one, at=LATER) is None


def send_back(dispatch, remarks):
    return writing.send_back(dispatch, reason="Xem lại", remarks=remarks, by=leader(), at=AT)


def test_a_return_with_remarks_and_their_heeding():
    dispatch = submitted()

    send_back(dispatch, {0: " Thiếu căn cứ. ", 1: "  ", 3: "Bỏ đoạn này."})

    remarks = Remark.objects.filter(dispatch=dispatch)
    assert [(r.block_index, r.text, r.made_by) for r in remarks] == [
        (0, "Thiếu căn cứ.", leader()),
        (3, "Bỏ đoạn này.", leader()),
    ]
    assert remarks[0].quote == letter().blocks[0].text[:117]
    assert dispatch.return_reason == "Xem lại"
    assert AuditEvent.objects.filter(action="dispatch.remarked").count() == 2
    save(dispatch)
    assert not Remark.objects.filter(heeded_at=None).exists()


def test_a_remark_on_no_block_is_refused_and_nothing_is_returned():
    dispatch = submitted()

    with pytest.raises(DispatchRefused, match="không còn trong văn bản"):
        send_back(dispatch, {99: "Ở đâu?"})

    assert Dispatch.objects.get(pk=dispatch.pk).state == "submitted"


def test_nothing_is_returned_that_was_not_submitted():
    with pytest.raises(DispatchRefused, match="«Đã ban hành»"):
        send_back(issued(), {})
