"""Files that are another document, or hide something; each one is refused with its reason."""

import re

import pikepdf
import pytest
from pyhanko.pdf_utils.misc import PdfReadError

from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.process import UnreadableFile, examine
from dispatches.signing.report import Sameness, State
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing import tampering as hands
from tests.dispatches.signing.looking import BLOCK, LATER, differs, found, states


def signed(pdf):
    return ca.sign(pdf, ca.person())


def test_a_file_that_the_tool_wrote_anew_is_compared_page_by_page(issued):
    report = found(signed(hands.rewrite(issued, linearize=True)), issued)
    assert report.sameness == Sameness.REWRITTEN
    assert report.is_valid


def test_one_other_digit_is_another_document(issued, other):
    assert differs(signed(other), issued) == (Difference.WORDS, 1)


def test_another_number_of_pages_is_another_document(issued):
    def cut(document):
        del document.pages[2]

    assert differs(signed(hands.rewrite(issued, cut)), issued) == (Difference.PAGE_COUNT, 0)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (hands.second_field, (Difference.FIELDS, 0)),
        (hands.loose_widget, (Difference.ANNOTATIONS, 3)),
    ],
)
def test_only_a_signature_of_its_own_may_show_something(issued, by_both, change, difference):
    assert differs(hands.append(by_both, change), issued) == difference
    signed_over = ca.sign(hands.append(by_both, change), ca.person(), field="Ky3")
    assert differs(signed_over, issued) == difference


def test_a_signature_is_not_drawn_anew(issued, by_both):
    drawn = hands.append(by_both, hands.other_appearance)
    assert states(drawn, issued) == [State.ALTERED, State.ALTERED]


def test_a_stamp_in_blank_space_is_its_signer_s_own(issued):
    stamped = ca.sign(
        issued, ca.person(), box=(200, 100, 260, 160), style=hands.stamp_of(hands.BLACK)
    )
    assert states(stamped, issued) == [State.VALID]


BLANK = (200, 60, 260, 80)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (hands.drawn_over(hands.draw(hands.BLACK, BLANK)), (Difference.APPENDED, 0)),
        (hands.drawn_over(b"BT ET"), (Difference.APPENDED, 0)),
        (hands.note, (Difference.ANNOTATIONS, 1)),
        (hands.empty_field, (Difference.UNSIGNED_FIELD, 0)),
        (hands.text_field, (Difference.FIELDS, 0)),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_but_signatures_is_appended(issued, by_both, change, difference, when):
    if when == "after":
        changed = hands.append(by_both, change)
    else:
        changed = ca.sign(hands.append(issued, change), ca.person())
    assert differs(changed, issued) == difference


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (hands.layers, (Difference.LAYERS, 0)),
        (lambda document: document.pages[1].rotate(180, relative=True), (Difference.PAGE_SIZE, 2)),
        (lambda document: setattr(document.pages[1], "UserUnit", 2), (Difference.PAGE_SIZE, 2)),
        (
            lambda document: setattr(document.pages[1], "cropbox", pikepdf.Array([0, 0, 500, 800])),
            (Difference.PAGE_SIZE, 2),
        ),
        (
            lambda document: document.pages[0].contents_add(
                hands.draw(hands.WHITE, hands.NUMBER_BOX)
            ),
            (Difference.PICTURE, 1),
        ),
        (
            lambda document: document.pages[0].contents_add(hands.draw(hands.BLACK, BLANK)),
            (Difference.PICTURE, 1),
        ),
    ],
)
def test_a_file_written_anew_shows_the_same_pages(issued, change, difference):
    changed = hands.rewrite(issued, change)
    assert differs(signed(changed), issued) == difference


def test_an_overlay_after_the_signature_is_found_in_a_file_written_anew(issued):
    whole = signed(hands.rewrite(issued))
    unseen = hands.append(whole, hands.drawn_over(b"BT ET"))
    assert states(unseen, issued) == [State.ALTERED]
    seen = hands.append(whole, hands.drawn_over(hands.draw(hands.BLACK, BLANK)))
    assert differs(seen, issued) == (Difference.PICTURE, 1)


@pytest.mark.parametrize(
    ("box", "sheet", "colour", "difference"),
    [
        (hands.NUMBER_BOX, 0, hands.BLACK, (Difference.ON_WORDS, 1)),
        (hands.AUTHORITY_BOX, -1, hands.WHITE, (Difference.HIDDEN_INK, 3)),
        ((60, 700, 120, 720), -1, hands.BLACK, (Difference.ON_WORDS, 3)),
    ],
)
def test_a_signature_hides_nothing_and_stands_on_no_words(issued, box, sheet, colour, difference):
    style = hands.stamp_of(colour)
    stamped = ca.sign(issued, ca.person(), box=box, page=sheet, style=style)
    assert differs(stamped, issued) == difference


def test_a_seal_may_touch_the_block_of_the_signature(issued):
    sealed = ca.sign(
        issued, ca.agency(), box=hands.AUTHORITY_BOX, style=hands.stamp_of(b"0.8 0 0 rg")
    )
    assert states(sealed, issued) == [State.VALID]


def test_a_letter_without_a_block_allows_no_stamp_on_words(issued):
    sealed = ca.sign(
        issued, ca.agency(), box=hands.AUTHORITY_BOX, style=hands.stamp_of(b"0.8 0 0 rg")
    )
    assert differs(sealed, issued, block=("", "")) == (Difference.ON_WORDS, 3)


def a_digit(file, place):
    """The next place whose digit is still one of 0 to F when its last bit is flipped."""
    return place + re.search(rb"[0-9B-Eb-e]", file[place:]).start()


def flips(issued, by_person, by_both):
    """Places in each part of a file with two signatures, by name."""
    gaps = [match.start() for match in re.finditer(rb"/Contents ?<", by_both)]
    first, second = (a_digit(by_both, gap + 200) for gap in gaps[-2:])
    return {
        "our own part": len(issued) // 2,
        "a digit of our own part": issued.rindex(b"startxref") + 12,
        "first appended part": len(issued) + 40,
        "first signature": first,
        "zeros behind the first signature": by_both.index(b"0000000000>", first),
        "second appended part": len(by_person) + 40,
        "second signature": second,
        "zeros behind the second signature": by_both.index(b"0000000000>", second),
        "last line": len(by_both) - 3,
    }


REFUSALS = {
    "our own part": DifferentDocument,
    "a digit of our own part": {State.ALTERED},
    "first appended part": DifferentDocument,
    "first signature": {State.ALTERED},
    "zeros behind the first signature": {State.ALTERED},
    "second appended part": DifferentDocument,
    "second signature": {State.VALID, State.ALTERED},
    "zeros behind the second signature": {State.VALID, State.ALTERED},
    "last line": PdfReadError,
}


def refusal(file, issued):
    """The error that refuses the file, or the states of its signatures; None if it is kept."""
    try:
        report = found(file, issued)
    except (DifferentDocument, PdfReadError) as error:
        return type(error)
    return None if report.is_kept else {one.state for one in report.signatures}


def test_one_flipped_byte_is_caught_wherever_it_is(issued, by_person, by_both):
    assert refusal(by_both, issued) is None
    refusals = {}
    for name, place in flips(issued, by_person, by_both).items():
        flipped = bytearray(by_both)
        flipped[place] ^= 1
        refusals[name] = refusal(bytes(flipped), issued)
    assert refusals == REFUSALS


def test_a_truncated_file_is_refused(issued, by_both):
    assert refusal(by_both[:-5000], issued) is PdfReadError
    with pytest.raises(UnreadableFile):
        examine(b"%PDF-1.7\n", issued, block=BLOCK, roots=[], seen_at=LATER)


@pytest.mark.parametrize("bomb", [hands.memory_bomb, hands.time_bomb])
def test_a_file_that_unfolds_without_end_costs_the_child_only(issued, bomb):
    bomb = signed(hands.rewrite(issued, bomb))
    with pytest.raises(UnreadableFile):
        examine(bomb, issued, block=BLOCK, roots=[], seen_at=LATER)
