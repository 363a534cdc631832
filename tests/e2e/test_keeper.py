"""Ben as Ana's keeper, in a real browser against the real server: his key, his part, his word."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser_js.key_made import authenticator
from tests.e2e.keeper import (
    at_home,
    is_asked_about_sure,
    opens_part,
    promises,
    saves_key,
    types,
    writes_words_down,
)
from tests.e2e.visitors import PATIENCE_MS, Visitor, visitor
from tests.e2e.world import World, berlin
from untilthen.sealing.proof import part_key
from untilthen.sealing.statement import from_line

VIGIL = berlin(4, 14, 12)


@pytest.fixture
def ben(world: World, browser: Browser) -> Iterator[Visitor]:
    """Ben, whom Ana has just asked."""
    expect.set_options(timeout=PATIENCE_MS)
    at_home(world, "begin")
    world.turn()
    with visitor(world, browser, "ben@example.org") as somebody:
        yield somebody


def part_is_here(ben: Visitor) -> list[str]:
    """Let Ana seal to Ben's key, and the mail come; returns the 33 words of Ben and of Chidi."""
    sealed = at_home(ben.world, "seal")
    assert sealed["state"] == "draft"
    ben.world.until(berlin(3, 1, 21))
    assert "Your part of the key" in ben.world.mails.to(ben.address)[-1]["Subject"]
    return [str(words) for words in sealed["words"]]


def test_ben_makes_a_key_shows_his_part_and_hands_it_over(ben: Visitor) -> None:
    promises(ben)
    words = writes_words_down(ben)
    saves_key(ben)
    part_is_here(ben)
    opens_part(ben)
    ben.presses("Show that I have it")
    types(ben, [*words[1:], words[0]])
    expect(ben.page.get_by_role("alert")).to_contain_text("This does not open your key.")
    types(ben, words)
    expect(ben.page.get_by_text("That shows that you have your part")).to_be_visible()
    assert at_home(ben.world, "state")["state"] == "living"

    ben.world.until(VIGIL)
    is_asked_about_sure(ben)
    ben.presses("Yes, I am sure Ana Berg has died")
    expect(ben.page.get_by_text("Please say in a few words how you know.")).to_be_visible()
    ben.fills(how_known="I was with her.")
    ben.page.get_by_label("Your six words").fill(" ".join([*words[1:], words[0]]))
    ben.presses("Yes, I am sure Ana Berg has died")
    expect(ben.page.get_by_role("alert")).to_contain_text("This does not open your key.")
    assert at_home(ben.world, "state")["answers"][0] == "none"
    ben.page.get_by_label("Your six words").fill(" ".join(words))
    ben.page.get_by_label("Your six words").press("Enter")
    ben.page.wait_for_url("**said=sure*")
    expect(ben.page.get_by_text("We have written down that you are sure.")).to_be_visible()
    known = at_home(ben.world, "state")
    assert (known["answers"][0], known["handed"]) == ("sure", 1)


def test_bens_passkey_opens_his_part_and_the_page_says_what_that_shows(ben: Visitor) -> None:
    authenticator(ben.page, ben.context, prf=True)
    promises(ben)
    words = writes_words_down(ben)
    ben.presses("Add a passkey first")
    expect(ben.page.get_by_text("The passkey opens your key too.")).to_be_visible()
    saves_key(ben)
    part_is_here(ben)
    opens_part(ben)
    ben.presses("Show that I have it")
    ben.presses("Use a passkey")
    expect(ben.page.get_by_text("your passkey is still there")).to_be_visible()
    expect(ben.page.get_by_text("Your part counts once you have shown it")).to_be_visible()
    assert not at_home(ben.world, "state")["proven"]
    ben.presses("Show that I have it")
    types(ben, words)
    expect(ben.page.get_by_text("That shows that you have your part")).to_be_visible()
    assert at_home(ben.world, "state")["proven"]

    ben.world.until(VIGIL)
    is_asked_about_sure(ben)
    ben.fills(how_known="I was with her.")
    ben.presses("Use a passkey")
    expect(ben.page.get_by_text("Your part is unlocked.")).to_be_visible()
    ben.presses("Yes, I am sure Ana Berg has died")
    ben.page.wait_for_url("**said=sure*")
    assert at_home(ben.world, "state")["answers"][0] == "sure"


def test_without_prf_the_words_are_enough_and_the_part_can_move_to_paper(ben: Visitor) -> None:
    authenticator(ben.page, ben.context, prf=False)
    promises(ben)
    six = writes_words_down(ben)
    ben.presses("Add a passkey first")
    expect(ben.page.get_by_text("This passkey cannot hold a key.")).to_be_visible()
    saves_key(ben)
    words, chidis = part_is_here(ben)
    opens_part(ben)
    ben.presses("Keep it on paper instead")
    types(ben, six)
    card = ben.page.locator("[data-part=part-words] li")
    expect(card).to_have_count(33)
    assert " ".join(card.all_text_contents()) == words
    keeps_on_paper(ben, words.split())

    shows_it_again(ben, words, chidis)

    ben.world.until(VIGIL)
    is_asked_about_sure(ben)
    ben.fills(how_known="I was with her.")
    types_chidis_part(ben, chidis, "Yes, I am sure Ana Berg has died")
    ben.page.get_by_label("The 33 words").fill(words)
    ben.presses("Yes, I am sure Ana Berg has died")
    ben.page.wait_for_url("**said=sure*")
    assert at_home(ben.world, "state")["answers"][0] == "sure"


def shows_it_again(ben: Visitor, words: str, chidis: str) -> None:
    """Type a part from paper: one of somebody else's first, then Ben's."""
    ben.presses("Show it again")
    types_chidis_part(ben, chidis, "Go on")
    ben.page.get_by_label("The 33 words").fill(words.upper())
    ben.presses("Go on")
    expect(ben.page.get_by_text("That shows that you have your part")).to_be_visible()


def types_chidis_part(ben: Visitor, words: str, button: str) -> None:
    """Type a part that is not Ben's: the page says so by itself, and sends nothing."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.method)

    ben.page.on("request", note)
    ben.page.get_by_label("The 33 words").fill(words)
    ben.presses(button)
    expect(ben.page.get_by_role("alert")).to_contain_text("a part, but not the one")
    ben.page.remove_listener("request", note)
    assert "POST" not in sent


def keeps_on_paper(ben: Visitor, words: list[str]) -> None:
    """Type the words of the card back: wrongly in three ways, then rightly."""
    ben.presses("They are on paper")
    typed, alert = ben.page.get_by_label("The 33 words"), ben.page.get_by_role("alert")
    unknown = f"{words[2][:-1]}{'q' if words[2][-1] != 'q' else 'z'}"
    swapped = "academic" if words[6] != "academic" else "acid"
    for given, said in (
        ([*words[:2], unknown, *words[3:]], f"Word 3, “{unknown}”, is not in the list. Did you"),
        (words[:32], "There are 32 words here. A part has 33."),
        ([*words[:6], swapped, *words[7:]], f"Word 7, “{swapped}”, is not the one that we showed"),
    ):
        typed.fill(" ".join(given))
        ben.presses("Keep it on paper only")
        expect(alert).to_contain_text(said)
    assert at_home(ben.world, "state")["file"] != ""
    typed.fill("\n".join(f"{i}. {word}" for i, word in enumerate(words, 1)))
    ben.presses("Keep it on paper only")
    expect(ben.page.get_by_text("your part is on your paper only")).to_be_visible()
    known = at_home(ben.world, "state")
    assert (known["file"], known["proven"]) == ("", True)


def test_ben_answers_by_hand_and_later_is_sure_without_his_part(ben: Visitor) -> None:
    promises(ben)
    six = writes_words_down(ben)
    saves_key(ben)
    words, _ = part_is_here(ben)
    opens_part(ben)
    first = is_asked_by_hand(ben)
    ben.page.get_by_label("The answer it printed").fill("not an answer")
    ben.presses("Send the answer")
    expect(ben.page.get_by_role("alert")).to_contain_text("not the one that we ask for")
    ben.presses("Back")
    asked = is_asked_by_hand(ben)
    assert asked != first
    ben.page.get_by_label("The answer it printed").fill(answer_to(asked, words))
    ben.presses("Send the answer")
    expect(ben.page.get_by_text("That shows that you have your part")).to_be_visible()

    ben.world.until(VIGIL)
    is_asked_about_sure(ben)
    ben.fills(how_known="I was with her.")
    ben.presses("I am sure, but I do not have my part")
    expect(ben.page.get_by_text("it does not count yet")).to_be_visible()
    assert at_home(ben.world, "state")["answers"][0] == "sure_without_part"
    is_asked_about_sure(ben)
    ben.fills(how_known="I was with her.")
    ben.page.get_by_label("Your six words").fill(" ".join(six))
    ben.presses("Yes, I am sure Ana Berg has died")
    expect(ben.page.get_by_text("One more keeper must be sure")).to_be_visible()


def is_asked_by_hand(ben: Visitor) -> str:
    """Ask for a line to be answered elsewhere; returns it."""
    line = ben.page.locator("[data-part=line]")
    before = line.text_content() or "nothing yet"
    ben.presses("Answer from my own machine")
    expect(line).not_to_have_text(before)
    expect(line).to_contain_text("untilthen drill ")
    return line.inner_text().removeprefix("untilthen drill ")


def answer_to(line: str, words: str) -> str:
    """Return what the command line would answer."""
    return part_key(words).sign(from_line(line))
