"""What the pages of a dispatch share."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.access import PermissionRequired
from dispatches.models import Dispatch


class DispatchPage(PermissionRequired):
    """A page of one dispatch; `document` is that of the address."""

    @cached_property
    def document(self) -> Dispatch:
        return get_object_or_404(
            Dispatch.objects.select_related(
                "kind", "book", "pdf", "created_by", "cancellation", "translates__cancellation"
            ),
            pk=self.kwargs["pk"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"document": self.document}

    @property
    def address(self) -> str:
        """Where the dispatch itself is shown."""
        return reverse("dispatches:detail", args=[self.document.pk])
