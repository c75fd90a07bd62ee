"""What a copy says, its PDF, and how many are made in one go (bản gửi riêng)."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dispatches.domain import files
from dispatches.domain.printing import PDF
from dispatches.enums import CopyState
from dispatches.layout import letter_html
from dispatches.letter import Letter
from dispatches.models import LetterCopy, StoredFile
from dispatches.pdf import Copies, RenderError, lay_out_copies, render_pdf
from dispatches.pdf_filling import fill

# Stands for an addressee while the letter is laid out once for all; no clean text contains it.
MARK = "\ue000"
WHOLE_LIMIT = 40  # letters rendered one by one in one go: some seconds


def letter_to(letter: Letter, addressee: str) -> Letter:
    """Return the same letter, addressed to one."""
    return replace(letter, addressees=(addressee,))


def is_addressed(letter: Letter) -> bool:
    """Whether the letter's pages name an addressee at all; a sheet (tài liệu kèm theo) has none."""
    return MARK in letter_html(letter_to(letter, MARK))


def make(letter: Letter, copies: Sequence[LetterCopy], *, at: datetime) -> list[LetterCopy]:
    """Make the copies' PDFs and return those that are made or failed now, not yet saved.

    All that differ from each other in one line only, and some of the others.
    """
    laid_out = _laid_out(letter, [copy.addressee for copy in copies])
    lines = laid_out.lines if laid_out else [None] * len(copies)
    blank = files.store(laid_out.blank, media_type=PDF, at=at) if laid_out else None
    done, whole = [], []
    for copy, line in zip(copies, lines, strict=True):
        if blank and laid_out and line:
            done.append(_made(copy, blank, fill(laid_out.blank, line), line))
        else:
            whole.append(copy)
    return done + [_rendered(letter, copy, at=at) for copy in whole[:WHOLE_LIMIT]]


def _laid_out(letter: Letter, addressees: list[str]) -> Copies | None:
    if len(addressees) == 1:
        return None  # nothing to share
    try:
        return lay_out_copies(letter_html(letter_to(letter, MARK)), MARK, addressees)
    except RenderError:
        return None  # each by itself then, so that one bad name fails alone


def _rendered(letter: Letter, copy: LetterCopy, *, at: datetime) -> LetterCopy:
    try:
        pdf = render_pdf(letter_html(letter_to(letter, copy.addressee)))
    except RenderError as error:
        return failed(copy, str(error))
    return _made(copy, files.store(pdf, media_type=PDF, at=at), pdf)


def _made(copy: LetterCopy, file: StoredFile, pdf: bytes, line: str = "") -> LetterCopy:
    copy.state, copy.file, copy.line = CopyState.MADE, file, line
    copy.sha256, copy.size = hashlib.sha256(pdf).hexdigest(), len(pdf)
    return copy


def failed(copy: LetterCopy, problem: str) -> LetterCopy:
    """Return the copy as one that could not be made, not yet saved."""
    copy.state, copy.problem = CopyState.FAILED, problem[:300]
    return copy
