"""A list as offices keep it in Excel: found under its headings, row by row."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from django.utils.translation import gettext as _

from vietnamese.legacy import legacy_encoding
from vietnamese.text import clean_text, fold, forbidden

SEARCHED = 30  # rows in which the headings are looked for, below titles and national mottos

Row = dict[str, str]  # key of a column -> text; "line" is the row's number in the sheet


class SheetRefused(ValueError):
    """The sheet cannot be read as the list; the message says where and why."""


def rows_under(
    headings: Mapping[str, str],
    cells: Iterable[Sequence[str]],
    *,
    needed: Collection[str],
    most: int,
) -> Iterator[Row]:
    """Yield the rows below the headings, blank ones left out; SheetRefused with what is wrong.

    That may come after some rows: the list is read as it is asked for, and never whole in memory.
    Text in an encoding from before Unicode is refused: nobody could read it again.
    """
    read = readable(cells)
    first = list(islice(read, SEARCHED))
    head, columns = _places(headings, first, needed)
    count = 0
    for line, texts in enumerate(chain(first[head + 1 :], read), start=head + 2):
        row = {key: clean_text(texts[place]).strip() for key, place in columns.items()}
        if not any(row.values()):
            continue
        refuse_hidden(line, texts)
        count += 1
        if count > most:
            raise SheetRefused(
                _("Tệp có quá %(most)d dòng. Đề nghị chia thành nhiều tệp.") % {"most": most}
            )
        yield row | {"line": str(line)}
    if not count:
        raise SheetRefused(_("Dưới dòng tiêu đề không có dòng nào."))


def _places(
    headings: Mapping[str, str], cells: Sequence[Sequence[str]], needed: Collection[str]
) -> tuple[int, dict[str, int]]:
    """Return in which row the headings stand, and the place of each known one."""
    known = {_bare(heading): key for key, heading in headings.items()}
    for number, texts in enumerate(cells):
        places = {known[_bare(text)]: n for n, text in enumerate(texts) if _bare(text) in known}
        if all(key in places for key in needed):
            return number, places
    wanted = ", ".join(f"«{headings[key].rstrip(' *')}»" for key in needed)
    raise SheetRefused(
        _("Không thấy dòng tiêu đề có các cột %(columns)s. Đề nghị dùng tệp mẫu.")
        % {"columns": wanted}
    )


def _bare(heading: str) -> str:
    return fold(heading).replace("*", "").strip()


def readable(cells: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the rows as they are read; SheetRefused at text in an encoding from before Unicode.

    It says how to bring the file over.
    """
    for line, texts in enumerate(cells, start=1):
        for text in texts:
            if encoding := legacy_encoding(text):
                raise SheetRefused(
                    _(
                        "Dòng %(line)d: «%(text)s» có vẻ dùng bảng mã %(encoding)s, không phải "
                        "Unicode. Đề nghị chuyển mã tệp sang Unicode (ví dụ UniKey Toolkit, "
                        "Ctrl+Shift+F6) rồi nhập lại."
                    )
                    % {"line": line, "text": text[:60], "encoding": encoding}
                )
        yield texts


def refuse_hidden(line: int, texts: Sequence[str]) -> None:
    """Refuse a row with signs that nobody sees, by their names."""
    if codes := [code for text in texts for code in forbidden(text)]:
        raise SheetRefused(
            _("Dòng %(line)d có ký tự ẩn không dùng được (%(codes)s).")
            % {"line": line, "codes": ", ".join(dict.fromkeys(codes))}
        )
