"""Symbols of documents (ký hiệu; Decree 30/2020/NĐ-CP, Appendix I, II.3)."""

import re

# What a pattern may name, and what it stands for.
KIND, AGENCY, UNIT = "{loại}", "{cơ quan}", "{đơn vị}"
_NAMED = re.compile(r"\{[^{}]*\}")


class SymbolError(ValueError):
    """The pattern names something unknown, or something that this document lacks."""


def symbol(pattern: str, *, kind: str, agency: str, unit: str = "") -> str:
    """Fill a pattern: «{loại}-{cơ quan}» gives «TTr-SNgV»; SymbolError with the name it lacks."""
    values = {KIND: kind, AGENCY: agency, UNIT: unit}

    def value(match: re.Match[str]) -> str:
        if not (found := values.get(match[0])):
            raise SymbolError(match[0])
        return found

    return _NAMED.sub(value, pattern)


def needs_unit(pattern: str) -> bool:
    """Whether documents of this pattern end in their drafting unit («SNgV-NV»)."""
    return UNIT in pattern
