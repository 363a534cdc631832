"""A second way to reach somebody, as one line: an address at another mail provider, or a URL of a
messenger as Apprise takes it. URLs hold secrets: they are asked about, never shown again in full.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from untilthen.outbox.ringing import DONE, NEAR, PLUGINS, UNREADABLE

__all__ = ["DONE", "NEAR", "PLUGINS", "UNREADABLE", "asked_apart", "is_mail", "kind_of", "shown"]
NAMES: Mapping[str, str] = {
    "ntfy": "ntfy",
    "tgram": "Telegram",
    "signal": "Signal",
    "matrix": "Matrix",
    "gotify": "Gotify",
    "pover": "Pushover",
    "twilio": "SMS (Twilio)",
    "vonage": "SMS (Vonage)",
    "seven": "SMS (seven)",
}
EXAMPLES = (
    "ntfys://ntfy.example.org/maple-robin-ocean",
    "tgram://123456789:AbCdEfGhIjKlMnOp/12345678/",
    "signals://signal.example.org/+49301234567/+49307654321",
    "matrixs://ana:maple@matrix.example.org/#ana",
    "gotifys://gotify.example.org/AbCdEf123456789",
    "pover://uQiRzpo4DXghDmr9QzzfQu27cmVRsG@azGDORePK8gMaC0QOYAMyEEuzJnyUi",
    "seven://AbCdEf123456/+49301234567",
    "vonage://12345678:AbCdEf1234567890@49307654321/49301234567",
    "twilio://AC0123456789abcdef0123456789abcdef:0123456789abcdef0123456789abcdef@+49307654321/+49301234567",
)
"""One of each kind, as the page shows them; all made up."""
SHOWN_SIGNS = 4
LONGEST_SECONDS = 25.0
KEPT_VARIABLES = ("PATH", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "SYSTEMROOT")


@dataclass
class TooSlow(Exception):
    """A messenger did not answer in time; it may have taken the text."""


def is_mail(second: str) -> bool:
    """Return whether a second way is a plain mail address."""
    return "://" not in second


def kind_of(second: str) -> str:
    """Return the kind of a URL, as it stands before ://."""
    return second.partition("://")[0].lower()


def name_of(second: str) -> str:
    """Return what a messenger is called, by its URL."""
    kind = kind_of(second)
    return NAMES.get(kind) or NAMES.get(kind.removesuffix("s"), kind)


def shown(second: str) -> str:
    """Return how a second way is named on pages: addresses in full, URLs by kind and last signs."""
    if is_mail(second):
        return second
    return _("%(kind)s, ending in %(signs)s") % {
        "kind": name_of(second),
        "signs": last_signs(second),
    }


def last_signs(second: str) -> str:
    """Return the last signs of a URL, and none of a short one."""
    rest = second.partition("://")[2].rstrip("/")
    return f"…{rest[-SHOWN_SIGNS:]}" if len(rest) >= 2 * SHOWN_SIGNS else "…"


def asked_apart(url: str, text: str, seconds: float = LONGEST_SECONDS) -> str:
    """Return the word for a URL from a process of its own; raises TooSlow, and OSError where none
    can be started. Without a text the URL is only read.
    """
    own_network = settings.CONFIG.second_network == "own"
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    if "SSL_CERT_FILE" in environment:
        environment.setdefault("REQUESTS_CA_BUNDLE", environment["SSL_CERT_FILE"])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "untilthen.outbox.ringing"],
            input=json.dumps({"url": url, "text": text, "own_network": own_network}).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooSlow from None
    return done.stdout.decode() or "not_taken"
