"""The promises, checked on what really happened; one function per line of docs/promises.md that a
story can show.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from untilthen.journal.queries import first_break
from untilthen.rehearsal.transcript import Line, Transcript

OWNER_MAILS_AT_MOST = 10
VIGIL_MAILS_AT_MOST = 6
VIGIL_MAILS = ("vigil", "vigil_reminder", "vigil_lapsed")
BEFORE_RELEASE = ("quiet_wait",)

Check = Callable[[Transcript], bool]


def broken(transcript: Transcript, plan: int) -> list[str]:
    """Return the promises that this transcript breaks, by number."""
    found = [name for name, check in CHECKS.items() if not check(transcript)]
    return found + ([] if first_break(plan) is None else ["P11"])


def accepted(transcript: Transcript) -> list[Line]:
    """Return the tries that were accepted by mail."""
    return [
        line
        for line in transcript.of_kind("mail")
        if line["outcome"] == "accepted" and line["channel"] == "mail"
    ]


def every_stage_before_release(transcript: Transcript) -> bool:
    """P1: nothing leaves before a quiet wait was begun and its first mail to the owner accepted."""
    owner_warned = False
    for line in transcript.lines:
        if line["kind"] == "mail" and line["about"] == "quiet_wait":
            owner_warned |= line["outcome"] == "accepted"
        if line["kind"] == "state" and line["to"] == "delivering" and line["from"] != "quiet_wait":
            return False
        if line["kind"] == "mail" and line["about"] in ("knock", "duty_sheet") and not owner_warned:
            return False
    return True


def nothing_after_a_stop(transcript: Transcript) -> bool:
    """P3: from a stop until a new release, no knock and no duty sheet is sent."""
    stopped = False
    for line in transcript.lines:
        if line["kind"] == "state":
            stopped = line["to"] in ("stopped", "came_back") or (
                stopped and line["to"] != "delivering"
            )
        elif line["kind"] == "mail" and line["about"] in ("knock", "duty_sheet") and stopped:
            return False
    return True


def no_letter_lost(transcript: Transcript) -> bool:
    """P8: whatever was queued is settled before goodbyes begin, unless it was withdrawn."""
    state: dict[tuple[str, str], str] = {}
    for line in transcript.of_kind("delivery"):
        state[line["letter"], line["to"]] = line["state"]
    closed = any(line["to"] == "closed" for line in transcript.of_kind("state"))
    return not closed or "queued" not in state.values()


def one_knock_each(transcript: Transcript) -> bool:
    """P9: a person's knocks have one Message-ID a delivery date, and a letter is knocked once a
    release.
    """
    knocks = [line for line in accepted(transcript) if line["about"] == "knock"]
    counted = Counter((line["to"], line["message_id"]) for line in knocks)
    return all(times == 1 for times in counted.values())


def budgets_hold(transcript: Transcript) -> bool:
    """P10: at most ten mails to the owner from the first check-in mail to release, six a vigil to a
    keeper.
    """
    owner: set[str] = set()
    vigils: Counter[str] = Counter()
    for line in transcript.lines:
        if line["kind"] == "state" and line["to"] in ("living", "paused", "vigil"):
            vigils.clear()
            owner = owner if line["to"] == "vigil" else set()
        if line["kind"] != "mail" or line["outcome"] != "accepted" or line["channel"] != "mail":
            continue
        if line["about"] in VIGIL_MAILS:
            vigils[line["to"]] += 1
        if line["about"] in OWNER_ABOUTS or line["about"].startswith("reminder_"):
            owner.add(line["message_id"])
    return len(owner) <= OWNER_MAILS_AT_MOST and max(vigils.values(), default=0) <= 6


def silent_after_closing(transcript: Transcript) -> bool:
    """P10: after the closing nobody is written to but with the last note."""
    closed_at: datetime | None = None
    for line in transcript.lines:
        at = datetime.fromisoformat(line["at"])
        if line["kind"] == "state" and line["to"] == "closed":
            closed_at = at
        if line["kind"] == "mail" and closed_at and line["about"] != "closed":
            return False
    return True


OWNER_ABOUTS = ("check_in", "owner_warning", "quiet_wait")
CHECKS: dict[str, Check] = {
    "P1": every_stage_before_release,
    "P3": nothing_after_a_stop,
    "P8": no_letter_lost,
    "P9": one_knock_each,
    "P10": lambda transcript: budgets_hold(transcript) and silent_after_closing(transcript),
}
