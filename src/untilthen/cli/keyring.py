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
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity
from untilthen.sealing.passphrase import unknown_words
from untilthen.sealing.recipients import Identity
from untilthen.sealing.scrypt import PassphraseIdentity
from untilthen.sealing.x25519 import X25519Identity

_LONGEST_KEY_FILE_BYTES = 1 << 20


def add_ways_in(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options that name a way in; at least one must be given."""
    parser.add_argument(
        *("-i", "--identity"),
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=gettext("a file with secret keys; it may itself be sealed with a passphrase"),
    )
    parser.add_argument(
        "--passphrase", action="store_true", help=gettext("the files are sealed to a passphrase")
    )
    parser.add_argument(
        "--words",
        action="append",
        nargs="?",
        type=Path,
        const=None,
        metavar="FILE",
        help=gettext("the words of parts, in this file (- is standard input), or else typed"),
    )
    parser.add_argument(
        "--token", help=gettext("the token in the link of the mail; with --delivery")
    )
    parser.add_argument("--delivery", metavar="ID", help=gettext("the delivery the token is for"))
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=gettext("take the passphrase from the first line of this file"),
    )


def identities_from(options: argparse.Namespace, *, needed: bool = True) -> Sequence[Identity]:
    """Return the keys that the options name, asking for a passphrase where one is needed.

    Raises CannotDo for keys that cannot be read, and, where they are `needed`, if none is named.
    """
    if (options.token is None) != (options.delivery is None):
        raise CannotDo(gettext("--token and --delivery go together"), ExitCode.BAD_INPUT)
    ways = (options.token, options.words, options.identity)
    # A file of identities may itself need the passphrase; alone, it can only be the files' own.
    by_passphrase = options.passphrase or (options.passphrase_file and not any(ways))
    if needed and not by_passphrase and not any(ways):
        sentence = gettext("say what opens it: --identity, --words, --token or --passphrase")
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    found: list[Identity] = []
    if options.token is not None:
        found.append(_door(options.token, options.delivery))
    if options.words:
        found.append(_estate(options.words))
    if by_passphrase:
        found.append(PassphraseIdentity(ask(options.files[0], options.passphrase_file)))
    found += [key for file in options.identity for key in _keys(file, options.passphrase_file)]
    return found


def _estate(given: Sequence[Path | None]) -> Identity:
    """Return the estate key that the words in files, or those typed, grow into."""
    from untilthen.cli.typed_parts import secret_of  # here, since hardly anything else needs it

    secret = secret_of([file for file in given if file])
    if len(secret) != SEED_BYTES:
        sentence = gettext("these parts fit together, but what they open is no key of ours")
        raise CannotDo(sentence, ExitCode.BAD_KEY)
    return HybridIdentity.from_seed(secret)


def _door(token: str, delivery: str) -> Identity:
    try:
        return door_identity(token, delivery)
    except SealingError as error:
        raise about("--token", error) from error


def _keys(file: Path, passphrase_file: Path | None) -> Sequence[Identity]:
    with file.open("rb") as opened:
        return keys_in(file, opened.read(_LONGEST_KEY_FILE_BYTES), passphrase_file)


def keys_in(
    file: Path, content: bytes, passphrase_file: Path | None
) -> Sequence[HybridIdentity | X25519Identity]:
    """Return the secret keys in the `content` of `file`, asking for its passphrase if it has one.

    Raises CannotDo for a wrong passphrase or what is no file of keys.
    """
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
