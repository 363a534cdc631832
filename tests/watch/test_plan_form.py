"""Which waits an owner is asked for: what a plan without keepers or without a hold copy cannot use
is not there.
"""

from dataclasses import replace

from tests.domain.people import BEN, CHIDI, plan
from untilthen.domain.switch import Switch
from untilthen.watch.planform import PlanForm, last_words
from untilthen.watch.settingchanges import is_shorter

SOLO, ONE = "solo_wait_days", "one_keeper_after_days"


def endings(switch: Switch) -> set[str]:
    """Return what can be chosen for the case that nobody can ever tell."""
    return {word for word, _ in last_words(switch)}


def test_with_keepers_people_can_be_told_first() -> None:
    form = PlanForm(switch=plan(BEN, CHIDI), promised=2)
    assert "told_wait_days" in form.fields
    assert SOLO not in form.fields
    assert ONE not in form.fields
    assert "release" not in endings(plan(BEN, CHIDI))


def test_alone_only_the_wait_for_oneself_is_asked_for() -> None:
    form = PlanForm(switch=plan(), promised=0)
    assert SOLO in form.fields
    assert not {"vigil_days", "sure_needed", "told_wait_days"} & set(form.fields)


def test_a_hold_copy_allows_what_only_it_can_open() -> None:
    kept = replace(plan(BEN, CHIDI), parts_needed=2, hold_copy=1)
    form = PlanForm(switch=kept, promised=2)
    assert ONE in form.fields
    assert "release" not in endings(kept)
    assert "release" in endings(replace(kept, hold_copy=2))


def test_one_keeper_alone_where_it_took_two_never_begins_at_once() -> None:
    assert is_shorter(ONE, None, 180)
    assert is_shorter(ONE, 300, 180)
    assert not is_shorter(ONE, 180, None)
    assert not is_shorter("told_wait_days", 0, 5)
    assert is_shorter("told_wait_days", 5, 0)
