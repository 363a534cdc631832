"""`untilthen open`, as it is typed: transcripts, a terminal, a closed pipe, and no Django."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.transcript import play

TRANSCRIPTS = Path(__file__).parent / "transcripts"
SIGNER = "emission pregnant parking browser crucial crisis"
OPEN = [sys.executable, "-m", "untilthen.cli", "open"]


@pytest.mark.parametrize("name", sorted(path.name for path in TRANSCRIPTS.glob("*.txt")))
def test_what_is_typed_ends_as_it_was_written_down(name: str, folder: Path) -> None:
    script = (TRANSCRIPTS / name).read_text(encoding="utf-8")
    assert play(script, folder) == script


def test_a_passphrase_is_asked_for_at_the_terminal_and_never_shown(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*OPEN, "letter.age", "--identity", "ana-locked.key"]
    with subprocess.Popen(
        ["setsid", "--ctty", *command], cwd=folder, stdin=theirs, stdout=subprocess.PIPE
    ) as opening:
        os.close(theirs)
        asked = b""
        while b": " not in asked:
            asked += os.read(ours, 1000)
        os.write(ours, b"academic acid acne acquire acrobat activity\n")
        output, _ = opening.communicate(timeout=60)
    os.close(ours)
    assert asked.startswith(b"passphrase for ana-locked.key: ")
    assert b"academic" not in asked
    assert opening.returncode == 0
    assert output.startswith(b"For Finn\n")


def test_a_reader_who_goes_away_is_no_accident(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*OPEN, "letter.age", "--identity", "ana.key", "--signer", SIGNER],
        cwd=folder,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_opening_a_letter_needs_no_django_and_no_other_command(folder: Path) -> None:
    program = (
        "import sys; from untilthen.cli.main import main; "
        "code = main(['open', 'letter.age', '--identity', 'ana.key', '--out', 'letter.json']); "
        "print(code, sorted(n for n in sys.modules if n.partition('.')[0] in "
        "('django', 'sqlite3') or n.startswith('untilthen.cli.')))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    names = (
        *("attachments", "codes", "filenames", "keyring", "language", "letters", "main", "open"),
        *("openoptions", "passphrase", "say", "sentences", "sentences_of_parts"),
        *("sentences_of_signatures", "signers"),
    )
    assert ended.stdout == f"0 {[f'untilthen.cli.{name}' for name in names]}\n"
