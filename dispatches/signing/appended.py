"""What a signing tool appended to our own file: nothing of ours may be replaced by it.

An update of a PDF can replace any object of the file before it. A signature needs a new catalog,
which names the form, and a new version of the page it stands on, which lists it. Everything else of
ours has to stay as it is: contents, fonts, pictures, structure.
"""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis.commons import compare_dicts

# What may differ in an object of ours of that /Type.
FREE_KEYS = {
    "/Catalog": frozenset({"/AcroForm", "/DSS", "/Perms", "/Extensions", "/Version", "/Metadata"}),
    "/Page": frozenset({"/Annots"}),
}


def replaces_nothing(signed: bytes, issued: bytes) -> bool:
    """Whether all objects of the issued file, with which the signed one begins, are still there."""
    reader = PdfFileReader(BytesIO(signed))
    base = PdfFileReader(BytesIO(issued)).xrefs.total_revisions
    own = reader.get_historical_resolver(base - 1)
    return all(
        _is_kept(own, reader.get_historical_resolver(revision))
        for revision in range(base, reader.xrefs.total_revisions)
    )


def _is_kept(own: HistoricalResolver, update: HistoricalResolver) -> bool:
    if update.refs_freed_in_revision():
        return False
    replaced = [one for one in update.explicit_refs_in_revision() if _has(own, one)]
    return all(_may_replace(own, update, one) for one in replaced)


def _has(own: HistoricalResolver, reference: generic.Reference) -> bool:
    xrefs = own.reader.xrefs
    return xrefs.get_historical_ref(reference, own.revision) is not None


def _may_replace(
    own: HistoricalResolver, update: HistoricalResolver, reference: generic.Reference
) -> bool:
    if reference in (_named_by(own.trailer_view, "/Info"), _named_by(own.root, "/Metadata")):
        return True
    before, after = own(reference), update(reference)
    if not isinstance(before, generic.DictionaryObject) or isinstance(before, generic.StreamObject):
        return bool(before == after)
    free = FREE_KEYS.get(str(before.get("/Type")), frozenset())
    return isinstance(after, generic.DictionaryObject) and bool(
        compare_dicts(before, after, free, raise_exc=False)
    )


def _named_by(holder: generic.DictionaryObject, key: str) -> generic.Reference | None:
    value = holder.raw_get(key) if key in holder else None
    return value.reference if isinstance(value, generic.IndirectObject) else None
