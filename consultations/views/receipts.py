"""Receipts of submitted answers (phiếu tiếp nhận ý kiến)."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from consultations.domain import unit_letters
from consultations.models import Response
from consultations.views.unit import UnitPage
from dispatches.serving import shown_pdf


class Receipt(UnitPage):
    """One version of the unit's answer, as it was received."""

    template_name = "consultations/answering/receipt.html"

    @cached_property
    def response(self) -> Response:
        """The version that the address names."""
        own = Response.versions.filter(consultee=self.consultee)
        return get_object_or_404(
            own.select_related("term", "receipt_pdf", "submitted_by", "consultee__round"),
            version=self.kwargs["version"],
        )

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the page; while the PDF is being made, the page asks for its link again."""
        if request.headers.get("HX-Request"):
            self.template_name = "consultations/answering/_receipt_pdf.html"
        comments = self.response.comments.select_related("content").order_by("content__ordinal")
        context = self.get_context_data(
            response=self.response,
            comments=comments,
            letter=unit_letters.of_response(self.response),
            files=self.response.response_files.select_related("file"),
        )
        return self.render_to_response(context)


class ReceiptPdf(Receipt):
    """The receipt as PDF."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it; 404 until it is made."""
        if self.response.receipt_pdf is None:
            raise Http404
        return shown_pdf(self.response.receipt_pdf, self.response.receipt_file_name)
