"""What a keeper's part key signs: "I have it" (a drill) and "I am sure", as lines of text.

One statement has one spelling: what is read must be what would be written.
"""

import base64
import re
from dataclasses import dataclass
from datetime import datetime

from untilthen.sealing import instants
from untilthen.sealing.errors import UnreadableStatement
from untilthen.sealing.fields import PLAN, RECIPIENT

NONCE_BYTES = 32
_DRILL = "until-then drill v1"
_SURE = "until-then sure v1"
_NUMBER = "0|[1-9][0-9]{0,8}"
_FORM = re.compile(
    rf"(?P<kind>{_DRILL}|{_SURE})\n"
    rf"origin: (?P<origin>https?://[!-~]+)\nplan: (?P<plan>{PLAN.pattern})\n"
    rf"set: (?P<set>{_NUMBER})\nperson: (?P<person>{_NUMBER})\n"
    rf"(?:vigil: (?P<vigil>{_NUMBER})\nrelease: (?P<release>{RECIPIENT.pattern})\n)?"
    rf"nonce: (?P<nonce>[A-Za-z0-9_-]{{43}})\nexpires: (?P<expires>{instants.PATTERN.pattern})\n"
)


@dataclass(frozen=True, slots=True)
class DrillStatement:
    """What says "I have it": which part, asked by whom, good once and until `expires`."""

    origin: str
    plan: str
    set: int
    person: int
    nonce: bytes
    expires: datetime

    def to_bytes(self) -> bytes:
        """Return the lines that are signed."""
        return _lines(_DRILL, [*_which(self), *_until(self)])

    @classmethod
    def parse(cls, content: bytes) -> "DrillStatement":
        """Return the drill that `content` is; UnreadableStatement if it is none."""
        found = parse(content)
        if not isinstance(found, cls):
            raise UnreadableStatement
        return found


@dataclass(frozen=True, slots=True)
class SureStatement:
    """What says "I am sure": of which vigil, and the release key the part is sealed to."""

    origin: str
    plan: str
    set: int
    person: int
    vigil: int
    release: str
    nonce: bytes
    expires: datetime

    def to_bytes(self) -> bytes:
        """Return the lines that are signed."""
        vigil = [("vigil", self.vigil), ("release", self.release)]
        return _lines(_SURE, [*_which(self), *vigil, *_until(self)])

    @classmethod
    def parse(cls, content: bytes) -> "SureStatement":
        """Return the "I am sure" that `content` is; UnreadableStatement if it is none."""
        found = parse(content)
        if not isinstance(found, cls):
            raise UnreadableStatement
        return found


def parse(content: bytes) -> DrillStatement | SureStatement:
    """Return the statement that `content` is; UnreadableStatement if it is none of ours."""
    found = _FORM.fullmatch(content.decode("latin-1"))
    expires = instants.read(found["expires"]) if found else None
    if found is None or expires is None:
        raise UnreadableStatement
    nonce = base64.urlsafe_b64decode(found["nonce"] + "=")
    origin, plan, number, person = found.group("origin", "plan", "set", "person")
    statement: DrillStatement | SureStatement
    if found["kind"] == _DRILL:
        statement = DrillStatement(origin, plan, int(number), int(person), nonce, expires)
    else:
        vigil, release = int(found["vigil"] or 0), found["release"] or ""
        statement = SureStatement(
            origin, plan, int(number), int(person), vigil, release, nonce, expires
        )
    if statement.to_bytes() != content:
        raise UnreadableStatement
    return statement


def to_line(statement: bytes) -> str:
    """Return a statement as the one line in which a drill by hand travels."""
    return base64.urlsafe_b64encode(statement).decode("ascii").rstrip("=")


def from_line(line: str) -> bytes:
    """Return the statement in a line, white space around it aside; or UnreadableStatement."""
    text = line.strip()
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text) or len(text) % 4 == 1:
        raise UnreadableStatement
    statement = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    parse(statement)
    return statement


def _which(statement: DrillStatement | SureStatement) -> list[tuple[str, object]]:
    plan, number = statement.plan, statement.set
    named = [("origin", statement.origin), ("plan", plan), ("set", number)]
    return [*named, ("person", statement.person)]


def _until(statement: DrillStatement | SureStatement) -> list[tuple[str, object]]:
    nonce = base64.urlsafe_b64encode(statement.nonce).decode("ascii").rstrip("=")
    return [("nonce", nonce), ("expires", instants.write(statement.expires))]


def _lines(title: str, fields: list[tuple[str, object]]) -> bytes:
    lines = [title, *(f"{name}: {value}" for name, value in fields), ""]
    return "\n".join(lines).encode("ascii")
