"""The structure of pictures, followed from mark to mark; no pixel is decoded."""

import struct
import zlib

from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused

PNG_HEADER = 8
# Start of frame: every JPEG marker C0-CF except those of tables (C4, CC) and the reserved C8.
START_OF_FRAME = {0xC0 + n for n in range(16)} - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, END_OF_IMAGE = 0xDA, b"\xff\xd9"


def inspect_png(content: bytes) -> None:
    """Follow the chunks of a PNG from IHDR to IEND with their check sums, and nothing after it."""
    kinds, position = [], PNG_HEADER
    while position < len(content):
        length, kind = struct.unpack(">I4s", content[position : position + 8].ljust(8, b"\0"))
        end = position + 8 + length
        if content[end : end + 4] != struct.pack(">I", zlib.crc32(content[position + 4 : end])):
            raise _damaged()
        kinds.append(kind)
        position = end + 4
    whole = kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1] == b"IEND"
    if not whole or kinds.count(b"IEND") > 1:
        raise _damaged()


def inspect_jpeg(content: bytes) -> None:
    """Follow the segments of a JPEG to its scan; telephones put data of their own after the end."""
    position, framed = 2, False
    while content[position : position + 1] == b"\xff":
        marker, length = struct.unpack(">BH", content[position + 1 : position + 4].ljust(3, b"\0"))
        framed = framed or marker in START_OF_FRAME
        position += 2 + length
        if marker == START_OF_SCAN:
            if framed and END_OF_IMAGE in content[position:]:
                return
            break
        if length < 2:
            break
    raise _damaged()


def _damaged() -> UploadRefused:
    return UploadRefused(_("Tệp ảnh bị hỏng hoặc không phải là ảnh. Đề nghị chụp hoặc lưu lại."))
