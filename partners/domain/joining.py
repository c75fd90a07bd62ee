"""Two relations with one partner become one (nhập quan hệ): both histories stay, told as one.

Where one partner had two records they were one all along; where a unit followed another that had
the same partner, they are one from that day on.

That it is in force stays the word of a unit alone (đơn vị tự ghi) until the department confirms it;
what was confirmed of either is confirmed of the one that they become.
"""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.actors import Actor
from districts.models import District
from partners.domain.relations import enter_stage, write_stage
from partners.enums import FURTHER, IN_FORCE, Stage
from partners.models import Relation, RelationSnooze, RelationStage


def join(
    survivor: Relation,
    relation: Relation,
    occasion: str,
    *,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """End a relation on its own record; the survivor keeps the further stage of the two.

    The joined relation is ended, so whoever counts relations in force counts it once. `on` is the
    day from which they are one, None for two records of one relation; `occasion` says «khi …» in
    the history, which is never translated. Called with both rows locked.
    """
    kept = _kept(survivor, relation, on)
    ended = max(on, relation.stage_since or on) if on else relation.stage_since
    why = f"Nhập vào quan hệ «{survivor}» {occasion}."
    enter_stage(relation, Stage.ENDED, ended, why, by=by, at=at)
    if kept:
        _enter_kept(survivor, kept, occasion, by=by, at=at)
    survivor.note = both_texts(survivor.note, relation.note)
    survivor.version += 1
    survivor.save(update_fields=["stage", "stage_since", "note", "version"])
    survivor.fields.add(*relation.fields.all())
    RelationSnooze.objects.filter(relation=relation).update(relation=survivor)
    Relation.objects.filter(joined_into=relation).update(joined_into=survivor)
    Relation.objects.filter(pk=relation.pk).update(
        joined_into=survivor, joined_at=at, stage=Stage.ENDED
    )


def further(survivor: Relation, relation: Relation) -> Relation:
    """Return the one whose stage is further; of two at the same stage, who came to it first."""
    return max(
        survivor,
        relation,
        key=lambda each: (_rank(each), -_ordinal(each.stage_since)),
    )


def word_kept(survivor: Relation, relation: Relation) -> District | None:
    """Return the unit on whose word alone the one that they become is in force, or None."""
    newest = [_newest(survivor), _newest(relation)]
    if any(entry.stage in IN_FORCE and entry.said_by_id is None for entry in newest if entry):
        return None
    return _word(further(survivor, relation))


def both_texts(ours: str, theirs: str) -> str:
    """Return what either says, each line of thought once."""
    return "\n".join(dict.fromkeys(text for text in (ours, theirs) if text))


def _rank(relation: Relation) -> int:
    return FURTHER.index(Stage(relation.stage))


def _ordinal(day: date | None) -> int:
    return (day or date.max).toordinal()


@dataclass(frozen=True)
class _Kept:
    """What the survivor's history says in its newest place, and on whose word alone."""

    of: Relation
    since: date | None
    said_by: District | None


def _kept(survivor: Relation, relation: Relation, on: date | None) -> _Kept | None:
    """Return the further stage, on its own day or on that of the joining; None if it stands there.

    Of two records the stage was reached on its own day. What another unit had reached before the
    two became one is the survivor's from that day on only.
    """
    of = further(survivor, relation)
    word = word_kept(survivor, relation)
    since = of.stage_since
    stands = survivor.stage == relation.stage and survivor.stage_since == since
    if on:
        since = max(on, survivor.stage_since or on)
        stands = _rank(relation) <= _rank(survivor)
    if stands and (word is not None or _word(survivor) is None):
        return None
    return _Kept(of, since, word)


def _newest(relation: Relation) -> RelationStage | None:
    return relation.stages.counted().last()


def _word(relation: Relation) -> District | None:
    entry = _newest(relation)
    return entry.said_by if entry else None


def _enter_kept(survivor: Relation, kept: _Kept, occasion: str, *, by: Actor, at: datetime) -> None:
    survivor.stage, survivor.stage_since = kept.of.stage, kept.since
    why = f"Giữ giai đoạn của quan hệ «{kept.of}» {occasion}."
    # Whoever joins the two has confirmed nothing by that.
    write_stage(survivor, Stage(kept.of.stage), kept.since, why, kept.said_by, by=by, at=at)
