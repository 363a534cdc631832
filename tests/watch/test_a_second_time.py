"""What happens a second time is not taken for the first: sheets passed on, people added again."""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household
from untilthen.domain import acts
from untilthen.handover.actions import name_duty
from untilthen.letters.queries import recipients
from untilthen.outbox.models import Message
from untilthen.people.actions import add_person
from untilthen.watch import deeds

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def releases_and_passes_on(ana: Household) -> None:
    """Come to a release in which Ben passes his duty on to Chidi."""
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(timedelta(hours=3))
    deeds.pass_duty(ana.plan.pk, 1, ana.people["Ben"].number, ana.clock.at)
    ana.let_pass(timedelta(hours=3))


def test_a_duty_passed_on_again_brings_a_sheet_again(ana: Household) -> None:
    ana.writes("Finn")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))
    releases_and_passes_on(ana)
    ana.does(acts.sign_in)
    ana.does(acts.rearm)
    releases_and_passes_on(ana)
    sheets = Message.objects.filter(about="duty_sheet", person=ana.people["Chidi"].number)
    assert [each.facts["round"] for each in sheets.order_by("pk")] == [1, 2]


def test_who_declined_can_still_be_written_a_letter(ana: Household) -> None:
    ana.invite("Gita")
    gita = ana.people["Gita"]
    deeds.decline(ana.plan.pk, gita.number, ana.clock.at)
    added = add_person(ana.plan.pk, ana.details("Gita"), recipient=True)
    assert (added.number, added.details.address) == (gita.number, "gita@example.org")
    assert added.number in [each.number for each in recipients(ana.plan)]
