"""Files good and bad, made on the spot."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf

CONTENT_TYPES = "[Content_Types].xml"
MAIN = {
    "docx": ("wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": ("spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
}
OFFICE = "application/vnd.openxmlformats-officedocument."
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def types(kind: str, *more: str) -> str:
    declared = [OFFICE + MAIN[kind][0], *more]
    parts = "".join(
        f'<Override PartName="/p{n}" ContentType="{one}"/>' for n, one in enumerate(declared)
    )
    return f"<Types>{parts}</Types>"


def ties(mode: str, kind: str) -> str:
    tie = f'<Relationship Id="r1" Type="{TIES}/{kind}" Target="http://e.example/" {mode}/>'
    return f'<Relationships xmlns="{RELATIONSHIPS}">{tie}</Relationships>'


def office(kind: str, parts: dict | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip a minimal document with more parts, or other ones in the place of its own."""
    whole = {CONTENT_TYPES: types(kind), MAIN[kind][1]: "<w>Nhất trí</w>"} | (parts or {})
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in whole.items():
            package.writestr(name, content)
    return buffer.getvalue()


def locked(content: bytes) -> bytes:
    """Set the flag «encrypted» on every entry."""
    content = content.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def lying_about_sizes(content: bytes) -> bytes:
    """Write «one byte» into every directory entry's unpacked size."""
    position = content.find(b"PK\x01\x02")
    while position >= 0:
        content = content[: position + 24] + struct.pack("<I", 1) + content[position + 28 :]
        position = content.find(b"PK\x01\x02", position + 4)
    return content


def pdf(change=None, **saving) -> bytes:
    """Make a one-page PDF, changed by a function of the document."""
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    buffer = BytesIO()
    document.save(buffer, **saving)
    return buffer.getvalue()


def with_action(kind: str, **keys):
    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **keys)
        document.Root.OpenAction = document.make_indirect(action)

    return change


def with_link(document):
    """A page's annotation whose action stands in it, without a number of its own."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def with_attachment(document):
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ program")


def pdf_with_object_stream(packed: bytes) -> bytes:
    """A one-page PDF that keeps its object 6 in an object stream with these packed bytes."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/X 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    ]
    content, entries = b"%PDF-1.5\n", [struct.pack(">BIH", 0, 0, 65535)]
    for number, body in enumerate(objects, start=1):
        entries.append(struct.pack(">BIH", 1, len(content), 0))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    entries += [struct.pack(">BIH", 1, len(content), 0), struct.pack(">BIH", 2, 4, 0)]
    table = b"".join(entries)
    head = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    body = b"5 0 obj\n%bstream\n%b\nendstream\nendobj\n" % (head, table)
    return content + body + b"startxref\n%d\n%%%%EOF" % len(content)


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = [
    chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\0\0")),
    chunk(b"IEND", b""),
]
PNG = PNG_START + b"".join(PNG_PARTS)
_JPEG_FRAME = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
_JPEG_SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f"
JPEG_APP = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
JPEG = b"\xff\xd8" + JPEG_APP + _JPEG_FRAME + _JPEG_SCAN + b"\xff\xd9"
JPEG_WITHOUT_FRAME = b"\xff\xd8" + JPEG_APP + _JPEG_SCAN + b"\xff\xd9"
EXE = b"MZ\x90\x00" + b"\0" * 200
