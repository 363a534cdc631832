"""What can happen in a story, and which further keys each happening needs (design section 5)."""

WORLD = "world"
OWNER_VERBS = {
    "checks_in": (),
    "pauses": ("until",),
    "stops": (),
    "signs_in": (),
    "rearms": (),
    "invites": ("keeper",),
}
KEEPER_VERBS = {
    "promises": (),
    "declines": (),
    "is_sure": (),
    "says_alive": (),
    "does_not_know": (),
    "keeps_vigil": (),
    "steps_down": (),
    "reports_death_of": ("person",),
    "confirms_report": ("person",),
    "denies_report": ("person",),
    "objects": (),
    "opens_vigil": (),
    "ticks_told": ("person",),
    "takes": ("duty",),
    "passes": ("duty",),
}
RECIPIENT_VERBS = {
    "opens": ("letter",),
    "refuses": ("letter",),
    "later": (),
    "gives_to_keeper": ("letter", "keeper"),
    "says_goodbye": (),
    "reports_harassment": (),
}
WORLD_VERBS = {
    "server_down": ("until",),
    "mail_refused": ("until",),
    "mail_unclear": ("until",),
    "bounces": ("person",),
    "clock_jumps": ("to", "until"),
    "restored": ("backup_of",),
    "scanner_visits": ("person",),
    "crash": ("after",),
}
KEYS_OF_VERB: dict[str, tuple[str, ...]] = {
    **OWNER_VERBS,
    **KEEPER_VERBS,
    **RECIPIENT_VERBS,
    **WORLD_VERBS,
}
NOT_YET = frozenset({"clock_jumps", "restored", "scanner_visits"})
"""Verbs of a story whose rules are still to come; a story with one is refused, not half played."""
