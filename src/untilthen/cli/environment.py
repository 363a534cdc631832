"""The options that every command of the server has, and the settings they end up as."""

import argparse
import os
from pathlib import Path

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.web.config import PREFIX, BadSetting, Config, read

SETTINGS_HELP = gettext(
    "Every setting is a variable UNTILTHEN_NAME of the environment, or name = value in the TOML"
    " file that --config names; docs/operating/settings.md lists them. A wrong one is named, and"
    " nothing starts."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` where data and settings are found."""
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help=gettext("the folder that holds everything")
    )
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help=gettext("a file of settings, in TOML")
    )
    parser.epilog = SETTINGS_HELP


def config_from(options: argparse.Namespace) -> Config:
    """Return the settings, and put the options where child processes find them; raises CannotDo.

    Whatever this process writes from now on is readable to its own user only.
    """
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


def refused(problem: BadSetting) -> CannotDo:
    """Return what to say of a setting that cannot stand."""
    return CannotDo(str(problem), ExitCode.BAD_INPUT)
