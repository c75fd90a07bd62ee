"""Writing by hand: versions and remarks."""

from dataclasses import replace

import pytest

from accounts.models import AuditEvent
from dispatches.blocks import Paragraph
from dispatches.domain import approval, writing
from dispatches.domain.versions import compare
from dispatches.errors import DispatchRefused
from dispatches.letter import Appendix
from dispatches.models import Dispatch, Remark
from tests.dispatches.factories import drafted, issued, leader, letter, officer, submitted
from tests.factories import AT
from vietnamese.comparison import Change, Piece

pytestmark = pytest.mark.django_db
OTHER = replace(letter(), blocks=(Paragraph.of("Nội dung khác."),))


def save(dispatch, written=OTHER, version=None):
    return writing.save(dispatch, written, version=version or dispatch.version, by=officer(), at=AT)


def send_back(dispatch, typed):
    return writing.send_back(dispatch, reason="Xem lại", typed=typed, by=leader(), at=AT)


def with_appendices(*appended):
    """The letter with appendices of these paragraphs."""
    appendices = (Appendix("BẢNG", tuple(map(Paragraph.of, texts))) for texts in appended)
    return replace(letter(), appendices=tuple(appendices))


def standing(dispatch):
    """The open remarks, each with its place."""
    return [(one.where, one.text) for one in dispatch.remarks.filter(heeded_at=None)]


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


def test_a_return_with_remarks_and_their_heeding():
    dispatch = submitted()

    send_back(dispatch, {(None, 0): " Thiếu căn cứ. ", (None, 1): "  ", (None, 3): "Bỏ đoạn này."})

    remarks = Remark.objects.filter(dispatch=dispatch)
    assert [(r.where, r.text, r.made_by) for r in remarks] == [
        ("đoạn 1", "Thiếu căn cứ.", leader()),
        ("đoạn 4", "Bỏ đoạn này.", leader()),
    ]
    assert remarks[0].quote == letter().blocks[0].text[:117]
    assert dispatch.return_reason == "Xem lại"
    assert AuditEvent.objects.filter(action="dispatch.remarked").count() == 2
    save(dispatch)
    assert not Remark.objects.filter(heeded_at=None).exists()


def test_a_remark_stands_at_a_block_of_an_appendix_and_goes_with_it_through_versions():
    dispatch = submitted(letter=with_appendices(("Một.", "Hai."), ("Ba.", "Bốn.")))

    send_back(dispatch, {(1, 1): "Số liệu cũ.", (0, 0): "Viết lại.", (None, 0): "Rõ hơn."})

    assert standing(dispatch) == [
        ("đoạn 1", "Rõ hơn."),
        ("phụ lục I, đoạn 1", "Viết lại."),
        ("phụ lục II, đoạn 2", "Số liệu cũ."),
    ]
    # The first block of the first appendix is written anew; a block comes before the other one.
    save(dispatch, with_appendices(("Một khác.", "Hai."), ("Ba.", "Ba rưỡi.", "Bốn.")))
    assert standing(dispatch) == [
        ("đoạn 1", "Rõ hơn."),
        ("phụ lục II, đoạn 3", "Số liệu cũ."),
    ]
    save(dispatch, with_appendices(("Bốn.",)))
    assert standing(dispatch) == [("đoạn 1", "Rõ hơn."), ("phụ lục, đoạn 1", "Số liệu cũ.")]
    save(dispatch, with_appendices(("Hết.",)))
    assert standing(dispatch) == [("đoạn 1", "Rõ hơn.")]


def test_of_two_blocks_alike_the_remark_stays_at_its_own():
    dispatch = submitted(letter=with_appendices(("Như nhau.", "Như nhau.")))
    send_back(dispatch, {(0, 1): "Thừa."})

    save(dispatch, with_appendices(("Như nhau.", "Như nhau.", "Mới.")))

    assert standing(dispatch) == [("phụ lục, đoạn 2", "Thừa.")]


def test_the_next_submission_heeds_what_is_left():
    dispatch = submitted()
    send_back(dispatch, {(None, 0): "Rõ hơn."})

    approval.submit(dispatch, by=officer(), at=AT)

    assert standing(dispatch) == []


@pytest.mark.parametrize("spot", [(None, 99), (0, 0)])
def test_a_remark_on_no_block_is_refused_and_nothing_is_returned(spot):
    dispatch = submitted()

    with pytest.raises(DispatchRefused, match="không còn trong văn bản"):
        send_back(dispatch, {spot: "Ở đâu?"})

    assert Dispatch.objects.get(pk=dispatch.pk).state == "submitted"


def test_nothing_is_returned_that_was_not_submitted():
    with pytest.raises(DispatchRefused, match="«Đã ban hành»"):
        send_back(issued(), {})
