"""Two ways to do the same work, taken in turn, so that a busy moment meets both."""

import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Way:
    """One way to do the work; what `prepare` does is not counted."""

    prepare: Callable[[], None]
    work: Callable[[], None]


@dataclass(frozen=True)
class Times:
    """How long each round took, in seconds."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the time that half of the rounds stayed below."""
        return statistics.median(self.seconds)

    def as_rates(self, megabytes: float) -> str:
        """Return median, least and most in MB/s, for a round that moves so many megabytes."""
        rates = (megabytes / each for each in (self.median, max(self.seconds), min(self.seconds)))
        median, least, most = (f"{rate:.0f}" for rate in rates)
        return f"{median:>6} MB/s  ({least} to {most})"


def race(ways: Mapping[str, Way], rounds: int) -> dict[str, Times]:
    """Do each of `ways` once to warm up, then in turn for `rounds` rounds; return their times."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            way.prepare()
            began = perf_counter()
            way.work()
            if number:
                taken[name].append(perf_counter() - began)
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}


def tell(line: str) -> None:
    """Write one line of a result."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
