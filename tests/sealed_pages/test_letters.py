"""Letters written and reread in a real browser: sealed, signed, locked for one reader alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.people_in_tests import Household
from tests.sealed_pages.people import promise_with_keys, prove_all, seal, sheets, words_of
from tests.sealed_pages.writing import (
    BODY,
    VOICE,
    attached,
    envelope_of,
    lock_with_passphrase,
    opened_file,
    save,
    write,
)
from untilthen.letters import resealing
from untilthen.parts.sets import beside, in_force
from untilthen.sealing import letter as letters
from untilthen.sealing.envelope import Signed, open_envelope
from untilthen.sealing.innerlock import unlocked
from untilthen.sealing.padding import unpad
from untilthen.sealing.sign import SigningKey
from untilthen.watch.manifestfacts import is_current

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSPHRASE = "The Dog on the stairs, 1987"


def test_a_letter_written_in_draft_is_sealed_to_two_keepers_with_its_file(
    ana: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    write(page, address, "Finn", file=True)
    letter = save(page)
    envelope = envelope_of(ana, letter)
    mine = SigningKey.from_owner_seed(ana.browsers.owner.reveal_seed()).public
    assert (envelope.signed, envelope.signer) == (Signed.OK, mine)
    assert (envelope.address.letter, envelope.address.version) == (letter.public_id, 1)
    assert is_current(ana.plan)

    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address)
    sheets(page)
    estate = prove_all(ana)
    assert in_force(ana.plan.pk) is not None
    opened = letters.parse(open_envelope(unpad(words_of(letter, estate))).content)
    assert opened.body == BODY
    [voice] = attached(letter)
    assert opened_file(voice, estate) == VOICE["buffer"]
    everything = b"".join(sent)
    assert b"Pepper" not in everything
    assert VOICE["buffer"][:32] not in everything
    assert ana.browsers.owner.reveal().encode() not in everything


def test_a_letter_changed_while_new_parts_wait_is_sealed_to_them_too(
    ana: Household, page: Page, address: str
) -> None:
    write(page, address, "Finn", file=True)
    letter = save(page)
    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address, kit="No paper")
    expect(page.get_by_text("Sealed. Now we wait for your keepers.")).to_be_visible()
    page.goto(f"{address}/letters/{letter.public_id}/")
    page.locator("[name=body]").fill(f"{BODY} And the umbrella.")
    changed = save(page)
    coming = beside(ana.plan.pk)
    assert coming is not None
    assert changed.version == 2
    assert resealing.missing(ana.plan, coming) == []
    estate = prove_all(ana)
    opened = letters.parse(open_envelope(unpad(words_of(changed, estate))).content)
    assert opened.body == f"{BODY} And the umbrella."
    assert opened_file(attached(changed)[0], estate) == VOICE["buffer"]


def test_a_letter_locked_with_a_passphrase_is_reread_with_it_and_with_no_other(
    ana: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    write(page, address, "Finn", file=True)
    lock_with_passphrase(page, PASSPHRASE, "where we first met")
    letter = save(page)
    envelope = envelope_of(ana, letter)
    assert (letter.lock, envelope.lock, envelope.hint) == (
        "passphrase",
        "passphrase",
        "where we first met",
    )
    opened = letters.parse(unlocked(envelope.content, envelope.lock, [], PASSPHRASE))
    assert opened.body == BODY
    inner = opened.attachment_key
    assert opened_file(attached(letter)[0], ana.browsers.owner, inner) == VOICE["buffer"]
    assert PASSPHRASE.encode() not in b"".join(sent)

    page.goto(f"{address}/letters/{letter.public_id}/")
    page.get_by_label("The passphrase of this letter").fill("the wrong stairs")
    page.get_by_role("button", name="Open the letter").click()
    expect(page.get_by_text("Not this one.")).to_be_visible()
    expect(page.locator("[name=body]")).to_be_disabled()
    page.get_by_label("The passphrase of this letter").fill(f"  {PASSPHRASE} ")
    page.get_by_role("button", name="Open the letter").click()
    expect(page.locator("[name=body]")).to_have_value(BODY)
    expect(page.get_by_label("A passphrase they know")).to_be_checked()
    expect(page.locator("[name=hint]")).to_have_value("where we first met")
    page.get_by_label("Open to whoever holds the link").check()
    again = save(page)
    assert letters.parse(envelope_of(ana, again).content).attachment_key == ""
    assert opened_file(attached(again)[0], ana.browsers.owner) == VOICE["buffer"]


def test_a_letter_locked_with_finns_key_opens_for_finn_and_for_ana_alone(
    ana: Household, page: Page, address: str
) -> None:
    finn = ana.people["Finn"].number
    ana.browsers.make_key(finn, ana.clock.at)
    write(page, address, "Finn", "Gita", file=True)
    expect(page.get_by_label("A key they made")).to_be_disabled()
    expect(page.get_by_text("Without a key of their own so far: Gita.")).to_be_visible()
    page.get_by_label("Gita", exact=True).uncheck()
    page.get_by_label("A key they made").check()
    letter = save(page)
    envelope = envelope_of(ana, letter)
    assert letter.lock == "keys"
    for key in (ana.browsers.keys[finn], ana.browsers.owner):
        opened = letters.parse(unlocked(envelope.content, envelope.lock, [key], None))
        assert opened.body == BODY
    page.goto(f"{address}/letters/{letter.public_id}/")
    expect(page.locator("[name=body]")).to_have_value(BODY)
    expect(page.get_by_label("A key they made")).to_be_checked()
