"""What an operator may set, from UNTILTHEN_… variables or one TOML file; each wrong value is named.

The same names serve both: UNTILTHEN_SMTP_HOST is smtp_host in the file that UNTILTHEN_CONFIG names.
"""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from untilthen.web.helpnumbers import HelpNumber, help_numbers
from untilthen.web.settingvalues import (
    BadValue,
    address,
    day,
    file_text,
    hidden,
    is_loopback,
    listen_at,
    listen_parts,
    mail_address,
    one_of,
    returns_address,
    returns_mailbox,
    webhook_secret,
    whole_number,
)

PREFIX = "UNTILTHEN_"
MASTER_KEY_BYTES = 32
NOT_SHOWN = "(not shown)"
DATA = "untilthen-data"
NEAR = 0.6  # how alike two names must be for one to be meant by the other
SECRET = frozenset(
    {
        "master_key",
        "smtp_password",
        "database_url",
        "keys_database_url",
        "returns_mailbox",
        "mail_webhook_secret",
    }
)


@dataclass
class BadSetting(Exception):
    """One setting that cannot stand: its name, what was given (None: nothing), what is allowed."""

    name: str
    value: object
    allowed: str

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name}: {self.allowed}"
        return f"{self.name}: {self.value!r} is not allowed; {self.allowed}"


@dataclass(frozen=True, kw_only=True)
class Config:
    """Every setting with its default; addresses are URLs, times are seconds."""

    data: Path
    listen: str = "127.0.0.1:8000"
    address: str = "http://127.0.0.1:8000"
    web_workers: int = 1
    web_threads: int = 4
    database_url: str = ""
    keys_database_url: str = ""
    registration: str = "open"
    master_key: str = ""
    mail_from: str = "until-then@localhost"
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_security: str = "none"
    smtp_timeout: int = 30
    smtp_connections: int = 4
    returns_address: str = ""
    returns_mailbox: str = ""
    second_network: str = "public"
    mail_provider: str = ""
    mail_webhook_secret: str = ""
    language: str = "en"
    help_numbers: tuple[HelpNumber, ...] = ()
    help_checked_at: date | None = None

    @property
    def host(self) -> str:
        """Return the host name of the public address."""
        return urlsplit(self.address).hostname or "127.0.0.1"

    @property
    def secure(self) -> bool:
        """Return whether the public address is https."""
        return urlsplit(self.address).scheme == "https"

    @property
    def listens_at(self) -> tuple[str, int]:
        """Return the host and port that the web server binds."""
        return listen_parts(self.listen)


CHECKS: Mapping[str, Callable[[str], object]] = {
    "listen": listen_at,
    "address": address,
    "web_workers": whole_number(1, 64),
    "web_threads": whole_number(1, 64),
    "registration": one_of("open", "closed"),
    "mail_from": mail_address,
    "smtp_port": whole_number(1, 65535),
    "smtp_password": hidden,
    "smtp_security": one_of("none", "starttls", "tls"),
    "smtp_timeout": whole_number(1, 60),
    "smtp_connections": whole_number(1, 32),
    "returns_address": returns_address,
    "returns_mailbox": returns_mailbox,
    "second_network": one_of("public", "own"),
    "mail_provider": one_of("", "brevo", "mailgun", "postmark"),
    "mail_webhook_secret": webhook_secret,
    "language": one_of("en", "de"),
    "data": Path,
    "help_checked_at": day,
}
LISTS: Mapping[str, Callable[[object], object]] = {"help_numbers": help_numbers}
"""In a file these are lists, and a complaint names the entry instead of repeating all."""
PORTS = {"none": 25, "starttls": 587, "tls": 465}
NAMES = tuple(field.name for field in fields(Config))


def read(environment: Mapping[str, str]) -> Config:
    """Return the configuration; raises BadSetting for the first value that cannot stand."""
    given: dict[str, object] = {}
    path = environment.get(PREFIX + "CONFIG")
    if path:
        given |= from_file(Path(path))
    for name in NAMES:
        value = environment.get(PREFIX + name.upper())
        if value is not None:
            given[name] = value
    given.setdefault("data", DATA)
    values = {name: checked(name, value) for name, value in given.items()}
    config = Config(**with_defaults(values))  # type: ignore[arg-type]
    fits_together(config)
    return config


def with_defaults(values: dict[str, object]) -> dict[str, object]:
    """Return the settings with what follows from others: public address, security of mail, port.

    Mail to another machine is encrypted unless the operator says otherwise.
    """
    listen = str(values.get("listen", Config.listen))
    host, port = listen_parts(listen)
    if "address" not in values:
        if host in ("0.0.0.0", "::"):  # noqa: S104 - looked for, not bound
            raise BadSetting(
                PREFIX + "ADDRESS",
                None,
                f"needed with {PREFIX}LISTEN={listen}: links in mails begin with it",
            )
        shown = f"[{host}]" if ":" in host else host
        values["address"] = f"http://{shown}:{port}"
    near = is_loopback(str(values.get("smtp_host", Config.smtp_host)))
    security = str(values.setdefault("smtp_security", "none" if near else "starttls"))
    values.setdefault("smtp_port", PORTS[security])
    return values


def fits_together(config: Config) -> None:
    """Raise BadSetting where two settings contradict each other."""
    if config.smtp_user and not config.smtp_password:
        raise BadSetting(PREFIX + "SMTP_PASSWORD", None, "needed with a user")
    if config.mail_provider and not config.mail_webhook_secret:
        raise BadSetting(PREFIX + "MAIL_WEBHOOK_SECRET", None, "needed with a provider")
    if config.smtp_user and config.smtp_security == "none" and not is_loopback(config.smtp_host):
        raise BadSetting(
            PREFIX + "SMTP_SECURITY",
            "none",
            "starttls or tls: the password would be sent for all to read",
        )


def from_file(path: Path) -> dict[str, object]:
    """Return the settings of a TOML file; raises BadSetting where it cannot be read or names no
    setting.
    """
    try:
        given = tomllib.loads(file_text(path))
    except (OSError, ValueError) as problem:
        raise BadSetting(
            PREFIX + "CONFIG", str(path), f"a readable TOML file ({problem})"
        ) from None
    for name in given:
        if name not in NAMES:
            raise no_such(name, NAMES)
    return given


def misspelt(environment: Mapping[str, str]) -> Iterator[BadSetting]:
    """Yield every variable that looks like a setting of ours and is none."""
    known = [PREFIX + name.upper() for name in (*NAMES, "config")]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            yield no_such(name, known)


def no_such(name: str, known: Collection[str]) -> BadSetting:
    """Return what to say of a name that no setting has: the nearest one that some has."""
    near = get_close_matches(name.removeprefix(PREFIX), plain(known), 1, NEAR)
    hint = f"; {plain(known)[near[0]]} is the nearest" if near else ""
    return BadSetting(name, None, f"there is no such setting{hint}")


def plain(names: Collection[str]) -> dict[str, str]:
    """Return names by what tells them apart."""
    return {name.removeprefix(PREFIX): name for name in names}


def checked(name: str, value: object) -> object:
    """Return a setting's value in its type; raises BadSetting."""
    if name in LISTS:
        try:
            return LISTS[name](value)
        except BadValue as problem:
            raise BadSetting(PREFIX + name.upper(), None, problem.allowed) from None
    try:
        return CHECKS.get(name, str)(str(value))
    except BadValue as problem:
        raise BadSetting(PREFIX + name.upper(), shown(name, value), problem.allowed) from None


def shown(name: str, value: object) -> object:
    """Return a value as it may be printed: secrets are not."""
    return NOT_SHOWN if name in SECRET else value
