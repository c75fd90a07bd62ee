"""Persons and offices at a partner (đầu mối của đối tác)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from partners.domain.standing import hold
from partners.models import Partner, PartnerContact
from vietnamese.text import clean_line


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """What is known about a contact."""

    name: str
    position: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    note: str = ""
    active: bool = True

    def cleaned(self) -> dict[str, str | bool]:
        """Return the facts as they are stored."""
        return {
            name: clean_line(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }


@transaction.atomic
def add_contact(
    partner: Partner, facts: ContactFacts, *, source: str = "", by: Actor, at: datetime
) -> PartnerContact:
    """Add a contact; PartnerRefused on a record that was merged away."""
    hold([partner])
    contact = PartnerContact.objects.create(
        partner=partner, source=clean_line(source), **facts.cleaned()
    )
    record(by=by, action="contact.added", on=contact, at=at, partner=partner.name)
    return contact


@transaction.atomic
def change_contact(
    contact: PartnerContact, facts: ContactFacts, *, by: Actor, at: datetime
) -> None:
    """Change what is known about a contact, or that it is one no more."""
    contact = PartnerContact.objects.select_for_update().get(pk=contact.pk)
    changes = {}
    for name, value in facts.cleaned().items():
        before = getattr(contact, name)
        if before != value:
            changes[name] = [before, value]
            setattr(contact, name, value)
    contact.save()
    record(by=by, action="contact.changed", on=contact, at=at, changes=changes)
