"""What a mail server's report says became of a mail (RFC 3464): pure, from its words to a verdict.

Whom a refusal is about is decided as for an answer in the conversation itself (couriers/replies).
"""

import re
from enum import Enum

from untilthen.outbox.couriers.replies import Stage, meaning

STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\b(5\d\d)[ -]")
ARRIVED = frozenset({"delivered", "relayed", "expanded"})


class Verdict(Enum):
    """What came of a mail: nothing to note, put off, sent back for now, refused for good."""

    NOTHING = "nothing"
    DELAYED = "delayed"
    SENT_BACK = "sent_back"
    REFUSED = "refused"


def verdict(action: str, status: str, diagnostic: str = "") -> Verdict:
    """Return what a report about one recipient means; the words are those of the report's fields.

    Only what is about the person is for good. A full mailbox is put off, and all else (the way
    there, their system, our standing) is sent back for now: the same mail may pass tomorrow.
    """
    match action.strip().lower():
        case "delayed":
            return Verdict.DELAYED
        case "failed":
            return of_failure(status, diagnostic)
        case _:
            return Verdict.NOTHING


def of_failure(status: str, diagnostic: str) -> Verdict:
    """Return what a failure means, by its status or, where that says nothing, by its reason."""
    found = STATUS.search(status)
    if found is None or (found[2], found[3]) == ("0", "0"):
        found = STATUS.search(diagnostic) or found
    code = CODE.search(diagnostic)
    if found is None:
        return of_answer(int(code[1]), "") if code else Verdict.NOTHING
    if found[1] == "2":
        return Verdict.NOTHING
    if found[1] == "4":
        return Verdict.DELAYED if found[0].endswith(".2.2") else Verdict.SENT_BACK
    plain = (found[2], found[3]) == ("0", "0")
    return of_answer(int(code[1]) if code else 550, "" if plain else found[0])


def of_answer(code: int, status: str) -> Verdict:
    """Return what a server's no to a recipient means."""
    if status.endswith(".2.2") or (code == 552 and not status):
        return Verdict.DELAYED
    said = meaning(Stage.RECIPIENT, 550 if status else code, status.encode())
    return Verdict.REFUSED if said.permanent else Verdict.SENT_BACK


def of_all(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict over a report's recipients: one that was reached outweighs the others.

    A mail of ours goes to one person; several recipients are where their address leads on to.
    """
    return min(verdicts, key=ORDER.index, default=Verdict.NOTHING)


ORDER = [Verdict.NOTHING, Verdict.DELAYED, Verdict.SENT_BACK, Verdict.REFUSED]
