"""Invented records that a demonstration needs (ví dụ), taken out again in one go."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import Sourced
from partners.domain.contact_days import recount
from partners.errors import PartnerRefused
from partners.models import Activity, Agreement, Partner, PartnerContact, Relation

# In this order nothing is left that names what goes next.
EXAMPLES: tuple[type[Sourced], ...] = (Activity, Relation, Agreement, PartnerContact, Partner)


@transaction.atomic
def remove_examples(*, by: Actor, at: datetime) -> dict[str, list[str]]:
    """Remove every example of partners, relations, activities and agreements; return their names.

    PartnerRefused, and nothing removed, if a record that is no example hangs on one: it is named.
    Files stay in the store, which forgets nothing; nothing leads to them any more.
    """
    if hanging := [_said(real, example) for real, example in _hanging()]:
        raise _refused(hanging)
    met = Activity.objects.filter(is_example=True, partners__isnull=False)
    partners = set(met.values_list("partners", flat=True))
    removed: dict[str, list[str]] = {}
    for model in EXAMPLES:
        found = model._base_manager.filter(is_example=True).order_by("pk")  # noqa: SLF001 - public
        if names := [str(example) for example in found]:
            removed[str(model._meta.verbose_name)] = names  # noqa: SLF001 - public in Django
            _delete(found, names, by=by, at=at)
    # What was invented was no contact of the real ones that it named.
    recount(partners, day_in_hanoi(at))
    return removed


def _delete(found: Any, names: list[str], *, by: Actor, at: datetime) -> None:
    first = found[0]
    try:
        while left := found.all().count():
            # What another example names, such as the province of a district, goes after it.
            named = {
                key
                for link in _links(found.model)
                if link.related_model is found.model
                for key in found.values_list(link.attname, flat=True)
            }
            found.exclude(pk__in=named - {None}).delete()
            if found.all().count() == left:
                raise PartnerRefused(_("Các ví dụ gắn vòng tròn với nhau nên không xóa được."))
    except ProtectedError as error:
        real = sorted(f"{_kind(each)} «{each}»" for each in error.protected_objects)
        raise _refused(real) from error
    record(by=by, action="examples.removed", on=first, at=at, removed=len(names))


def _refused(records: list[str]) -> PartnerRefused:
    return PartnerRefused(
        _("Không xóa được ví dụ vì có bản ghi thật gắn với ví dụ: %(records)s.")
        % {"records": "; ".join(records)}
    )


def _kind(of: Model) -> str:
    return str(of._meta.verbose_name)  # noqa: SLF001 - public in Django


def _hanging() -> Iterator[tuple[Model, Model]]:
    """Return each real record that names an example, with the example that it names."""
    for model in apps.get_models():
        if not issubclass(model, Sourced):
            continue
        for link in _links(model):
            naming = {f"{link.name}__is_example": True}
            rows = model._base_manager.filter(is_example=False, **naming)  # noqa: SLF001 - as above
            for real in rows.distinct():
                named = getattr(real, link.name)
                example = named.filter(is_example=True)[0] if link.many_to_many else named
                yield real, example


def _links(model: type[Model]) -> list[Any]:
    """Return the model's own fields that name something which may be an example."""
    fields = model._meta.get_fields()  # noqa: SLF001 - public in Django
    return [
        link
        for link in fields
        if link.concrete and link.is_relation and link.related_model in EXAMPLES
    ]


def _said(real: Model, example: Model) -> str:
    return _("%(kind)s «%(real)s» gắn với «%(example)s»") % {
        "kind": _kind(real),
        "real": real,
        "example": example,
    }
