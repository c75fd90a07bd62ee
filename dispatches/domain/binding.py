"""The made copies of a run bound into one PDF, for printing them all at once."""

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pikepdf

from dispatches.domain import copy_files, files
from dispatches.models import LetterRun


def bind(run: LetterRun) -> bytes:
    """Bind the copies in the order of the list; what they have in common is in the PDF once.

    Tags and the claim to be archival stay with the copies' own files. FileDamaged.
    """
    with pikepdf.new() as book, ExitStack() as opened:
        pages: dict[str, Sequence[Any]] = {}
        bound = pikepdf.Array()
        for copy in copy_files.made(run):
            file = copy_files.stored(copy)
            if file.sha256 not in pages:
                source = opened.enter_context(pikepdf.open(BytesIO(files.read(file))))
                pages[file.sha256] = _take_in(book, source)
            bound.extend(_with_line(book, page, copy.line) for page in pages[file.sha256])
        # Not by the library's list of pages: it looks at all of them for each that is added.
        book.Root.Pages.Kids, book.Root.Pages.Count = bound, len(bound)
        book.Root.Lang = run.dispatch.letter["language"] if run.dispatch.letter else ""
        book.docinfo["/Title"] = str(run.dispatch)
        output = BytesIO()
        book.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


def _take_in(book: pikepdf.Pdf, source: pikepdf.Pdf) -> Sequence[Any]:
    book.pages.extend(source.pages)
    pages = [page.obj for page in book.pages[-len(source.pages) :]]
    for page in pages:
        del page["/StructParents"]  # the book has no structure tree
    return pages


def _with_line(book: pikepdf.Pdf, page: Any, line: str) -> pikepdf.Object:
    """Return the page once more, with the line in its gap if it has one."""
    again = pikepdf.Dictionary(page)
    if line and isinstance(page.Contents, pikepdf.Array):
        before, _gap, after = page.Contents
        again.Contents = pikepdf.Array([before, book.make_stream(line.encode()), after])
    return book.make_indirect(again)
