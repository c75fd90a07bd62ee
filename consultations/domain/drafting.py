"""Preparing a round: its wording, contents, units asked and time limit.

Every change composes the letter anew and hands it to the dispatch; a change after submission or
approval drops both (see dispatches.domain.drafting).

`seen` is the fingerprint of the letter that the writer had before his or her eyes: a change made
from a page that somebody else's change has overtaken is refused. Without it nobody looked at one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.domain import passage_keys
from consultations.domain.letters import compose, history_paragraphs, kind_of_call
from consultations.domain.preparation import in_preparation
from consultations.domain.units_asked import ask
from consultations.errors import ConsultationRefused
from consultations.models import Consultation, Content, Round, Term
from consultations.rules.naming import named_units
from deadlines.value import Deadline, day_in_hanoi
from dispatches.domain import drafting as dispatch_drafting
from dispatches.letter import Letter
from dispatches.models import DraftingUnit, Signatory
from districts.models import District


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the letter says beside contents and deadline; each text is one paragraph a line."""

    audience: str
    drafting_unit: DraftingUnit
    signatory: Signatory
    introduction: str = ""
    reason: str = ""
    request: str = ""
    about_agreement: bool = False
    deemed_consent: bool = False
    consent_clause: str = ""
    sealed: bool = False
    short_reason: str = ""
    closing: str = ""
    distribution: str = ""


@transaction.atomic
def start(
    consultation: Consultation,
    *,
    wording: Wording,
    deadline: Deadline,
    units: Sequence[District],
    by: Actor,
    at: datetime,
) -> Round:
    """Open the next round of a matter as a draft; refuses while the round before is not closed."""
    # Two who open the next round at the same moment: the second waits here and is then refused.
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    previous = consultation.rounds.aggregate(last=Max("ordinal"))["last"] or 0
    running = consultation.rounds.filter(closed_at__isnull=True, cancelled_at__isnull=True)
    if running.exists():
        raise ConsultationRefused(_("Lần lấy ý kiến trước chưa kết thúc."))
    _refuse_past(deadline, at)
    _refuse_unlawful(wording, deadline)
    round_ = Round(consultation=consultation, ordinal=previous + 1, **_fields(wording))
    round_.dispatch = dispatch_drafting.draft(
        kind=kind_of_call(),
        letter=_letter(round_, contents=[], deadline=deadline, at=at),
        by=by,
        at=at,
    )
    round_.save()
    term = Term(round=round_, original=True, set_by_id=by.pk, set_at=at)
    term.set_deadline(deadline)
    term.save()
    ask(round_, units, addresses={})
    record(by=by, action="round.started", on=round_, at=at, deadline=deadline.phrase)
    return round_


@transaction.atomic
def new_consultation(*, title: str, draft_name: str, by: Actor, at: datetime) -> Consultation:
    """Record a matter on which units will be asked."""
    consultation = Consultation.objects.create(
        title=title, draft_name=draft_name, created_by_id=by.pk, created_at=at
    )
    record(by=by, action="consultation.created", on=consultation, at=at)
    return consultation


@transaction.atomic
def open_matter(
    *,
    key: UUID,
    title: str,
    draft_name: str,
    wording: Wording,
    deadline: Deadline,
    units: Sequence[District],
    by: Actor,
    at: datetime,
) -> Round:
    """Record a new matter and open its first round as a draft, both or neither.

    `key` comes with the form: a second click returns the round that the first one opened, and is
    refused if that was thrown away since.
    """
    consultation, created = Consultation.objects.get_or_create(
        key=key,
        defaults={
            "title": title,
            "draft_name": draft_name,
            "created_by_id": by.pk,
            "created_at": at,
        },
    )
    if not created:
        opened: Round | None = consultation.rounds.filter(ordinal=1).first()
        if opened is None:
            raise ConsultationRefused(_("Dự thảo lập từ trang này đã bỏ. Đề nghị mở lại trang."))
        return opened
    record(by=by, action="consultation.created", on=consultation, at=at)
    return start(consultation, wording=wording, deadline=deadline, units=units, by=by, at=at)


@transaction.atomic
def rename(
    round_: Round, *, title: str, draft_name: str, seen: str | None = None, by: Actor, at: datetime
) -> None:
    """Change the matter's name; refuses once a letter has left that bears it."""
    round_ = in_preparation(round_, seen)
    if round_.ordinal > 1:
        raise ConsultationRefused(_("Công văn lần trước đã ghi tên việc này, không đổi được."))
    matter = round_.consultation
    matter.title, matter.draft_name = title, draft_name
    matter.save(update_fields=["title", "draft_name"])
    record(by=by, action="consultation.renamed", on=matter, at=at)
    recompose(round_, by=by, at=at)


@transaction.atomic
def reword(
    round_: Round,
    wording: Wording,
    *,
    deadline: Deadline,
    seen: str | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Change what the letter says and the time limit that it will set."""
    round_ = in_preparation(round_, seen)
    _refuse_past(deadline, at)
    _refuse_unlawful(wording, deadline)
    _set(round_, wording)
    term = round_.original_term or Term(round=round_, original=True, set_by_id=by.pk, set_at=at)
    term.set_deadline(deadline)
    # A limit from receipt goes with the agreement that the round is about, at every moment.
    rows = [round_, term] if deadline.awaits_receipt else [term, round_]
    for row in rows:
        row.save()
    record(by=by, action="round.reworded", on=round_, at=at, deadline=deadline.phrase)
    recompose(round_, by=by, at=at)


@transaction.atomic
def put_content(
    round_: Round,
    *,
    heading: str,
    passages: Iterable[str],
    concerned: Iterable[District] = (),
    ordinal: int | None = None,
    seen: str | None = None,
    by: Actor,
    at: datetime,
) -> Content:
    """Write the content with this ordinal, or add one at the end; units named in it are found."""
    round_ = in_preparation(round_, seen)
    if ordinal is None:
        ordinal = (round_.contents.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    content, _created = Content.objects.update_or_create(
        round=round_, ordinal=ordinal, defaults={"heading": heading}
    )
    content.concerned.set(concerned)
    asked = [consultee.district for consultee in round_.consultees.select_related("district")]
    for passage in passage_keys.rewrite(content, list(passages)):
        passage.units.set(named_units(passage.text, asked))
    record(by=by, action="round.content_written", on=round_, at=at, ordinal=ordinal)
    recompose(round_, by=by, at=at)
    return content


@transaction.atomic
def remove_content(content: Content, *, seen: str | None = None, by: Actor, at: datetime) -> None:
    """Take a content out and close the gap in the numbering."""
    round_ = in_preparation(content.round, seen)
    ordinal = content.ordinal
    content.delete()
    # One by one from below: in one UPDATE two would for a moment have the same ordinal.
    for later in round_.contents.filter(ordinal__gt=ordinal).order_by("ordinal"):
        later.ordinal -= 1
        later.save(update_fields=["ordinal"])
    record(by=by, action="round.content_removed", on=round_, at=at, ordinal=ordinal)
    recompose(round_, by=by, at=at)


def letter_as_worded(
    round_: Round, wording: Wording, *, deadline: Deadline, at: datetime
) -> Letter:
    """Return the letter as it would be with this wording and deadline; nothing is saved."""
    _set(round_, wording)
    contents = list(round_.contents.prefetch_related("passages"))
    return _letter(round_, contents=contents, deadline=deadline, at=at)


def _set(round_: Round, wording: Wording) -> None:
    for name, value in _fields(wording).items():
        setattr(round_, name, value)


def _fields(wording: Wording) -> dict[str, object]:
    return {name: getattr(wording, name) for name in wording.__dataclass_fields__}


def recompose(round_: Round, *, by: Actor, at: datetime) -> None:
    """Compose the letter anew from what the round now says, and hand it to the dispatch."""
    round_ = Round.objects.select_related("drafting_unit__agency", "signatory").get(pk=round_.pk)
    contents = list(round_.contents.prefetch_related("passages"))
    term = round_.original_term
    if term is None:
        raise ConsultationRefused(_("Lần lấy ý kiến chưa có thời hạn."))
    letter = _letter(round_, contents=contents, deadline=term.deadline, at=at)
    dispatch_drafting.revise(round_.dispatch, letter, by=by, at=at)


def _letter(
    round_: Round, *, contents: Sequence[Content], deadline: Deadline, at: datetime
) -> Letter:
    return compose(
        round_,
        contents=contents,
        earlier=history_paragraphs(round_),
        deadline=deadline,
        on=day_in_hanoi(at),
    )


def _refuse_past(deadline: Deadline, at: datetime) -> None:
    if not deadline.accepts(at):
        raise ConsultationRefused(_("Thời hạn «%(phrase)s» đã qua.") % {"phrase": deadline.phrase})


def _refuse_unlawful(wording: Wording, deadline: Deadline) -> None:
    """Opinions on agreements are given in writing, in days from each receipt (law, art. 19.2).

    Law 70/2020/QH14. Of any other matter the call itself names the day.
    """
    if wording.about_agreement and wording.deemed_consent:
        raise ConsultationRefused(
            _("Lấy ý kiến về thỏa thuận quốc tế thì không trả lời không được coi là nhất trí.")
        )
    if deadline.awaits_receipt and not wording.about_agreement:
        raise ConsultationRefused(
            _("Thời hạn tính từ ngày nhận chỉ dùng khi lấy ý kiến về thỏa thuận quốc tế.")
        )
