"""`untilthen verify`: whether a bundle, a closing note or a journal is whole and as it was made."""

import argparse
import re
import sys
import zipfile
from pathlib import Path

from untilthen.cli import journals, notes, say
from untilthen.cli.bundles import address_of, letter_in, manifest_of
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.keyring import add_ways_in, identities_from
from untilthen.cli.language import gettext
from untilthen.cli.letters import Reader, check_signed
from untilthen.cli.sentences import about
from untilthen.cli.signers import Signer, add_signer, signer_from
from untilthen.sealing import bundle, chain
from untilthen.sealing.bundle import Bundle, State, sealed_name
from untilthen.sealing.errors import SealingError
from untilthen.sealing.manifest import Manifest

NAME = "verify"
MOST_BYTES = 1 << 26
HELP = gettext(
    "check that a bundle, a closing note or a journal is whole; needs no key, no server and no"
    " network"
)
DETAILS = gettext(
    "FILE is the zip file, or the folder it was unpacked to. The manifest's signature and the"
    " SHA-256 of every sealed file are checked, and what is missing or was added is named. One"
    " line is printed for each file: whole, altered, missing or extra. Without --signer the six"
    " words of the key that signed are said; compare them with those on the kit or a card. The"
    " letters' own signatures lie under their seals, and are checked where a key is given."
    " FILE may also be the mail with a closing note, or the note copied out of it (- reads it from"
    " standard input); KEPT is then a bundle kept from before, whose files are looked for in the"
    " note, or the journal that the note ends. Or FILE is a journal that untilthen journal printed."
)
_CODES = {
    State.WHOLE: ExitCode.OK,
    State.ALTERED: ExitCode.DAMAGED,
    State.MISSING: ExitCode.MISSING_FILE,
    State.EXTRA: ExitCode.DAMAGED,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.epilog = DETAILS
    parser.add_argument("bundle", type=Path, metavar="FILE")
    beside = gettext("with a closing note: a bundle kept from before, or the plan's journal")
    parser.add_argument("beside", type=Path, nargs="?", metavar="KEPT", help=beside)
    mark = gettext("with a journal or a note: the mark of the journal that stands in a mail")
    parser.add_argument("--mark", type=mark_of, metavar="MARK", help=mark)
    add_signer(parser)
    add_ways_in(parser)


def run(options: argparse.Namespace) -> int:
    """Print what became of every file; the exit code is that of the first which is not whole."""
    content = _small(options.bundle)
    if content is not None:
        return _of_text(options, content)
    if options.beside or options.mark:
        raise CannotDo(gettext("a bundle has no journal; name a closing note"), ExitCode.BAD_INPUT)
    signer = signer_from(options)
    try:
        with bundle.read(options.bundle) as found:
            signed = manifest_of(found, signer)
            options.files = [options.bundle]
            reader = Reader(identities_from(options, needed=False), signer=Signer(signed.signer))
            return _report(found, signed.manifest) or _letters(found, signed.manifest, reader)
    except SealingError as error:
        raise about(options.bundle, error) from error


def mark_of(text: str) -> str:
    """Return the mark that somebody copied from a mail; ValueError if it is none."""
    mark = text.strip().lower()
    if not re.fullmatch(rf"[0-9a-f]{{{chain.MARK_LENGTH}}}", mark):
        raise ValueError
    return mark


def _small(path: Path) -> bytes | None:
    """Return what is in a file or in standard input, or None where it is a bundle or too large."""
    if str(path) == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    if path.is_dir() or zipfile.is_zipfile(path):
        return None
    content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b"PK"
    return None if content.startswith(b"PK") else content


def _of_text(options: argparse.Namespace, content: bytes) -> int:
    """Check the closing note in a text, or the journal that it is."""
    name, beside, mark = options.bundle, options.beside, options.mark
    text = notes.text_with_note(content)
    if text is None:
        journals.check(name, journals.read(name, content), mark)
        return ExitCode.OK
    note = notes.checked(name, text, signer_from(options))
    notes.tell(note)
    if beside is None:
        notes.require_mark(note, mark)
    elif (kept := _small(beside)) is None:
        notes.compare(note, beside)
    else:
        lines = journals.read(beside, kept)
        journals.check(beside, lines, mark)
        journals.compare(note, beside, lines)
    return ExitCode.OK


def _letters(found: Bundle, manifest: Manifest, reader: Reader) -> int:
    """Check the signature of every letter that opens with a key at hand, whatever its lock."""
    ended = ExitCode.OK
    letters = [letter for letter in manifest.letters if letter.files and reader.identities]
    for letter in letters:
        name = sealed_name(letter.letter, letter.files[0].file)
        try:
            address = address_of(manifest.plan, letter)
            check_signed(name, letter_in(found, name, reader.identities, address), reader)
        except CannotDo as problem:
            say.words(problem.sentence)
            ended = ended or problem.code
        else:
            say.line(f"signed {name}")
    return ended


def _report(found: Bundle, manifest: Manifest) -> int:
    made_at = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
    said = gettext("manifest {number} of plan {plan}, made on {moment}")
    say.words(said.format(number=manifest.number, plan=manifest.plan, moment=made_at))
    ended = ExitCode.OK
    for name, state in found.compare(manifest):
        say.line(f"{state} {name}")
        ended = ended or _CODES[state]
    if ended:
        say.words(gettext("the bundle is not as it was signed"))
    return ended
