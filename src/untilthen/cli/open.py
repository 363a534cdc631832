"""`untilthen open`: opens a letter or an attachment that was exported, with no server at all.

A letter is printed to be read; with --out the content is written as it was sealed.
"""

import argparse
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.keyring import add_ways_in, identities_from
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about
from untilthen.sealing import age, letter
from untilthen.sealing.errors import NotALetter, SealingError
from untilthen.sealing.letter import Attachment, Letter
from untilthen.sealing.padding import UnpaddingSink
from untilthen.sealing.recipients import Identity
from untilthen.sealing.wholefile import whole_file

NAME = "open"
HELP = gettext("open a sealed letter or attachment; needs no server and no network")
# No letter is longer; what is longer is an attachment and goes to a file, not into memory.
LONGEST_LETTER_BYTES = 1 << 24


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_ways_in(parser)
    parser.add_argument(
        "--out", type=Path, help=gettext("write the content to this file, or into this folder")
    )
    parser.add_argument(
        "--force", action="store_true", help=gettext("replace a file that is there already")
    )
    parser.add_argument(
        "--raw", action="store_true", help=gettext("print a letter as the JSON that was sealed")
    )


def run(options: argparse.Namespace) -> int:
    """Open every file named, and stop at the first that does not open."""
    files: list[Path] = options.files
    out: Path | None = options.out
    if out and len(files) > 1 and not out.is_dir():
        sentence = gettext("{out}: for several files this must be a folder").format(out=out)
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    identities = identities_from(options)
    for number, file in enumerate(files):
        if out:
            _write(file, _target(file, out), identities, replace=options.force)
        else:
            opened = _read(file, identities, raw=options.raw)
            say.prose(f"\n* * *\n\n{opened}" if number else opened)
    return ExitCode.OK


def _target(file: Path, out: Path) -> Path:
    """Return where the content of `file` goes; CannotDo if that is `file` itself."""
    target = out / file.name.removesuffix(".age") if out.is_dir() else out
    if target.exists() and target.samefile(file):
        sentence = gettext("{file}: the sealed file would be overwritten").format(file=file)
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    return target


def _write(file: Path, target: Path, identities: Sequence[Identity], *, replace: bool) -> None:
    """Write the whole content of `file` to `target`, or nothing."""
    try:
        with file.open("rb", buffering=0) as sealed, whole_file(target, replace=replace) as content:
            sink = UnpaddingSink(content)
            age.decrypt(sealed, sink, identities)
            sink.finish()
    except SealingError as error:
        raise about(file, error) from error
    except FileExistsError:
        sentence = gettext("{file}: is there already; --force replaces it").format(file=target)
        raise CannotDo(sentence, ExitCode.BAD_INPUT) from None


def _read(file: Path, identities: Sequence[Identity], *, raw: bool) -> str:
    """Return the letter in `file` as text, once all of it is verified."""
    if file.stat().st_size > LONGEST_LETTER_BYTES:
        raise _no_letter(file)
    content = BytesIO()
    sink = UnpaddingSink(content)
    try:
        with file.open("rb", buffering=0) as sealed:
            age.decrypt(sealed, sink, identities)
        sink.finish()
        found = letter.parse(content.getvalue())
    except NotALetter as error:
        raise _no_letter(file) from error
    except SealingError as error:
        raise about(file, error) from error
    return content.getvalue().decode("utf-8") if raw else _readable(found)


def _readable(found: Letter) -> str:
    parts = [found.label, found.salutation, found.body, found.sign_off]
    if found.attachments:
        listed = "\n".join(_described(attachment) for attachment in found.attachments)
        parts.append(gettext("attachments:") + "\n" + listed)
    return "\n\n".join(part for part in parts if part)


def _described(attachment: Attachment) -> str:
    line = gettext("  {name} ({type}, {size} bytes), sealed as {file}").format(
        name=attachment.name, type=attachment.type, size=attachment.size, file=attachment.file
    )
    return f"{line}\n    {attachment.transcript}" if attachment.transcript else line


def _no_letter(file: Path) -> CannotDo:
    sentence = gettext("{file}: this is no letter; write its content to a file with --out")
    return CannotDo(sentence.format(file=file), ExitCode.BAD_INPUT)
