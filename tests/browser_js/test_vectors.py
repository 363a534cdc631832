"""The 143 public age vectors, through our own opening code in a real browser."""

import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser_js.server import World

VECTORS = Path(__file__).parents[1] / "vectors" / "age"
OPEN = """
async (vector) => {
  const { openBytes, unarmored, PassphraseIdentity, toHex } = modules;
  const words = vector.passphrases.map((passphrase) => new PassphraseIdentity(passphrase));
  const keys = [...vector.identities, ...words];
  const sealed = new Uint8Array(await (await fetch(vector.address)).arrayBuffer());
  return outcome(async () => {
    const bytes = vector.armored ? unarmored(new TextDecoder("latin1").decode(sealed)) : sealed;
    const content = await openBytes(bytes, keys);
    return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)));
  });
}
"""


def load(path: Path) -> tuple[dict[str, str], dict[str, Any], bytes]:
    """Return what a vector expects, its keys, and its sealed bytes."""
    head, _, sealed = path.read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode("utf-8").splitlines()]
    first = dict(reversed(lines))
    if first.get("compressed") == "zlib":
        sealed = zlib.decompress(sealed)
    file = {
        "address": f"/vectors/{path.name}",
        "armored": first.get("armored") == "yes",
        "identities": [value for name, value in lines if name == "identity"],
        "passphrases": [value for name, value in lines if name == "passphrase"],
    }
    return first, file, sealed


def verdict(expected: dict[str, str], got: dict[str, str]) -> str:
    """Return what is wrong with what we got, or nothing."""
    if expected["expect"] == "success":
        return "" if got.get("value") == expected["payload"] else f"not opened: {got}"
    wanted = "not_for_this_key" if expected["expect"] == "no match" else "damaged"
    return "" if got.get("kind") == wanted else f"{expected['expect']}, but {got}"


def test_every_public_vector_opens_or_is_refused_for_its_reason(
    modules: Page, world: World
) -> None:
    wrong = {}
    paths = sorted(VECTORS.iterdir())
    for path in paths:
        expected, file, world.blobs[f"/vectors/{path.name}"] = load(path)
        if complaint := verdict(expected, modules.evaluate(OPEN, file)):
            wrong[path.name] = complaint
    assert len(paths) == 143
    assert wrong == {}
