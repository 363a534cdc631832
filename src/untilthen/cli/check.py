"""`untilthen check`: says line by line whether this installation could do its work today."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import SETTINGS_HELP, add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.prepared import set_up
from untilthen.cli.settinglist import WIDTH, settings_text
from untilthen.web.config import Config
from untilthen.web.masterkey import require_writable
from untilthen.web.settingvalues import is_loopback

NAME = "check"
HELP = gettext(
    "say what would keep this installation from working; signs in to the mail server, sends nothing"
)
LEAST_FREE_BYTES = 500 * 1000 * 1000


@dataclass(frozen=True)
class Found:
    """What one check found: its name, whether all is well, and a few words."""

    name: str
    good: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok    ' if self.good else 'not ok'}  {self.name}: {self.words}"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command, and list every setting at the end of its help."""
    add_options(parser)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = fill(HELP, WIDTH)
    parser.epilog = f"{fill(SETTINGS_HELP, WIDTH)}\n\n{settings_text()}"


def run(options: argparse.Namespace) -> int:
    """Print a line for every check; exit 0 if all is well, else 1."""
    everything = list(checks(options))
    return ExitCode.OK if all(everything) else ExitCode.FAILED


def checks(options: argparse.Namespace) -> Iterator[bool]:
    """Check one thing after another, print what is found, and yield whether it is well."""
    unknown: list[str] = []
    try:
        config = config_from(options, unknown.append)
        set_up()
    except CannotDo as problem:
        yield told(Found("settings", good=False, words="; ".join([*unknown, problem.sentence])))
        return
    words = "; ".join(unknown) or gettext("read")
    yield told(Found("settings", good=not unknown, words=words))
    from untilthen.cli import checkserver

    for check in (address, folder, sender):
        yield told(check(config))
    databases = [told(found) for found in checkserver.databases()]
    yield all(databases)
    if all(databases):
        yield told(checkserver.master_key())
        yield told(checkserver.closing_key())
        yield told(checkserver.clock())
        yield told(checkserver.reports())
    yield told(checkserver.help_numbers(config))
    yield told(checkserver.mail_server())
    for found in checkserver.mail_back(config):
        yield told(found)


def told(found: Found) -> bool:
    """Print what was found; return whether it is well."""
    say.line(str(found))
    return found.good


def address(config: Config) -> Found:
    """Look at the public address that links in mails begin with."""
    if is_loopback(config.host):
        said = gettext("{address} opens only on this machine; so do the links in mails")
    elif not config.secure:
        said = gettext("{address} is not https: whoever is on the way can read along")
        return Found("address", good=False, words=said.format(address=config.address))
    else:
        said = "{address}"
    return Found("address", good=True, words=said.format(address=config.address))


def folder(config: Config) -> Found:
    """Look whether the data folder can be written and has room."""
    try:
        require_writable(config.data)
        disk = os.statvfs(config.data)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return Found("data", good=False, words=f"{config.data}: {reason}")
    free = disk.f_bavail * disk.f_frsize
    said = gettext("{data}: {megabytes} MB free").format(
        data=config.data, megabytes=free // 1_000_000
    )
    return Found("data", good=free >= LEAST_FREE_BYTES, words=said)


def sender(config: Config) -> Found:
    """Look at the address our mails come from."""
    if config.mail_from.endswith("@localhost"):
        said = gettext("{sender} can get no answer and will be taken for spam; set it")
        return Found("sender", good=False, words=said.format(sender=config.mail_from))
    return Found("sender", good=True, words=config.mail_from)
