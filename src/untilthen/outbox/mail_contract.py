"""What each mail must be told before it can be written.

Every mail knows EVERY below; each `about` adds its own. Dates are aware datetimes or
their ISO form; `zones` is (owner's, reader's). Empty or None only where a line says so.
"""

EVERY = (
    "owner",
    "person",
    "link",
    "help_link",
    "chain_head",
    "zones",
)  # chain_head: "" for readers

NAMES: dict[str, tuple[str, ...]] = {
    # To the owner.
    "check_in": ("due_at", "keepers_asked_at"),
    "reminder": (
        "n",
        "last_heard_at",
        "keepers",
        "keepers_asked_at",
        "next_reminder_at",
    ),  # None: last
    "owner_warning": ("last_heard_at", "keepers", "ends_at"),
    "quiet_wait": ("sure", "last_heard_at", "release_at", "then"),  # sure: names; may be empty
    "paused": ("keeper", "until"),
    "keeper_change": ("keeper", "change", "promised", "needed"),  # change: see keeper_change.html
    "waiting_change": (
        "waiting",
        "word",
        "keeper",
        "about_you",
        "begins_at",
        "until",
    ),  # a keeper_change about a change that waits; waiting, word: see waiting_change.html
    # To the owner and to keepers, as a keeper_change.
    "death_report": ("reported", "by", "change"),  # reported_dead | died | alive_after_all
    "objection": ("keeper", "release_at"),
    # By another way than mail, to the owner and to technical keepers: nothing of the plan in them.
    "nudge": (),
    "nudge_trouble": ("since",),
    "nudge_test": ("code",),  # code: four digits, to be typed on the page
    # To keepers.
    "invitation": ("expires_at",),
    "invitation_reminder": ("expires_at",),
    "promise_receipt": (
        "promised_at",
        "part",
        "our_address",
    ),  # part: a part of the key is here to be shown
    "vigil": (
        "last_heard_at",
        "ends_at",
        "why",
        "opened_by",
    ),  # why: see vigil.html; both may be ""
    "are_you_there": (),  # to a keeper whose death was reported, as a vigil
    "vigil_reminder": ("last_heard_at", "ends_at"),
    "vigil_lapsed": ("keeper", "last_heard_at", "ends_at"),  # keeper: who had kept vigil
    "told_list": ("people", "sure", "release_at", "then", "unknown"),  # then: what follows
    "duty_sheet": ("count", "unknown"),  # unknown: nobody knows of a death
    "stop_query": ("stopped_at", "asked_again_at"),
    "thanks": ("keeper", "until"),  # keeper: who said "alive"
    "frightened": ("keeper",),  # keeper: who was frightened
    "closing_notice": ("closes_at",),
    "call_me": (),  # the owner would like to be called; says nothing of the plan
    "closed": ("note", "signed_by"),  # the closing note as a block of text, six words
    # To readers.
    "knock": (
        "letters",
        "keeper",
        "phone",
        "stays_until",
        "more_later",
        "unknown",
        "sealed",
    ),  # keeper, phone: may be ""
    "guardian": ("guards", "letters", "keeper", "phone", "knock_at", "unknown"),
    "given_back": ("given_back", "letters", "stays_until"),  # given_back: the keeper who had it
    "own_key": (),  # an invitation to make a key of their own
    # To more than one kind.
    "hold": (
        "for_owner",
        "last_heard_at",
        "asked_again_at",
        "ends_at",
    ),  # asked_again_at: may be None
    "came_back": ("as_keeper", "opened"),
    "outage_note": ("as_keeper", "away_from", "back_at", "days", "next_at"),  # next_at: may be None
    "please_press": (),  # to whoever answered a mail of ours by mail
    "yearly": (
        "as_keeper",
        "part",
        "why",
        "until",
        "our_address",
    ),  # part: a keeper is asked to show it; why, until: see yearly.html
}
