"""The child process that looks into an uploaded PDF, started by `dispatches.uploads.pdf`.

Standard input: the file. Standard output: «plain», «encrypted», «active» or «damaged».

It does not stand beside its caller: Python loads the packages around a module first, and `uploads`
brings the framework, which takes longer to load than most files take to look at.
"""

import sys
from io import BytesIO

import pikepdf

from dispatches.confined import confine

SECONDS = 15
# Actions that run something, and keys that only files with such actions or with other files have.
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
KEYS = {"/JS", "/EmbeddedFiles", "/RichMediaContent", "/XFA"}
TYPES = {"/EmbeddedFile"}


def main() -> None:
    confine(seconds=SECONDS)
    sys.stdout.write(verdict(sys.stdin.buffer.read()))


def verdict(content: bytes) -> str:
    """Open the file without a password and look at each of its objects.

    A password that only forbids printing or changing (owner password) keeps nobody from reading.
    """
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if not len(document.pages):
                return "damaged"
            if any(map(_is_active, document.objects)):
                return "active"
            return "damaged" if _hides_objects(document) else "plain"
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, ValueError, RecursionError, MemoryError):
        return "damaged"


def _hides_objects(document: pikepdf.Pdf) -> bool:
    """Whether a stream of objects could not be unfolded, for example within the memory allowed."""
    return any("error decoding stream" in warning for warning in document.get_warnings())


def _is_active(value: pikepdf.Object) -> bool:
    """Whether an object is active, or one that stands in it and has no number of its own."""
    if isinstance(value, pikepdf.Array):
        return any(_is_active(one) for one in value if not _is_numbered(one))
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return (
        str(value.get("/S")) in ACTIONS
        or str(value.get("/Type")) in TYPES
        or not KEYS.isdisjoint(value.keys())
        or any(_is_active(one) for _key, one in value.items() if not _is_numbered(one))
    )


def _is_numbered(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


if __name__ == "__main__":
    main()
