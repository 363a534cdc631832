"""Doors over time: quiet dates, nights, each door until its own day, and Ana who comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people_in_tests import Household, accept_all
from tests.web.doors import door, knocks, release
from untilthen.domain import acts
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery, DoorWrap, Goodbye
from untilthen.outbox.actions import mark_failed
from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.queries import due
from untilthen.outbox.sending import send_due
from untilthen.people.actions import change_person
from untilthen.watch.report import report
from untilthen.watch.tick import tick

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


class Postbox:
    """A courier that takes every mail and keeps it."""

    def __init__(self) -> None:
        self.taken: list[Parcel] = []

    def send(self, parcel: Parcel) -> None:
        """Take a mail."""
        self.taken.append(parcel)


def states(home: Household, name: str = "Finn") -> list[str]:
    """Return how somebody's letters stand."""
    rows = Delivery.objects.filter(person=home.people[name].number).order_by("pk")
    return list(rows.values_list("state", flat=True))


def quiet(home: Household, name: str, dates: str) -> None:
    """Note somebody's quiet dates."""
    number, details = home.people[name].number, home.people[name].details
    change_person(home.plan.pk, number, replace(details, quiet_dates=dates))


def test_finns_knock_leaves_out_his_birthday_and_gitas_keeps_its_time(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    release_day = date(2027, 4, 23)
    quiet(ana, "Finn", f"{release_day:%m-%d}")
    release(ana)
    finns, gitas = knocks("Finn", ana)[0], knocks("Gita", ana)[0]
    assert finns.try_at.astimezone(BERLIN) == datetime(2027, 4, 24, 8, tzinfo=BERLIN)
    assert gitas.try_at.astimezone(BERLIN) == datetime(2027, 4, 23, 10, 10, tzinfo=BERLIN)


@pytest.mark.parametrize("hour", [3, 22])
def test_a_knock_that_is_late_does_not_come_at_night(ana: Household, hour: int) -> None:
    ana.writes("Finn")
    release(ana, days=0)
    (knock,) = knocks("Finn", ana)
    night = datetime(2027, 4, 24, hour, tzinfo=BERLIN)
    postbox = Postbox()
    ana.clock.at = night
    send_due(lambda: night, {"mail": postbox, "second": postbox})
    assert "knock" not in [each.about for each in postbox.taken]
    knock.refresh_from_db()
    assert (knock.state, knock.tries) == ("owed", 1)
    morning = datetime(2027, 4, 25, 9, tzinfo=BERLIN)
    send_due(lambda: morning, {"mail": postbox, "second": postbox})
    assert "knock" in [each.about for each in postbox.taken]


def only_finn_fails(home: Household) -> Callable[[datetime], int]:
    """Return a sender by which every mail arrives but Finn's, which is put off."""
    finn = home.people["Finn"].number

    def send(now: datetime) -> int:
        for message in due(now, 1000):
            if message.person == finn:
                mark_failed(message, now)
        return accept_all(now)

    return send


def test_each_door_goes_on_its_own_day_while_the_plan_waits_for_a_birthday(
    ana: Household,
) -> None:
    ana.reader("Gita")
    birthday = date(2027, 8, 1)
    ana.writes("Finn")
    ana.writes("Gita", not_before=birthday)
    release(ana, days=0)
    ana.let_pass(2 * HOUR)
    finns = door(ana, "Finn")
    finns.presses("reads")
    goodbye = replace(finns, path=f"{finns.path}goodbye/")
    assert "Sunday 23 May 2027, 09:00" in goodbye.looks()
    goodbye.presses("says_goodbye", text="Bye, Mum.")
    assert "It stays until Sunday 23 May 2027, 09:00" in finns.looks()
    ana.let_pass(timedelta(days=31))
    assert states(ana) == ["shredded"]
    assert (DoorWrap.objects.count(), Goodbye.objects.count()) == (1, 0)
    assert "The letter was here until its day." in finns.looks()
    assert "The letter was here until its day." in finns.presses("reads")
    assert states(ana, "Gita") == ["queued"]
    ana.let_pass(datetime(2027, 8, 1, 12, tzinfo=BERLIN) - ana.clock.at)
    assert states(ana, "Gita") == ["knocked"]
    assert "It stays until Tuesday 31 August 2027, 09:00" in door(ana, "Gita").looks()
    plan = ana.plan
    ana.let_pass(datetime(2027, 8, 31, 8, tzinfo=BERLIN) - ana.clock.at)
    plan.refresh_from_db()
    assert plan.closed_at is None
    ana.let_pass(2 * HOUR)
    plan.refresh_from_db()
    assert plan.closed_at is not None


def test_what_ben_keeps_for_finn_ends_on_its_day_as_kept(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn")
    ana.writes("Gita", not_before=date(2027, 8, 1))
    release(ana, days=0)
    ana.let_pass(2 * HOUR)
    door(ana, "Finn").presses("gives_to_keeper")
    ana.let_pass(timedelta(days=31))
    assert states(ana) == ["shredded"]
    finn = ana.people["Finn"].number
    lines = Line.objects.filter(event="delivery", who=finn).order_by("number")
    assert [line.after for line in lines][-2:] == ["with_keeper", "shredded"]


def test_a_door_that_was_shut_by_a_stop_is_left_alone_on_its_day(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("reads")
    replace(finns, path=f"{finns.path}goodbye/").presses("says_goodbye", text="Bye, Mum.")
    ana.does(acts.press_stop)
    ana.does(acts.sign_in)
    ana.clock.at += timedelta(days=40)
    tick(ana.clock.at, lambda: 0)
    assert (states(ana), Goodbye.objects.count()) == (["opened"], 1)
    assert Delivery.objects.get().stays_until is None
    assert "It is all right to tell Ana Berg." in finns.looks()


def test_of_two_letters_each_is_spoken_of_when_ana_is_back(ana: Household) -> None:
    ana.writes("Finn")
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("reads")
    ana.does(acts.press_stop)
    ana.does(acts.sign_in)
    shut = finns.looks()
    assert "You read the letter. It is all right to tell Ana Berg." in shut
    assert "What you had not read has gone back." in shut


def test_ana_never_learns_who_refused_her_letter(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    release(ana)
    door(ana, "Finn").presses("refuses", confirmed="yes")
    ana.does(acts.press_stop)
    ana.does(acts.sign_in)
    told = report(ana.plan.pk, ana.switch)
    assert told is not None
    rows = {row["name"]: row["state"] for row in told["letters"]}
    assert rows == {"Finn": "knocked", "Gita": "knocked"}
    assert "refus" not in str(told)


def test_after_fourteen_days_of_trouble_a_letter_goes_as_ana_wished(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    release(ana, days=0)
    send = only_finn_fails(ana)
    for _ in range(24 * 13):
        ana.clock.at += HOUR
        tick(ana.clock.at, lambda: send(ana.clock.at))
    assert (states(ana), states(ana, "Gita")) == (["queued"], ["knocked"])
    assert ana.switch.state.value == "delivering"
    for _ in range(24 * 3):
        ana.clock.at += HOUR
        tick(ana.clock.at, lambda: send(ana.clock.at))
    assert states(ana) == ["with_keeper"]
    assert Delivery.objects.get(person=ana.people["Finn"].number).kept_by == (
        ana.people["Ben"].number
    )
    assert ana.switch.state.value == "goodbyes"
    late = Delivery.objects.get(person=ana.people["Finn"].number).settled_at
    assert ana.switch.anchor == late
