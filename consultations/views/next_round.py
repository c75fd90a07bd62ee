"""The round that follows: opened from a closed one, compared with it content by content."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import earlier_opinions, next_round
from consultations.forms.next_round import NextRoundForm
from consultations.models import Comment, Consultee, Content
from consultations.views.base import RoundAct, RoundForm, RoundPage
from deadlines import clock

CHOSEN = {"gop-y": next_round.COMMENTED, "im-lang": next_round.SILENT}


class OpenNextRound(RoundForm):
    """Which contents and units go on, and until when."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/next.html"
    form_class = NextRoundForm
    done = _("Đã lập dự thảo lần lấy ý kiến tiếp theo. Hãy sửa các nội dung theo ý kiến tiếp thu.")

    @cached_property
    def asked(self) -> list[Consultee]:
        """The units that may be asked again."""
        return next_round.who_may_be_asked(self.round_, clock.now())

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = [unit.pk for unit in self.asked]
        return super().get_form_kwargs() | {
            "contents": self.round_.contents.all(),
            "units": self.round_.consultees.filter(pk__in=asked).order_by("position"),
        }

    def get_initial(self) -> dict[str, Any]:
        """Tick all contents, and the units that the address asks for: at first, all."""
        outcomes = CHOSEN.get(self.request.GET.get("don-vi", ""))
        return {
            "contents": [content.pk for content in self.round_.contents.all()],
            "units": [
                unit.pk for unit in self.asked if outcomes is None or unit.outcome in outcomes
            ],
        }

    def act(self, form: NextRoundForm) -> None:
        self.opened = next_round.open_next(
            self.round_,
            contents=list(form.cleaned_data["contents"]),
            units=[unit.district for unit in form.cleaned_data["units"].select_related("district")],
            deadline=form.cleaned_data["deadline"],
            by=self.actor,
            at=clock.now(),
        )

    def get_success_url(self) -> str:
        """Go on with the new round."""
        return resolve_url("consultations:round", self.opened.pk)


class ContentPage(RoundPage):
    """A page of one content that was taken over."""

    @cached_property
    def content(self) -> Content:
        contents = self.round_.contents.select_related("carried_from")
        return get_object_or_404(contents, ordinal=self.kwargs["ordinal"])

    def get_success_url(self) -> str:
        """Go back to the comparison."""
        return resolve_url("consultations:compare", self.round_.pk, self.content.ordinal)


class CompareContent(ContentPage, TemplateView):
    """What changed word by word since the round before, and what was said of it then."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Compare; 404 for a content that is new."""
        carried = earlier_opinions.carried(self.content)
        if carried is None:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "carried": carried,
            "may_edit": allows(self.actor, Permission.ROUND_EDIT),
        }


class NoteChange(ContentPage, RoundAct):
    """The content was changed because of one comment, or was not."""

    permission = Permission.ROUND_EDIT
    done = _("Đã ghi.")

    def act(self) -> None:
        """Note it; 404 for a comment on something else."""
        comments = Comment.objects.filter(content__carried_to=self.content)
        comment = get_object_or_404(
            comments.select_related("response__consultee"), pk=self.kwargs["comment"]
        )
        earlier_opinions.note_change(
            self.content,
            comment,
            changed="changed" in self.request.POST,
            by=self.actor,
            at=clock.now(),
        )
