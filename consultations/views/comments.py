"""Every opinion of a round, content by content, and how far the units agree."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateResponseMixin

from accounts import spreadsheet
from accounts.permissions import Permission
from consultations.domain.agreement_figures import Agreement, of_consultation, of_round
from consultations.enums import Position
from consultations.models import Round
from consultations.views.base import RoundPage
from dispatches import serving


class Comments(RoundPage, TemplateResponseMixin):
    """What each unit's answer that counts says of each content (tổng hợp ý kiến)."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/comments.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the contents in their order, under each the units in theirs."""
        contents = [] if self.round_.is_sealed else of_round(self.round_)
        return self.render_to_response(self.get_context_data(contents=contents))


class AgreementFigures(RoundPage, TemplateResponseMixin):
    """How far the units agreed with each content, round by round of the same matter."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/agreement_figures.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the bars; the same figures as a workbook on request."""
        found = of_consultation(self.round_.consultation)
        if request.GET.get("export") == "xlsx":
            content = spreadsheet.workbook(_headings(), _rows(found))
            name = f"muc-do-nhat-tri-{self.round_.consultation_id}.xlsx"
            return serving.attachment(content, spreadsheet.MEDIA_TYPE, name)
        return self.render_to_response(self.get_context_data(rounds=found))


def _headings() -> list[str]:
    positions = [str(position.label) for position in Position]
    return [_("Lần"), _("Nội dung"), _("Tên nội dung"), *positions, _("Không có ý kiến")]


def _rows(found: Sequence[tuple[Round, list[Agreement]]]) -> list[list[spreadsheet.Value]]:
    return [
        [
            round_.ordinal,
            one.content.ordinal,
            one.content.title,
            *(one.count(position) for position in Position),
            one.silent,
        ]
        for round_, agreements in found
        for one in agreements
    ]
