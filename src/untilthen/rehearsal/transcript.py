"""What happened in a story, as lines in time order; at one instant, states before mails."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

ORDER = ("refused", "keeper", "state", "mail", "delivery", "duty")
Line = dict[str, Any]


@dataclass
class Transcript:
    """Collects lines; those of one instant are put in order when it is over."""

    zone: str
    lines: list[Line] = field(default_factory=list)
    pending: list[tuple[datetime, Line, tuple[int, ...]]] = field(default_factory=list)

    def add(self, at: datetime, kind: str, place: int = 0, **rest: object) -> None:
        """Add a line; `place` orders lines of one kind at one instant."""
        line: Line = {"at": at.astimezone(ZoneInfo(self.zone)).isoformat(), "kind": kind, **rest}
        self.pending.append((at, line, (ORDER.index(kind), place)))

    def settle(self) -> None:
        """Put the lines added so far in order."""
        self.pending.sort(key=lambda each: (each[0], each[2]))
        self.lines.extend(line for _, line, _ in self.pending)
        self.pending.clear()

    def of_kind(self, kind: str) -> list[Line]:
        """Return the settled lines of one kind."""
        return [line for line in self.lines if line["kind"] == kind]


def as_json(line: Mapping[str, object]) -> str:
    """Return one line as a JSON object."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def as_text(line: Line) -> str:
    """Return one line for people to read."""
    if line["kind"] == "totals":
        return totals_text(line)
    at = datetime.fromisoformat(line["at"])
    return f"{at:%a %d %b %Y %H:%M}  {WORDS[line['kind']].format_map(Blank(line))}".rstrip()


class Blank(dict[str, Any]):
    """A mapping in which what is missing is blank."""

    def __missing__(self, _key: str) -> str:
        return ""


WORDS = {
    "state": "{from} -> {to} ({why})",
    "mail": "mail to {to}: {about}, {outcome} (try {try}, {channel})",
    "keeper": "{who}: {state}",
    "delivery": "letter {letter} for {to}: {state}",
    "duty": "duty {duty}: {state}, {who}",
    "refused": "{who} cannot: {does} ({why})",
}


def totals_text(line: Line) -> str:
    """Return the totals for people to read."""
    mails = ", ".join(f"{name} {count}" for name, count in line["mails"].items())
    deliveries = ", ".join(f"{name} {state}" for name, state in line["deliveries"].items())
    broken = ", ".join(line["promises_broken"]) or "none"
    return (
        f"\nin the end: {line['state']}\nmails: {mails or 'none'}\n"
        f"letters: {deliveries or 'none'}\npromises broken: {broken}"
    )
