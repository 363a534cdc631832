"""Ana's plan as contexts: one sample for every page and mail, for gallery.py and the tests."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from untilthen.sealing.closing import Note, armored
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.sign import SigningKey

BERLIN = ZoneInfo("Europe/Berlin")
ZONE = "Europe/Berlin"
LINK = "https://until-then.example.org/k/7Qm2vX9cT4hLzR8sYw3BnE6dJf5aKpUg"


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of 2027 in Berlin."""
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)


KEEPERS = [
    {
        "number": 1,
        "name": "Ben",
        "address": "ben@example.org",
        "state": "promised",
        "since": at(2, 1),
        "proven_at": at(2, 1),
        "city": "Berlin",
    },
    {
        "number": 2,
        "name": "Chidi",
        "address": "chidi@example.org",
        "state": "promised",
        "since": at(2, 2),
        "leaves_at": at(3, 8),
        "city": "Lagos",
    },
    {
        "number": 3,
        "name": "Dara",
        "address": "dara@example.org",
        "state": "talks_first",
        "since": at(2, 3),
        "city": "Berlin",
    },
    {
        "number": 4,
        "name": "Farah",
        "address": "farah@example.org",
        "state": "invited",
        "since": at(2, 6),
        "expires_at": at(2, 20),
        "city": "Toronto",
    },
]
OTHERS: list[dict[str, Any]] = [
    {"name": "Ben", "answer": "sure", "at": at(4, 16, 11), "phone": "+49 30 5550101"},
    {"name": "Dara", "answer": "keeps_vigil", "held_until": at(4, 20, 19), "phone": ""},
    {"name": "Eli", "answer": "", "phone": "+1 416 555 0104"},
]
STEPS = [
    {"when": at(3, 28), "kind": "check_in"},
    {"when": at(3, 31), "kind": "due"},
    {"when": at(4, 3), "kind": "reminder", "n": 1},
    {"when": at(4, 14), "kind": "vigil", "names": ["Ben", "Chidi", "Dara", "Eli"]},
    {"when": at(4, 17), "kind": "vigil_reminder"},
    {"when": at(4, 17, 20, 30), "kind": "sure", "names": ["Ben", "Dara"]},
    {"when": at(4, 21), "kind": "quiet_wait_mail"},
    {"when": at(4, 25), "kind": "duties", "names": ["Ben", "Chidi", "Dara", "Eli"]},
    {"when": at(4, 25, 10), "kind": "knock", "names": ["Finn"], "count": 1},
    {"when": at(4, 25, 10, 10), "kind": "knock", "names": ["Gita"], "count": 2},
    {"when": at(5, 18), "kind": "closing_notice"},
    {"when": at(5, 25), "kind": "closed"},
]
SET: dict[str, Any] = {
    "number": 1,
    "made_at": at(2, 3, 18),
    "custody": "keepers",
    "kit": "two",
    "needed": 2,
    "held_here": 0,
    "parts": 2,
}
WORDS = "academic acid acne acquire acrobat activity"
SEAL: dict[str, Any] = {
    "set": SET,
    "coming": {**SET, "number": 2, "made_at": at(2, 27, 20), "parts": 3},
    "left": 1,
    "keepers": [
        {
            "person": 1,
            "name": "Ben",
            "fingerprint": WORDS,
            "part": "proven",
            "coming": "given",
            "proven_at": at(2, 4),
            "passkey_at": at(2, 28, 18),
        },
        {"person": 2, "name": "Chidi", "fingerprint": WORDS, "part": "given", "coming": "proven"},
        {"person": 3, "name": "Dara", "fingerprint": WORDS, "part": "", "coming": "given"},
        {"person": 4, "name": "Eli", "fingerprint": "", "part": "", "coming": ""},
    ],
    "solo": False,
    "needed": 2,
    "enough": True,
    "owner_name": "Ana Berg",
    "address": "https://until-then.example.org",
}
DATES = [
    {"when": at(3, 28), "what": "We write to you that your check-in is near."},
    {"when": at(3, 31), "what": "Your check-in day."},
    {"when": at(4, 14), "what": "Without a word from you, we ask your keepers."},
]
WAITING = [
    {"id": 1, "what": "Days between check-ins: 20", "when": at(3, 8)},
    {"id": 2, "what": "Ben is taken off your keepers", "when": at(3, 9)},
]
ZONES = ("Europe/Berlin", "Africa/Lagos")
EVERYONE: dict[str, Any] = {
    "owner": "Ana",
    "keeper": "Chidi",
    "person": "Chidi",
    "zone": ZONE,
    "zones": ZONES,
    "last_heard_at": at(3, 1),
    "due_at": at(3, 31),
    "keepers_asked_at": at(4, 14),
    "ends_at": at(4, 28),
    "vigil_ends_at": at(4, 28),
    "release_at": at(4, 25),
    "until": at(5, 14),
    "stays_until": at(5, 25),
    "destroyed_at": at(5, 25),
    "expires_at": at(2, 20),
    "promised_at": at(2, 2),
    "stopped_at": at(4, 25, 10, 25),
    "asked_again_at": at(5, 2),
    "back_url": "#",
    "sign_in_url": "#",
    "keepers_url": "#",
}

CLOSING_KEY = SigningKey.from_master_key(bytes(32))
NOTE = Note(
    service="until-then.example.org",
    plan="9f2c1a04be",
    armed=datetime(2026, 11, 1, 9, tzinfo=UTC),
    heard=datetime(2027, 3, 1, 8, tzinfo=UTC),
    release=datetime(2027, 4, 25, 7, tzinfo=UTC),
    closed=datetime(2027, 5, 25, 7, tzinfo=UTC),
    letters=6,
    sheets=6,
    deliveries=7,
    lines=83,
    head=sha256(b"head").hexdigest(),
    files=tuple(sorted(sha256(b"%d" % number).hexdigest() for number in range(7))),
)
MAIL = {
    **EVERYONE,
    "link": LINK,
    "help_link": "https://until-then.example.org/help/",
    "chain_head": "4be0a9c71f",
    "n": 3,
    "keepers": ["Ben", "Chidi", "Dara", "Eli"],
    "next_reminder_at": None,
    "sure": ["Ben", "Dara"],
    "change": "promised",
    "promised": 3,
    "needed": 2,
    "why": "",
    "opened_by": "",
    "reported": "Dara",
    "by": "Ben",
    "people": ["Finn", "Gita", "Hana", "Ivo"],
    "count": 2,
    "closes_at": at(5, 25),
    "letters": 2,
    "phone": "+49 30 5550101",
    "more_later": False,
    "then": "release",
    "unknown": False,
    "sealed": False,
    "for_owner": False,
    "as_keeper": True,
    "part": False,
    "opened": False,
    "away_from": date(2027, 3, 20),
    "back_at": date(2027, 4, 10),
    "days": 21,
    "next_at": at(4, 18),
    "since": at(4, 25),
    "code": "4711",
    "note": armored(NOTE, CLOSING_KEY),
    "signed_by": fingerprint(CLOSING_KEY.public),
    "waiting": "keeper",
    "word": "asked",
    "about_you": False,
    "begins_at": at(3, 8),
    "guards": "Finn",
    "knock_at": at(4, 26, 10),
    "given_back": "Ben",
    "our_address": "until-then@example.org",
}
TO_OWNER = (
    "nudge",
    "nudge_test",
    "check_in",
    "reminder",
    "owner_warning",
    "quiet_wait",
    "paused",
    "keeper_change",
)


def mail(about: str) -> dict[str, Any]:
    """Return the context of one mail, addressed to who would get it."""
    if about in TO_OWNER:
        return {**MAIL, "person": "Ana", "zones": (ZONE, ZONE)}
    if about in ("knock", "own_key", "guardian", "given_back"):
        return {
            **MAIL,
            "owner": "Ana Berg",
            "person": "Gita",
            "keeper": "Ben",
            "chain_head": "",
            "zones": (ZONE, "Asia/Kolkata"),
        }
    return {**MAIL, "keeper": "Ben"}
