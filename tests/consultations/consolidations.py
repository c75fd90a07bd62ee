"""Tables of answers to comments, over a small round that has been closed."""

from consultations.domain import consolidating, dispositions, text_changes
from consultations.domain.dispositions import Ruling
from consultations.enums import Decision
from consultations.models import Comment, Consolidation, Disposition, Round, TextChange
from dispatches.models import Agency, DocumentKind, RegisterBook, Signatory
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, DISAGREE, hanoi

UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế", "Yên Dũng")
OVER, LATER = hanoi("09/8 08:00"), hanoi("10/8 09:00")
MORE = "Đề nghị bổ sung kinh phí."
WHY = Ruling(decision=Decision.EXPLAINED, text="Kinh phí theo quy định hiện hành.")
YES = Ruling(decision=Decision.ACCEPTED)


def closed() -> Round:
    """Two contents; Lục Ngạn and Sơn Động want the same, Yên Thế agrees, Yên Dũng is silent."""
    round_ = rounds.called(rounds.drafted(*UNITS, contents=2))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (BUT, MORE))
    rounds.answer(
        rounds.consultee(round_, "Sơn Động"), (BUT, "đề nghị bổ sung  kinh phí."), (DISAGREE, "Bỏ.")
    )
    rounds.answer(rounds.consultee(round_, "Yên Thế"), (AGREE, ""))
    return rounds.fresh(rounds.end(round_, OVER))


def begun() -> Consolidation:
    return begun_on(closed())


def begun_on(round_: Round) -> Consolidation:
    """The table of any closed round."""
    return consolidating.begin(round_, by=rounds.person("officer"), at=LATER)


def completed() -> Consolidation:
    """Every comment explained, and the table complete."""
    table = begun()
    decide(table, *table.dispositions.all(), ruling=WHY)
    consolidating.complete(table, by=rounds.person("officer"), at=LATER)
    table.refresh_from_db()
    return table


def accepted(round_: Round) -> Consolidation:
    """The table of any closed round, with every comment accepted and not yet complete."""
    table = begun_on(round_)
    decide(table, *table.dispositions.all())
    return table


def changed(round_: Round, comment: Comment) -> TextChange:
    """Another wording of the content that the comment was about, noted as its doing."""
    by = rounds.person("officer")
    content = rounds.rewritten(round_, comment.content.ordinal, "Câu chữ khác.")
    return text_changes.note_change(content, comment, passage=None, note="Sửa.", by=by, at=LATER)


def kind_of_submission() -> DocumentKind:
    """«Tờ trình», signed by a deputy."""
    return DocumentKind.objects.create(
        code="to-trinh",
        name="Tờ trình",
        abbreviation="TTr",
        family="named",
        symbol_pattern="{loại}-{cơ quan}",
        agency=Agency.objects.get(),
        book=RegisterBook.objects.get(code="cong-van-di"),
        signatory=Signatory.objects.get(),
    )


def seen(*rows: Disposition) -> dict[int, int]:
    return {row.pk: row.version for row in rows}


def decide(table: Consolidation, *rows: Disposition, ruling: Ruling = YES) -> int:
    return dispositions.decide(table, seen(*rows), ruling, by=rounds.person("officer"), at=LATER)


def row(table: Consolidation, name: str, ordinal: int = 1) -> Disposition:
    """The comment of the unit on the content."""
    return table.dispositions.with_comment().get(
        comment__response__consultee__district__name=name, comment__content__ordinal=ordinal
    )
