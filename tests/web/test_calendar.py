"""The calendar of check-ins: what it shows and never shows, whose address it is, and that programs
which fetch it change nothing.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Component

from tests.people_in_tests import Household, accept_all
from tests.web.everything import every_row
from tests.web.icalendar_rules import complaints
from untilthen.domain import acts
from untilthen.people.actions import change_person
from untilthen.people.queries import OWNER, person
from untilthen.watch.waitingchanges import change_settings

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
FOUND = re.compile(r'value="https?://[^/]+(/calendar/[^"]+\.ics)"')
DUE = datetime(2027, 3, 31, 7, tzinfo=UTC)
"""09:00 in Berlin, three days into summer time."""


def address(ana: Household, does: str = "makes", **more: str) -> str:
    """Return the path of the calendar's address, after a press on the page about it."""
    client = ana.sign_in(Client())
    client.post("/calendar/", {"does": does, **more})
    found = FOUND.search(client.get("/calendar/").content.decode())
    return found[1] if found else ""


@dataclass(frozen=True)
class Shown:
    """One event as a calendar program reads it."""

    uid: str
    sequence: int
    stamp: datetime
    start: date
    end: date


def shown_of(event: Component) -> Shown:
    """Return an event that was read."""
    start, end, stamp = (event.decoded(name) for name in ("dtstart", "dtend", "dtstamp"))
    return Shown(str(event["uid"]), int(str(event["sequence"])), stamp, start, end)


def events(path: str) -> dict[str, Shown]:
    """Return the events at an address by their titles, having looked at the file itself as well."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not complaints(answer.content)
    read = Calendar.from_ical(answer.content)
    return {str(each["summary"]): shown_of(each) for each in read.walk("VEVENT")}


def test_it_shows_the_next_check_in_and_the_mail_ahead_at_nine_where_ana_lives(
    ana: Household,
) -> None:
    shown = events(address(ana))
    assert list(shown) == ["Check-in", "Check-in in 3 days"]
    assert shown["Check-in"].start == DUE
    ahead = shown["Check-in in 3 days"].start
    assert ahead == datetime(2027, 3, 28, 7, tzinfo=UTC)  # the first day of summer time


def test_it_names_nobody_and_says_how_often_to_look(ana: Household) -> None:
    path = address(ana)
    text = Client().get(path).content.decode()
    for name in ("Ana", "Ben", "Chidi", "Finn", "keeper", "letter"):
        assert name not in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text
    assert "X-PUBLISHED-TTL:PT12H\r\n" in text


def test_an_event_that_moves_stays_the_same_event_and_says_that_it_changed(
    ana: Household,
) -> None:
    path = address(ana)
    before = events(path)
    ana.clock.at += 10 * DAY
    ana.does(acts.check_in)
    after = events(path)
    assert after["Check-in"].start == datetime(2027, 4, 10, 7, tzinfo=UTC)
    for title in before:
        assert after[title].uid == before[title].uid
        assert after[title].sequence > before[title].sequence
        assert after[title].stamp == ana.clock.at
    assert len({each.uid for each in after.values()}) == 2


def test_a_pause_is_shown_as_days_and_moves_the_check_in(ana: Household) -> None:
    path = address(ana)
    ana.clock.at += DAY
    ana.does(acts.pause, until=date(2027, 4, 20))
    shown = events(path)
    assert shown["Check-in"].start == datetime(2027, 4, 20, 7, tzinfo=UTC)
    assert shown["Pause"].start == date(2027, 3, 2)
    assert shown["Pause"].end == date(2027, 4, 20)


def test_it_never_tells_of_a_vigil_nor_of_what_follows(ana: Household) -> None:
    path = address(ana)
    ana.let_pass(34 * DAY, accept_all)
    overdue = Client().get(path).content
    for span in (12 * DAY, 3 * DAY, 20 * DAY, 60 * DAY):
        ana.let_pass(span, accept_all)
        assert ana.switch.state.value in ("vigil", "on_hold")
        assert Client().get(path).content == overdue


def test_the_same_dates_are_not_sent_twice(ana: Household) -> None:
    path = address(ana)
    first = Client().get(path)
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"if-modified-since": first["Last-Modified"]}
    assert Client().get(path, headers=since).status_code == 304
    ana.clock.at += DAY
    ana.does(acts.check_in)
    assert Client().get(path, headers=since).status_code == 200
    assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_shorter_notice_moves_the_mail_ahead_and_counts_as_a_change(ana: Household) -> None:
    path = address(ana)
    since = {"if-modified-since": Client().get(path)["Last-Modified"]}
    ana.clock.at += DAY
    change_settings(ana.plan.pk, {"mail_ahead_days": 5}, ana.clock.at)
    assert Client().get(path, headers=since).status_code == 200
    assert events(path)["Check-in in 5 days"].start == DUE - 5 * DAY + DAY / 24


def test_fetching_is_no_sign_of_life_and_changes_nothing(ana: Household) -> None:
    path = address(ana)
    ana.let_pass(34 * DAY, accept_all)
    before = every_row()
    for _ in range(3):
        Client().get(path)
        Client().head(path)
        assert Client().post(path).status_code == 405
    assert every_row() == before


def test_a_new_address_ends_the_old_one_and_keeps_the_events(ana: Household) -> None:
    old = address(ana)
    uids = {each.uid for each in events(old).values()}
    asked = ana.sign_in(Client()).post("/calendar/", {"does": "renews"})
    assert b"Make a new address?" in asked.content
    assert Client().get(old).status_code == 200
    new = address(ana, "renews", confirmed="yes", number="1")
    assert new not in (old, "")
    assert Client().get(old).status_code == 404
    assert {each.uid for each in events(new).values()} == uids
    assert address(ana, "renews", confirmed="yes", number="1") == new  # pressed twice


def test_a_removed_address_shows_nothing_and_never_comes_back(ana: Household) -> None:
    old = address(ana)
    assert address(ana, "removes") == old  # asked first
    assert address(ana, "removes", confirmed="yes") == ""
    assert Client().get(old).status_code == 404
    assert address(ana) not in (old, "")
    assert Client().get(old).status_code == 404


def test_an_address_of_another_plan_or_made_up_leads_nowhere(ana: Household) -> None:
    path = address(ana)
    token = path.split("/")[2]
    for wrong in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        "B" + token[1:],
        "x",
        "é",
        "=" * 50,
    ):
        assert Client().get(f"/calendar/{wrong}/check-ins.ics").status_code == 404


def test_after_closing_the_address_leads_nowhere(ana: Household) -> None:
    path = address(ana)
    ana.writes("Finn")
    ana.let_pass(45 * DAY, accept_all)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(45 * DAY, accept_all)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None
    assert Client().get(path).status_code == 404


def test_one_date_to_take_in_has_an_alarm(ana: Household, client: Client) -> None:
    ana.sign_in(client)
    answer = client.get("/calendar/next.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="check-in.ics"'
    assert answer["Cache-Control"] == "no-store"
    assert not complaints(answer.content)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert shown_of(event).start == DUE
    (alarm,) = event.walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert alarm.decoded("trigger") == timedelta(0)
    assert Client().get("/calendar/next.ics").status_code == 302


def test_before_the_first_date_the_page_says_so(mallory: Household, client: Client) -> None:
    mallory.sign_in(client)
    assert b"There is no date yet" in client.get("/calendar/").content
    assert client.post("/calendar/", {"does": "makes"}).status_code == 409
    assert client.get("/calendar/next.ics").status_code == 404


def test_the_titles_are_in_anas_language(ana: Household) -> None:
    details = person(ana.plan.pk, OWNER).details
    change_person(ana.plan.pk, OWNER, type(details)(**{**vars(details), "language": "de"}))
    assert list(events(address(ana))) == ["Rückmeldung", "Rückmeldung in 3 Tagen"]
