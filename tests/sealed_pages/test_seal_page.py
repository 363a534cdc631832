"""The owner's page of who can open the letters, in a real browser against the real server."""

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.test_accessible import check
from tests.people_in_tests import Household
from tests.sealed_pages.people import (
    held_words,
    keepers_parts,
    promise_with_keys,
    seal,
    server_words,
    sheets,
    words_of,
)
from untilthen.keystore.queries import take
from untilthen.letters import resealing
from untilthen.parts.keys import forget_person_key
from untilthen.parts.manifests import signed
from untilthen.parts.models import PartSet
from untilthen.parts.sets import beside, facts_of, in_force, part_facts, server_part
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.manifest import parse
from untilthen.sealing.parts import combine
from untilthen.sealing.proof import part_key
from untilthen.sealing.scrypt import PassphraseIdentity
from untilthen.watch import seals
from untilthen.watch.manifestfacts import is_current

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def coming(ana: Household) -> PartSet:
    """Return the set that the page made."""
    found = beside(ana.plan.pk)
    assert found is not None
    return found


def test_before_anybody_promised_the_page_says_what_is_missing(page: Page, address: str) -> None:
    page.goto(f"{address}/seal/")
    expect(page.get_by_role("heading", name="Not yet")).to_be_visible()
    expect(page.get_by_text("2 promises are needed")).to_be_visible()
    expect(page.get_by_role("button", name="Seal my letters")).to_have_count(0)


def test_letters_are_sealed_to_three_keepers_and_every_smallest_set_opens_them(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi", "Dara")
    letter = ana.writes("Finn")
    before = words_of(letter, ana.browsers.owner)
    seal(page, address)
    kit = sheets(page)
    new = coming(ana)
    server, theirs = server_words(ana, new), list(keepers_parts(ana, new).values())
    pairs = [list(pair) for pair in combinations(theirs, 2)]
    for parts in [
        *([server, *pair] for pair in pairs),
        *([*kit, *pair] for pair in pairs),
        [
            server,
            *kit,
        ],
    ]:
        estate = HybridIdentity(combine(parts))
        assert str(estate.recipient) == facts_of(new).estate
    page.get_by_role("button", name="I have printed it").click()
    expect(page.get_by_text("Ben, Chidi and Dara will be asked")).to_be_visible()
    for person, words in keepers_parts(ana, new).items():
        ana.browsers.parts[person] = words
        ana.browsers.prove(person, ana.clock.at)
    assert in_force(ana.plan.pk) == new
    assert words_of(letter, estate) == before
    assert words_of(letter, ana.browsers.owner) == before


def test_with_one_sheet_that_needs_keepers_it_is_a_copy_of_the_servers_part(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address, kit="One sheet that opens only with keepers")
    [sheet] = sheets(page)
    new = coming(ana)
    assert sheet == server_words(ana, new)
    assert len(sheet.split()) == 33
    estate = HybridIdentity(combine([sheet, *keepers_parts(ana, new).values()]))
    assert str(estate.recipient) == facts_of(new).estate


def test_a_hold_copy_opens_with_the_server_what_the_keepers_would(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    page.goto(f"{address}/seal/")
    page.get_by_label("Nobody but me").check()
    expect(page.get_by_label("One sheet", exact=True)).to_be_checked()
    page.get_by_text("If not enough keepers can answer one day").click()
    page.get_by_label("Enough of them").check()
    page.get_by_role("button", name="Seal my letters").click()
    page.get_by_role("button", name="Go on").click()
    sheets(page)
    new = coming(ana)
    estate = HybridIdentity(combine([server_words(ana, new), *held_words(ana, new)]))
    assert str(estate.recipient) == facts_of(new).estate
    assert (facts_of(new).held_here, facts_of(new).kit) == (2, "one")


def test_what_the_server_gets_is_what_the_format_says(
    ana: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address)
    kit = sheets(page)
    new = coming(ana)
    seed = combine([server_words(ana, new), *keepers_parts(ana, new).values()])
    file = facts_of(new).identity_file.encode()
    identity = decrypt_bytes(file, [PassphraseIdentity(seed.hex())])
    assert identity.decode("ascii") == HybridIdentity(seed).reveal() + "\n"
    for part in new.parts.all():
        words = keepers_parts(ana, new)[part.person]
        assert part_facts(part).proof == part_key(words).public
    everything = b"".join(sent)
    for secret in (*kit, *keepers_parts(ana, new).values(), seed.hex()):
        assert secret.encode() not in everything


def test_the_sheets_are_printed_each_on_a_page_and_then_gone(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address)
    kit = sheets(page)
    page.emulate_media(media="print")
    expect(page.locator("#seal-page .sheet")).to_have_count(2)
    expect(page.locator("#seal-page .sheet").first).to_contain_text("Part of set 1, sheet 1 of 2")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    breaks = "each => getComputedStyle(each).breakBefore"
    assert page.locator("#seal-page .sheet").last.evaluate(breaks) == "page"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="I have printed it").click()
    expect(page.get_by_role("heading", name="Sealed. Now we wait")).to_be_visible()
    expect(page.locator("#seal-page .sheet")).to_have_count(0)
    assert kit[0].split()[0] not in page.locator("#seal-page").inner_text().split()


def test_a_keepers_changed_key_is_refused_until_it_was_compared(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    ana.writes("Finn")
    assert is_current(ana.plan)
    chidi = ana.people["Chidi"].number
    forget_person_key(ana.plan.pk, chidi)
    ana.browsers.make_key(chidi, ana.clock.at)
    page.goto(f"{address}/letters/")
    expect(
        page.get_by_text("There is another key now than the one you signed of Chidi.")
    ).to_be_visible()

    seal(page, address)
    expect(page.get_by_text("Please compare the new key of Chidi by voice first.")).to_be_visible()
    assert beside(ana.plan.pk) is None
    words = page.get_by_role("listitem").filter(has_text="Chidi").locator("[data-part=six-words]")
    expect(words).to_have_text(fingerprint(str(ana.browsers.keys[chidi].recipient)))
    page.get_by_label("Compared by voice: Chidi").check()
    page.get_by_role("button", name="Go on").click()
    sheets(page)
    kept = signed(ana.plan.pk)
    assert kept is not None
    compared = {each.number: each.compared for each in parse(kept["text"].encode()).people}
    assert compared[chidi]
    assert not compared[ana.people["Ben"].number]


def test_without_keepers_the_server_keeps_the_whole_key(
    ana: Household, page: Page, address: str
) -> None:
    letter = ana.writes("Finn")
    seals.go_alone(ana.plan.pk, ana.clock.at)
    page.goto(f"{address}/seal/")
    page.get_by_role("button", name="Seal my letters").click()
    expect(page.get_by_role("heading", name="Your letters are sealed.")).to_be_visible()
    present = in_force(ana.plan.pk)
    assert present is not None
    seed = bytes.fromhex(take(ana.plan.pk, server_part(present.number)).decode())
    assert words_of(letter, HybridIdentity(seed)) == words_of(letter, ana.browsers.owner)
    assert is_current(ana.plan)


def test_what_broke_off_goes_on_where_it_stood(ana: Household, page: Page, address: str) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    first, second = ana.writes("Finn"), ana.writes("Gita")
    page.route(f"**/seal/{second.public_id}/", lambda route: route.abort(), times=1)
    seal(page, address, kit="No paper")
    expect(page.get_by_text("We could not reach the server.")).to_be_visible()
    new = coming(ana)
    assert resealing.missing(ana.plan, new) == [second]
    page.get_by_role("button", name="Try again from here").click()
    expect(page.get_by_role("heading", name="Sealed. Now we wait")).to_be_visible()
    assert coming(ana) == new
    assert resealing.missing(ana.plan, new) == []
    assert first not in resealing.missing(first.plan, new)


def test_letters_that_the_new_set_lacks_can_be_sealed_to_it_later(
    ana: Household, page: Page, address: str
) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    seal(page, address, kit="No paper")
    expect(page.get_by_role("heading", name="Sealed. Now we wait")).to_be_visible()
    new = coming(ana)
    letter = ana.writes("Finn")
    page.goto(f"{address}/seal/")
    expect(page.get_by_text("One letter is not sealed to it yet.")).to_be_visible()
    page.get_by_role("button", name="Seal what is missing").click()
    expect(page.get_by_text("One letter is not sealed to it yet.")).to_have_count(0)
    assert letter not in resealing.missing(letter.plan, new)


def test_every_step_can_be_used_by_everybody(ana: Household, page: Page, address: str) -> None:
    promise_with_keys(ana, "Ben", "Chidi")
    letter = ana.writes("Finn")
    page.goto(f"{address}/seal/")
    page.get_by_text("If not enough keepers can answer one day").click()
    page.get_by_role("button", name="Seal my letters").click()
    expect(page.get_by_text("Please say first who can reach both")).to_be_visible()
    expect(page.get_by_label("Nobody but me")).to_be_focused()
    check(page)
    page.route(f"**/seal/{letter.public_id}/", lambda route: route.abort(), times=1)
    page.get_by_label("Someone can, or I am not sure").check()
    page.get_by_role("button", name="Seal my letters").click()
    expect(page.get_by_role("heading", name="Compare the keys")).to_be_focused()
    check(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("We could not reach the server.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Try again from here").click()
    expect(page.get_by_role("heading", name="Please print this now")).to_be_focused()
    check(page)
    page.get_by_role("button", name="I have printed it").click()
    check(page)
    page.get_by_role("link", name="Who can open your letters").click()
    expect(page.get_by_text("New parts are on their way: set 1")).to_be_visible()
    check(page)
