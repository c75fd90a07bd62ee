"""What the clerk reads off a document that was issued on paper."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from dispatches.domain.paper import PaperDocument
from dispatches.forms.acts import LARGEST_NUMBER, IssueForm
from dispatches.models import SUBJECT_LIMIT, DocumentKind, RegisterBook


class PaperForm(IssueForm):
    """A document with its number, day and signatory; its scan, if there is one."""

    kind = forms.ModelChoiceField(
        DocumentKind.objects.filter(book__isnull=False)
        .select_related("agency", "book")
        .order_by("rank", "name"),
        label=_("Thể loại"),
        help_text=_("thể loại quyết định cơ quan ban hành và sổ đăng ký"),
    )
    symbol = LineField(
        label=_("Ký hiệu"), max_length=60, help_text=_("phần sau số, ví dụ: SNgV-HTQT")
    )
    subject = TextField(label=_("Trích yếu"), rows=2, limit=SUBJECT_LIMIT)
    signed_by = LineField(label=_("Người ký"), max_length=120, help_text=_("họ và tên"))
    recipients = TextField(
        label=_("Nơi nhận"),
        rows=4,
        limit=4000,
        help_text=_("mỗi dòng một nơi, như in trên văn bản; dòng cuối «Lưu: VT, …»"),
    )
    scan = forms.FileField(
        label=_("Bản quét"),
        required=False,
        help_text=_("PDF, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng"),
    )
    field_order = (
        "kind", "number", "symbol", "date", "subject", "signed_by", "recipients", "scan",
        "used_on_paper",
    )  # fmt: skip

    def __init__(
        self, *args: Any, next_number: Callable[[RegisterBook, dt.date], int], **kwargs: Any
    ) -> None:
        """Take the question for the next number of a book on a date."""
        super().__init__(*args, next_number=self._next_number, **kwargs)
        self._next_in = next_number

    def _next_number(self, on: dt.date) -> int:
        """Of the kind's book; without a kind there is nothing to compare with."""
        kind = self.cleaned_data.get("kind")
        return self._next_in(kind.book, on) if kind else LARGEST_NUMBER

    def document(self) -> PaperDocument:
        """Return what was read off the document."""
        names = ("kind", "number", "symbol", "date", "subject", "signed_by", "recipients")
        return PaperDocument(**{name: self.cleaned_data[name] for name in names})
