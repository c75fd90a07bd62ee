"""Two relations with one partner become one (nhập quan hệ): both histories stay, told as one.

Where one partner had two records they were one all along; where a unit followed another that had
the same partner, they are one from that day on.
"""

from datetime import date, datetime

from accounts.actors import Actor
from partners.domain.relations import enter_stage
from partners.enums import FURTHER, Stage
from partners.models import Relation, RelationSnooze


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
    ended = max(on, relation.stage_since or on) if on else relation.stage_since
    why = f"Nhập vào quan hệ «{survivor}» {occasion}."
    enter_stage(relation, Stage.ENDED, ended, why, by=by, at=at)
    _keep_further_stage(survivor, relation, occasion, on, by=by, at=at)
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


def both_texts(ours: str, theirs: str) -> str:
    """Return what either says, each line of thought once."""
    return "\n".join(dict.fromkeys(text for text in (ours, theirs) if text))


def _rank(relation: Relation) -> int:
    return FURTHER.index(Stage(relation.stage))


def _ordinal(day: date | None) -> int:
    return (day or date.max).toordinal()


def _keep_further_stage(
    survivor: Relation,
    relation: Relation,
    occasion: str,
    on: date | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Enter the further stage in the newest place: on its own day, or on that of the joining.

    Of two records the stage was reached on its own day. What another unit had reached before the
    two became one is the survivor's from that day on only.
    """
    kept = further(survivor, relation)
    since = kept.stage_since
    if on:
        since = max(on, survivor.stage_since or on)
        if _rank(relation) <= _rank(survivor):
            return
    if survivor.stage == relation.stage and survivor.stage_since == since:
        return
    survivor.stage, survivor.stage_since = kept.stage, since
    why = f"Giữ giai đoạn của quan hệ «{kept}» {occasion}."
    enter_stage(survivor, Stage(kept.stage), since, why, by=by, at=at)
