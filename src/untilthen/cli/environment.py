"""The options that every command of the server has, and the settings they end up as."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.web.config import PREFIX, BadSetting, Config, misspelt, read

SETTINGS_HELP = gettext(
    "Every setting is a variable UNTILTHEN_NAME of the environment, or name = value in the TOML"
    " file that --config names. A wrong one is named, and nothing starts."
)
LISTED = gettext("untilthen check --help lists all of them with their defaults.")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` where data and settings are found."""
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help=gettext("the folder that holds everything")
    )
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help=gettext("a file of settings, in TOML")
    )
    parser.epilog = f"{SETTINGS_HELP} {LISTED}"


def config_from(options: argparse.Namespace, tell: Callable[[str], None] = say.words) -> Config:
    """Return the settings, and put the options where child processes find them; raises CannotDo.

    Whatever this process writes from now on is readable to its own user only.
    """
    tell_misspelt(tell)
    os.umask(0o077)
    for name in ("data", "config"):
        path: Path | None = getattr(options, name)
        if path is not None:
            os.environ[PREFIX + name.upper()] = str(path.absolute())
    listen: str | None = getattr(options, "listen", None)
    if listen is not None:
        os.environ[PREFIX + "LISTEN"] = listen
    try:
        return read(os.environ)
    except BadSetting as problem:
        raise refused(problem) from None


def tell_misspelt(tell: Callable[[str], None]) -> None:
    """Name every variable that looks like a setting and is none, once: children do not get it."""
    for problem in list(misspelt(os.environ)):
        tell(str(problem))
        del os.environ[problem.name]


def refused(problem: BadSetting) -> CannotDo:
    """Return what to say of a setting that cannot stand."""
    return CannotDo(str(problem), ExitCode.BAD_INPUT)
