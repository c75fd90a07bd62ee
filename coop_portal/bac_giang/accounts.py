"""Demonstration accounts."""

from datetime import date
from typing import Any

from accounts.actors import SYSTEM
from accounts.domain.users import create_user
from accounts.enums import Role
from coop_portal.bac_giang.loader import Loader
from districts.domain.officers import assign


def load_accounts(loader: Loader, data: dict[str, Any]) -> None:
    """Demonstration accounts; those of units become their officers."""
    since = date.fromisoformat(data["officers_from"])
    for row in data["accounts"]:
        user = create_user(
            username=row["username"],
            password=row["password"],
            full_name=row["full_name"],
            role=Role(row["role"]),
            position=row["position"],
            email=row["email"],
            must_change_password=False,
            by=SYSTEM,
            at=loader.at,
        )
        if "district" in row:
            unit = loader.units[row["district"]]
            assign(user=user, district=unit, valid_from=since, by=SYSTEM, at=loader.at)
