"""Ana at the form of a letter."""

from playwright.sync_api import FilePayload, Page

from tests.people_in_tests import Household
from tests.sealed_pages.people import words_of
from untilthen.letters.headers import whole_file
from untilthen.letters.models import Letter, SealedFile
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.envelope import Envelope, open_envelope
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.keys import parse_identity
from untilthen.sealing.padding import unpad

BODY = "Pepper knows where the ball lies."
VOICE: FilePayload = {
    "name": "voice.bin",
    "mimeType": "application/octet-stream",
    "buffer": b"the blue tin, left of the stove; " * 300,
}


def write(page: Page, address: str, *to: str, body: str = BODY, file: bool = False) -> None:
    """Write a new letter, without saving it."""
    page.goto(f"{address}/letters/new/")
    for name in to:
        page.get_by_label(name, exact=True).check()
    page.locator("[name=label]").fill("The ball")
    page.locator("[name=salutation]").fill("Dear Finn,")
    page.locator("[name=body]").fill(body)
    if file:
        page.locator("#attachments").set_input_files(VOICE)


def lock_with_passphrase(page: Page, passphrase: str, hint: str = "") -> None:
    """Choose a passphrase, and type it twice."""
    page.get_by_label("A passphrase they know").check()
    page.locator("[name=passphrase]").fill(passphrase)
    page.locator("[name=passphrase_again]").fill(passphrase)
    page.locator("[name=hint]").fill(hint)


def save(page: Page) -> Letter:
    """Seal and save; returns the newest letter once the list it led to has come to rest."""
    page.get_by_role("button", name="Seal and save").click()
    page.wait_for_url("**/letters/")
    page.wait_for_load_state("networkidle")
    return Letter.objects.order_by("position").last() or Letter()


def envelope_of(ana: Household, letter: Letter) -> Envelope:
    """Return a letter's envelope, opened with the owner's key."""
    return open_envelope(unpad(words_of(letter, ana.browsers.owner)))


def attached(letter: Letter) -> list[SealedFile]:
    """Return a letter's attachments."""
    return list(letter.files.exclude(position=0).order_by("position"))


def opened_file(file: SealedFile, outer: HybridIdentity, inner: str | None = None) -> bytes:
    """Return an attachment's content, through its inner seal where there is one."""
    content = decrypt_bytes(whole_file(file), [outer])
    if inner is not None:
        content = decrypt_bytes(content, [parse_identity(inner)])
    return unpad(content)
