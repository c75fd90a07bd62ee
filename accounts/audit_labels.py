"""Names of acts, kinds of object and details, for people who read the audit trail (nhật ký)."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise

Labels = Mapping[str, str | Promise]

_actions: dict[str, str | Promise] = {}
_details: dict[str, str | Promise] = {}


def register(actions: Labels, *, details: Labels | None = None) -> None:
    """Add the names of an app's acts and of their details; called from its AppConfig.ready."""
    _actions.update(actions)
    _details.update(details or {})


def action_label(action: str) -> str:
    """Return the name of an act, or its code if no app has named it."""
    return str(_actions.get(action, action))


def action_choices() -> list[tuple[str, str]]:
    """Return all named acts as choices."""
    return [(action, str(label)) for action, label in _actions.items()]


def detail_label(name: str) -> str:
    """Return the name of a detail, or its code if no app has named it."""
    return str(_details.get(name, name))


def object_label(object_type: str) -> str:
    """Return the name of a kind of object: «accounts.user» is «Người dùng»."""
    try:
        name = str(apps.get_model(object_type)._meta.verbose_name)  # noqa: SLF001 - public in Django
    except LookupError:
        return object_type
    return name[:1].upper() + name[1:]
