"""Every opinion of a round, content by content."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from consultations.views.base import RoundPage


class Comments(RoundPage, TemplateResponseMixin):
    """What each unit's answer that counts says of each content (tổng hợp ý kiến)."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/comments.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the contents in their order, under each the units in theirs."""
        consultees = self.round_.consultees.with_course().order_by("position")
        if self.round_.is_sealed:
            consultees = consultees.none()
        answered = [(c, c.counted_response) for c in consultees]
        said = {
            (comment.content_id, consultee.pk): comment
            for consultee, response in answered
            if response
            for comment in response.comments.all()
        }
        contents = [
            (content, [(c, said[content.pk, c.pk]) for c, response in answered if response])
            for content in self.round_.contents.all()
        ]
        return self.render_to_response(self.get_context_data(contents=contents))
