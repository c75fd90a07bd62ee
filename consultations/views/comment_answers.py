"""Answering comments: a selection together, or one beside the text that it is about."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import key_in
from accounts.permissions import Permission
from consultations.domain import dispositions, text_changes
from consultations.errors import ConsultationRefused
from consultations.forms.consolidating import AnswerForm, AssignForm
from consultations.models import Disposition
from consultations.views.base import RoundAct, RoundForm
from consultations.views.comment_list import Comments
from consultations.views.consolidating import TablePage
from deadlines import clock


class SelectionAct(Comments):
    """An act on the comments that are ticked, all of them or none.

    What is refused shows the list again: filtered, ticked and typed as it was.
    """

    permission = Permission.COMMENT_ANSWER

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Lead the filters and pages of a list that was shown again back to the list."""
        return self._to_list()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Act, say for how many, and go back to where one was in the list."""
        try:
            messages.success(request, self.act(self.seen()))
        except ConsultationRefused as refusal:
            messages.error(request, str(refusal))
            return super().get(request, **kwargs)
        return self._to_list()

    def act(self, seen: dispositions.Seen) -> str:
        """Do it; return the sentence that says what was done."""
        raise NotImplementedError

    def seen(self) -> dict[int, int]:
        """Return what was ticked: the answers' keys with the versions on the page."""
        found = {}
        for picked in self.request.POST.getlist("pick"):
            key, _dot, version = map(key_in, picked.partition("."))
            if key is None or version is None:
                raise ConsultationRefused(gettext("Trang đã cũ. Đề nghị tải lại và chọn lại."))
            found[key] = version
        if not found:
            raise ConsultationRefused(gettext("Chưa chọn góp ý nào."))
        return found

    def ticked(self) -> set[int]:
        """Return what stays ticked: what nobody has changed since it was."""
        try:
            seen = self.seen()
        except ConsultationRefused:
            return set()
        now = self.table.dispositions.filter(pk__in=list(seen)).values_list("pk", "version")
        return {key for key, version in now if seen[key] == version}

    def typed(self, form: type[Form], prefix: str) -> dict[str, str]:
        """Return what was typed; the refusal has said what is wrong with it."""
        data = self.request.POST
        return {name: data.get(f"{prefix}-{name}", "") for name in form.base_fields}

    def _to_list(self) -> HttpResponse:
        query = self.request.GET.urlencode()
        return redirect(f"{self.get_success_url()}{f'?{query}' if query else ''}")

    def read(self, form: Any) -> Any:
        """Return the form's values; refuse with its complaints."""
        if not form.is_valid():
            raise ConsultationRefused(
                " ".join(str(each) for errors in form.errors.values() for each in errors)
            )
        return form


class AnswerSelection(SelectionAct):
    """One answer for all that are ticked."""

    def act(self, seen: dispositions.Seen) -> str:
        form = self.read(AnswerForm(self.request.POST, prefix="answer"))
        done = dispositions.decide(self.table, seen, form.ruling(), by=self.actor, at=clock.now())
        return gettext("Đã ghi trả lời cho %(done)d trên %(chosen)d góp ý đã chọn.") % {
            "done": done,
            "chosen": len(seen),
        }


class AssignSelection(SelectionAct):
    """A colleague for all that are ticked."""

    def act(self, seen: dispositions.Seen) -> str:
        form = self.read(AssignForm(self.request.POST, prefix="assign"))
        done = dispositions.assign(
            self.table, seen, **form.cleaned_data, by=self.actor, at=clock.now()
        )
        return ngettext("Đã giao %(n)d góp ý.", "Đã giao %(n)d góp ý.", done) % {"n": done}


class GroupSelection(SelectionAct):
    """One answer from now on for all that are ticked."""

    def act(self, seen: dispositions.Seen) -> str:
        dispositions.group(self.table, seen, by=self.actor, at=clock.now())
        return ngettext("Đã gộp %(n)d góp ý.", "Đã gộp %(n)d góp ý.", len(seen)) % {"n": len(seen)}


class UngroupSelection(SelectionAct):
    """Each that is ticked stands alone again."""

    def act(self, seen: dispositions.Seen) -> str:
        done = dispositions.ungroup(self.table, seen, by=self.actor, at=clock.now())
        return ngettext("Đã tách %(n)d góp ý.", "Đã tách %(n)d góp ý.", done) % {"n": done}


class AnswerComment(TablePage, RoundForm):
    """One comment beside the text that it is about, and the answer to it."""

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/answer.html"
    form_class = AnswerForm
    done = _("Đã ghi trả lời.")

    @cached_property
    def row(self) -> Disposition:
        rows = self.table.dispositions.with_comment().select_related("decided_by", "assigned_to")
        return get_object_or_404(rows, pk=self.kwargs["disposition"])

    def get_initial(self) -> dict[str, Any]:
        return {"decision": self.row.decision, "text": self.row.text}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the passages, and who else said the same."""
        row = self.row
        rows = self.table.dispositions.with_comment()
        together = rows.filter(group__isnull=False, group=row.group_id)
        return super().get_context_data(**kwargs) | {
            "row": row,
            "passages": row.comment.content.passages.all(),
            "together": together.exclude(pk=row.pk),
            "places": text_changes.newest_places(row.comment),
            "version": self.request.POST.get("version", row.version),
        }

    def act(self, form: AnswerForm) -> None:
        version = key_in(self.request.POST.get("version", "")) or 0
        dispositions.decide(
            self.table, {self.row.pk: version}, form.ruling(), by=self.actor, at=clock.now()
        )


class GroupAlike(TablePage, RoundAct):
    """Put together all comments that say the same in the same words."""

    permission = Permission.COMMENT_ANSWER

    def act(self) -> None:
        found = dispositions.group_alike(self.table, by=self.actor, at=clock.now())
        made = found.made
        words = ngettext("Đã lập %(n)d nhóm trùng lời.", "Đã lập %(n)d nhóm trùng lời.", made)
        nothing = gettext("Không có góp ý trùng lời nào gộp được ở cùng một nội dung.")
        self.done = words % {"n": made} if made else nothing
        for answers in found.left:
            said = gettext("Không gộp các góp ý trùng lời đã có trả lời khác nhau: %(answers)s.")
            messages.warning(self.request, said % {"answers": answers})
