"""A browser killed while Ana writes: her words are there again, and nowhere on the disk to read."""

import json
import os
import signal
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser_js.at_the_desk import desk, unlock_tab
from tests.browser_js.conftest import PATIENCE_MS
from tests.browser_js.drafts import kept
from tests.browser_js.letters import ANA, WORDS, locked_key
from tests.browser_js.render import rendered
from tests.browser_js.server import Server, World
from tests.browser_js.test_letter_form import BODY, FORM, write
from tests.conftest import QUIET


def killed(profile: Path) -> None:
    """Kill the browser that works on this profile, at once, as a power cut would."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = each.read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in said and b"--type=" not in said:
            os.kill(int(each.parent.name), signal.SIGKILL)


def test_words_outlive_the_browser_and_lie_on_the_disk_only_sealed(
    browser: Browser, chromium: str, server: Server, world: World, tmp_path: Path
) -> None:
    held = {"owner_file": locked_key(ANA), "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    desk(world)
    world.pages |= rendered(
        {"/letters/new/": ("letters/form.html", {"csrf_token": world.token, **FORM})}
    )
    profile = tmp_path / "profile"

    def opened() -> Page:
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=chromium, args=QUIET, locale="en-GB"
        )
        page = context.pages[0]
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{server.address}/letters/new/")
        return page

    page = opened()
    unlock_tab(page)
    write(page)
    kept(page)
    killed(profile)
    (profile / "SingletonLock").unlink(missing_ok=True)

    written = [path.read_bytes() for path in profile.rglob("*") if path.is_file()]
    assert any(b"mlkem768x25519" in content for content in written)
    for word in ("Pepper", "Lieber Finn", "Für Finn"):
        for coded in (word.encode(), word.encode("utf-16-le"), word.encode("latin-1")):
            assert not [1 for content in written if coded in content]

    page = opened()
    page.get_by_role("button", name="Bring the draft back").click()
    page.get_by_label("Your six words").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("[name=body]")).to_have_value(BODY)
    page.context.close()
