"""`untilthen split`: a secret key becomes parts in words, for a server, keepers and a kit."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from untilthen import edge
from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.keyring import keys_in
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about
from untilthen.cli.sentences_of_parts import group_name
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity
from untilthen.sealing.parts import MOST, Group, combine, split

NAME = "split"
HELP = gettext("split a secret key into parts in words; needs no server and no network")
DETAILS = gettext(
    "FILE holds a secret key of age, or its 64 hex digits; - is standard input."
    " Two of the groups server, keepers and kit open it together, and no group does alone. With"
    " --kit two the kit is two sheets for two places; with copy it opens only together with"
    " keepers, since it is a copy of the server's part; with none there is no kit. Each part is"
    " one line of 33 words below the line that says whose it is. Before anything is printed, the"
    " parts are tried."
)
_HEX = re.compile(rf"\s*[0-9a-fA-F]{{{2 * SEED_BYTES}}}\s*")
_KEEPERS = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")
_KITS = {"one": Group(1, 1), "two": Group(2, 2), "copy": None, "none": None}
_LONGEST_KEY_FILE_BYTES = 1 << 20
_GROUPS_NEEDED = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this command."""
    parser.epilog = DETAILS
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--keepers",
        required=True,
        metavar="T/N",
        help=gettext("how many keepers are needed, and how many there are, such as 2/3"),
    )
    parser.add_argument(
        "--kit",
        choices=list(_KITS),
        default="one",
        help=gettext("how the kit opens; one if unsaid"),
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=gettext("take the passphrase of a locked key from the first line of this file"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the parts, group by group, once they were tried."""
    groups = [Group(1, 1), _keepers(options.keepers)]
    kit = _KITS[options.kit]
    if kit:
        groups.append(kit)
    seed = _seed(options.file, options.passphrase_file)
    try:
        parts = split(seed, groups, _GROUPS_NEEDED, edge.token)
    except SealingError as error:
        raise about("--keepers", error) from error
    _try(seed, parts)
    for line in _lines(parts, groups, copied=options.kit == "copy"):
        say.line(line)
    return ExitCode.OK


def _keepers(text: str) -> Group:
    found = _KEEPERS.fullmatch(text)
    if not found or not int(found[1]) <= int(found[2]) <= MOST:
        sentence = gettext("--keepers: this should be two numbers such as 2/3, up to {most}")
        raise CannotDo(sentence.format(most=MOST), ExitCode.BAD_INPUT)
    return Group(int(found[1]), int(found[2]))


def _seed(file: Path, passphrase_file: Path | None) -> bytes:
    """Return the 32-byte seed in `file`; CannotDo if there is not exactly one that can be split."""
    if str(file) == "-":
        content = sys.stdin.buffer.read(_LONGEST_KEY_FILE_BYTES)
    else:
        content = file.read_bytes()[:_LONGEST_KEY_FILE_BYTES]
    text = content.decode("utf-8", "replace")
    if _HEX.fullmatch(text):
        return bytes.fromhex(text.strip())
    found = keys_in(file, content, passphrase_file)
    if len(found) != 1 or not isinstance(found[0], HybridIdentity):
        sentence = gettext("{file}: here should be one post-quantum secret key of age")
        raise CannotDo(sentence.format(file=file), ExitCode.BAD_KEY)
    return found[0].reveal_seed()


def _try(seed: bytes, parts: Sequence[Sequence[str]]) -> None:
    """Make sure that every two groups open, and that every part agrees with the others."""
    pairs = [(one, other) for at, one in enumerate(parts) for other in parts[at + 1 :]]
    assert all(combine([*one, *other]) == seed for one, other in pairs)
    assert combine([part for group in parts for part in group]) == seed


def _lines(
    parts: Sequence[Sequence[str]], groups: Sequence[Group], *, copied: bool
) -> Iterator[str]:
    for index, (members, group) in enumerate(zip(parts, groups, strict=True)):
        name = group_name(index)
        if index == 0 and copied:
            name = gettext("{server}, and the kit as its copy").format(server=name)
        for member, words in enumerate(members, start=1):
            said = gettext("# {group}: part {member} of {count}, {needed} needed")
            yield said.format(group=name, member=member, count=group.count, needed=group.needed)
            yield words
