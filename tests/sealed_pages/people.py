"""What Ana and her keepers did before a page is opened, and what is on the server after."""

import base64
from functools import partial

from playwright.sync_api import Page, expect

from tests.people_in_tests import Household
from untilthen.domain import keeper_acts
from untilthen.keystore.queries import take
from untilthen.letters.headers import whole_file
from untilthen.letters.models import Letter
from untilthen.parts.models import PartSet
from untilthen.parts.sets import beside, facts_of, hold_copy, part_facts, server_part
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.padding import unpad
from untilthen.sealing.parts import combine
from untilthen.watch.actions import record


def promise_with_keys(ana: Household, *names: str) -> None:
    """Let people promise and make their keys; nothing is sealed to them yet."""
    ana.invite(*names)
    for name in names:
        number = ana.people[name].number
        promises = partial(keeper_acts.promise, person=number, at=ana.clock.at)
        record(ana.plan.pk, promises, ana.clock.at)
        ana.browsers.make_key(number, ana.clock.at)


def seal(page: Page, address: str, *, kit: str = "Two sheets for two places") -> None:
    """Seal everything with the kit named, up to where its sheets are shown."""
    page.goto(f"{address}/seal/")
    page.get_by_label("Someone can, or I am not sure").check()
    page.get_by_label(kit, exact=True).check()
    page.get_by_role("button", name="Seal my letters").or_(
        page.get_by_role("button", name="Make new parts and seal")
    ).click()
    expect(page.get_by_role("heading", name="Compare the keys")).to_be_visible()
    page.get_by_role("button", name="Go on").click()


def sheets(page: Page) -> list[str]:
    """Return the words of each of the kit's sheets, as they are shown."""
    expect(page.get_by_role("heading", name="Please print this now")).to_be_visible()
    shown = page.locator("#seal-page .sheet")
    return [" ".join(each.locator("ol li").all_text_contents()) for each in shown.all()]


def keepers_parts(ana: Household, part_set: PartSet) -> dict[int, str]:
    """Return the words of each keeper's part, opened with their own key."""
    return {
        part.person: unpad(
            decrypt_bytes(base64.b64decode(part_facts(part).file), [ana.browsers.keys[part.person]])
        ).decode("ascii")
        for part in part_set.parts.all()
    }


def server_words(ana: Household, part_set: PartSet) -> str:
    """Return the server's own part."""
    return take(ana.plan.pk, server_part(part_set.number)).decode("ascii")


def held_words(ana: Household, part_set: PartSet) -> list[str]:
    """Return the hold copy."""
    return take(ana.plan.pk, hold_copy(part_set.number)).decode("ascii").split("\n")


def words_of(letter: Letter, *identities: HybridIdentity) -> bytes:
    """Return what is inside the outer seal of a letter, still in its frame."""
    text = letter.files.order_by("position").first()
    assert text is not None
    return decrypt_bytes(whole_file(text), list(identities))


def prove_all(ana: Household) -> HybridIdentity:
    """Let every keeper prove the part of the set beside; returns the estate key they make."""
    new = beside(ana.plan.pk)
    assert new is not None
    server, theirs = server_words(ana, new), keepers_parts(ana, new)
    needed = facts_of(new).needed
    for person, words in theirs.items():
        ana.browsers.parts[person] = words
        ana.browsers.prove(person, ana.clock.at)
    return HybridIdentity(combine([server, *list(theirs.values())[:needed]]))
