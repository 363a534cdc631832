"""Signatures: ours and OpenSSH's are one and the same, and each way to be wrong has its name."""

import base64
import hmac
import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from untilthen.sealing.errors import BadKey, NotSigned, NotWhatWasSigned, SignedByAnother
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.sign import SigningKey, allowed_signers, signer_of, verify

SEED = bytes(range(32))
ANA = SigningKey.from_seed(SEED)
BEN = SigningKey.from_seed(bytes(range(1, 33)))
NAMESPACE = "until-then-letter"
LETTER = b"Lieber Finn, der Kaffee steht auf dem Flur.\n"
SIGNATURE = ANA.sign(LETTER, NAMESPACE)


def keygen(*options: str | Path, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *options], input=content, capture_output=True, check=False)


def key_file(folder: Path, seed: bytes) -> Path:
    """Return a file with the secret key as OpenSSH keeps it."""
    path = folder / "ana"
    key = Ed25519PrivateKey.from_private_bytes(seed)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def accepted_by_openssh(folder: Path, message: bytes, signature: str, namespace: str) -> bool:
    (folder / "allowed_signers").write_text(allowed_signers(ANA.public))
    (folder / "message.sig").write_text(signature)
    files: list[str | Path] = ["-f", folder / "allowed_signers", "-s", folder / "message.sig"]
    return not keygen(
        "-Y", "verify", "-I", "owner", "-n", namespace, *files, content=message
    ).returncode


def reassembled(blob: bytes) -> str:
    text = base64.b64encode(blob).decode("ascii")
    return f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n"


def blob_of(signature: str) -> bytes:
    return base64.b64decode("".join(signature.splitlines()[1:-1]))


@pytest.mark.parametrize("size", [0, 1, 4096, 1_000_000])
def test_openssh_accepts_what_ana_signed_and_nothing_else(tmp_path: Path, size: int) -> None:
    message = bytes(number % 251 for number in range(size))
    signature = ANA.sign(message, NAMESPACE)
    assert accepted_by_openssh(tmp_path, message, signature, NAMESPACE)
    assert not accepted_by_openssh(tmp_path, message + b"!", signature, NAMESPACE)
    assert not accepted_by_openssh(tmp_path, message, signature, "until-then-manifest")
    ben = BEN.sign(message, NAMESPACE)
    assert not accepted_by_openssh(tmp_path, message, ben, NAMESPACE)


def test_openssh_signs_byte_for_byte_as_we_do(tmp_path: Path) -> None:
    key = key_file(tmp_path, SEED)
    made = keygen("-Y", "sign", "-f", key, "-n", NAMESPACE, content=LETTER)
    assert made.stdout.decode("ascii") == SIGNATURE
    assert keygen("-y", "-f", key).stdout.decode("ascii").split()[:2] == ANA.public.split()


def test_what_a_key_of_openssh_signed_is_verified_here(tmp_path: Path) -> None:
    key = tmp_path / "ben"
    assert keygen("-q", "-t", "ed25519", "-N", "", "-C", "ben", "-f", key).returncode == 0
    public = " ".join((tmp_path / "ben.pub").read_text().split()[:2])
    made = keygen("-Y", "sign", "-f", key, "-n", NAMESPACE, content=LETTER).stdout.decode("ascii")
    verify(LETTER, made, NAMESPACE, public)
    assert signer_of(made) == public
    with pytest.raises(SignedByAnother) as caught:
        verify(LETTER, made, NAMESPACE, ANA.public)
    assert caught.value.signer == public


def test_a_signature_of_an_older_kind_is_signed_by_another(tmp_path: Path) -> None:
    key = tmp_path / "old"
    assert keygen("-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", key).returncode == 0
    made = keygen("-Y", "sign", "-f", key, "-n", NAMESPACE, content=LETTER).stdout.decode("ascii")
    assert signer_of(made).startswith("ssh-rsa ")
    with pytest.raises(SignedByAnother):
        verify(LETTER, made, NAMESPACE, ANA.public)


def test_the_signing_key_grows_from_the_owner_key(ana: HybridIdentity) -> None:
    key = SigningKey.from_owner_seed(ana.reveal_seed())
    # HKDF by hand: one block of HMAC is all that 32 bytes need.
    secret = hmac.new(bytes(32), ana.reveal_seed(), sha256).digest()
    seed = hmac.new(secret, b"until-then signing v1\x01", sha256).digest()
    assert key.public == SigningKey.from_seed(seed).public
    assert "SigningKey(for ssh-ed25519 " in repr(key)


def test_what_was_changed_after_signing_is_noticed() -> None:
    verify(LETTER, SIGNATURE, NAMESPACE, ANA.public)
    with pytest.raises(NotWhatWasSigned):
        verify(LETTER[:-1], SIGNATURE, NAMESPACE, ANA.public)
    with pytest.raises(NotWhatWasSigned):
        verify(LETTER, SIGNATURE, "until-then-manifest", ANA.public)
    with pytest.raises(SignedByAnother):
        verify(LETTER, SIGNATURE, NAMESPACE, BEN.public)


def test_no_flipped_bit_is_accepted() -> None:
    blob = blob_of(SIGNATURE)
    for place in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises((NotSigned, SignedByAnother, NotWhatWasSigned)):
            verify(LETTER, reassembled(bytes(flipped)), NAMESPACE, ANA.public)


def test_what_is_no_signature_is_called_none() -> None:
    blob = blob_of(SIGNATURE)
    lines = SIGNATURE.splitlines()
    broken = [
        "",
        "Ana",
        "\n".join(lines[:-1]),
        "\n".join(lines[1:]),
        SIGNATURE + "more\n",
        SIGNATURE.replace(lines[1], lines[1][:-1] + " "),
        SIGNATURE.replace(lines[-2], lines[-2] + "===="),
        reassembled(blob + b"\0"),
        reassembled(blob[:-1]),
        reassembled(b""),
        reassembled(blob[:6] + bytes(4) + blob[10:]),
    ]
    for text in broken:
        with pytest.raises(NotSigned):
            verify(LETTER, text, NAMESPACE, ANA.public)
        with pytest.raises(NotSigned):
            signer_of(text)


def test_a_signature_may_come_with_the_line_ends_of_another_system() -> None:
    verify(LETTER, SIGNATURE.replace("\n", "\r\n"), NAMESPACE, ANA.public)
    verify(LETTER, SIGNATURE.removesuffix("\n"), NAMESPACE, ANA.public)


@pytest.mark.parametrize(
    "text", ["", "ssh-ed25519", "ssh-ed25519 AAAA", ANA.public + " ana@desk", ANA.public[:-1]]
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    for ask in (allowed_signers, lambda key: verify(LETTER, SIGNATURE, NAMESPACE, key)):
        with pytest.raises(BadKey):
            ask(text)


def test_a_signature_has_the_form_that_openssh_prints() -> None:
    assert re.fullmatch(
        r"-----BEGIN SSH SIGNATURE-----\n(.{70}\n)+.{1,70}\n-----END SSH SIGNATURE-----\n",
        SIGNATURE,
    )
