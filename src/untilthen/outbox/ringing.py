"""A process of its own that hands one short text to a messenger, by Apprise, or only reads where
it would go. Nothing of ours is in it but what it is given; whoever asks ends it in time.

It reads one request as JSON from standard input and writes one word.
"""

import json
import logging
import sys
from importlib import import_module
from typing import Any

from untilthen.outbox.reachable import guard, may_be_reached

DONE, UNREADABLE, NEAR, NOT_TAKEN = "done", "unreadable", "near", "not_taken"
CONNECT_SECONDS, READ_SECONDS = 8.0, 10.0
PLUGINS = {
    "ntfy": ("ntfy", "NotifyNtfy"),
    "ntfys": ("ntfy", "NotifyNtfy"),
    "tgram": ("telegram", "NotifyTelegram"),
    "signal": ("signal_api", "NotifySignalAPI"),
    "signals": ("signal_api", "NotifySignalAPI"),
    "matrix": ("matrix", "NotifyMatrix"),
    "matrixs": ("matrix", "NotifyMatrix"),
    "gotify": ("gotify", "NotifyGotify"),
    "gotifys": ("gotify", "NotifyGotify"),
    "pover": ("pushover", "NotifyPushover"),
    "twilio": ("twilio", "NotifyTwilio"),
    "vonage": ("vonage", "NotifyVonage"),
    "seven": ("seven", "NotifySeven"),
}
"""Apprise knows a hundred more; only these are ever loaded."""
CHOOSE_THEIR_HOST = frozenset({"ntfy", "signal", "matrix", "gotify"})


def way_of(url: str) -> Any | None:  # noqa: ANN401 - Apprise's own class, which has no types
    """Return Apprise's object for a URL of one of our kinds, or None for any other."""
    from apprise import AppriseAsset

    kind, _, rest = url.partition("://")
    kind = kind.lower()
    if kind not in PLUGINS or "?" in url or not rest.strip("/"):
        return None
    module, name = PLUGINS[kind]
    plugin = getattr(import_module(f"apprise.plugins.{module}"), name)
    try:
        parts = plugin.parse_url(url)
        if not parts:
            return None
        way = plugin(**parts, asset=AppriseAsset(http_redirects=False, secure_logging=True))
    except (TypeError, ValueError):
        return None
    way.socket_connect_timeout, way.socket_read_timeout = CONNECT_SECONDS, READ_SECONDS
    return way


def leads_near(way: Any, kind: str, *, own_network: bool) -> bool:  # noqa: ANN401
    """Return whether a way names a host that may not be reached; names are looked up only later."""
    if kind.removesuffix("s") not in CHOOSE_THEIR_HOST:
        return False
    host = str(way.host or "").strip("[]").lower()
    is_number = ":" in host or (host.replace(".", "").isdigit() and "." in host)
    if host == "localhost" or host.endswith(".localhost"):
        return not own_network
    return is_number and not may_be_reached(host, own_network=own_network)


def answer(asked: dict[str, Any]) -> str:
    """Return the word for a request: {"url", "text" ("" only reads the URL), "own_network"}."""
    way = way_of(asked["url"])
    if way is None:
        return UNREADABLE
    kind = asked["url"].partition("://")[0].lower()
    if leads_near(way, kind, own_network=asked["own_network"]):
        return NEAR
    if not asked["text"]:
        return DONE
    return DONE if way.notify(body=asked["text"]) else NOT_TAKEN


def main() -> int:
    """Serve one request from standard input."""
    asked = json.load(sys.stdin)
    logging.disable()  # what Apprise logs may hold parts of the URL
    sys.addaudithook(guard(own_network=asked["own_network"]))
    sys.stdout.write(answer(asked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
