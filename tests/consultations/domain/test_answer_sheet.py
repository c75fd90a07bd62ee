"""The answers to comments as a sheet that comes back: read row by row, taken in whole or not."""

import tracemalloc

import pytest

from accounts import spreadsheet
from consultations.domain import answer_sheet
from consultations.domain.answer_sheet import COLUMNS, HEADINGS, PART, SHOWN
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Consolidation, Disposition, Round
from dispatches.uploads import sheet
from tests.consultations import consolidations, rounds
from tests.consultations.big_rounds import big_round
from tests.consultations.consolidations import LATER, OVER

pytestmark = pytest.mark.django_db
LONG = "Đề nghị bổ sung cơ chế phối hợp. " * 50
YES, WHY = ("Tiếp thu", ""), ("Giải trình", "Vì thế.")


def begun(units, prefix):
    """The table of a round of so many units, four comments a unit."""
    round_ = big_round(units, 10, prefix=prefix)
    Round.objects.filter(pk=round_.pk).update(closed_at=OVER)
    by = rounds.person("officer")
    table = Consolidation.objects.create(round=round_, begun_by=by, begun_at=LATER)
    comments = Comment.objects.filter(response__consultee__round=round_).order_by("pk")
    Disposition.objects.bulk_create(
        Disposition(consolidation=table, comment=comment) for comment in comments
    )
    return table


def line(number, row, decision="", answer="", version=1):
    key = f"{row.pk if row else 0}.{version}"
    return {"line": str(number), "key": key, "decision": decision, "answer": answer}


def peak(table):
    """The most memory that reading the table's sheet takes, in bytes; it changes nothing."""
    rows = ([*row[:5], LONG, *row[6:]] for row in answer_sheet.rows(table))
    with spreadsheet.written_out(list(HEADINGS.values()), rows) as file:
        content = file.read()
    tracemalloc.start()
    found = answer_sheet.plan(table, answer_sheet.lines(sheet.columns(content, COLUMNS)))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.same, found.faulty, found.changes) == (table.dispositions.count(), 0, {})
    return most


def test_five_times_the_rows_take_no_more_memory():
    few, many = begun(260, "a"), begun(1300, "b")
    assert few.dispositions.count() > 2 * PART  # one part is read while the one before goes
    peak(few)  # what is loaded once is loaded
    assert peak(many) < 1.25 * peak(few)


def test_all_rows_are_taken_in_or_none_however_far_apart():
    table = begun(130, "a")
    first, *between, last = table.dispositions.order_by("pk")
    by = rounds.person("officer")
    blank = [line(n, row) for n, row in enumerate(between, start=3)]

    def take_in(*ends):
        rows = iter([line(2, first, *YES), *blank, *ends])
        return answer_sheet.take_in(table, rows, source="x.xlsx", by=by, at=LATER)

    with pytest.raises(ConsultationRefused, match="chưa ghi trả lời nào"):
        take_in(line(999, last, "Đồng ý"))
    assert not table.dispositions.exclude(decision="").exists()
    assert take_in(line(999, last, *WHY)) == 2
    decided = table.dispositions.exclude(decision="").order_by("pk")
    assert list(decided.values_list("decision", "text")) == [
        ("accepted", ""),
        ("explained", "Vì thế."),
    ]


def test_a_comment_has_one_row():
    table = consolidations.begun()
    row = table.dispositions.first()
    found = answer_sheet.plan(table, [line(2, row, *YES), line(3, row, *WHY)])
    assert [(each.line, each.what) for each in found.faults] == [
        (3, f"Mã «{row.pk}.1» có hai dòng.")
    ]


def test_what_changes_goes_on_and_what_does_not_stays_behind():
    table = consolidations.begun()
    one, two, three = table.dispositions.all()
    found = answer_sheet.plan(table, [line(2, one), line(3, two, "tiep thu"), line(4, three, *WHY)])
    assert found.rows() == [line(3, two, *YES), line(4, three, *WHY)]
    assert found.same == 1


def test_of_many_faults_the_first_are_told_and_the_others_counted():
    table = consolidations.begun()
    found = answer_sheet.plan(table, (line(n, None, *YES) for n in range(SHOWN + 7)))
    assert (len(found.faults), found.faulty, found.more_faulty) == (SHOWN, SHOWN + 7, 7)
    assert found.faults[0].what == "Mã «0.1» không thuộc đợt này."
