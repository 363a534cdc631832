"""`untilthen verify`: whether a bundle is what its owner signed, before or after it is needed."""

import argparse
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.bundles import address_of, letter_in, manifest_of
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.keyring import add_ways_in, identities_from
from untilthen.cli.language import gettext
from untilthen.cli.letters import Reader, check_signed
from untilthen.cli.sentences import about
from untilthen.cli.signers import Signer, add_signer, signer_from
from untilthen.sealing import bundle
from untilthen.sealing.bundle import Bundle, State, sealed_name
from untilthen.sealing.errors import SealingError
from untilthen.sealing.manifest import Manifest

NAME = "verify"
HELP = gettext("check that a bundle is whole and signed; needs no key, no server and no network")
DETAILS = gettext(
    "FILE is the zip file, or the folder it was unpacked to. The manifest's signature and the"
    " SHA-256 of every sealed file are checked, and what is missing or was added is named. One"
    " line is printed for each file: whole, altered, missing or extra. Without --signer the six"
    " words of the key that signed are said; compare them with those on the kit or a card. The"
    " letters' own signatures lie under their seals, and are checked where a key is given."
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
    add_signer(parser)
    add_ways_in(parser)


def run(options: argparse.Namespace) -> int:
    """Print what became of every file; the exit code is that of the first which is not whole."""
    signer = signer_from(options)
    try:
        with bundle.read(options.bundle) as found:
            signed = manifest_of(found, signer)
            options.files = [options.bundle]
            reader = Reader(identities_from(options, needed=False), signer=Signer(signed.signer))
            return _report(found, signed.manifest) or _letters(found, signed.manifest, reader)
    except SealingError as error:
        raise about(options.bundle, error) from error


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
