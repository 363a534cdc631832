"""Files of a letter with an inner lock: sealed twice, the same on both sides, never held whole."""

import base64
import hashlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.altered import altered
from tests.browser_js.letters import ANA, ESTATE, STRANGER, sealed_file
from tests.browser_js.server import World
from untilthen.sealing import age, padding
from untilthen.sealing.hybrid import HybridIdentity

FILES = HybridIdentity(bytes(range(128, 160)))
BOTH = (ESTATE.recipient, ANA.recipient)
NAMES = [str(recipient) for recipient in BOTH]
SEAL_FILE = """async ([content, recipients, inner]) => {
  const { fromBase64, sealFile, toBase64 } = modules;
  const sealed = await sealFile(new Blob([fromBase64(content)]), recipients, inner);
  const bytes = new Uint8Array(await new Response(sealed.stream).arrayBuffer());
  return [toBase64(bytes), sealed.size, sealed.contentHash()];
}"""
OPEN_FILE = """([address, key, expected, inner]) => outcome(async () => {
  const stream = (await fetch(address)).body;
  const content = await modules.openFile(stream, key, expected, inner);
  const hash = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
  return modules.toHex(new Uint8Array(hash));
})"""


def twice_sealed(content: bytes) -> bytes:
    return age.encrypt_bytes(sealed_file(content, FILES.recipient), BOTH)


def said_of(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("size", [0, 1, 4088, 65_536 - 1900, 65_536, 5_000_000])
def test_files_are_sealed_twice_alike_on_both_sides(modules: Page, world: World, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    file, stated, named = modules.evaluate(
        SEAL_FILE, [base64.b64encode(content).decode("ascii"), NAMES, FILES.reveal()]
    )
    whole = base64.b64decode(file)
    assert len(whole) == stated == len(twice_sealed(content))
    assert named == said_of(content)["sha256"]
    for outer in (ESTATE, ANA):
        inner = age.decrypt_bytes(whole, [outer])
        assert padding.unpad(age.decrypt_bytes(inner, [FILES])) == content

    world.blobs["/file/"] = twice_sealed(content)
    asked = ["/file/", ESTATE.reveal(), said_of(content), FILES.reveal()]
    assert modules.evaluate(OPEN_FILE, asked) == {"value": named}


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda whole: whole[:-1], "damaged"),
        (lambda whole: whole[:2000], "damaged"),
        (lambda whole: whole + b"\0", "damaged"),
        (lambda whole: altered(whole, 90_000), "damaged"),
        (lambda whole: sealed_file(bytes(200_000), *BOTH), "damaged"),
        (lambda whole: age.encrypt_bytes(whole, BOTH), "damaged"),
        (
            lambda whole: age.encrypt_bytes(sealed_file(bytes(200_000), STRANGER.recipient), BOTH),
            "damaged",
        ),
        (
            lambda whole: age.encrypt_bytes(
                sealed_file(bytes(200_000), FILES.recipient)[:-1], BOTH
            ),
            "damaged",
        ),
        (lambda whole: sealed_file(bytes(200_000), STRANGER.recipient), "not_for_this_key"),
    ],
)
def test_a_file_that_is_not_the_letters_is_refused(
    modules: Page, world: World, spoil: Callable[[bytes], bytes], kind: str
) -> None:
    content = bytes(200_000)
    world.blobs["/file/"] = spoil(twice_sealed(content))
    asked = ["/file/", ANA.reveal(), said_of(content), FILES.reveal()]
    assert modules.evaluate(OPEN_FILE, asked) == {"kind": kind}


def test_sealing_twice_reads_only_as_far_as_it_is_asked(modules: Page) -> None:
    read = """async ([recipients, inner]) => {
      const size = 200 * 1024 * 1024;
      let given = 0;
      const stream = () => new ReadableStream({
        pull(controller) {
          given += 65_536;
          controller.enqueue(new Uint8Array(65_536));
          if (given === size) controller.close();
        },
      });
      const sealed = await modules.sealFile({ size, stream }, recipients, inner);
      const reader = sealed.stream.getReader();
      for (let seen = 0; seen < 1024 * 1024;) seen += (await reader.read()).value.length;
      const ahead = given;
      await reader.cancel();
      return ahead;
    }"""
    assert modules.evaluate(read, [NAMES, FILES.reveal()]) < 4 * 1024 * 1024


def test_opening_stops_reading_where_the_damage_is(modules: Page, world: World) -> None:
    read = """async ([address, key, expected, inner]) => {
      const whole = new Uint8Array(await (await fetch(address)).arrayBuffer());
      let given = 0;
      let cancelled = false;
      const stream = new ReadableStream({
        pull(controller) {
          if (given >= whole.length) return controller.close();
          controller.enqueue(whole.subarray(given, given += 65_536));
        },
        cancel() { cancelled = true; },
      });
      const { kind } = await outcome(() => modules.openFile(stream, key, expected, inner));
      await new Promise((resolve) => setTimeout(resolve));
      return { kind, cancelled, early: given < whole.length / 2 };
    }"""
    content = bytes(5_000_000)
    inside = bytearray(sealed_file(content, FILES.recipient))
    inside[100_000] ^= 1
    world.blobs["/file/"] = age.encrypt_bytes(bytes(inside), BOTH)
    asked = ["/file/", ANA.reveal(), said_of(content), FILES.reveal()]
    got = modules.evaluate(read, asked)
    assert got == {"kind": "damaged", "cancelled": True, "early": True}
