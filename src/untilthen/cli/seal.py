"""`untilthen seal`: seals files to public keys or to a passphrase, with no server at all."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.passphrase import choose
from untilthen.cli.sentences import about
from untilthen.sealing import age, keys
from untilthen.sealing.errors import SealingError
from untilthen.sealing.padding import PaddedAttachment
from untilthen.sealing.passphrase import RANDOM_BYTES, six_words
from untilthen.sealing.recipients import Recipient, Strength
from untilthen.sealing.scrypt import PassphraseRecipient
from untilthen.sealing.wholefile import whole_file

NAME = "seal"
HELP = gettext("seal files to public keys or a passphrase; needs no server and no network")
DETAILS = gettext(
    "Each FILE becomes FILE.age beside it. The size is rounded up, so that it says little about"
    " what is inside; untilthen open takes that away again. With --plain it is an ordinary age"
    " file that the age command opens too. Nothing is ever overwritten, and no half of a file is"
    " left behind."
)
_LONGEST_KEY_FILE_BYTES = 1 << 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.epilog = DETAILS
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        *("-r", "--to"),
        action="append",
        default=[],
        metavar="KEY",
        help=gettext("seal to this public key, age1pq1…; may be given several times"),
    )
    parser.add_argument(
        *("-R", "--to-file"),
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=gettext("seal to the public keys in this file, one a line"),
    )
    parser.add_argument(
        "--passphrase", action="store_true", help=gettext("seal to a passphrase, typed twice")
    )
    parser.add_argument(
        "--generate", action="store_true", help=gettext("make a passphrase of six words, print it")
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=gettext("take the passphrase from the first line of this file"),
    )
    parser.add_argument(
        *("-o", "--out"),
        type=Path,
        help=gettext("write the sealed file here, or into this folder"),
    )
    parser.add_argument(
        "--plain", action="store_true", help=gettext("leave the size of the content to be seen")
    )


def run(options: argparse.Namespace) -> int:
    """Seal every file named, and stop at the first that cannot be sealed."""
    files: list[Path] = options.files
    out: Path | None = options.out
    if out and len(files) > 1 and not out.is_dir():
        sentence = gettext("{out}: for several files this must be a folder").format(out=out)
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    recipients = _recipients(options)
    for file in files:
        _seal(file, _target(file, out), recipients, plain=options.plain)
    return ExitCode.OK


def _target(file: Path, out: Path | None) -> Path:
    name = f"{file.name}.age"
    if out is None:
        return file.parent / name
    return out / name if out.is_dir() else out


def _recipients(options: argparse.Namespace) -> Sequence[Recipient]:
    """Return whom the options name; CannotDo unless it is either keys or one passphrase."""
    by_passphrase = options.passphrase or options.passphrase_file or options.generate
    by_key = options.to or options.to_file
    if bool(by_passphrase) == bool(by_key):
        sentence = gettext("seal either to keys (-r, -R) or to a passphrase (--passphrase)")
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    if by_passphrase:
        return [PassphraseRecipient(_passphrase(options))]
    named = [("-r", text) for text in options.to]
    named += [(str(file), _text(file)) for file in options.to_file]
    return [key for name, text in named for key in _keys(name, text)]


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        return opened.read(_LONGEST_KEY_FILE_BYTES).decode("utf-8", "replace")


def _keys(name: str, text: str) -> Sequence[Recipient]:
    try:
        found = keys.read_recipients(text)
    except SealingError as error:
        raise about(name, error) from error
    if any(key.strength is not Strength.POST_QUANTUM for key in found):
        sentence = gettext("{name}: only keys that begin with age1pq1 hold for decades")
        raise CannotDo(sentence.format(name=name), ExitCode.BAD_INPUT)
    return found


def _passphrase(options: argparse.Namespace) -> str:
    if not options.generate:
        return choose(options.files[0], options.passphrase_file)
    if options.passphrase_file:
        sentence = gettext("--generate and --passphrase-file do not go together")
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    from untilthen import edge  # here, since only this needs dice

    generated = six_words(edge.token(RANDOM_BYTES))
    say.line(generated)
    return generated


def _seal(file: Path, target: Path, recipients: Sequence[Recipient], *, plain: bool) -> None:
    """Write `file` sealed to `target`, or nothing."""
    try:
        with file.open("rb", buffering=0) as content, whole_file(target) as sealed:
            size = file.stat().st_size
            age.encrypt(content if plain else PaddedAttachment(content, size), sealed, recipients)
    except SealingError as error:
        raise about(file, error) from error
    except FileExistsError:
        sentence = gettext("{file}: is there already, and stays as it is").format(file=target)
        raise CannotDo(sentence, ExitCode.BAD_INPUT) from None
