"""`untilthen open` on a bundle: every letter that opens, each in a folder of its own.

What does not open is said, and the rest is opened all the same; the new folder appears at the end.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from untilthen.cli.bundles import manifest_of
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.keyring import identities_from
from untilthen.cli.language import gettext
from untilthen.cli.letters import Reader
from untilthen.cli.openletter import LetterOpening
from untilthen.cli.sentences import about
from untilthen.cli.signers import Signer, signer_from
from untilthen.sealing import bundle
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import HybridIdentity


def open_bundle(options: argparse.Namespace) -> int:
    """Open all letters of the one bundle named into a new folder; CannotDo if there can be none."""
    out: Path | None = options.out
    if len(options.files) > 1 or out is None:
        sentence = gettext("a bundle is opened alone, and into a new folder: --out NEW")
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    if os.path.lexists(out):
        sentence = gettext("{out}: is there already; name a new folder").format(out=out)
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    try:
        with bundle.read(options.files[0]) as found:
            return _open_into(out, found, options)
    except SealingError as error:
        raise about(options.files[0], error) from error


def _open_into(out: Path, found: bundle.Bundle, options: argparse.Namespace) -> int:
    signed = manifest_of(found, signer_from(options), takes_unsigned=options.unsigned)
    reader = Reader(
        identities_from(options),
        options.letter_passphrase_file,
        Signer(signed.signer),
        options.unsigned,
    )
    if options.words:
        _check_set(reader, signed.manifest.estate)
    with _new_folder(out) as folder:
        opening = LetterOpening(found, signed.manifest, reader, folder)
        opening.open_all()
    if opening.problem:
        return opening.problem
    return ExitCode.OK if signed.signer else ExitCode.NOT_SIGNED


def _check_set(reader: Reader, estate: str) -> None:
    """Raise CannotDo unless the words typed are of the set that this bundle was sealed to."""
    grown = [key for key in reader.identities if isinstance(key, HybridIdentity)]
    if not any(str(key.recipient) == estate for key in grown):
        sentence = gettext("the words fit together, but they are of another set than this bundle")
        raise CannotDo(sentence, ExitCode.PARTS_DO_NOT_OPEN)


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Yield a folder that becomes `out` when the block ends without an error."""
    begun = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield begun
        begun.rename(out)
    finally:
        shutil.rmtree(begun, ignore_errors=True)
