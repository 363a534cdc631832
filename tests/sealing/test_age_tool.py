"""The age command agrees: what a family finds in an export opens without any of our code.

Uses the command named by UNTILTHEN_AGE, else the one tools/fetch_age.sh fetches (1.3 or newer).
"""

import io
import os
import subprocess
from pathlib import Path

import pytest

from untilthen.sealing import age, keys
from untilthen.sealing.door import door_identity
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.rewrap import header_length, rewrap
from untilthen.sealing.scrypt import PassphraseIdentity, PassphraseRecipient

FETCH = Path(__file__).parents[2] / "tools" / "fetch_age.sh"
SIZES = [0, 1, 65535, 65536, 65537, 131072, 3_000_000]


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the age commands."""
    named = os.environ.get("UNTILTHEN_AGE")
    if named is None:
        fetched = subprocess.run([FETCH], stdout=subprocess.PIPE, text=True, check=True)
        named = fetched.stdout.strip()
    return Path(named).parent


def run(tools: Path, command: str, *options: str, content: bytes = b"") -> bytes:
    """Return what an age command writes; plugins are found beside it."""
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    ended = subprocess.run(
        [tools / command, *options],
        input=content,
        capture_output=True,
        check=False,
        env=environment,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout


def test_both_make_the_same_recipient_from_a_key(tools: Path, ana: HybridIdentity) -> None:
    assert run(tools, "age-keygen", "-y", content=ana.reveal().encode()).decode().strip() == str(
        ana.recipient
    )
    made = run(tools, "age-keygen", "-pq").decode()
    (theirs,) = keys.read_identities(made)
    assert f"# public key: {theirs.recipient}" in made


@pytest.mark.parametrize("size", SIZES)
def test_what_one_seals_the_other_opens(
    tools: Path, tmp_path: Path, ana: HybridIdentity, estate: HybridIdentity, size: int
) -> None:
    key = tmp_path / "ana.key"
    key.write_text(ana.reveal() + "\n")
    content = os.urandom(size)
    ours = age.encrypt_bytes(content, [estate.recipient, ana.recipient])
    assert run(tools, "age", "-d", "-i", str(key), content=ours) == content
    armored = age.encrypt_bytes(content, [ana.recipient], armored=True)
    assert run(tools, "age", "-d", "-i", str(key), content=armored) == content
    to_both = ["-r", str(ana.recipient), "-r", str(estate.recipient)]
    assert age.decrypt_bytes(run(tools, "age", *to_both, content=content), [estate]) == content
    theirs = run(tools, "age", "-a", *to_both, content=content)
    assert age.decrypt_bytes(theirs, [ana]) == content


def test_a_file_rewrapped_to_a_door_opens_with_the_command(
    tools: Path, tmp_path: Path, estate: HybridIdentity
) -> None:
    door = door_identity("a-token", "a-delivery")
    sealed = age.encrypt_bytes(b"dear Finn", [estate.recipient])
    end = header_length(io.BytesIO(sealed))
    moved = rewrap(sealed[:end], estate, [door.recipient]) + sealed[end:]
    key = tmp_path / "door.key"
    key.write_text(door.reveal())
    assert run(tools, "age", "-d", "-i", str(key), content=moved) == b"dear Finn"


def test_passphrases_agree(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "academic acid acne acquire acrobat activity"
    monkeypatch.setenv("AGE_PASSPHRASE", words)
    ours = age.encrypt_bytes(b"key", [PassphraseRecipient(words, work_factor=12)], armored=True)
    assert run(tools, "age", "-d", "-j", "batchpass", content=ours) == b"key"
    monkeypatch.setenv("AGE_PASSPHRASE_WORK_FACTOR", "12")
    theirs = run(tools, "age", "-e", "-j", "batchpass", content=b"key")
    assert age.decrypt_bytes(theirs, [PassphraseIdentity(words)]) == b"key"
