"""Duties, wishes and the inventory in a real browser: written and reread by Ana, read and taken by
Ben, and never in the clear on the way.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.browser_js.test_accessible import check
from tests.people_in_tests import Household
from tests.sealed_pages.conftest import signs_in, tab_of
from tests.sealed_pages.people import words_of
from untilthen.handover.models import Duty
from untilthen.letters.models import Letter
from untilthen.people.links import LinkKind
from untilthen.sealing.envelope import Envelope, Signed, open_envelope
from untilthen.sealing.letter import parse
from untilthen.sealing.padding import unpad
from untilthen.watch.manifestfacts import is_current

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NAME, WHY = "Coffee on the landing", "Finn begins his day with it."
STEPS = ("Grind 18 g", "Moka pot, two cups", "His on the third stair")
TIN = "blue tin, left of the stove"
SECRET = (
    "landing",
    "begins his day",
    "Moka pot",
    "third stair",
    "blue tin",
    "lilies",
    "Thursday choir",
)
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture
def kept(ana: Household, page: Page) -> Household:
    """Ana's plan with Ben and Dara as keepers."""
    ana.invite("Ben", "Dara")
    ana.promise("Ben", "Dara")
    return ana


def writes_duty(page: Page, address: str, name: str = NAME) -> None:
    """Write a duty for Ben and then Dara, without saving it."""
    page.goto(f"{address}/duty/new/")
    page.get_by_label("First", exact=True).select_option(label="Ben")
    page.get_by_label("If they cannot").select_option(label="Dara")
    page.get_by_label("What it is called").fill(name)
    page.get_by_label("Why it matters").fill(WHY)
    page.get_by_label("How often").select_option("daily")
    page.get_by_label("At what time").fill("06:30")
    for step in STEPS:
        page.get_by_role("button", name="Add a step").click()
        page.locator("[data-field=steps] li[data-row] input").last.fill(step)
    page.get_by_label("Where things are").fill(TIN)
    page.get_by_label("It is fine if nobody does this").check()
    check(page)


def saves(page: Page, where: str) -> None:
    """Seal and save, up to the page that follows."""
    page.get_by_role("button", name="Seal and save").click()
    expect(page.get_by_text("It is sealed and saved.")).to_be_visible()
    page.wait_for_url(f"**{where}")
    page.wait_for_load_state("networkidle")


def test_a_duty_is_sealed_reread_and_changed_and_only_who_is_asked_is_in_the_clear(
    kept: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    writes_duty(page, address)
    saves(page, "/duties/")
    duty, sheet = Duty.objects.get(), Letter.objects.get()
    ben, dara = (kept.people[name].number for name in ("Ben", "Dara"))
    assert (duty.number, duty.first, duty.alternates) == (1, ben, [dara])
    assert (duty.sheet, sheet.kind) == (sheet.public_id, "duty")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    expect(page.get_by_text("Ben is asked first. After that: Dara.")).to_be_visible()
    envelope = envelope_of(kept, sheet)
    assert (envelope.signed, envelope.address.to) == (Signed.OK, ())
    body = parse(envelope.content).body
    for words in (NAME, WHY, "2. Moka pot, two cups", "Every day", "06:30", TIN):
        assert words in body
    assert is_current(kept.plan)

    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_label("Why it matters")).to_have_value(WHY)
    rows = page.locator("[data-field=steps] li[data-row]")
    expect(rows).to_have_count(3)
    rows.nth(2).get_by_role("button", name="Move up").click()
    rows.nth(0).get_by_role("button", name="Take out").click()
    page.get_by_label("First", exact=True).select_option(label="Dara")
    page.get_by_label("If they cannot").select_option("")
    saves(page, "/duties/")
    duty.refresh_from_db()
    assert (duty.first, duty.alternates) == (dara, [])
    assert (
        "1. His on the third stair\n2. Moka pot"
        in parse(envelope_of(kept, Letter.objects.get()).content).body
    )
    everything = b"".join(sent)
    assert [each for each in SECRET if each.encode() in everything] == []


def test_what_looks_like_a_secret_is_refused_at_its_field_and_nothing_is_lost(
    kept: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    page.goto(f"{address}/inventory/")
    page.get_by_role("button", name="Add an entry").click()
    entry = page.locator("[data-field=entries] li[data-row]")
    entry.get_by_label("What it is", exact=True).fill("The old wallet")
    entry.get_by_label("Of what kind").select_option("crypto")
    expect(entry.get_by_text("Only that it exists")).to_be_visible()
    expect(entry.get_by_text("Worth noting: vet")).to_be_hidden()
    entry.get_by_label("Anything else").fill(PHRASE)
    page.get_by_role("button", name="Seal and save").click()
    note = entry.get_by_label("Anything else")
    expect(entry.get_by_text("This looks like the words of a wallet")).to_be_visible()
    expect(note).to_be_focused()
    check(page)
    expect(note).to_have_value(PHRASE)
    assert not Letter.objects.exists()
    note.fill("In the safe; ask Eli.")
    saves(page, "/inventory/")
    assert Letter.objects.get().kind == "inventory"
    assert b"thank year" not in b"".join(sent)


def test_wishes_are_one_sheet_and_a_second_window_does_not_pass_over_the_first(
    kept: Household, page: Page, address: str, browser: Browser, bundles: Path
) -> None:
    page.goto(f"{address}/wishes/")
    expect(page.get_by_text("A wish, not a will.")).to_be_visible()
    expect(page.get_by_text("This is not a will")).to_have_count(3)
    page.get_by_label("Music").fill("The Thursday choir sings.")
    with tab_of(browser, bundles) as other:
        signs_in(kept, other, address)
        other.goto(f"{address}/wishes/")
        other.get_by_label("What I would not like").fill("No lilies.")
        saves(other, "/wishes/")
        page.get_by_role("button", name="Seal and save").click()
        expect(page.get_by_text("changed in another window")).to_be_visible()
        expect(page.get_by_label("Music")).to_have_value("The Thursday choir sings.")
        other.goto(f"{address}/wishes/")
        expect(other.get_by_label("What I would not like")).to_have_value("No lilies.")
    assert Letter.objects.get().version == 1


def test_ben_reads_what_ana_left_takes_a_duty_and_gets_its_times(
    kept: Household, page: Page, address: str, browser: Browser, bundles: Path, sent: list[bytes]
) -> None:
    writes_duty(page, address)
    saves(page, "/duties/")
    page.goto(f"{address}/wishes/")
    page.get_by_label("What I would not like").fill("No lilies.")
    page.get_by_role("button", name="Add a keepsake").click()
    page.locator("[data-field=keepsakes]").get_by_label("What it is").fill("The moka pot")
    saves(page, "/wishes/")
    release(kept)
    with tab_of(browser, bundles) as bens:
        bens.goto(f"{address}/go/{kept.token(LinkKind.DUTIES, 'Ben', kept.switch.release)}")
        expect(bens.get_by_role("heading", name=NAME)).to_be_visible()
        for words in (WHY, "Every day", "06:30", *STEPS, TIN, "It is fine if nobody does this"):
            expect(bens.get_by_text(words, exact=True)).to_be_visible()
        expect(bens.get_by_text("Save the times for your calendar")).to_be_hidden()
        check(bens)
        bens.get_by_role("button", name="Just for a while").click()
        expect(bens.get_by_text("You have taken it for a while.")).to_be_visible()
        with bens.expect_download() as saving:
            bens.get_by_role("link", name="Save the times for your calendar").click()
        check_calendar(kept, saving.value.path().read_bytes())
        bens.get_by_role("link", name="Wishes").click()
        expect(bens.get_by_text("A wish, not a will.")).to_be_visible()
        expect(bens.get_by_text("No lilies.", exact=True)).to_be_visible()
        expect(
            bens.locator("[data-field=keepsakes]").get_by_text("This is not a will")
        ).to_be_visible()
        bens.get_by_role("link", name="Back").click()
        bens.get_by_role("button", name="Put it down").click()
        expect(bens.get_by_role("button", name="Put it down")).to_be_hidden()
        bens.wait_for_load_state("networkidle")
    assert Duty.objects.get().state != "taken"
    everything = b"".join(sent)
    assert [each for each in SECRET if each.encode() in everything] == []


def release(ana: Household) -> None:
    """Let the keepers be sure, and the quiet wait pass."""
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Dara")
    ana.let_pass(timedelta(days=8))


def check_calendar(ana: Household, content: bytes) -> None:
    """Read the file as a calendar does: each day at 06:30 where Ana lives."""
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    [zone] = calendar.walk("VTIMEZONE")
    begins = event.decoded("DTSTART")
    assert (str(event["SUMMARY"]), event["RRULE"].to_ical()) == (NAME, b"FREQ=DAILY")
    assert (begins.hour, begins.minute, str(zone["TZID"])) == (6, 30, "Europe/Berlin")
    assert "2. Moka pot, two cups" in str(event["DESCRIPTION"])


def envelope_of(ana: Household, sheet: Letter) -> Envelope:
    """Return a sheet's envelope, opened with the owner's key."""
    return open_envelope(unpad(words_of(sheet, ana.browsers.owner)))
