"""`untilthen seal`: what it seals opens again, in little memory, and never by halves."""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.at_a_terminal import type_at_terminal
from untilthen.cli.main import main
from untilthen.sealing import age
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.passphrase import WORD_COUNT, unknown_words
from untilthen.sealing.scrypt import PassphraseIdentity

RUN = [sys.executable, "-m", "untilthen.cli"]
TELLING_ITS_MEMORY = (
    "import sys; from untilthen.cli.main import main; code = main(sys.argv[1:]);"
    "print(open('/proc/self/status').read()); sys.exit(code)"
)
FILM_BYTES = (256 << 20) + 1
MOST_MEMORY_BYTES = 80 << 20
ANA = HybridIdentity.from_seed(bytes(range(32)))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with Ana's wishes and her public and secret key."""
    (tmp_path / "ana.pub").write_text(f"{ANA.recipient}\n")
    (tmp_path / "ana.key").write_text(f"{ANA.reveal()}\n")
    (tmp_path / "wishes.txt").write_text("no lilies\n")
    return tmp_path


def test_a_film_is_sealed_and_opened_in_less_memory_than_it_has(here: Path) -> None:
    film = here / "film"
    film.touch()
    os.truncate(film, FILM_BYTES)  # sparse: it takes no room on the disk
    sealing = ["seal", "film", "-R", "ana.pub", "--out", "film.age"]
    opening = ["open", "film.age", "-i", "ana.key", "--out", "again"]
    for arguments in (sealing, opening):
        assert most_memory(arguments, here) < MOST_MEMORY_BYTES, arguments
    (here / "film.age").unlink()
    assert (here / "again").stat().st_size == FILM_BYTES


def most_memory(arguments: list[str], folder: Path) -> int:
    """Return the most memory in bytes that the command held at once; it must end well."""
    ended = subprocess.run(
        [sys.executable, "-c", TELLING_ITS_MEMORY, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    # What wait4 says would count the memory of this process too, from before the exec.
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", ended.stdout)
    return int(kilobytes) << 10


def test_a_passphrase_is_typed_twice_and_never_shown(here: Path) -> None:
    command = [*RUN, "seal", "wishes.txt", "--passphrase"]
    differing = type_at_terminal(command, here, ["the old boat", "the odd boat"])
    assert differing.code == 5
    assert "not the same passphrase twice" in differing.shown
    assert not (here / "wishes.txt.age").exists()
    typed = type_at_terminal(command, here, ["the old boat", "the old boat"])
    assert typed.code == 0
    assert "boat" not in typed.shown
    sealed = (here / "wishes.txt.age").read_bytes()
    assert b"no lilies" in age.decrypt_bytes(sealed, [PassphraseIdentity("the old boat")])


def test_six_words_are_made_and_printed_and_no_two_alike(here: Path) -> None:
    made = set()
    for name in ("one.age", "other.age"):
        command = [*RUN, "seal", "wishes.txt", "--generate", "--out", name]
        ended = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
        words = ended.stdout.strip()
        assert len(words.split()) == WORD_COUNT
        assert unknown_words(words) == ()
        opened = age.decrypt_bytes((here / name).read_bytes(), [PassphraseIdentity(words)])
        assert b"no lilies" in opened
        made.add(words)
    assert len(made) == 2


def test_a_full_disk_leaves_nothing_behind_and_the_file_as_it_was(here: Path) -> None:
    (here / "photo").write_bytes(bytes(3 << 20))

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    ended = subprocess.run(
        [*RUN, "seal", "photo", "-R", "ana.pub"],
        cwd=here,
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "untilthen: file too large\n"
    assert sorted(path.name for path in here.iterdir()) == [
        *("ana.key", "ana.pub", "photo", "wishes.txt"),
    ]
    assert (here / "photo").read_bytes() == bytes(3 << 20)


def test_what_is_sealed_hides_its_size_unless_plain(here: Path) -> None:
    sizes = []
    for length in (10, 3000):
        (here / "note").write_bytes(bytes(length))
        assert main(["seal", str(here / "note"), "-r", str(ANA.recipient)]) == 0
        sizes.append((here / "note.age").stat().st_size)
        (here / "note.age").unlink()
    assert sizes[0] == sizes[1]
    assert main(["seal", str(here / "note"), "-r", str(ANA.recipient), "--plain"]) == 0
    assert age.decrypt_bytes((here / "note.age").read_bytes(), [ANA]) == bytes(3000)


def test_no_file_is_sealed_to_strong_and_weak_keys_together(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    code = main(["seal", str(here / "wishes.txt"), "-r", str(ANA.recipient), "-r", weak])
    assert code == 2
    assert "only keys that begin with age1pq1" in capsys.readouterr().err
    assert not (here / "wishes.txt.age").exists()
