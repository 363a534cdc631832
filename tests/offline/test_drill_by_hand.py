"""Ben answers a drill on his own computer: the words stay there, and only the answer travels."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.bundle_in_tests import KEEPERS, PLAN
from tests.offline.at_the_page import complaint
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.proof import check, part_key
from untilthen.sealing.statement import DrillStatement, SureStatement, to_line

FAR = datetime(2099, 3, 1, 9, 10, tzinfo=UTC)
ASKED = DrillStatement("https://until.example.org", PLAN, 2, 1, bytes(range(32)), FAR)
SURE = SureStatement(
    origin=ASKED.origin,
    plan=PLAN,
    set=2,
    person=1,
    vigil=3,
    release=str(HybridIdentity.from_seed(bytes(32)).recipient),
    nonce=ASKED.nonce,
    expires=FAR,
)


def paste(page: Page, line: str) -> None:
    """Paste the line that asks."""
    page.get_by_role("button", name="Answer from here").click()
    page.get_by_label("The line, all of it").fill(line)
    page.get_by_role("button", name="Go on").click()


def test_the_answer_is_the_signature_of_bens_part(page: Page) -> None:
    line = to_line(ASKED.to_bytes())
    paste(page, f"{line[:70]}\n {line[70:]}")
    expect(page.get_by_text("https://until.example.org")).to_be_visible()
    words = page.get_by_label("The 33 words of your part")
    words.fill(KEEPERS[0].replace("veteran", "veterans"))
    page.get_by_role("button", name="Make the answer").click()
    expect(complaint(page)).to_contain_text("Did you mean veteran?")
    words.fill(KEEPERS[0].upper())
    page.get_by_role("button", name="Make the answer").click()
    answer = page.get_by_label("The answer", exact=True)
    expect(answer).not_to_be_empty()
    check(part_key(KEEPERS[0]).public, ASKED.to_bytes(), answer.input_value())
    expect(words).to_have_value("")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not a line at all", "This is not such a line"),
        (to_line(ASKED.to_bytes())[:-8], "This is not such a line"),
        (to_line(SURE.to_bytes()), "This page does not answer it."),
    ],
)
def test_nothing_but_a_drill_is_answered(page: Page, line: str, said: str) -> None:
    paste(page, line)
    expect(complaint(page)).to_contain_text(said)
    expect(page.get_by_label("The 33 words of your part")).not_to_be_visible()


def test_a_question_that_is_over_is_not_answered(page: Page) -> None:
    late = DrillStatement(
        ASKED.origin, PLAN, 2, 1, ASKED.nonce, datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=9)
    )
    paste(page, to_line(late.to_bytes()))
    expect(complaint(page)).to_contain_text("was good until Wednesday, 1 January 2020")
