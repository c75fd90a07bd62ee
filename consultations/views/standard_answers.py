"""Wordings for answers to comments: listed, added, taken away."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from consultations.domain import standard_answers
from consultations.forms.consolidating import StandardAnswerForm
from consultations.models import StandardAnswer
from deadlines import clock

LIST = reverse_lazy("consultations:standard_answers")


class StandardAnswers(ActPage):
    """All of them, and the form for one more."""

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/standard_answers.html"
    form_class = StandardAnswerForm
    success_url = LIST
    done = _("Đã thêm câu trả lời mẫu.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the list."""
        answers: QuerySet[StandardAnswer] = StandardAnswer.objects.all()
        return super().get_context_data(**kwargs) | {"answers": answers}

    def act(self, form: StandardAnswerForm) -> None:
        standard_answers.add(form.save(commit=False), by=self.actor, at=clock.now())


class RemoveStandardAnswer(ActButton):
    """One is offered no more."""

    permission = Permission.COMMENT_ANSWER
    success_url = LIST
    done = _("Đã bỏ câu trả lời mẫu.")

    @cached_property
    def answer(self) -> StandardAnswer:
        return get_object_or_404(StandardAnswer, pk=self.kwargs["answer"])

    def act(self) -> None:
        standard_answers.remove(self.answer, by=self.actor, at=clock.now())
