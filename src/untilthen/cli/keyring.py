"""The ways into a sealed file that a command line can name: keys, a passphrase, a link's token."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.passphrase import ask
from untilthen.cli.sentences import about
from untilthen.sealing import age, keys
from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import NotForThisKey, SealingError
from untilthen.sealing.passphrase import unknown_words
from untilthen.sealing.recipients import Identity
from untilthen.sealing.scrypt import PassphraseIdentity

_LONGEST_KEY_FILE_BYTES = 1 << 20


def add_ways_in(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options that name a way in; exactly one must be given."""
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--identity",
        action="append",
        type=Path,
        metavar="FILE",
        help=gettext("a file with secret keys; it may itself be sealed with a passphrase"),
    )
    ways.add_argument(
        "--passphrase", action="store_true", help=gettext("the files are sealed to a passphrase")
    )
    ways.add_argument("--token", help=gettext("the token in the link of the mail; with --delivery"))
    parser.add_argument("--delivery", metavar="ID", help=gettext("the delivery the token is for"))
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=gettext("take the passphrase from the first line of this file"),
    )


def identities_from(options: argparse.Namespace) -> Sequence[Identity]:
    """Return the keys that the options name, asking for a passphrase where one is needed."""
    if (options.token is None) != (options.delivery is None):
        raise CannotDo(gettext("--token and --delivery go together"), ExitCode.BAD_INPUT)
    if options.token is not None:
        return [_door(options.token, options.delivery)]
    if options.passphrase:
        return [PassphraseIdentity(ask(options.files[0], options.passphrase_file))]
    return [key for file in options.identity for key in _keys(file, options.passphrase_file)]


def _door(token: str, delivery: str) -> Identity:
    try:
        return door_identity(token, delivery)
    except SealingError as error:
        raise about("--token", error) from error


def _keys(file: Path, passphrase_file: Path | None) -> Sequence[Identity]:
    with file.open("rb") as opened:
        content = opened.read(_LONGEST_KEY_FILE_BYTES)
    try:
        if age.looks_sealed(content):
            content = _unlocked(file, content, passphrase_file)
        return keys.read_identities(content.decode("utf-8", "replace"))
    except SealingError as error:
        raise about(file, error) from error


def _unlocked(file: Path, content: bytes, passphrase_file: Path | None) -> bytes:
    """Return what a sealed key file holds; for a wrong passphrase, name the words that are none."""
    typed = ask(file, passphrase_file)
    try:
        return age.decrypt_bytes(content, [PassphraseIdentity(typed)])
    except NotForThisKey:
        slips = ", ".join(unknown_words(typed))
        sentence = gettext("{file}: not the passphrase of this key").format(file=file)
        if slips:
            hint = gettext("not on the list of words: {words}").format(words=slips)
            sentence = f"{sentence} ({hint})"
        raise CannotDo(sentence, ExitCode.NOT_FOR_THIS_KEY) from None
