"""Names that belong to treaties between states, in the title of something else.

A local agreement is no treaty (Law 70/2020/QH14, art. 2): it is called Thỏa thuận, Bản ghi nhớ, …
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.places import Place

RESERVED = re.compile(r"\b(?:công ước|hiệp ước|định ước|hiệp định)\b", re.IGNORECASE)


def treaty_names(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Find a reserved name in the subject; in the text treaties may be cited."""
    for name in RESERVED.findall(letter.subject):
        yield Finding(
            None,
            name,
            _("“%(name)s” là tên gọi dành cho điều ước quốc tế; đề nghị xem lại tên văn bản.")
            % {"name": name},
            Place.SUBJECT,
        )
