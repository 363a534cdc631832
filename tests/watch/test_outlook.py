"""What would happen: the dates of story S1 are those that a page shows beforehand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.people_in_tests import Household, household
from untilthen.handover.actions import name_duty
from untilthen.letters.models import Addressing, Letter
from untilthen.people.actions import add_person
from untilthen.people.queries import people
from untilthen.watch.outlook import Planned, if_keepers_are_sure, if_nobody_answers
from untilthen.watch.outlook import household as letters_of
from untilthen.watch.settingchanges import put_in_force

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def write(home: Household, to: tuple[str, ...], not_before: date | None = None) -> None:
    """Let there be a letter."""
    place = Letter.objects.count()
    letter = Letter.objects.create(
        plan=home.plan,
        public_id=f"l{place}",
        position=place,
        changed_at=home.clock.at,
        not_before=not_before,
    )
    for name in to:
        Addressing.objects.create(letter=letter, person=home.people[name].number)


def berlin(month: int, day: int, hour: int, minute: int = 0, year: int = 2027) -> datetime:
    """Return an instant by the clock of Berlin in its summer time."""
    return datetime(year, month, day, hour - 2, minute, tzinfo=UTC)


@pytest.fixture
def family(ana: Household) -> Household:
    """Ana's plan with letters to Finn, Gita in Kolkata and Hana in Tokyo, and a duty for Ben."""
    for name, zone in (("Gita", "Asia/Kolkata"), ("Hana", "Asia/Tokyo")):
        ana.people[name] = add_person(ana.plan.pk, ana.details(name, zone), recipient=True)
    write(ana, ("Finn",))
    write(ana, ("Gita",))
    write(ana, ("Hana", "Gita"))
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))
    return ana


def sure(home: Household) -> list[Planned]:
    """Return the way in which two keepers are sure."""
    return if_keepers_are_sure(
        home.switch, letters_of(home.plan.pk, people(home.plan.pk)), home.clock.at
    )


def test_the_way_of_two_sure_keepers_has_the_dates_of_the_story(family: Household) -> None:
    found = {(step.kind, step.names): step for step in sure(family)}
    assert found["vigil", ("Ben", "Chidi")].when == berlin(4, 14, 9)
    assert found["sure", ("Ben", "Chidi")].when == berlin(4, 17, 9)
    assert found["release", ()].when == berlin(4, 24, 9)
    assert found["duties", ("Ben",)].when == berlin(4, 24, 9)
    knocks = {
        step.names[0]: (step.when, step.count) for step in sure(family) if step.kind == "knock"
    }
    assert knocks == {
        "Finn": (berlin(4, 24, 10), 1),
        "Gita": (berlin(4, 24, 10, 10), 2),
        "Hana": (berlin(4, 24, 10, 20), 1),
    }
    assert found["closing_notice", ()].when == berlin(5, 17, 9)
    assert found["closed", ()].when == berlin(5, 24, 9)


def test_closing_waits_for_a_letter_that_comes_later(family: Household) -> None:
    write(family, ("Finn",), date(2028, 5, 2))
    knocks = [step for step in sure(family) if step.kind == "knock"]
    assert knocks[-1].when == berlin(5, 2, 10, year=2028)
    assert sure(family)[-1].when == berlin(6, 1, 9, year=2028)


def test_what_was_shown_is_what_happens(family: Household) -> None:
    home = letters_of(family.plan.pk, people(family.plan.pk))
    shown = if_nobody_answers(family.switch, home, family.clock.at)
    vigil = next(step.when for step in shown if step.kind == "vigil")
    hold = next(step.when for step in shown if step.kind == "hold")
    family.let_pass(vigil - family.clock.at)
    assert family.switch.state.value == "vigil"
    family.let_pass(hold - family.clock.at - timedelta(minutes=1))
    assert family.switch.state.value == "vigil"
    family.let_pass(timedelta(minutes=1))
    assert family.switch.since == hold


def test_where_nobody_answers_duties_and_doors_are_on_the_day_of_the_handing_over(
    family: Household,
) -> None:
    home = letters_of(family.plan.pk, people(family.plan.pk))
    shown = if_nobody_answers(family.switch, home, family.clock.at)
    given = next(step.when for step in shown if step.kind == "handed_over")
    assert [(step.kind, step.when, step.names) for step in shown if step.when >= given][:5] == [
        ("handed_over", given, ()),
        ("duties", given, ("Ben",)),
        ("knock", given + timedelta(hours=1), ("Finn",)),
        ("knock", given + timedelta(hours=1, minutes=10), ("Gita",)),
        ("knock", given + timedelta(hours=1, minutes=20), ("Hana",)),
    ]


def test_a_plan_far_east_has_its_knocks_on_the_day_of_release(family: Household) -> None:
    plan = household(family.clock, "Mere Tane", 77)
    put_in_force(plan.plan.pk, {"zone": "Pacific/Auckland"}, plan.clock.at)
    plan.invite("Ruru", "Tui")
    plan.promise("Ruru", "Tui")
    steps = {step.kind: step.when for step in sure(plan)}
    assert (steps["closed"] - steps["release"]).days == 30
