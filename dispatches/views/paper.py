"""Entering a document that was issued on paper into the outgoing register."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches import uploads
from dispatches.domain import issuing, paper
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.forms.paper import PaperForm
from dispatches.models import RegisterBook


class EnterPaper(ActPage):
    """What the clerk reads off the document; afterwards its page."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/registers/paper.html"
    refusals = (DispatchRefused, UploadRefused)
    form_class = PaperForm
    done = _("Đã ghi văn bản vào sổ.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"next_number": issuing.next_number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "back": reverse("dispatches:registers"),
            "books": self.books(),
        }

    def books(self) -> list[tuple[RegisterBook, int]]:
        """Return the books of outgoing documents with the number that follows in each."""
        books = RegisterBook.objects.filter(kinds__isnull=False).distinct().order_by("name")
        return [(book, issuing.next_number(book, clock.today())) for book in books]

    def act(self, form: PaperForm) -> None:
        upload = form.cleaned_data["scan"]
        self.entered = paper.enter(
            form.document(),
            scan=uploads.receive(upload) if upload else None,
            by=self.actor,
            at=clock.now(),
        )

    def get_success_url(self) -> str:
        return reverse("dispatches:detail", args=[self.entered.pk])
