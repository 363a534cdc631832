"""Read a plan's journal, and find where it was changed."""

from untilthen.journal.actions import line_hash
from untilthen.journal.models import Chain, Line

HEAD_LENGTH = 10


def head(plan: int) -> str:
    """Return the first 10 characters of the last line's hash, as printed in mails (P11)."""
    return Chain.objects.values_list("head", flat=True).get(plan=plan)[:HEAD_LENGTH]


def lines(plan: int) -> list[Line]:
    """Return the plan's journal, oldest line first."""
    return list(Line.objects.filter(plan=plan).order_by("number"))


def first_break(plan: int) -> int | None:
    """Return the number of the first line that does not fit its chain, or None where all do."""
    previous = ""
    read = lines(plan)
    for number, line in enumerate(read, start=1):
        if line.number != number or line.previous != previous or line.hash != line_hash(line):
            return number
        previous = line.hash
    chain = Chain.objects.get(plan=plan)
    return None if (chain.length, chain.head) == (len(read), previous) else len(read) + 1
