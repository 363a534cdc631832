"""`untilthen migrate`: brings both databases to what this version needs."""

import argparse

from untilthen.cli import say
from untilthen.cli.codes import ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.prepared import (
    require_key,
    require_prepared,
    set_up,
    unprepared,
    unreachable,
)

NAME = "migrate"
HELP = gettext("prepare the databases for this version; serve does it by itself")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    parser.add_argument(
        "--check", action="store_true", help=gettext("change nothing; exit 2 if it is needed")
    )
    parser.add_argument(
        "--quiet", action="store_true", help=gettext("say nothing when all is well")
    )


def run(options: argparse.Namespace) -> int:
    """Prepare both databases, the main one and the key store, or only say whether they are."""
    config_from(options)
    set_up()
    if options.check:
        require_prepared()
        return ExitCode.OK
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    for alias in connections:
        try:
            if unprepared(alias):
                call_command("migrate", database=alias, interactive=False, verbosity=0)
        except DatabaseError as problem:
            raise unreachable(alias, problem) from None
    require_key()
    if not options.quiet:
        say.words(gettext("the databases are ready"))
    return ExitCode.OK
