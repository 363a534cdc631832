"""The owner's pages: what they say, what they refuse with words, and whose they are."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.people.queries import people
from untilthen.people.waiting import Kind, waiting

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DARA = {
    "does": "invites",
    "name": "Dara",
    "address": "dara@example.org",
    "zone": "Europe/Berlin",
    "language": "en",
    "phone": "",
}
RIGHT_TO_LEFT = "נועה בת־אל"
FOUR_BYTES = "Jóhann \U0001d50d\U0001d52c 🌷 👩‍👩‍👧"


def waits(home: Household, **changed: object) -> dict[str, object]:
    """Return what the form of the waits posts, with some values changed."""
    settings = home.switch.settings
    names = "check_in_days mail_ahead_days grace_days vigil_days sure_needed quiet_wait_days"
    names += " early_wait_days told_wait_days goodbye_days hold_days last_word"
    values = {name: getattr(settings, name) for name in names.split()}
    days = ", ".join(str(day) for day in settings.reminder_days)
    return {"does": "saves_plan", "reminder_days": days} | values | changed


@pytest.fixture
def browser(ana: Household) -> Client:
    """A browser signed in strongly as Ana."""
    return ana.sign_in(Client())


def test_today_says_when_and_lists_the_next_dates(ana: Household, browser: Client) -> None:
    page = browser.get("/").content.decode()
    assert "All is quiet. Your next check-in is on Wednesday 31 March 2027." in page
    for date in ("Sunday 28 March 2027, 09:00", "Wednesday 31 March 2027, 09:00", "3 April 2027"):
        assert date in page
    assert "The key for your letters is not made yet" in page


def test_today_pauses_for_a_year_at_most(ana: Household, browser: Client) -> None:
    refused = browser.post("/", {"does": "pauses", "until": "2028-12-24"})
    assert refused.status_code == 422
    assert 'value="2028-12-24"' in refused.content.decode()
    assert b"Choose a day from Tuesday 2 March 2027 to Tuesday 29 February 2028" in refused.content
    browser.post("/", {"does": "pauses", "until": "2027-04-30"})
    assert b"Paused until Friday 30 April 2027" in browser.get("/").content


def test_an_invitation_needs_an_address_of_its_own(ana: Household, browser: Client) -> None:
    before = every_row()
    for address, wrong in {
        "ben@EXAMPLE.org": b"belongs to Ben already",
        "ana@example.org": b"belongs to Ana Berg already",
        "not an address": b"looks like ben@example.org",
    }.items():
        refused = browser.post("/keepers/", DARA | {"address": address})
        assert refused.status_code == 422
        assert wrong in refused.content
        assert b'value="Dara"' in refused.content
    assert every_row()["people.PersonRow"] == before["people.PersonRow"]


@pytest.mark.parametrize("name", [RIGHT_TO_LEFT, FOUR_BYTES, "Ö" * 120, "<script>1</script>"])
def test_names_of_every_kind_are_kept_as_they_are(
    name: str, ana: Household, browser: Client
) -> None:
    assert browser.post("/keepers/", DARA | {"name": name}).status_code == 302
    assert [each.name for each in people(ana.plan.pk).values()][-1] == name
    page = browser.get("/keepers/").content.decode()
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.parametrize(
    "name", ["", "Ö" * 121, "Dara\nBcc: x@example.org", "Da\u202era", "a\x00b"]
)
def test_names_that_would_break_a_mail_are_refused(
    name: str, ana: Household, browser: Client
) -> None:
    refused = browser.post("/keepers/", DARA | {"name": name})
    assert refused.status_code == 422
    assert b"dara@example.org" in refused.content
    assert len(ana.switch.keepers) == 2


def test_the_forecast_names_people_and_dates(ana: Household, browser: Client) -> None:
    page = browser.get("/what-would-happen/").content.decode()
    assert "We ask Ben and Chidi whether they have heard from you." in page
    assert "Suppose Ben and Chidi are sure that you have died." in page
    assert "Saturday 17 April 2027, 09:00 (Berlin)" in page
    assert "Nobody was sure, so nothing happens." in page
    assert "Wednesday 28 April 2027, 09:00 (Berlin)" in page


def test_longer_waits_act_at_once(ana: Household, browser: Client) -> None:
    browser.post("/settings/", waits(ana, quiet_wait_days=10, check_in_days=60))
    assert ana.switch.settings.quiet_wait_days == 10
    assert b"Your next check-in is on Friday 30 April 2027" in browser.get("/").content


def test_shorter_waits_begin_after_seven_days(ana: Household, browser: Client) -> None:
    browser.post("/settings/", waits(ana, quiet_wait_days=3, vigil_days=20))
    assert (ana.switch.settings.quiet_wait_days, ana.switch.settings.vigil_days) == (7, 20)
    assert b"Changes that begin later" in browser.get("/settings/").content
    ana.let_pass(timedelta(days=6, hours=23))
    assert ana.switch.settings.quiet_wait_days == 7
    ana.let_pass(timedelta(hours=2))
    assert ana.switch.settings.quiet_wait_days == 3
    assert not waiting(ana.plan.pk, Kind.SETTINGS)


def test_shorter_waits_never_begin_while_silence_is_counted(
    ana: Household, browser: Client
) -> None:
    ana.let_pass(timedelta(days=28))
    ana.sign_in(browser).post("/settings/", waits(ana, grace_days=13))
    assert waiting(ana.plan.pk, Kind.SETTINGS)
    ana.let_pass(timedelta(days=15))
    assert ana.switch.state.value == "overdue"
    assert ana.switch.settings.grace_days == 14


def test_bad_waits_are_refused_with_field_and_range(ana: Household, browser: Client) -> None:
    for name, value, wrong in (
        ("check_in_days", "13", "A whole number from 14 to 365."),
        ("grace_days", "twelve", "A whole number from 7 to 120."),
        ("reminder_days", "3, 7, 14", "each below the days before keepers are asked"),
        ("reminder_days", "often", "rising whole numbers"),
        ("sure_needed", "3", "At most as many as have promised, which is 2 now."),
    ):
        refused = browser.post("/settings/", waits(ana, **{name: value}))
        assert refused.status_code == 422, name
        assert wrong in refused.content.decode()
        assert f'value="{value}"' in refused.content.decode()
    assert ana.switch.settings == ana.switch.settings.__class__(zone="Europe/Berlin")


def test_a_new_zone_never_brings_a_date_nearer(ana: Household, browser: Client) -> None:
    due = ana.switch.anchor
    fields = {"does": "saves_person", "name": "Ana", "zone": "Asia/Tokyo", "language": "de"}
    browser.post("/settings/", fields | {"phone": ""})
    assert ana.switch.zone == "Asia/Tokyo"
    assert ana.switch.anchor >= due
    assert 'lang="de"' in browser.get("/").content.decode()


def test_nobody_sees_or_changes_anothers_plan(
    ana: Household, mallory: Household, client: Client
) -> None:
    stranger = mallory.sign_in(client)
    before = every_row()
    for page in ("/", "/keepers/", "/settings/", "/what-would-happen/"):
        text = stranger.get(page).content.decode()
        for name in ("Ana Berg", "Ben", "Chidi", "Finn"):
            assert name not in text.replace("ben@example.org", "")
    stranger.post("/", {"does": "checks_in"})
    assert every_row()["watch.SwitchRow"][0] == before["watch.SwitchRow"][0]


def test_who_goes_without_keepers_is_told_what_that_means(
    mallory: Household, client: Client
) -> None:
    browser = mallory.sign_in(client)
    assert b"It is weaker" in browser.get("/keepers/").content
    mallory.browsers.make_owner_key(mallory.clock.at)
    assert browser.post("/keepers/", {"does": "goes_solo"})["Location"] == "/seal/"
    assert mallory.switch.settings.solo
    assert mallory.switch.state.value == "draft"
    assert b"this server keeps it" in browser.get("/seal/").content
    mallory.browsers.seal_anew(mallory.clock.at)
    assert mallory.switch.state.value == "living"
    assert b"The quiet wait begins" in browser.get("/what-would-happen/").content
