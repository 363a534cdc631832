"""What `untilthen open` may be told besides the way in."""

import argparse
from pathlib import Path

from untilthen.cli.language import gettext
from untilthen.cli.signers import add_signer

DETAILS = gettext(
    "A letter's signature is checked before anything is shown: what nobody signed, or not the"
    " signer asked for, ends with exit code 7. If it is locked for its reader, the passphrase is"
    " asked for, with the hint that was left. Attachments are named after their letter. A bundle"
    " (a zip file, or the folder it was unpacked to) is opened into a new folder."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` what becomes of what was opened, and whose signature counts."""
    parser.epilog = DETAILS
    parser.add_argument(
        *("-o", "--out"),
        type=Path,
        help=gettext("write the content to this file, or into this folder"),
    )
    parser.add_argument(
        "--force", action="store_true", help=gettext("replace a file that is there already")
    )
    parser.add_argument(
        "--raw", action="store_true", help=gettext("print a letter as the JSON that was sealed")
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help=gettext("an ordinary age file, whose content is written as it is"),
    )
    add_signer(parser)
    parser.add_argument(
        "--unsigned", action="store_true", help=gettext("show even a letter that nobody signed")
    )
    parser.add_argument(
        "--letter-passphrase-file",
        type=Path,
        metavar="FILE",
        help=gettext("take the passphrase that the reader knows from the first line of this file"),
    )
