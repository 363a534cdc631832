"""`untilthen receive`: takes in one mail from a mail server's pipe, on standard input.

It ends with 0, or with 75 where the server is to try again later: never so that a mail is sent back
to whoever wrote it.
"""

import argparse
import sys
from typing import BinaryIO

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import add_options, config_from
from untilthen.cli.language import gettext
from untilthen.cli.prepared import require_prepared, set_up

NAME = "receive"
HELP = gettext("take in one mail that came back or answers one of ours, on standard input")
LARGEST_BYTES = 1_000_000
PIECE_BYTES = 65_536


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    add_options(parser)
    parser.add_argument(
        "--recipient",
        metavar="ADDRESS",
        default="",
        help=gettext("the address it came to, as the envelope has it"),
    )
    parser.add_argument(
        "--sender",
        metavar="ADDRESS",
        default=None,
        help=gettext("the envelope's sender, empty for none"),
    )


def run(options: argparse.Namespace) -> int:
    """Take in the mail; returns 0, also for one that is nothing to us, or 75: try again later."""
    raw = read_all(sys.stdin.buffer)
    if raw is None:
        say.words(gettext("the mail is larger than 1 MB and is left alone"))
        return ExitCode.OK
    try:
        config_from(options)
        set_up()
        require_prepared()
        take(raw, options)
    except CannotDo as problem:
        say.words(problem.sentence)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the server keeps the mail
        said = gettext("the mail could not be taken in ({kind}); the server is to try again")
        say.words(said.format(kind=type(problem).__name__))
    else:
        return ExitCode.OK
    return ExitCode.TRY_LATER


def take(raw: bytes, options: argparse.Namespace) -> None:
    """Take in a mail."""
    from untilthen import edge
    from untilthen.watch.came_in import take_in

    take_in(raw, edge.now(), envelope_to=options.recipient, envelope_from=options.sender)


def read_all(source: BinaryIO) -> bytes | None:
    """Return a mail, or None for one that is too large; it is read to its end all the same.

    A server whose pipe breaks would keep the mail and try again.
    """
    kept = bytearray()
    while piece := source.read(PIECE_BYTES):
        if len(kept) <= LARGEST_BYTES:
            kept += piece
    return bytes(kept) if len(kept) <= LARGEST_BYTES else None
