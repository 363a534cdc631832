"""A release without any letter: it ends all the same, on the date that was forecast (P7)."""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_plan_without_letters_is_not_stuck(ana: Household) -> None:
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(timedelta(days=9))
    assert ana.switch.state.value == "goodbyes"
    plan = ana.plan
    ana.let_pass(timedelta(days=31))
    plan.refresh_from_db()
    assert plan.closed_at is not None
