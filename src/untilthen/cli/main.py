"""`untilthen`: parses, calls one command, and turns errors into words and exit codes.

A command is a module with NAME, HELP, arguments(parser) and run(options). Only the one asked
for is imported, so that opening a letter needs nothing but this package and `cryptography`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode, exit_codes
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about_file

# The last part of a module's name is the command's, with - for _.
COMMANDS = (
    "untilthen.cli.serve",
    "untilthen.cli.web",
    "untilthen.cli.worker",
    "untilthen.cli.migrate",
    "untilthen.cli.check",
    "untilthen.cli.receive",
    "untilthen.cli.export",
    "untilthen.cli.journal",
    "untilthen.cli.seal",
    "untilthen.cli.open",
    "untilthen.cli.split",
    "untilthen.cli.combine",
    "untilthen.cli.drill",
    "untilthen.cli.verify",
    "untilthen.cli.rehearse",
    "untilthen.cli.demo",
)


class Command(Protocol):
    """What a command's module holds."""

    NAME: str
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell `parser` the options of the command."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit code; CannotDo and OSError become words."""
        ...


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise CannotDo with the complaint."""
        raise CannotDo(message, ExitCode.BAD_INPUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (or the process's own) and return its exit code."""
    sys.excepthook = say.unexpected
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _run(given)
    except CannotDo as error:
        ended = error
    except BrokenPipeError:
        # Whoever read our output has gone: nothing to say, and nobody to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED
    except OSError as error:
        ended = about_file(error)
    say.words(ended.sentence)
    return ended.code


def _run(given: list[str]) -> int:
    parser = Parser(
        prog="untilthen",
        description=gettext("Last wishes and farewells, kept by people who promised."),
        epilog=exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help=gettext("show the version"))
    commands = parser.add_subparsers(metavar="COMMAND", title=gettext("commands"))
    for command in _commands(given[:1]):
        own = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.arguments(own)
        own.set_defaults(run=command.run)
    options = parser.parse_args(given)
    if options.version:
        from importlib import metadata  # here, since it takes more memory than all of this

        say.line(metadata.version("untilthen"))
        return ExitCode.OK
    if "run" not in options:
        raise CannotDo(gettext("say what to do; untilthen --help lists it"), ExitCode.BAD_INPUT)
    return int(options.run(options))


def _commands(first: list[str]) -> list[Command]:
    """Return the command named first, or all of them for a word that is none."""
    named = [name for name in COMMANDS if [name.rpartition(".")[2].replace("_", "-")] == first]
    return [cast(Command, import_module(name)) for name in named or COMMANDS]
