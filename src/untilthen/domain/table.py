"""The table: what can happen to a plan in each state, what it becomes, and what is then owed.

No row, no change. Who may bring an event about stands in acts.py and keeper_acts.py, when silence
does in timetable.py.
"""

from dataclasses import dataclass

from untilthen.domain.effects import (
    Destroy,
    DropAnswers,
    Effect,
    GiveBack,
    Group,
    HandOver,
    Mail,
    Release,
    ShutDoors,
    TakeBack,
)
from untilthen.domain.states import About, Event, State


@dataclass(frozen=True)
class Row:
    """What becomes of a plan, what is owed, and whether this begins the state afresh."""

    then: State
    owes: tuple[Effect, ...] = ()
    afresh: bool = True


L, D, OV, P = State.LIVING, State.DUE, State.OVERDUE, State.PAUSED
V, H, Q = State.VIGIL, State.ON_HOLD, State.QUIET_WAIT
DG, GB = State.DELIVERING, State.GOODBYES
ST, CB, DR, CL = State.STOPPED, State.CAME_BACK, State.DRAFT, State.CLOSED
E = Event

ONCE_MORE = Mail(About.VIGIL, Group.REPORTED, counted=False)
ASK = (Mail(About.OWNER_WARNING, Group.OWNER), Mail(About.VIGIL, Group.KEEPERS), ONCE_MORE)
REMIND = (Mail(About.VIGIL_REMINDER, Group.UNANSWERED),)
MIDWAY = (Mail(About.OWNER_WARNING, Group.OWNER), *REMIND)
WAIT = (
    TakeBack(),
    Mail(About.QUIET_WAIT, Group.OWNER),
    Mail(About.TOLD_LIST, Group.KEEPERS),
    ONCE_MORE,
)
WAIT_ALONE = (Mail(About.QUIET_WAIT, Group.OWNER),)
VOUCHED = (
    TakeBack(),
    GiveBack(),
    DropAnswers(),
    Mail(About.PAUSED, Group.OWNER, counted=False),
    Mail(About.THANKS, Group.KEEPERS, after=60, counted=False),
)
STOP = (
    TakeBack(),
    ShutDoors(),
    DropAnswers(),
    Mail(About.STOP_QUERY, Group.KEEPERS, after=60, counted=False),
)
BACK = (
    TakeBack(),
    ShutDoors(),
    GiveBack(),
    DropAnswers(),
    Mail(About.CAME_BACK, Group.KEEPERS, after=60, counted=False),
)
ASK_ABOUT_PRESS = (Mail(About.STOP_QUERY, Group.KEEPERS, after=60, counted=False),)
NOTICE = (Mail(About.CLOSING_NOTICE, Group.KEEPERS),)
LAST_NOTE = (Mail(About.CLOSED, Group.KEEPERS, counted=False), Destroy())
YEARLY = (Mail(About.YEARLY, Group.OWNER),)
NOBODY = (Mail(About.HOLD, Group.OWNER),)

# fmt: off
TABLE: dict[tuple[State, Event], Row] = {
    (DR, E.ARMED):                 Row(L),
    (DR, E.YEAR_PASSED):           Row(DR, YEARLY, afresh=False),
    (DR, E.DORMANT):               Row(DR, YEARLY, afresh=False),
    (DR, E.DORMANT_OVER):          Row(CL, LAST_NOTE),

    (L, E.AHEAD_DAY):              Row(L, (Mail(About.CHECK_IN, Group.OWNER),), afresh=False),
    (L, E.DUE_DAY):                Row(D, (Mail(About.CHECK_IN, Group.OWNER),)),
    (P, E.AHEAD_DAY):              Row(P, (Mail(About.CHECK_IN, Group.OWNER),), afresh=False),
    (P, E.DUE_DAY):                Row(D, (Mail(About.CHECK_IN, Group.OWNER),)),
    (D, E.OVERDUE_DAY):            Row(OV, (Mail(About.REMINDER, Group.OWNER),)),
    (OV, E.REMINDER_DAY):          Row(OV, (Mail(About.REMINDER, Group.OWNER),), afresh=False),
    (OV, E.GRACE_OVER):            Row(V, ASK),
    (OV, E.GRACE_OVER_SOLO):       Row(Q, WAIT_ALONE),

    (V, E.VIGIL_REMINDER_DAY):     Row(V, REMIND, afresh=False),
    (V, E.VIGIL_MIDWAY):           Row(V, MIDWAY, afresh=False),
    (V, E.VIGIL_OVER):             Row(H, (DropAnswers(), *NOBODY)),
    (V, E.NOBODY_LEFT):            Row(H, (DropAnswers(), *NOBODY)),
    (H, E.ASK_DAY):                Row(H, (Mail(About.HOLD, Group.KEEPERS),), afresh=False),
    (H, E.HOLD_OVER):              Row(Q, WAIT),
    (V, E.AGREED):                 Row(Q, WAIT),
    (H, E.AGREED):                 Row(Q, WAIT),
    (V, E.VOUCHED):                Row(P, VOUCHED),
    (H, E.VOUCHED):                Row(P, VOUCHED),

    (Q, E.QUIET_MAIL_DAY):         Row(Q, (Mail(About.QUIET_WAIT, Group.OWNER),), afresh=False),
    (Q, E.VOUCHED):                Row(P, VOUCHED),
    (Q, E.QUIET_OVER):             Row(DG, (Release(),)),
    (Q, E.HANDED_OVER):            Row(DG, (HandOver(),)),
    (Q, E.LET_GO):                 Row(CL, LAST_NOTE),
    (DG, E.ALL_KNOCKED):           Row(GB),
    (GB, E.NOTICE_DAY):            Row(GB, NOTICE, afresh=False),
    (GB, E.CLOSING_DAY):           Row(CL, LAST_NOTE),

    (ST, E.PRESSED):               Row(ST, afresh=False),
    (ST, E.STOP_UNCONFIRMED):      Row(V, ASK),
    (ST, E.STOP_UNCONFIRMED_SOLO): Row(OV, (Mail(About.REMINDER, Group.OWNER),)),
    (ST, E.NOBODY_LEFT):           Row(H, NOBODY),
    (CB, E.REARMED):               Row(L),
    (CB, E.SIGNED_IN):             Row(CB, afresh=False),
    (CB, E.YEAR_PASSED):           Row(CB, YEARLY, afresh=False),
    (CB, E.DORMANT):               Row(CB, YEARLY, afresh=False),
    (CB, E.DORMANT_OVER):          Row(CL, LAST_NOTE),
}
for watched in (L, D, OV, P):
    TABLE |= {
        (watched, E.CHECKED_IN):     Row(L, (TakeBack(), DropAnswers())),
        (watched, E.SIGNED_IN):      Row(L, (TakeBack(), GiveBack(), DropAnswers())),
        (watched, E.PAUSE_SET):      Row(P, (TakeBack(), DropAnswers())),
        (watched, E.AGREED_EARLY):   Row(Q, WAIT),
        (watched, E.SIGN_IN_WANTED): Row(watched, YEARLY, afresh=False),
        (watched, E.NO_SIGN_IN):     Row(V, ASK),
        (watched, E.VIGIL_OPENED):   Row(V, ASK),
        (watched, E.NO_SIGN_IN_SOLO): Row(Q, WAIT_ALONE),
        (watched, E.NOBODY_LEFT):    Row(H, NOBODY),
    }
for unsure in (V, H, Q, DG, GB):
    TABLE |= {
        (unsure, E.PRESSED):         Row(ST, STOP),
        (unsure, E.PRESSED_AGAIN):   Row(unsure, ASK_ABOUT_PRESS, afresh=False),
        (unsure, E.SIGNED_IN):       Row(CB, BACK),
    }
for told in (DG, GB, ST):
    TABLE |= {(told, E.VOUCHED):     Row(CB, BACK)}
TABLE |= {(ST, E.SIGNED_IN):         Row(CB, BACK)}
# fmt: on
