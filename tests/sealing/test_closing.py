"""A closing note is read whatever a mail program did to it, and believed only as it was signed."""

import shutil
import subprocess
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from untilthen.sealing import closing, sign
from untilthen.sealing.closing import NAMESPACE, Note
from untilthen.sealing.errors import IncompleteNote, NotWhatWasSigned, UnreadableNote
from untilthen.sealing.sign import CLOSING, SigningKey, allowed_signers

KEY = SigningKey.from_master_key(bytes(range(32)))
NOTE = Note(
    service="until-then.example.org:8443",
    plan="9f2c1a04be",
    armed=datetime(2026, 11, 1, 9, tzinfo=UTC),
    heard=datetime(2027, 3, 1, 8, tzinfo=UTC),
    release=datetime(2027, 4, 25, 7, tzinfo=UTC),
    closed=datetime(2027, 5, 25, 7, tzinfo=UTC),
    letters=6,
    sheets=6,
    deliveries=7,
    lines=83,
    head=sha256(b"head").hexdigest(),
    files=tuple(sorted(sha256(bytes([each])).hexdigest() for each in range(3))),
)
BLOCK = closing.armored(NOTE, KEY)


def checked(text: str) -> Note:
    """Return the note in a text, whose signature is good."""
    note, signature = closing.read(text)
    sign.verify(closing.build(note), signature, NAMESPACE, KEY.public)
    return note


def test_every_line_of_the_note_fits_a_mail() -> None:
    assert max(map(len, BLOCK.splitlines())) <= 72


@pytest.mark.parametrize(
    "arrived",
    [
        BLOCK,
        f"Dear Ben,\n\nIt is done.\n\n{BLOCK}\nYours",
        textwrap.indent(BLOCK, "> "),
        textwrap.indent(BLOCK, "> > ", lambda _line: True),
        textwrap.indent(BLOCK, "   "),
        BLOCK.replace("\n", "\r\n"),
        BLOCK.replace("\n", " \n\n"),
        " ".join(BLOCK.split()),
        BLOCK.replace("files: 3", "files:\u00a03"),
        BLOCK.replace(NOTE.service, f"{NOTE.service} <http://{NOTE.service}>"),
        BLOCK.replace(NOTE.head, f"{NOTE.head[:40]}\n{NOTE.head[40:]}"),
        BLOCK.replace(NOTE.files[1], f"{NOTE.files[1][:30]}\n> {NOTE.files[1][30:]}"),
    ],
)
def test_a_note_is_read_however_a_mail_program_left_it(arrived: str) -> None:
    assert checked(arrived) == NOTE


def test_what_never_came_is_said() -> None:
    let_go = replace(NOTE, armed=None, heard=None, release=None, files=())
    block = closing.armored(let_go, KEY)
    assert "release: never\n" in block
    assert checked(block) == let_go


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("letters: 6", "letters: 5"),
        ("closed: 2027-05-25", "closed: 2027-06-25"),
        ("release: 2027-04-25T07:00:00Z", "release: never"),
        ("plan: 9f2c1a04be", "plan: 9f2c1a04bf"),
        (NOTE.files[0], sha256(b"another").hexdigest()),
        ("lines: 83", "lines: 82"),
    ],
)
def test_an_altered_note_is_not_what_was_signed(was: str, becomes: str) -> None:
    assert was in BLOCK
    with pytest.raises(NotWhatWasSigned):
        checked(BLOCK.replace(was, becomes))


def test_a_note_whose_hashes_were_lost_on_the_way_says_how_many() -> None:
    with pytest.raises(IncompleteNote) as lost:
        checked(BLOCK.replace(f"file: {NOTE.files[2]}\n", ""))
    assert (lost.value.there, lost.value.named) == (2, 3)


@pytest.mark.parametrize(
    ("was", "becomes", "field"),
    [
        (closing.BEGIN, "", "note"),
        ("-----END SSH SIGNATURE-----", "", "note"),
        ("closing v1", "closing v2", "note"),
        ("head: ", "", "head"),
        ("heard: 2027", "heard: 20", "heard"),
        ("letters: 6", "letters: 06", "letters"),
        ("service: ", "service: \x1b[2J", "service"),
        ("armed: ", "", "armed"),
    ],
)
def test_what_is_no_note_is_named(was: str, becomes: str, field: str) -> None:
    with pytest.raises(UnreadableNote) as problem:
        checked(BLOCK.replace(was, becomes))
    assert problem.value.field == field


def test_ssh_keygen_checks_a_note_without_us(tmp_path: Path) -> None:
    tool = shutil.which("ssh-keygen")
    assert tool, "no ssh-keygen"
    note, signature = closing.read(BLOCK)
    (tmp_path / "note.sig").write_text(signature)
    (tmp_path / "closing-key").write_text(f"# a remark\n{allowed_signers(KEY.public, CLOSING)}")
    checks = [tool, "-Y", "verify", "-f", "closing-key", "-I", CLOSING, "-n", NAMESPACE]
    done = subprocess.run(
        [*checks, "-s", "note.sig"],
        input=closing.build(note),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b'Good "until-then-closing" signature')


def test_the_key_is_the_same_as_long_as_the_master_key_is() -> None:
    assert SigningKey.from_master_key(bytes(range(32))).public == KEY.public
    assert SigningKey.from_master_key(bytes(32)).public != KEY.public
    # Nobody's own key, should their seed be the same bytes.
    assert SigningKey.from_owner_seed(bytes(range(32))).public != KEY.public
