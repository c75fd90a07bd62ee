"""The personal links of one unit in a round, as the department sees them."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts.models import User
from accounts.permissions import Permission
from consultations.domain import link_mails, links
from consultations.models import Consultee
from consultations.views.base import RoundAct, RoundPage
from deadlines import clock


class LinksOfUnit(RoundPage):
    """Something about the links of the unit that the address names."""

    permission = Permission.ROUND_REMIND

    @cached_property
    def consultee(self) -> Consultee:
        """The unit's part, in a round whose letter has left."""
        parts = Consultee.objects.called().filter(round=self.round_).with_course()
        return get_object_or_404(parts, pk=self.kwargs["consultee"])

    @cached_property
    def staff(self) -> list[User]:
        """Who acts for the unit today."""
        return links.staff_of(self.consultee, clock.now())


class UnitLinks(LinksOfUnit, TemplateResponseMixin):
    """Who has a link, and when it was used."""

    template_name = "consultations/links/of_unit.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show everybody of the unit's staff with the link that holds."""
        now = clock.now()
        by_user = {link.user_id: link for link in links.open_links(self.consultee.pk)}
        rows = []
        for user in self.staff:
            link = by_user.get(user.pk)
            live = link is not None and links.is_live(link, now)
            address = links.address_of(user, self.consultee)
            rows.append({"user": user, "link": link, "live": live, "address": address})
        return self.render_to_response(self.get_context_data(consultee=self.consultee, rows=rows))


class LinkAct(LinksOfUnit, RoundAct):
    """An act on one person's link."""

    @cached_property
    def person(self) -> User:
        """The person of the address, who acts for the unit today."""
        for user in self.staff:
            if user.pk == self.kwargs["user"]:
                return user
        raise Http404

    def get_success_url(self) -> str:
        """Return to the unit's links."""
        return resolve_url("consultations:unit_links", self.round_.pk, self.consultee.pk)


class GiveLink(LinkAct):
    """Give a new one and mail it."""

    done = _("Đã cấp liên kết mới và lập thư gửi; liên kết trước không còn hiệu lực.")

    def act(self) -> None:
        """Give it."""
        link_mails.give_again(self.consultee, self.person, by=self.actor, at=clock.now())


class RevokeLink(LinkAct):
    """Make it void."""

    done = _("Đã thu hồi liên kết.")

    def act(self) -> None:
        """Revoke it."""
        links.revoke(self.consultee, self.person, by=self.actor, at=clock.now())
