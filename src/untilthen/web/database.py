"""Database settings for Django from an address: SQLite beside the data, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from untilthen.web.config import NOT_SHOWN, BadSetting

KEPT_SECONDS = 600  # a connection is used again for so long
CONNECT_SECONDS = 10
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        " PRAGMA foreign_keys=ON;"
    ),
}


def database(name: str, url: str, fallback: Path) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, or for the SQLite file `fallback`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": fallback,
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": KEPT_SECONDS,
        }
    parts = urlsplit(url)
    allowed = "an address such as postgresql://user@host/name"
    try:
        port = parts.port
    except ValueError:
        raise BadSetting(name, NOT_SHOWN, allowed) from None
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadSetting(name, NOT_SHOWN, allowed)
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS},
    }
    query = dict(parse_qsl(parts.query))
    if "host" in query:  # the folder of a socket, as libpq writes it
        settings["HOST"] = query.pop("host")
    settings["OPTIONS"] |= query  # sslmode, sslrootcert and the like
    return settings
