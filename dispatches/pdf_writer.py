"""Writes a PDF whose last object can be exchanged later, by `dispatches.pdf_filling`.

Lives in the child process of `dispatches.pdf` only. Written as pydyf writes: streams, then all
other objects packed into one, then the table of positions. But the object to be exchanged stands
last before the table, and the table is not packed, so that its last row can be renewed in place.
"""

import struct
from hashlib import md5
from io import BytesIO

import pydyf

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
ROW = struct.Struct(">BIH")  # kind of the object, its position, its place in the packed stream
WIDTHS = (1, 4, 2)
FREE, PLAIN, PACKED = range(3)


def write(pdf: pydyf.PDF, last: pydyf.Stream) -> bytes:
    """Write the PDF; `last` is one of its objects."""
    packed = pydyf.Stream(extra={"Type": "/ObjStm"}, compress=True)
    table = pydyf.Stream(extra={"Type": "/XRef"})
    for added in (pdf.info, packed, table):
        pdf.add_object(added)
    rows = [ROW.pack(FREE, 0, 65535)] * len(pdf.objects)
    for place, item in enumerate(_pack(pdf, packed)):
        rows[item.number] = ROW.pack(PACKED, packed.number, place)
    output = BytesIO()
    output.write(HEADER)
    streams = [item for item in pdf.objects[1:] if not item.compressible]
    for item in sorted(streams, key=lambda item: (item is table, item is last)):
        rows[item.number] = ROW.pack(PLAIN, output.tell(), 0)
        if item is table:
            start = output.tell()
            _fill_table(pdf, table, rows, output.getvalue())
        output.write(item.indirect + b"\n")
    output.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return output.getvalue()


def _pack(pdf: pydyf.PDF, packed: pydyf.Stream) -> list[pydyf.Object]:
    """Put into one stream what is no stream itself; return it in order."""
    items = [item for item in pdf.objects[1:] if item.compressible]
    index, position = [], 0
    for item in items:
        index += [item.number, position]
        position += len(item.data) + 1
    head = " ".join(map(str, index)).encode()
    packed.stream = [head, *(item.data for item in items)]
    packed.extra |= {"N": len(items), "First": len(head) + 1}
    return items


def _fill_table(pdf: pydyf.PDF, table: pydyf.Stream, rows: list[bytes], written: bytes) -> None:
    identifier = pydyf.String(md5(written, usedforsecurity=False).hexdigest()).data
    table.stream = [b"".join(rows)]
    table.extra |= {
        "W": pydyf.Array(WIDTHS),
        "Size": len(rows),
        "Root": pdf.catalog.reference,
        "Info": pdf.info.reference,
        "ID": pydyf.Array([identifier, identifier]),
    }
