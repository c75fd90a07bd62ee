"""Whether a signed file is the same document as the one that was issued.

A tool that signs appends to the file; the file then begins with our own bytes, and what follows may
add signatures and nothing else. Some tools write the whole file anew. Either way the pages that a
reader sees are compared: size, words, and picture. Outside of the signatures nothing may differ;
the signatures themselves may add ink but take none away, and stand on no words but those of the
block of the signature. Whatever else is found in the file refuses it.
"""

from io import BytesIO

import pikepdf

from dispatches.signing import appended, pages
from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.report import Sameness

SIGNATURE_FIELD, TIME_STAMP = "/Sig", "/DocTimeStamp"
# What a page may hold besides, if it is the same as in our own file.
KNOWN_ANNOTATIONS = {"/Link"}
PAGE_KEYS = ("/UserUnit", "/Rotate")


def require_same(signed: bytes, issued: bytes, block: pages.BlockWords) -> Sameness:
    """Return how it was found to be the same; DifferentDocument with the first difference."""
    how = _require_only_signatures_appended(signed, issued)
    with pikepdf.open(BytesIO(signed)) as document, pikepdf.open(BytesIO(issued)) as own:
        _require_nothing_beside(document, own)
        stamps = _stamps(document, own)
    pages.require_same_pages(signed, issued, stamps, block)
    return how


def signature_pages(signed: bytes) -> dict[str, int]:
    """Return the page, counted from 1, on which each signature is seen, by its field's name."""
    with pikepdf.open(BytesIO(signed)) as document:
        return {
            _field_name(annotation): number
            for number, page in enumerate(document.pages, start=1)
            for annotation in page.get("/Annots", [])
            if _is_signature(annotation) and _has_area(annotation)
        }


def _require_only_signatures_appended(signed: bytes, issued: bytes) -> Sameness:
    if not signed.startswith(issued):
        return Sameness.REWRITTEN
    if not appended.replaces_nothing(signed, issued):
        raise DifferentDocument(Difference.APPENDED)
    return Sameness.APPENDED


def _require_nothing_beside(document: pikepdf.Pdf, own: pikepdf.Pdf) -> None:
    """Refuse layers, and fields of a form that are no signatures of their own, or not signed."""
    if "/OCProperties" in document.Root and "/OCProperties" not in own.Root:
        raise DifferentDocument(Difference.LAYERS)
    fields = _fields(document)
    for field in fields:
        if field.get("/FT") != SIGNATURE_FIELD or "/Kids" in field:
            raise DifferentDocument(Difference.FIELDS)
        if "/V" not in field:
            raise DifferentDocument(Difference.UNSIGNED_FIELD)
        if field.V.get("/Type") == TIME_STAMP and _has_area(field):
            raise DifferentDocument(Difference.FIELDS)
    # One signature shown by two fields would vouch for the picture that another one drew.
    if len({field.V.objgen for field in fields}) < len(fields):
        raise DifferentDocument(Difference.FIELDS)


def _fields(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    form = document.Root.get("/AcroForm")
    return list(form.get("/Fields", [])) if isinstance(form, pikepdf.Dictionary) else []


def _stamps(document: pikepdf.Pdf, own: pikepdf.Pdf) -> list[list[pages.Rectangle]]:
    """Return where signatures are seen on each page; refuse any other addition to a page."""
    if len(document.pages) != len(own.pages):
        raise DifferentDocument(Difference.PAGE_COUNT)
    # What only looks like a signature and is not in the form is nobody's.
    known = {field.objgen for field in _fields(document)}
    found = []
    for number, (page, own_page) in enumerate(zip(document.pages, own.pages, strict=True), start=1):
        annotations = list(page.get("/Annots", []))
        signatures = [one for one in annotations if _is_among(one, known)]
        others = [_shape(one) for one in annotations if not _is_among(one, known)]
        if others != [_shape(one) for one in own_page.get("/Annots", [])]:
            raise DifferentDocument(Difference.ANNOTATIONS, number)
        if any(page.get(key, None) != own_page.get(key, None) for key in PAGE_KEYS):
            raise DifferentDocument(Difference.PAGE_SIZE, number)
        found.append([_rectangle(one) for one in signatures if _has_area(one)])
    return found


def _is_signature(annotation: pikepdf.Object) -> bool:
    return annotation.get("/Subtype") == "/Widget" and annotation.get("/FT") == SIGNATURE_FIELD


def _is_among(annotation: pikepdf.Object, known: set[tuple[int, int]]) -> bool:
    return _is_signature(annotation) and annotation.objgen in known


def _shape(annotation: pikepdf.Object) -> tuple[str, ...]:
    """Return what must be the same of an annotation that our own file has."""
    kind = str(annotation.get("/Subtype"))
    action = annotation.get("/A")
    target = action.get("/URI", "") if isinstance(action, pikepdf.Dictionary) else action
    place = [f"{value:.2f}" for value in _rectangle(annotation)]
    drawn = "drawn" if kind not in KNOWN_ANNOTATIONS or "/AP" in annotation else ""
    return (kind, str(target), drawn, *place)


def _field_name(annotation: pikepdf.Object) -> str:
    return str(annotation.get("/T", ""))


def _has_area(annotation: pikepdf.Object) -> bool:
    left, bottom, right, top = _rectangle(annotation)
    return right > left and top > bottom


def _rectangle(annotation: pikepdf.Object) -> pages.Rectangle:
    x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
