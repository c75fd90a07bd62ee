"""The states of an agreement, and which can ever follow which: the bounds of every law.

The database refuses every other step (migration 0012). Which of these steps the law of a level and
day has, in which order, what each needs and who must be asked is dated data
(`data/agreement_law.json`, read by partners.rules.law).
"""

from partners.agreement_enums import Purpose, State

TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.IDEA: (State.DRAFTING, State.STOPPED),
    State.DRAFTING: (State.CONSULTING, State.STOPPED),
    State.CONSULTING: (State.SUBMITTED, State.DISAGREED, State.DRAFTING, State.STOPPED),
    State.DISAGREED: (State.SUBMITTED, State.DRAFTING, State.STOPPED),
    State.SUBMITTED: (State.PERMITTED, State.DRAFTING, State.STOPPED),
    State.PERMITTED: (State.SIGNED, State.STOPPED),
    State.SIGNED: (State.IN_FORCE,),
    State.IN_FORCE: (
        State.IMPLEMENTING,
        State.SUSPENDED,
        State.ENDED,
        State.WITHDRAWN,
        State.EXPIRED,
    ),
    State.IMPLEMENTING: (State.SUSPENDED, State.ENDED, State.WITHDRAWN, State.EXPIRED),
    State.SUSPENDED: (State.IN_FORCE, State.ENDED, State.WITHDRAWN, State.EXPIRED),
    State.ENDED: (),
    State.WITHDRAWN: (),
    State.EXPIRED: (),
    State.STOPPED: (),
}
FINAL = tuple(state for state, following in TRANSITIONS.items() if not following)
# The text binds: its term runs, its reports are due.
BINDING = (State.IN_FORCE, State.IMPLEMENTING, State.SUSPENDED)
BEFORE_SIGNING = (
    State.IDEA,
    State.DRAFTING,
    State.CONSULTING,
    State.DISAGREED,
    State.SUBMITTED,
    State.PERMITTED,
)
# Nobody has been asked yet what to think of the text.
BEING_WRITTEN = (State.IDEA, State.DRAFTING)
# The letter with which a round asks for opinions is written on the draft, before the step that
# cites it; further bodies may be asked while opinions are awaited (Law 70/2020/QH14, art. 19).
ASKED_BY_ROUND = (State.DRAFTING, State.CONSULTING)
# Of what was never signed nothing is written any more; what has ended is still to be reported.
WITHOUT_LETTERS = (State.STOPPED,)
# An agreement that was signed before the portal knew it enters the course here.
RECORDABLE = (
    State.SIGNED,
    State.IN_FORCE,
    State.IMPLEMENTING,
    State.SUSPENDED,
    State.ENDED,
    State.WITHDRAWN,
    State.EXPIRED,
)
# What has to be asked anew before the step (Law 70/2020/QH14, art. 19, 34).
PURPOSES = {
    State.SUBMITTED: Purpose.CONCLUDE,
    State.DISAGREED: Purpose.CONCLUDE,
    State.SUSPENDED: Purpose.SUSPEND,
    State.ENDED: Purpose.END,
    State.WITHDRAWN: Purpose.END,
}


def may_follow(before: State, after: State) -> bool:
    """Return whether one step can lead from one state to the other under any law."""
    return after in TRANSITIONS[before]
