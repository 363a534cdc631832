"""A newcomer lives through Ana's story by pressing buttons, in one browser, as several people."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.demo.running import Demo, running
from tests.demo.visitor import Visitor, visiting

FIRST_SENTENCE = "Finn, the coffee was never about the coffee."
MOST_PRESSES = 30


def until_keepers_are_asked(visitor: Visitor) -> None:
    """Let the time pass that Ana does not use."""
    visitor.next_until("Ana is asked whether she is here")
    assert visitor.clock() == "Sunday 28 March 2027, 09:00 (Berlin)"
    visitor.next_until("first reminder")
    visitor.next_until("Her keepers are asked")
    assert visitor.clock() == "Wednesday 14 April 2027, 09:00 (Berlin)"


def is_sure(visitor: Visitor, name: str) -> None:
    """Have a keeper say that they are sure, on both pages."""
    visitor.follow_newest_mail(name)
    expect(visitor.page.locator(".demo-you")).to_have_text(f"You are {name}, by the link in a mail")
    visitor.press(visitor.button("I am sure Ana"))
    visitor.press(visitor.button("Yes, I am sure"))
    visitor.go_to_mailboxes()


def reads_letter(visitor: Visitor, name: str, words: str) -> None:
    """Have somebody open their letter; it is decrypted in this very browser."""
    visitor.follow_newest_mail(name)
    visitor.press(visitor.button("Read"))
    expect(visitor.page.locator("article.letter")).to_contain_text(words, timeout=60_000)


def test_a_newcomer_reads_finns_letter_by_pressing_buttons_only(visitor: Visitor) -> None:
    until_keepers_are_asked(visitor)
    visitor.follow_newest_mail("Ben")
    visitor.press(visitor.button("keep vigil for 3 days"))
    visitor.go_to_mailboxes()
    is_sure(visitor, "Ben")
    is_sure(visitor, "Dara")
    expect(visitor.page.locator(".demo-happened")).to_contain_text("Two keepers are sure")
    visitor.next_until("Ana was written to once more")
    visitor.next_until("The week is over")
    visitor.next_until("A letter was brought to the door of Finn")
    reads_letter(visitor, "Finn", FIRST_SENTENCE)
    assert visitor.presses <= MOST_PRESSES, visitor.presses


def test_the_story_goes_on_to_its_end_and_begins_again(visitor: Visitor) -> None:
    until_keepers_are_asked(visitor)
    is_sure(visitor, "Chidi")
    is_sure(visitor, "Eli")
    visitor.next_until("Every letter was brought")
    reads_letter(visitor, "Ivo", "as pastas do coro estão no armário azul")
    visitor.page.get_by_role("link", name="goodbye").click()
    visitor.page.locator("main textarea").fill("Obrigado, Ana.")
    visitor.press(visitor.page.locator("main form button").first)
    visitor.go_to_mailboxes()
    visitor.follow_newest_mail("Ben")
    visitor.go_to_mailboxes()
    visitor.next_until("Letters, names and keys are destroyed")
    visitor.press(visitor.button("Begin again"))
    assert visitor.clock() == "Monday 1 March 2027, 09:00 (Berlin)"
    until_keepers_are_asked(visitor)


def test_ana_unlocks_her_letters_with_the_six_words_filled_in(visitor: Visitor) -> None:
    page = visitor.page
    words = page.locator(".dates dd").first.inner_text()
    visitor.press(visitor.button("Sign in as Ana"))
    expect(page.locator(".demo-you")).to_have_text("You are Ana Berg, signed in")
    visitor.press(page.get_by_role("link", name="Letters", exact=True))
    visitor.button("Show what I called them").click()
    expect(page.get_by_label("Your six words")).to_have_value(words)
    visitor.button("Unlock").click()
    expect(page.locator("[data-label]").first).to_have_text("For Finn", timeout=60_000)
    expect(page.locator("[data-label]").nth(3)).to_have_text("The Thursday choir")


def test_one_press_in_anas_mail_stops_everything(visitor: Visitor) -> None:
    until_keepers_are_asked(visitor)
    visitor.follow_newest_mail("Ana Berg")
    visitor.press(visitor.button("Stop everything"))
    visitor.press(visitor.button("Yes, I am Ana Berg"))  # the mail came at this very instant
    visitor.go_to_mailboxes()
    expect(visitor.page.locator(".demo-happened")).to_contain_text("Someone pressed stop")


def test_a_day_is_a_day_and_nobody_was_away(visitor: Visitor) -> None:
    for _ in range(31):
        visitor.press(visitor.page.get_by_role("button", name="+1 day"))
    assert visitor.clock() == "Thursday 1 April 2027, 09:00 (Berlin)"
    visitor.press(visitor.page.get_by_role("link", name="Ana Berg", exact=True))
    subjects = visitor.page.locator(".people .person-name").all_inner_texts()
    assert subjects[:2] == ["Ana Berg, your check-in"] * 2
    assert not [subject for subject in subjects if "away" in subject]


def test_a_kept_demo_goes_on_where_it_was(browser: Browser, tmp_path: Path) -> None:
    kept = ("--data", str(tmp_path / "kept"))
    with running(tmp_path, *kept) as demo:
        with visiting(browser, demo.address) as visitor:
            visitor.next_thing()
        assert demo.interrupt() == 0
    with running(tmp_path, *kept) as demo, visiting(browser, demo.address) as visitor:
        assert visitor.clock() == "Sunday 28 March 2027, 09:00 (Berlin)"


def test_nothing_is_left_behind_after_an_interrupt(demo: Demo, tmp_path: Path) -> None:
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("untilthen-demo-")]
    assert demo.interrupt() == 0
    assert list(tmp_path.iterdir()) == []
