"""Partners and their contacts: made, changed."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from deadlines import clock
from partners.domain import contacts
from partners.domain.doubles import change_registered, register_partner
from partners.forms.partners import ChangePartnerForm, ContactForm, known
from partners.forms.partners import PartnerForm as NewPartnerForm
from partners.models import PartnerContact
from partners.views.base import FormPage, PartnerForm


class NewPartner(FormPage):
    """A new partner, unless the register has it under another name."""

    form_class = NewPartnerForm
    heading = _("Thêm đối tác")
    button = _("Lập đối tác")
    done = _("Đã lập đối tác.")
    extra_context = {"back": reverse_lazy("partners:list")}

    def act_on(self, form: NewPartnerForm) -> None:
        """Make it."""
        self.made = register_partner(
            form.facts(), although=self.although(), by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        """Show it."""
        return reverse("partners:partner", args=[self.made.pk])


class ChangePartner(PartnerForm):
    """What is known about a partner."""

    form_class = ChangePartnerForm
    heading = _("Sửa thông tin đối tác")
    button = _("Lưu")
    done = _("Đã lưu thông tin đối tác.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return known(self.partner)

    def act_on(self, form: ChangePartnerForm) -> None:
        """Change it."""
        version = form.cleaned_data["version"]
        change_registered(
            self.partner,
            form.facts(),
            version=version,
            although=self.although(),
            by=self.actor,
            at=clock.now(),
        )


class AddContact(PartnerForm):
    """A new contact at a partner."""

    form_class = ContactForm
    heading = _("Thêm đầu mối")
    button = _("Lưu")
    done = _("Đã thêm đầu mối.")

    def act_on(self, form: ContactForm) -> None:
        """Add it."""
        contacts.add_contact(self.partner, form.facts(), by=self.actor, at=clock.now())


class ChangeContact(PartnerForm):
    """What is known about a contact."""

    form_class = ContactForm
    heading = _("Sửa đầu mối")
    button = _("Lưu")
    done = _("Đã lưu đầu mối.")

    @cached_property
    def contact(self) -> PartnerContact:
        """The contact of the address."""
        return get_object_or_404(self.partner.contacts, pk=self.kwargs["contact"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return {name: getattr(self.contact, name) for name in ContactForm.base_fields}

    def act_on(self, form: ContactForm) -> None:
        """Change it."""
        contacts.change_contact(self.contact, form.facts(), by=self.actor, at=clock.now())
