"""The tables of a round's archive that people read: all answers, and what is answered to them.

In Vietnamese whatever language the reader of the portal has chosen, and the same bytes each time.
"""

import logging
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import override

from accounts.lasting_workbook import lasting
from consultations.domain import answer_letters, answer_workbook, opinion_table
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Round
from deadlines.value import day_in_hanoi
from dispatches.errors import DispatchRefused
from dispatches.layout import appendix_html
from dispatches.letter import Appendix
from dispatches.pdf import RenderError, render_pdf

logger = logging.getLogger(__name__)
# A PDF of so many rows takes some seconds; the sheet of a longer table is what is printed of it,
# and each answer has its receipt as PDF.
MOST = 300
ANSWERS, CONSOLIDATED = "bang-y-kien", "bang-tong-hop-y-kien"


def opinions(round_: Round) -> Iterator[tuple[str, bytes]]:
    """Yield the table of all answers: the sheet, and the PDF of one that is not too long."""
    with override("vi"):
        sheet = lasting(opinion_table.sheet(round_))
    yield f"{ANSWERS}.xlsx", sheet
    with override("vi"):
        rows = list(islice(opinion_table.rows(round_), MOST + 1))
        pages = opinion_table.pages(round_, rows)
        enclosed = f"({opinion_table.asked_by(round_)})"
    if len(rows) <= MOST:
        yield from _printed(ANSWERS, pages, heading="", enclosed=enclosed)


def consolidated(table: Consolidation) -> Iterator[tuple[str, bytes]]:
    """Yield the table of comments and answers as its submission has it, once it is complete."""
    if table.completed_at is None:
        return
    day = day_in_hanoi(table.completed_at)
    columns = answer_letters.OPTIONAL
    try:
        with override("vi"):
            sheet = lasting(answer_workbook.workbook(table, columns, on=day))
            enclosed = answer_letters.enclosed_with(table, on=day)
    except (ConsultationRefused, DispatchRefused) as refusal:
        logger.error("archive of round %s: %s", table.round_id, refusal)
        return
    yield f"{CONSOLIDATED}.xlsx", sheet
    if table.dispositions.count() <= MOST:
        with override("vi"):
            pages = answer_letters.appendix(table, columns)
        yield from _printed(CONSOLIDATED, pages, heading="Phụ lục", enclosed=enclosed)


def _printed(
    name: str, pages: Appendix, *, heading: str, enclosed: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the PDF; one that cannot be laid out is left out and holds up no other file."""
    try:
        pdf = render_pdf(appendix_html(pages, heading=heading, enclosed=enclosed))
    except RenderError as error:
        logger.error("archive, %s: %s %s", name, error, error.detail)
        return
    yield f"{name}.pdf", pdf
