"""To whom a letter says that it goes: «Kính gửi» and «Nơi nhận», as names (nơi nhận văn bản)."""

import re
from collections.abc import Iterator

from dispatches.letter import Letter
from vietnamese.text import clean_line, fold, same_name_key

# Lines of «Nơi nhận» that name nobody new; Decree 30/2020/NĐ-CP, Appendix I, II.9.
NOBODY_NEW = ("nhu tren", "nhu kinh gui", "nhu dieu", "luu:", "luu vt", "as above", "file:")
# What stands behind a name and is not of it: «(để b/c)», «;».
TAIL = re.compile(r"(\s*\([^()]*\))?[\s;.,:]*$")
# Who may stand before «các»: posts and bodies that every agency or place has one of. Another name
# with the word in it is a name: «Hiệp hội các tỉnh trưởng», «Ban Quản lý các khu công nghiệp».
_HEADS = (
    "ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|ubmttq|uy ban mttq|uy ban mat tran to quoc|"
    "tinh uy|thanh uy|thi uy|huyen uy|dang uy|thuong truc|ban thuong vu|chu tich|pho chu tich|"
    "bi thu|pho bi thu|thu truong|nguoi dung dau|lanh dao|giam doc|pho giam doc|truong phong"
)
_KINDS = "so|ban|nganh|doan the|phong|don vi|co quan|huyen|quan|thi xa|thanh pho|xa|phuong|thi tran"
# «Các Sở, ban, ngành», «Chủ tịch UBND các huyện», «Sở, ban, ngành tỉnh», «UBND xã, phường»;
# without marks.
SEVERAL = re.compile(
    rf"(?:(?:{_HEADS})(?:\s*,\s*|\s+va\s+|\s+))*"
    rf"(?:cac\b|(?:{_KINDS})(?:\s*,\s*(?:va\s+)?|\s+va\s+)(?:{_KINDS})\b)"
)


def printed(letter: Letter) -> list[str]:
    """Return the names, addressees first, each once."""
    names: dict[str, str] = {}
    for name in _names(letter):
        names.setdefault(same_name_key(name), name)
    return list(names.values())


def is_group(name: str) -> bool:
    """Whether the name stands for several recipients, so that nothing can be sent to it."""
    return SEVERAL.match(fold(name)) is not None


def _names(letter: Letter) -> Iterator[str]:
    others = (line for line in letter.recipients if not fold(line).startswith(NOBODY_NEW))
    for line in (*letter.addressees, *others):
        if name := TAIL.sub("", clean_line(line)):
            yield name
