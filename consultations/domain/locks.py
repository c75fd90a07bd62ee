"""The one order of writers: first the round, then a unit's part in it."""

from consultations.models import Consultee, Round


def locked_round(round_id: int) -> Round:
    """Return the round with its row locked until the transaction ends.

    Submitting, extending and closing all come through here, so that each sees what the one before
    did. SQLite has no row locks: there BEGIN IMMEDIATE has already made this the only writer.
    """
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("consultation", "dispatch")
        .get(pk=round_id)
    )


def locked_consultee(consultee_id: int) -> Consultee:
    """Return a unit's part with its row locked: its draft is written and submitted one by one."""
    return Consultee.objects.select_for_update(of=("self",), no_key=True).get(pk=consultee_id)
