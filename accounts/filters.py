"""Filters of the lists; search is without marks everywhere."""

from collections.abc import Callable, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from vietnamese.text import fold

# Each word is a condition of the query, and no database takes thousands of them.
SEARCH_LIMIT = 200  # characters
WIDGET_CLASSES = {forms.Select: "form-select", forms.TextInput: "form-control"}


def with_words(rows: QuerySet[Any], typed: str, columns: Sequence[str]) -> QuerySet[Any]:
    """Keep the rows in which every word that was typed stands in one of the folded columns."""
    return _with_each(rows, typed, partial(in_columns, columns=columns))


def in_columns(word: str, columns: Sequence[str]) -> Q:
    """Return the condition that a folded word stands in one of the folded columns."""
    return reduce(or_, (Q(**{f"{column}__contains": word}) for column in columns))


def _with_each(rows: QuerySet[Any], typed: str, at: Callable[[str], Q]) -> QuerySet[Any]:
    for word in fold(typed).split():
        rows = rows.filter(at(word))
    return rows


def dress(form: forms.Form) -> None:
    """Give the fields of a list's filters the look of the portal's style sheets."""
    for field in form.fields.values():
        css = next(
            (css for kind, css in WIDGET_CLASSES.items() if isinstance(field.widget, kind)), ""
        )
        field.widget.attrs.setdefault("class", css)
    form.fields["q"].widget.attrs["placeholder"] = str(form.fields["q"].label)


class Filters(FilterSet):
    """Filters of one list; `search_in` names the folded columns that the search box looks into."""

    search_in: ClassVar[Sequence[str]] = ()

    q = CharFilter(
        method="search",
        label=_("Tìm, gõ không dấu được"),
        max_length=SEARCH_LIMIT,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the fields for the portal's style sheets."""
        super().__init__(*args, **kwargs)
        self.form.order_fields(["q"])
        dress(self.form)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the rows in which every word stands somewhere."""
        return _with_each(queryset, value, self.at_word)

    def at_word(self, word: str) -> Q:
        """Return where the search box looks for a word."""
        return in_columns(word, self.search_in)

    @property
    def active(self) -> bool:
        """Whether anything is searched or filtered."""
        return any(self.form[name].value() for name in self.form.fields)
