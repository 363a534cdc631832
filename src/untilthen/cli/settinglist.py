"""The settings as `untilthen check --help` lists them; names, defaults and what is allowed come
from web/config.py.
"""

from collections.abc import Iterator
from textwrap import fill

from untilthen.cli.language import gettext
from untilthen.web.config import CHECKS, DATA, LISTS, NAMES, Config
from untilthen.web.settingvalues import BadValue

WIDTH = 78
INDENT = " " * 6
NEVER_A_VALUE = "\0"
MEANINGS = {
    "data": gettext("the folder for databases, sealed files and the master key"),
    "listen": gettext("where the web server listens; put a proxy with https in front"),
    "address": gettext("the public address; links in mails begin with it"),
    "web_workers": gettext("web processes"),
    "web_threads": gettext("requests that one of them answers at once"),
    "database_url": gettext("a PostgreSQL database, for several machines"),
    "keys_database_url": gettext("the database of the key store, apart from the other"),
    "master_key": gettext("32 bytes in base64, apart from every backup of the data"),
    "registration": gettext("who may make an account"),
    "mail_from": gettext("the address our mails come from"),
    "smtp_host": gettext("the mail server"),
    "smtp_port": gettext("its port"),
    "smtp_user": gettext("how to sign in there"),
    "smtp_password": gettext("the password for it; better in the environment than in a file"),
    "smtp_security": gettext("how mail is encrypted on its way there"),
    "smtp_timeout": gettext("seconds for one answer; a whole mail takes at most four times that"),
    "smtp_connections": gettext("mails under way at once in one worker"),
    "returns_address": gettext("where mail comes back to; * is where each mail is named"),
    "returns_mailbox": gettext("the mailbox where it arrives, read by the worker"),
    "second_network": gettext("where second ways may lead: also into your own network, or not"),
    "mail_provider": gettext("a provider that tells us what became of our mails"),
    "mail_webhook_secret": gettext("the secret of its web hook"),
    "language": gettext("where nobody chose one"),
    "help_numbers": gettext("people who listen, for the page Help: place, name, number, hours"),
    "help_checked_at": gettext("when somebody last rang those numbers; told after 12 months"),
}
FOLLOWS = {
    "data": DATA,
    "address": gettext("http:// and what listen says"),
    "database_url": gettext("SQLite in the data folder"),
    "keys_database_url": gettext("SQLite in the data folder"),
    "master_key": gettext("the file master.key in the data folder"),
    "smtp_port": gettext("25, 587 or 465, by smtp_security"),
    "smtp_security": gettext("none to this machine, else starttls"),
}


def settings_text() -> str:
    """Return every setting with its default and what it is, in lines for a terminal."""
    return "\n".join([gettext("settings:"), *lines()])


def lines() -> Iterator[str]:
    """Yield two paragraphs a setting: its name and default, and what it is."""
    for name in NAMES:
        default = FOLLOWS.get(name) or getattr(Config, name) or gettext("nothing")
        yield f"  {name} ({default})"
        said = "; ".join(filter(None, (MEANINGS[name], allowed(name))))
        yield fill(said, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def allowed(name: str) -> str:
    """Return what a setting may be, or "" where anything may stand."""
    try:
        (LISTS.get(name) or CHECKS.get(name, str))(NEVER_A_VALUE)
    except BadValue as problem:
        return problem.allowed
    return ""
