"""`untilthen open`: opens letters, attachments or a whole bundle, with no server at all.

A letter is printed to be read; with --out the content is written as it was sealed.
"""

import argparse
from contextlib import AbstractContextManager
from functools import partial
from io import BytesIO
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.attachments import Named, Unlocked, named_in, write_attachment
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.filenames import safe_name
from untilthen.cli.keyring import add_ways_in, identities_from
from untilthen.cli.language import gettext
from untilthen.cli.letters import Found, Reader, envelope_of, read_letter, readable
from untilthen.cli.openoptions import add_options
from untilthen.cli.sentences import about
from untilthen.cli.signers import signer_from
from untilthen.sealing import age
from untilthen.sealing.envelope import Envelope
from untilthen.sealing.errors import SealingError
from untilthen.sealing.padding import UnpaddingSink
from untilthen.sealing.sources import Source, write_all
from untilthen.sealing.wholefile import whole_file

NAME = "open"
HELP = gettext("open a letter, an attachment or a whole bundle; needs no server and no network")
# No letter is longer; what is longer is an attachment and goes to a file, not into memory.
LONGEST_LETTER_BYTES = 1 << 26
# What a bundle's letter is called whose outer seal is open, and whose lock is its reader's.
ENVELOPE = "envelope.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_ways_in(parser)
    add_options(parser)


def run(options: argparse.Namespace) -> int:
    """Open every file named, and stop at the first that does not open."""
    files: list[Path] = options.files
    if looks_like_bundle(files[0]):
        from untilthen.cli.openbundle import open_bundle  # here, since letters do without it

        return open_bundle(options)
    out: Path | None = options.out
    if out and len(files) > 1 and not out.is_dir():
        sentence = gettext("{out}: for several files this must be a folder").format(out=out)
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    opening = Opening(options)
    for file in files:
        opening.open(file)
    return ExitCode.OK if opening.all_signed else ExitCode.NOT_SIGNED


def looks_like_bundle(path: Path) -> bool:
    """Say whether `path` is meant to be a bundle: a folder with a manifest, or a zip file."""
    if path.is_dir():
        return (path / "manifest.json").exists()
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


class Opening:
    """One run of the command: what was asked for, and which attachments the letters named."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._out: Path | None = options.out
        self._replace: bool = options.force
        self._raw: bool = options.raw
        self._plain: bool = options.plain
        self._reader = Reader(
            # What a bundle left for its reader has no outer seal any more.
            identities_from(options, needed=options.files[0].name != ENVELOPE),
            options.letter_passphrase_file,
            signer_from(options),
            options.unsigned,
        )
        self._named: dict[str, Named] = {}
        self._shown = 0
        self.all_signed = True

    def open(self, file: Path) -> None:
        """Print or write what is in `file`; CannotDo if it does not open."""
        named = self._named.get(file.name.removesuffix(".age"))
        sealed = None if named or self._plain else self._letter_in(file)
        if sealed is None:
            self._write(file, named)
            return
        found = read_letter(file, sealed, self._reader)
        self._named |= named_in(found.letter)
        self.all_signed = self.all_signed and found.is_signed
        if self._out:
            self._write_bytes(file, found.content)
        else:
            self._show(found)

    def _show(self, found: Found) -> None:
        text = found.content.decode("utf-8") if self._raw else readable(found.letter)
        say.prose(f"\n* * *\n\n{text}" if self._shown else text)
        self._shown += 1

    def _letter_in(self, file: Path) -> Envelope | bytes | None:
        """Return the letter sealed in `file`, all of it verified; None for what is no letter."""
        if file.stat().st_size > LONGEST_LETTER_BYTES:
            return None
        if file.name == ENVELOPE:
            return envelope_of(file, file.read_bytes())
        content = BytesIO()
        sink = UnpaddingSink(content)
        try:
            with file.open("rb", buffering=0) as source:
                age.decrypt(source, Unlocked(sink), self._reader.identities)
            sink.finish()
        except SealingError as error:
            raise about(file, error) from error
        return envelope_of(file, content.getvalue())

    def _write(self, file: Path, named: Named | None) -> None:
        """Write the whole content of an attachment, or nothing."""
        if not self._out:
            sentence = gettext("{file}: this is no letter; write its content to a file with --out")
            raise CannotDo(sentence.format(file=file), ExitCode.BAD_INPUT)
        target = self._target(file, named)
        opened = partial(_opened, file)
        keys = self._reader.identities
        try:
            if self._plain:
                with opened() as source, whole_file(target, replace=self._replace) as content:
                    age.decrypt(source, content, keys)
            else:
                write_attachment(opened, target, keys, named, replace=self._replace)
        except SealingError as error:
            raise about(file, error) from error
        except FileExistsError:
            raise _is_there(target) from None

    def _write_bytes(self, file: Path, content: bytes) -> None:
        target = self._target(file, None)
        try:
            with whole_file(target, replace=self._replace) as written:
                write_all(written, memoryview(content))
        except FileExistsError:
            raise _is_there(target) from None

    def _target(self, file: Path, named: Named | None) -> Path:
        """Return where the content of `file` goes; CannotDo if that is `file` itself."""
        assert self._out
        target = self._out
        if target.is_dir():
            stem = "letter.json" if file.name == ENVELOPE else file.name.removesuffix(".age")
            target /= safe_name(named.attachment.name, stem) if named else stem
        if target.exists() and target.samefile(file):
            sentence = gettext("{file}: the sealed file would be overwritten").format(file=file)
            raise CannotDo(sentence, ExitCode.BAD_INPUT)
        return target


def _opened(file: Path) -> AbstractContextManager[Source]:
    return file.open("rb", buffering=0)


def _is_there(target: Path) -> CannotDo:
    sentence = gettext("{file}: is there already; --force replaces it").format(file=target)
    return CannotDo(sentence, ExitCode.BAD_INPUT)
