"""Every list of the portal: search, filters, sort and pages in the address, and its export."""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.views.generic.base import TemplateResponseMixin

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.columns import Cell, Column, Empty, Header
from accounts.filters import Filters
from deadlines import clock

PAGE_SIZES = (25, 50, 100)
PART = 500  # rows of an export that are in memory at a time
COUNTED = 500  # rows of a filtered list: nobody pages on beyond them, and the export has all


class FoundPaginator(Paginator):
    """Pages of what filters have found; beyond some rows it says «more than» and counts no more.

    To count every match is to look at the whole table for a figure that nobody needs.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are to page through."""
        rows = cast("QuerySet[Any]", self.object_list)
        found = rows.order_by().values("pk")[: COUNTED + 1].count()
        self.more = found > COUNTED
        return min(found, COUNTED)


class ListPage(PermissionRequired, TemplateResponseMixin):
    """A list; a subclass names its rows, filters, columns and words.

    `order` is the name of the column by which the list is sorted at first, with «-» for downwards.
    A list behind a figure counts all of its rows: its `paginator` is Django's own.
    """

    filters: type[Filters]
    columns: Sequence[Column]
    order: str
    file_name = "danh-sach"
    empty: Empty
    paginator: type[Paginator] = FoundPaginator

    def get_queryset(self) -> QuerySet[Any]:
        """Return all rows that this user may see, with what the columns need."""
        raise NotImplementedError

    def get_columns(self) -> Sequence[Column]:
        """Return the columns; a list that needs the moment or the user for them makes them here."""
        return self.columns

    def get_empty(self) -> Empty:
        """Return what to say when there is no row at all."""
        return self.empty

    def told(self, rows: Iterable[Any]) -> Iterable[Any]:
        """Return what the columns are asked of: the rows, unless a list puts more beside each."""
        return rows

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show a page of the list, or give the whole of it as a workbook."""
        self.shown = self.get_columns()
        self.found = self.find()
        if request.GET.get("export") == "xlsx":
            return self._export()
        return self.render_to_response(self.get_context_data())

    def find(self) -> Any:
        """Return the rows that the filters keep, sorted; none where they are filled in wrongly."""
        rows = self.get_queryset()
        self.filterset = self.filters(self.request.GET or None, queryset=rows, request=self.request)
        valid = not self.filterset.is_bound or self.filterset.is_valid()
        return self._sorted(self.filterset.qs if valid else rows.none())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what it shows of the rows found."""
        page = self._page(self.found)
        return super().get_context_data(**kwargs) | {
            "filter": self.filterset,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "headers": [self._header(column) for column in self.shown],
            "rows": [
                [Cell(column=column, object=row) for column in self.shown]
                for row in self.told(page)
            ],
            "sort": self._sort(),
            "sizes": PAGE_SIZES,
            "empty": self.get_empty(),
        }

    def _page(self, found: QuerySet[Any]) -> Page[Any]:
        wanted = self.request.GET.get("size", "")
        size = int(wanted) if wanted in map(str, PAGE_SIZES) else PAGE_SIZES[0]
        pages = self.paginator if self.filterset.active else Paginator
        # A page that is gone since the filters changed becomes the last one.
        return pages(found, size).get_page(self.request.GET.get("page"))

    def _sort(self) -> str:
        wanted = self.request.GET.get("sort", "")
        sortable = {column.name for column in self.shown if column.order_by}
        return wanted if wanted.removeprefix("-") in sortable else self.order

    def _sorted(self, found: QuerySet[Any]) -> QuerySet[Any]:
        sort = self._sort()
        fields = next(c.order_by for c in self.shown if c.name == sort.removeprefix("-"))
        # Nulls last by word: the two databases differ. The key makes the order of equals certain.
        if sort.startswith("-"):
            return found.order_by(*(F(f).desc(nulls_last=True) for f in fields), "-pk")
        return found.order_by(*(F(f).asc(nulls_last=True) for f in fields), "pk")

    def _header(self, column: Column) -> Header:
        if not column.order_by:
            return Header(column=column, sort="", direction="")
        directions = {column.name: "ascending", f"-{column.name}": "descending"}
        direction = directions.get(self._sort(), "none")
        sort = f"-{column.name}" if direction == "ascending" else column.name
        return Header(column=column, sort=sort, direction=direction)

    def _export(self) -> HttpResponse:
        exported = [(column, column.value) for column in self.shown if column.value]
        content = spreadsheet.workbook(
            [str(column.label) for column, _value in exported],
            ([value(row) for _column, value in exported] for row in self.told(self.found)),
        )
        today = clock.today()
        response = HttpResponse(content, content_type=spreadsheet.MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}-{today}.xlsx"'
        return response


def workbook_response(file: IO[bytes], name: str) -> FileResponse:
    """Give a workbook that was written row by row for saving."""
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=spreadsheet.MEDIA_TYPE
    )


class LongList(ListPage):
    """A list that may be too long to be whole in memory: its workbook is written row by row."""

    def get_exported(self) -> Sequence[Column]:
        """Return the columns of the workbook: those of the page, unless a list has more to say."""
        return self.shown

    def get_all(self) -> Iterator[Any]:
        """Return every row found, read a part at a time."""
        return self.found.iterator(chunk_size=PART)

    def _export(self) -> HttpResponseBase:  # type: ignore[override]
        exported = [(column, column.value) for column in self.get_exported() if column.value]
        file = spreadsheet.written_out(
            [str(column.label) for column, _value in exported],
            ([value(row) for _column, value in exported] for row in self.told(self.get_all())),
        )
        name = f"{self.file_name}-{clock.today()}.xlsx"
        return workbook_response(file, name)
