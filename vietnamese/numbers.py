"""Numbers as official letters write them: decimal comma, dot between thousands."""

from decimal import Decimal

_SWAP = str.maketrans(",.", ".,")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def padded(count: int) -> str:
    """Return a count in prose: «01 địa phương», «07 ngày làm việc», «12 huyện»."""
    return f"{count:02d}"


def thousands(number: int) -> str:
    """Return «1.250.000»."""
    return f"{number:,}".translate(_SWAP)


def decimal(number: Decimal | float) -> str:
    """Return «1,5» or «1.250,75», with as many decimals as the number has."""
    return f"{Decimal(str(number)):,f}".translate(_SWAP)


def roman(number: int) -> str:
    """Return the Roman numeral of an appendix or a part; ValueError outside 1…3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"No Roman numeral for {number}.")
    numeral = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        numeral += sign * times
    return numeral


def numbered(word: str, ordinal: int, *, of: int) -> str:
    """Return «Phụ lục II»; the only one of its kind has no number.

    Decree 30/2020/NĐ-CP, Appendix I, III.1: from two appendices on they have Roman numerals.
    """
    return f"{word} {roman(ordinal)}" if of > 1 else word
