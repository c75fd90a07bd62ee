"""Names of acts, kinds of object and details, for people who read the audit trail (nhật ký)."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import TextChoices
from django.utils.functional import Promise

Labels = Mapping[str, str | Promise]

_actions: dict[str, str | Promise] = {}
_details: dict[str, str | Promise] = {}
_codes: dict[str, type[TextChoices]] = {}


def register(
    actions: Labels,
    *,
    details: Labels | None = None,
    codes: Mapping[str, type[TextChoices]] | None = None,
) -> None:
    """Add the names of an app's acts, of their details and of the codes that a detail may hold.

    Called from its AppConfig.ready.
    """
    _actions.update(actions)
    _details.update(details or {})
    _codes.update(codes or {})


def action_label(action: str) -> str:
    """Return the name of an act, or its code if no app has named it."""
    return str(_actions.get(action, action))


def action_choices() -> list[tuple[str, str]]:
    """Return all named acts as choices."""
    return [(action, str(label)) for action, label in _actions.items()]


def detail_label(name: str) -> str:
    """Return the name of a detail, or its code if no app has named it."""
    return str(_details.get(name, name))


def code_label(detail: str, code: str) -> str:
    """Return the name of a code that was recorded as this detail, or the text as it is."""
    choices = _codes.get(detail)
    return str(choices(code).label) if choices and code in choices.values else code


def object_label(object_type: str) -> str:
    """Return the name of a kind of object: «accounts.user» is «Người dùng»."""
    try:
        name = str(apps.get_model(object_type)._meta.verbose_name)  # noqa: SLF001 - public in Django
    except LookupError:
        return object_type
    return name[:1].upper() + name[1:]
