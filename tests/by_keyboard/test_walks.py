"""The five ways that matter most, gone with a keyboard alone in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.by_keyboard.hands import Hands
from tests.people_in_tests import PASSWORD, Household, quiet_outbox
from untilthen.people.links import LinkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def follow(hands: Hands, address: str, token: str) -> None:
    """Come in by the link of a mail."""
    hands.page.goto(f"{address}/go/{token}")


def heading(hands: Hands, words: str) -> None:
    """See that the page says so."""
    expect(hands.page.get_by_role("heading", name=words).first).to_be_visible()


def in_the_text(hands: Hands) -> list[str]:
    """Walk through the page; return what comes after Help, which ends the head of every page."""
    stops = hands.walks_through()
    assert stops[0] == "Skip to the text"
    return stops[stops.index("Help") + 1 :]


def falls_silent(ana: Household, days: int = 45) -> None:
    """Let Ana be silent for some days; the newest mail is not just here."""
    ana.let_pass(timedelta(days=days))
    ana.clock.at += timedelta(hours=1)


def test_ana_checks_in_from_her_mail(ana: Household, address: str, hands: Hands) -> None:
    falls_silent(ana, 33)
    follow(hands, address, ana.token(LinkKind.CHECK_IN))
    assert hands.skips() == "I'm here"
    hands.begins_again()
    stops = in_the_text(hands)
    assert stops[0] == "I'm here"
    hands.begins_again()
    hands.presses("I'm here")
    heading(hands, "Thank you, Ana Berg. It is good to know.")
    assert ana.switch.heard_at == ana.clock.at


def test_dara_promises(ana: Household, address: str, hands: Hands) -> None:
    ana.invite("Dara")
    follow(hands, address, ana.token(LinkKind.INVITATION, "Dara"))
    assert hands.skips() == "I promise"
    hands.begins_again()
    stops = in_the_text(hands)
    assert stops[:3] == ["I promise", "I can't", "I'd like to talk to Ana Berg first"]
    hands.begins_again()
    hands.presses("I promise", "Space")
    heading(hands, "Thank you, Dara. You are one of Ana Berg")
    assert hands.skips() == "Make my key"
    hands.begins_again()
    hands.walks_through()


def test_ben_answers_a_vigil_up_to_the_second_page(
    ana: Household, address: str, hands: Hands
) -> None:
    falls_silent(ana)
    follow(hands, address, ana.token(LinkKind.VIGIL, "Ben"))
    assert hands.skips() == "Ana Berg is alive"
    hands.begins_again()
    stops = in_the_text(hands)
    answers = ["Ana Berg is alive", "I don't know yet", "I'll keep vigil for 3 days"]
    assert stops[:4] == [*answers, "I am sure Ana Berg has died"]
    hands.begins_again()
    hands.presses("I am sure Ana Berg has died")
    heading(hands, "You are about to say that Ana Berg has died.")
    assert in_the_text(hands)[0] == "How do you know?"
    hands.types("How do you know?", "I was with her.")
    hands.goes_to("No, go back")
    with hands.page.expect_navigation():
        hands.press("Enter")
    heading(hands, "Ben, have you heard from Ana Berg?")
    assert not any(keeper.answer.value == "sure" for keeper in ana.switch.keepers)


def test_finn_reads_his_letter_and_leaves_a_goodbye(
    ana: Household, address: str, hands: Hands
) -> None:
    falls_silent(ana)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(timedelta(days=1))
    follow(hands, address, ana.token(LinkKind.DOOR, "Finn", ana.switch.release))
    assert hands.skips() == "Read"
    hands.begins_again()
    stops = in_the_text(hands)
    assert stops[:2] == ["Read", "Later"]
    assert "No, thank you" in stops[2:4]
    hands.begins_again()
    hands.presses("Read")
    expect(hands.page.locator("article.letter")).to_contain_text("coffee")
    hands.walks_through()
    hands.begins_again()
    expect(hands.page.locator("article.letter")).to_contain_text("coffee")
    hands.presses("You can leave a goodbye, if you like.")
    hands.types("Your goodbye", "Bye, Mum.")
    hands.goes_to("Leave it here")
    with hands.page.expect_navigation():
        hands.press("Space")
    heading(hands, "It is here.")


def test_ana_stops_signs_in_and_comes_to_the_report(
    ana: Household, address: str, hands: Hands
) -> None:
    falls_silent(ana)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(timedelta(days=2))
    quiet_outbox()
    follow(hands, address, ana.token(LinkKind.CHECK_IN))
    hands.walks_through()
    hands.begins_again()
    hands.presses("I'm here. Stop everything")
    heading(hands, "Everything is stopped.")
    assert ana.switch.state.value == "stopped"
    hands.presses("Sign in")
    hands.walks_through()
    hands.begins_again()
    hands.types("Email", "ana@example.org")
    hands.types("Password", PASSWORD)
    with hands.page.expect_navigation():
        hands.press("Enter")
    assert ana.switch.state.value == "came_back"
    hands.presses("What happened")
    heading(hands, "You are here, Ana Berg. This is what happened.")
    stops = hands.walks_through()
    assert stops[-2:] == ["Begin again", "Sign out"]
