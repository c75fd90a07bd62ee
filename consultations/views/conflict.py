"""Two people of one unit on one draft: nothing is overwritten, both texts are shown."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.domain import drafts
from consultations.domain.drafts import Answers
from consultations.errors import DraftConflict
from consultations.forms.answer import ConflictForm
from consultations.models import Content
from consultations.views.unit import UnitPage, written

if TYPE_CHECKING:
    from consultations.views.answering import DraftPage

Said = tuple[str, str]


def refused(page: "DraftPage", refusal: DraftConflict, typed: Answers) -> HttpResponseRedirect:
    """Lay the refused text aside in the session and lead to the page that shows both."""
    page.request.session[_shelf(page.consultee.pk)] = {
        str(content): list(said) for content, said in typed.items()
    }
    return redirect("consultations:answer_conflict", page.consultee.pk)


def _shelf(consultee_id: int) -> str:
    return f"refused_answer_{consultee_id}"


class Conflict(UnitPage):
    """Both texts side by side; for each content on which they differ one of them is chosen."""

    template_name = "consultations/answering/conflict.html"

    @cached_property
    def mine(self) -> dict[int, Said]:
        """What could not be saved."""
        shelf = self.request.session.get(_shelf(self.consultee.pk), {})
        return {int(content): (said[0], said[1]) for content, said in shelf.items()}

    @cached_property
    def theirs(self) -> dict[int, Said]:
        """What is saved: the draft, or the answer if a colleague has submitted it."""
        draft, sent = self.standing.draft, self.standing.latest
        if draft is None and sent:
            return {c.content_id: (c.position, c.text) for c in sent.comments.all()}
        return {content.pk: written(draft, content.pk) for content in self.contents}

    @cached_property
    def contents(self) -> Sequence[Content]:
        """All contents in order."""
        return list(self.consultee.round.contents.all())

    @cached_property
    def differing(self) -> Sequence[Content]:
        """The contents to which the two gave different answers."""
        return [c for c in self.contents if self.mine.get(c.pk) != self.theirs.get(c.pk)]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show them; without anything laid aside there is nothing to settle."""
        if not self.mine or not self.differing:
            return self._settled()
        form = ConflictForm(initial={"version": self.standing.version}, contents=self.differing)
        return self._show(form)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Save what was chosen over the version that the page showed."""
        if not self.mine:
            return self._settled()
        form = ConflictForm(request.POST, contents=self.differing)
        if not form.is_valid():
            return self._show(form)
        try:
            self._save(form)
        except DraftConflict as refusal:
            messages.warning(request, str(refusal))
            return redirect("consultations:answer_conflict", self.consultee.pk)
        messages.success(request, _("Đã lưu bản nháp theo lựa chọn của đồng chí."))
        return self._settled()

    def _show(self, form: ConflictForm) -> HttpResponse:
        rows = [
            {
                "content": content,
                "field": form[f"keep_{content.pk}"],
                "mine": self.mine.get(content.pk),
                "theirs": self.theirs.get(content.pk),
            }
            for content in self.differing
        ]
        return self.render_to_response(self.get_context_data(form=form, rows=rows))

    def _save(self, form: ConflictForm) -> None:
        chosen = {
            c.pk: (self.mine if form.keeps_mine(c) else self.theirs).get(c.pk, ("", ""))
            for c in self.contents
        }
        if chosen == self.theirs:
            return
        version: int = form.cleaned_data["version"]
        by, at = self.actor, self.now
        if version == self.standing.version and self.standing.draft is None:
            version = drafts.begin(self.consultee, by=by, at=at).version
        drafts.save_draft(self.consultee, chosen, version=version, by=by, at=at)

    def _settled(self) -> HttpResponse:
        self.request.session.pop(_shelf(self.consultee.pk), None)
        return redirect("consultations:answer", self.consultee.pk)
