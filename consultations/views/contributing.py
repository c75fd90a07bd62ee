"""The page of an office that was asked by a link: what it is asked about, and what it says.

The link signs nobody in. Opening it changes nothing; the token stands in the query and in the
form, never in the path, which frameworks and proxies write into their logs.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from consultations.domain import contributions
from consultations.domain.reading import ReadContent, contents_for
from consultations.enums import Position
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.forms.answer import position_name, text_name
from consultations.forms.contributions import ContributeForm
from consultations.models import ContributionRequest
from consultations.views.links import HEADERS
from deadlines import clock
from outbox.tasks import ring


@method_decorator(login_not_required, name="dispatch")
class Contribute(View):
    """A form for the contents; what was sent stands in it, and may be sent anew."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the contents, with what the office sent last."""
        token = request.GET.get("ma", "")
        asked = contributions.found(token)
        if asked is None:
            return self._void()
        contents = _contents(asked)
        return self._show(asked, contents, _sent(asked, contents, token))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what is written, or say what is missing."""
        asked = contributions.found(request.POST.get("ma", ""))
        if asked is None:
            return self._void()
        contents = _contents(asked)
        form = ContributeForm(request.POST, contents=[read.content for read in contents])
        if not form.is_valid():
            return self._show(asked, contents, form)
        try:
            contributions.write(
                asked, form.answers, writer=form.cleaned_data["writer"], at=clock.now()
            )
        except AnswerIncomplete as refusal:
            form.add_problems(refusal.problems)
        except ConsultationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            ring("consultations.tick")
            return self._show(asked, contents, form, sent=True)
        return self._show(asked, contents, form)

    def _show(
        self,
        asked: ContributionRequest,
        contents: list[ReadContent],
        form: ContributeForm,
        **more: Any,
    ) -> HttpResponse:
        rows = [
            {
                "read": read,
                "position": form[position_name(read.content)],
                "text": form[text_name(read.content)],
            }
            for read in contents
        ]
        facts = {
            "asked": asked,
            "consultee": asked.consultee,
            "round": asked.consultee.round,
            "dispatch": asked.consultee.round.dispatch,
            "form": form,
            "rows": rows,
            "needs_comment": f"{Position.AGREE_WITH_COMMENTS} {Position.DISAGREE}",
            "last": asked.contributions.order_by("version").last(),
        }
        return self._page(facts | more)

    def _void(self) -> HttpResponse:
        return self._page({"asked": None}, status=404)

    def _page(self, facts: dict[str, Any], status: int = 200) -> HttpResponse:
        template = "consultations/contributions/contribute.html"
        page = render(self.request, template, facts, status=status)
        for name, value in HEADERS.items():
            page.headers[name] = value
        return page


def _contents(asked: ContributionRequest) -> list[ReadContent]:
    wanted = set(asked.contents.values_list("pk", flat=True))
    return [read for read in contents_for(asked.consultee) if read.content.pk in wanted]


def _sent(asked: ContributionRequest, contents: list[ReadContent], token: str) -> ContributeForm:
    last = asked.contributions.order_by("version").last()
    values = {"ma": token, "writer": last.writer if last else asked.person}
    for read in contents:
        said = last.answers.get(str(read.content.pk), {}) if last else {}
        values[position_name(read.content)] = said.get("position", "")
        values[text_name(read.content)] = said.get("text", "")
    return ContributeForm(initial=values, contents=[read.content for read in contents])
