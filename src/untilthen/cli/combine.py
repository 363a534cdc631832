"""`untilthen combine`: the words of parts become the secret key again."""

import argparse
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.typed_parts import secret_of
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity

NAME = "combine"
HELP = gettext("put the words of parts together into a secret key; needs no server, no network")
DETAILS = gettext(
    "Each FILE holds the words of one or more parts: a part on a line of its own, or as a"
    " paragraph, numbered or not; - is standard input. Without FILE the words are asked for, and"
    " not shown. More parts than needed are welcome. What is printed opens every letter: type it"
    " nowhere but into a file that only you can read."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.epilog = DETAILS
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--hex",
        action="store_true",
        help=gettext("print 64 hex digits, the passphrase of estate-identity.age"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the key, and say on standard error what it is."""
    secret = secret_of(options.files)
    if len(secret) != SEED_BYTES:
        sentence = gettext("these parts fit together, but what they open is no key of ours")
        raise CannotDo(sentence, ExitCode.BAD_KEY)
    say.words(gettext("this opens every letter of the plan; keep it as you would keep them"))
    say.line(secret.hex() if options.hex else HybridIdentity.from_seed(secret).reveal())
    return ExitCode.OK
