"""The words of the rules: in which states a plan can be, what can happen to it, what is written
about.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a plan stands. The names are those of docs/words.md."""

    DRAFT = "draft"
    LIVING = "living"
    DUE = "due"
    OVERDUE = "overdue"
    PAUSED = "paused"
    VIGIL = "vigil"
    ON_HOLD = "on_hold"
    QUIET_WAIT = "quiet_wait"
    DELIVERING = "delivering"
    GOODBYES = "goodbyes"
    STOPPED = "stopped"
    CAME_BACK = "came_back"
    CLOSED = "closed"


WATCHED = frozenset({State.LIVING, State.DUE, State.OVERDUE, State.PAUSED})
"""The owner answers, or has only just begun not to: nobody else is asked."""
ASKING = frozenset({State.VIGIL, State.ON_HOLD})
RELEASED = frozenset({State.DELIVERING, State.GOODBYES})
UNSURE = ASKING | RELEASED | {State.QUIET_WAIT}
"""A press here is a stop (10.1)."""
RESTING = frozenset({State.DRAFT, State.CAME_BACK})


class Event(StrEnum):
    """What can happen to a plan; its value is the `why` of the journal."""

    # the owner
    ARMED = "armed"
    CHECKED_IN = "checked_in"
    PAUSE_SET = "pause_set"
    PRESSED = "pressed_stop"
    PRESSED_AGAIN = "pressed_again"
    SIGNED_IN = "signed_in"
    REARMED = "rearmed"
    # the keepers, counted
    AGREED = "keepers_agreed"
    AGREED_EARLY = "keepers_agreed_early"
    VOUCHED = "keeper_says_alive"
    NOBODY_LEFT = "no_keeper_left"
    # silence, step by step
    AHEAD_DAY = "check_in_ahead"
    DUE_DAY = "due_day"
    OVERDUE_DAY = "not_heard"
    REMINDER_DAY = "reminder_day"
    SIGN_IN_WANTED = "sign_in_wanted"
    NO_SIGN_IN = "no_sign_in"
    NO_SIGN_IN_SOLO = "no_sign_in_solo"
    GRACE_OVER = "grace_over"
    GRACE_OVER_SOLO = "grace_over_solo"
    VIGIL_REMINDER_DAY = "vigil_reminder_day"
    VIGIL_MIDWAY = "vigil_midway"
    VIGIL_OVER = "vigil_over"
    ASK_DAY = "hold_asked"
    HOLD_OVER = "hold_over"
    QUIET_MAIL_DAY = "quiet_mail_day"
    QUIET_OVER = "quiet_wait_over"
    HANDED_OVER = "handed_over"
    LET_GO = "let_go"
    STOP_UNCONFIRMED = "stop_unconfirmed"
    STOP_UNCONFIRMED_SOLO = "stop_unconfirmed_solo"
    ALL_KNOCKED = "all_knocked"
    NOTICE_DAY = "notice_day"
    CLOSING_DAY = "closing_day"
    YEAR_PASSED = "year_passed"
    DORMANT = "dormant"
    DORMANT_OVER = "dormant_over"
    WAITED_ENOUGH = "waited_enough"
    VIGIL_LAPSED = "vigil_lapsed"
    LAPSE_TOLD = "lapse_told"
    OUTAGE_TOLD = "outage_told"
    DUTY_UNTAKEN = "duty_untaken"
    INVITATION_REMINDED = "invitation_reminded"
    INVITATION_EXPIRED = "invitation_expired"
    # what a keeper did, before it is counted
    INVITED = "invited"
    PROMISED = "promised"
    DECLINED = "declined"
    STEPPED_DOWN = "stepped_down"
    TAKEN_OFF = "taken_off"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    UNREACHABLE = "unreachable"
    KEEPS_VIGIL = "keeps_vigil"
    SAID_SURE = "said_sure"
    SAID_SURE_WITHOUT_PART = "said_sure_without_part"
    SAID_ALIVE = "said_alive"
    DOES_NOT_KNOW = "does_not_know"
    OBJECTED = "objected"
    VIGIL_OPENED = "vigil_opened"
    EVERYBODY_TOLD = "everybody_told"
    # what a keeper said of somebody else
    DEATH_REPORTED = "death_reported"
    REPORT_FINAL = "report_final"
    REPORT_UNDONE = "report_undone"
    # the parts of the key
    SET_IN_FORCE = "set_in_force"
    PART_PROVEN = "part_proven"
    STILL_ALL_RIGHT = "still_all_right"
    # what became of mails, and of us
    SETTLED = "settled"
    SENT_BACK = "mail_came_back"
    WERE_AWAY = "were_away"


class About(StrEnum):
    """What a mail is about; design section 5."""

    CHECK_IN = "check_in"
    REMINDER = "reminder"
    OWNER_WARNING = "owner_warning"
    VIGIL = "vigil"
    VIGIL_REMINDER = "vigil_reminder"
    VIGIL_LAPSED = "vigil_lapsed"
    TOLD_LIST = "told_list"
    QUIET_WAIT = "quiet_wait"
    DUTY_SHEET = "duty_sheet"
    KNOCK = "knock"
    HOLD = "hold"
    PAUSED = "paused"
    STOP_QUERY = "stop_query"
    CAME_BACK = "came_back"
    THANKS = "thanks"
    OUTAGE_NOTE = "outage_note"
    CLOSING_NOTICE = "closing_notice"
    CLOSED = "closed"
    INVITATION = "invitation"
    INVITATION_REMINDER = "invitation_reminder"
    PROMISE_RECEIPT = "promise_receipt"
    KEEPER_CHANGE = "keeper_change"
    YEARLY = "yearly"
    PLEASE_PRESS = "please_press"
    CALL_ME = "call_me"
    SECOND_TEST = "second_test"


class LastWord(StrEnum):
    """What the owner chose for a hold that nobody ended (design section 3)."""

    HAND_OVER = "hand_over"
    LET_GO = "let_go"
    RELEASE = "release"
