"""The unit's answer while it is written: the page, its saving, and two people on one draft."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.domain import attachments, contributions, drafts, kept_opinions
from consultations.domain.consolidating import published_answers
from consultations.domain.reading import ReadContent, contents_for
from consultations.enums import Position
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.forms.answer import AnswerForm, position_name, text_name
from consultations.models import Comment, Content, Disposition, Draft
from consultations.views import conflict
from consultations.views.unit import UnitPage, written
from deadlines.value import HANOI
from vietnamese.dates import clock_time

WRITING = "soan"  # asks for the form where our answers would come first


class DraftPage(UnitPage):
    """A page that holds the form of the draft."""

    template_name = "consultations/answering/answer.html"

    @cached_property
    def contents(self) -> Sequence[ReadContent]:
        """The contents in the order in which this unit reads them."""
        return contents_for(self.consultee)

    def form(self, data: Any) -> AnswerForm:
        """Return the form, filled with what was posted or with the draft."""
        return AnswerForm(data, contents=[read.content for read in self.contents])

    def posted_form(self, data: Any) -> AnswerForm:
        """Return the form with what was posted; the order in which the unit reads is no matter."""
        return AnswerForm(
            data,
            contents=list(Content.objects.filter(round=self.part.round_id).order_by("ordinal")),
        )

    def saved_form(self) -> AnswerForm:
        """Return the form as the draft has it."""
        values: dict[str, Any] = {"version": self.standing.version}
        for read in self.contents:
            position, text = written(self.standing.draft, read.content.pk)
            values |= {position_name(read.content): position, text_name(read.content): text}
        return self.form(values)

    def show(self, form: AnswerForm) -> HttpResponse:
        """Show the form with its contents, files and progress."""
        written_on = contributions.written_on(self.consultee)
        rows = [
            {
                "read": read,
                "position": form[position_name(read.content)],
                "text": form[text_name(read.content)],
                "written": written_on.get(read.content.pk, []),
            }
            for read in self.contents
        ]
        draft = self.standing.draft
        context = self.get_context_data(
            form=form,
            rows=rows,
            progress=progress(self.contents, draft),
            files=draft.draft_files.select_related("file") if draft else [],
            earlier=self._earlier(),
            files_limit=attachments.FILES_LIMIT,
            needs_comment=f"{Position.AGREE_WITH_COMMENTS} {Position.DISAGREE}",
        )
        return self.render_to_response(context)

    def _earlier(self) -> list[tuple[Content, Comment]]:
        """What the unit said of the contents that have not changed since the round before."""
        said = kept_opinions.offered(self.consultee)
        contents = (read.content for read in self.contents)
        return [(content, said[content.pk]) for content in contents if content.pk in said]


class Answer(DraftPage):
    """The call with the unit's answer to it: a form while it is written, else what was sent."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it, and what is missing if one comes back from checking."""
        self.note_opening()
        if not self.standing.writing or self._answers_come_first():
            return self._show_sent()
        form = self.saved_form()
        if "kiem-tra" in request.GET and self.standing.draft:
            contents = [read.content for read in self.contents]
            form.add_problems(drafts.problems(contents, self.standing.draft))
        return self.show(form)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Save what was typed, whichever button was pressed, then do what the button says."""
        form = self.posted_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            return self.then(self._keep(form))
        except DraftConflict as refusal:
            return conflict.refused(self, refusal, form.answers)
        except ConsultationRefused as refusal:
            return self.refused(refusal)

    def then(self, version: int) -> HttpResponse:
        """Go on to the check page; the draft's version is passed to the acts of subclasses."""
        return redirect("consultations:answer_check", self.part.pk)

    def back(self, anchor: str = "") -> HttpResponse:
        """Return to the form on the answer's page."""
        page = reverse("consultations:answer", args=[self.part.pk])
        query = f"?{WRITING}" if self.published else ""
        return redirect(f"{page}{query}{anchor}")

    def refused(self, refusal: ConsultationRefused) -> HttpResponse:
        """Say why, on the answer's page."""
        messages.warning(self.request, str(refusal))
        return self.back()

    def _keep(self, form: AnswerForm) -> int:
        version: int = form.cleaned_data["version"]
        if not form.says_anything and not self.standing.draft:
            return version
        return drafts.save_draft(
            self.part, form.answers, version=version, by=self.actor, at=self.now
        ).version

    @cached_property
    def published(self) -> dict[int, Disposition]:
        """What the department has answered in public, by the content's id."""
        return published_answers(self.consultee)

    def _answers_come_first(self) -> bool:
        """Whether the unit comes for our answers: a draft that was left lying is a click away."""
        return WRITING not in self.request.GET and bool(self.published)

    def _show_sent(self) -> HttpResponse:
        self.template_name = "consultations/answering/sent.html"
        comments = {}
        if self.standing.latest:
            comments = {c.content_id: c for c in self.standing.latest.comments.all()}
        rows = [
            (read, comments.get(read.content.pk), self.published.get(read.content.pk))
            for read in self.contents
        ]
        return self.render_to_response(self.get_context_data(rows=rows))


class SaveDraft(DraftPage):
    """Saving while one types: the answer is JSON for static/portal/autosave.js."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> JsonResponse:
        """Save; 400 with a sentence for what cannot be stored, 409 for a colleague's change."""
        form = self.posted_form(request.POST)
        if not form.is_valid():
            return JsonResponse({"message": _complaints(form)}, status=400)
        try:
            draft = drafts.save_draft(
                self.part,
                form.answers,
                version=form.cleaned_data["version"],
                by=self.actor,
                at=self.now,
            )
        except DraftConflict as refusal:
            page = conflict.refused(self, refusal, form.answers)
            return JsonResponse({"message": str(refusal), "url": page.url}, status=409)
        except ConsultationRefused as refusal:
            return JsonResponse({"message": str(refusal)}, status=400)
        return JsonResponse(self._saved(draft))

    def _saved(self, draft: Draft) -> dict[str, Any]:
        steps = render_to_string(
            "consultations/answering/_progress.html", {"progress": progress(self.contents, draft)}
        )
        return {
            "saved": clock_time(self.now.astimezone(HANOI).time()),
            "fields": {"version": str(draft.version)},
            "parts": {"progress": steps},
        }


def progress(contents: Sequence[ReadContent], draft: Draft | None) -> list[dict[str, Any]]:
    """Return for each content what has been chosen so far."""
    steps = []
    for read in contents:
        position, _text = written(draft, read.content.pk)
        label = Position(position).label if position else _("Chưa chọn")
        steps.append({"content": read.content, "position": position, "label": label})
    return steps


def _complaints(form: AnswerForm) -> str:
    return " ".join(
        f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors
    )
