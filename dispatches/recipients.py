"""To whom a letter says that it goes: «Kính gửi» and «Nơi nhận», as names (nơi nhận văn bản)."""

import re
from collections.abc import Iterator

from dispatches.letter import Letter
from vietnamese.text import clean_line, fold, same_name_key

# Lines of «Nơi nhận» that name nobody new; Decree 30/2020/NĐ-CP, Appendix I, II.9.
NOBODY_NEW = ("nhu tren", "nhu kinh gui", "nhu dieu", "luu:", "luu vt", "as above", "file:")
# What stands behind a name and is not of it: «(để b/c)», «;».
TAIL = re.compile(r"(\s*\([^()]*\))?[\s;.,:]*$")
# «Các Sở, ban, ngành», «UBND các huyện»: one name of many.
SEVERAL = re.compile(r"\bcác\b", re.IGNORECASE)


def printed(letter: Letter) -> list[str]:
    """Return the names, addressees first, each once."""
    names: dict[str, str] = {}
    for name in _names(letter):
        names.setdefault(same_name_key(name), name)
    return list(names.values())


def is_group(name: str) -> bool:
    """Whether the name stands for several recipients, so that nothing can be sent to it."""
    return SEVERAL.search(name) is not None


def _names(letter: Letter) -> Iterator[str]:
    others = (line for line in letter.recipients if not fold(line).startswith(NOBODY_NEW))
    for line in (*letter.addressees, *others):
        if name := TAIL.sub("", clean_line(line)):
            yield name
