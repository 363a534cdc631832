"""Read a plan's journal, and find where it was changed."""

from untilthen.journal.models import Chain, Line
from untilthen.sealing import chain
from untilthen.sealing.chain import MARK_LENGTH, ChainLine


def head(plan: int) -> str:
    """Return the first 10 characters of the last line's hash, as printed in mails (P11)."""
    return Chain.objects.values_list("head", flat=True).get(plan=plan)[:MARK_LENGTH]


def lines(plan: int) -> list[Line]:
    """Return the plan's journal, oldest line first."""
    return list(Line.objects.filter(plan=plan).order_by("number"))


def chained(plan: int) -> list[ChainLine]:
    """Return the plan's journal as a chain that stands alone."""
    return [line.chained() for line in lines(plan)]


def first_break(plan: int) -> int | None:
    """Return the number of the first line that does not fit its chain, or None where all do."""
    read = chained(plan)
    broken = chain.first_break(read)
    if broken is not None:
        return broken
    end = Chain.objects.get(plan=plan)
    last = read[-1].hash if read else ""
    return None if (end.length, end.head) == (len(read), last) else len(read) + 1
