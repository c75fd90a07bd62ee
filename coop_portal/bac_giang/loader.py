"""One loading: its moment, the data's files and the units by their code."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from districts.models import District

FOLDER = Path(settings.BASE_DIR) / "data" / "bac_giang"


@dataclass(frozen=True)
class Loader:
    """One loading: the moment at which it happens and the units by their code."""

    at: datetime
    units: dict[str, District]

    def some(self, codes: Iterable[str] | str) -> list[District]:
        """Return units in the order named; «all» for the whole province."""
        return list(self.units.values()) if codes == "all" else [self.units[c] for c in codes]


def read(name: str) -> dict[str, Any]:
    """Read one file of the data."""
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return data
