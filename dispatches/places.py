"""Where in a letter something stands, and the words that say so to its writer."""

from enum import StrEnum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vietnamese.numbers import numbered


class Place(StrEnum):
    """A part of a letter (thành phần của văn bản)."""

    SUBJECT = auto()
    ADDRESSEES = auto()
    BLOCK = auto()
    APPENDIX = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()
    OFFICE = auto()


NAMES: dict[Place, str | Promise] = {
    Place.SUBJECT: gettext_lazy("trích yếu"),
    Place.ADDRESSEES: gettext_lazy("Kính gửi"),
    Place.RECIPIENTS: gettext_lazy("Nơi nhận"),
    Place.SIGNATURE: gettext_lazy("phần ký"),
    Place.OFFICE: gettext_lazy("tên, địa danh hoặc địa chỉ cơ quan"),
}


def where(
    place: Place, block_index: int | None = None, appendix: int | None = None, *, of: int = 1
) -> str:
    """«đoạn 3», «phụ lục II, đoạn 2», «Nơi nhận»; blocks and appendices come counted from 0.

    `of` is how many appendices there are: the only one has no number, as it is printed.
    """
    if place in NAMES:
        return str(NAMES[place])
    steps = []
    if appendix is not None:
        steps.append(numbered(_("phụ lục"), appendix + 1, of=of))
    if block_index is not None:
        steps.append(_("đoạn %(n)d") % {"n": block_index + 1})
    return ", ".join(steps)
