"""Partners as letters name them: «Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)»."""

from dispatches.counterparts import Counterpart
from partners.enums import NameKind
from partners.models import Partner, PartnerName


def by_code(code: str) -> Counterpart | None:
    """Return the partner of that code; of a double, the record that it was merged into."""
    found = Partner.objects.select_related("merged_into").filter(code=code).first()
    return named(found.merged_into or found) if found else None


def named(partner: Partner) -> Counterpart:
    """Name a partner in Vietnamese, English and its own language, as far as the register can.

    The names that Latin script writes bear the short name by which the partner is known, if any.
    """
    names = list(partner.names.all())
    short = next((name.text for name in names if _is_short(name)), "")
    return Counterpart(
        code=partner.code,
        name=_with(partner.name, short),
        english=_with(_of_kind(names, NameKind.ENGLISH), short),
        native=_of_kind(names, NameKind.NATIVE),
    )


def _is_short(name: PartnerName) -> bool:
    return name.kind == NameKind.ALIAS and name.text.isupper() and " " not in name.text


def _of_kind(names: list[PartnerName], kind: NameKind) -> str:
    return next((name.text for name in names if name.kind == kind), "")


def _with(name: str, short: str) -> str:
    return f"{name} ({short})" if name and short and short not in name else name
