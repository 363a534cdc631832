"""Handing over: "I am sure" comes with the part, is checked at once, and is dropped again when it
turns out not to be needed (10.5).
"""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.parts.conftest import stands
from tests.people_in_tests import Household
from untilthen.domain import acts, keeper_acts
from untilthen.domain.keeper import Answer
from untilthen.domain.states import State
from untilthen.keystore.models import Key
from untilthen.parts.handing import Handed
from untilthen.parts.keys import BadPart
from untilthen.parts.models import Challenge, HandedPart, PartSet
from untilthen.people.queries import people
from untilthen.watch import deeds
from untilthen.watch.readykeys import about_keys

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def asked(ana: Household) -> Household:
    """Ana's plan in the vigil of 14 April."""
    ana.let_pass(45 * DAY)
    assert ana.switch.state is State.VIGIL
    return ana


def handed(ana: Household, name: str) -> Handed:
    """Return what somebody's browser would send with "I am sure"."""
    found = ana.browsers.handed(ana.people[name].number, ana.clock.at)
    assert found is not None
    return found


def says(ana: Household, name: str, what: Handed | None) -> None:
    """Let somebody say that they are sure."""
    deeds.say_sure(ana.plan.pk, ana.people[name].number, {}, what, ana.clock.at)


def refusal(ana: Household, name: str, what: Handed) -> str:
    """Return why it is refused; then nothing was kept and nothing counted."""
    with pytest.raises(BadPart) as problem:
        says(ana, name, what)
    assert HandedPart.objects.count() == 0
    assert all(keeper.answer is Answer.NONE for keeper in ana.switch.keepers)
    return problem.value.why


def release_keys() -> list[str]:
    """Return the release keys in the key store."""
    found = Key.objects.filter(purpose__startswith="release ")
    return sorted(found.values_list("purpose", flat=True))


def test_two_parts_open_the_letter(asked: Household) -> None:
    says(asked, "Ben", handed(asked, "Ben"))
    assert stands(asked) == State.VIGIL
    says(asked, "Dara", handed(asked, "Dara"))
    assert stands(asked) == State.QUIET_WAIT
    asked.let_pass(9 * DAY)
    assert stands(asked) == State.GOODBYES
    assert HandedPart.objects.count() == 0
    assert release_keys() == []


def test_what_was_signed_for_another_moment_is_refused(asked: Household) -> None:
    once = handed(asked, "Ben")
    other = handed(asked, "Ben")  # asked for again: the first nonce is no longer good
    assert refusal(asked, "Ben", once) == "other_part"
    assert refusal(asked, "Ben", other) == "no_challenge"
    assert Challenge.objects.count() == 0


def test_an_answer_that_waited_too_long_is_refused(asked: Household) -> None:
    late = handed(asked, "Ben")
    asked.clock.at += timedelta(minutes=11)
    assert refusal(asked, "Ben", late) == "too_late"


def test_somebody_elses_part_is_refused(asked: Household) -> None:
    parts = asked.browsers.parts
    ben, dara = asked.people["Ben"].number, asked.people["Dara"].number
    parts[ben] = parts[dara]
    assert refusal(asked, "Ben", handed(asked, "Ben")) == "other_part"


def test_a_part_of_an_older_set_is_refused(asked: Household) -> None:
    ben = asked.people["Ben"].number
    old = asked.browsers.parts[ben]
    asked.does(acts.sign_in)
    asked.does(acts.rearm)
    asked.browsers.seal_and_prove(asked.clock.at)
    asked.let_pass(45 * DAY)
    asked.browsers.parts[ben] = old
    assert refusal(asked, "Ben", handed(asked, "Ben")) == "other_part"


def test_words_that_are_not_what_was_signed_are_refused(asked: Household) -> None:
    ben, dara = handed(asked, "Ben"), None
    says_of_dara = handed(asked, "Dara")
    dara = replace(ben, file=says_of_dara.file)
    assert refusal(asked, "Ben", dara) == "other_part"


@pytest.mark.parametrize("file", ["", "!", base64.b64encode(b"no age file").decode()])
def test_what_cannot_be_read_is_refused(asked: Household, file: str) -> None:
    assert refusal(asked, "Ben", replace(handed(asked, "Ben"), file=file)) == "not_readable"


def test_without_a_part_it_is_written_down_and_does_not_count(asked: Household) -> None:
    says(asked, "Ben", None)
    says(asked, "Chidi", handed(asked, "Chidi"))
    assert stands(asked) == State.VIGIL
    says(asked, "Ben", handed(asked, "Ben"))
    assert stands(asked) == State.QUIET_WAIT


@pytest.mark.parametrize("act", [acts.press_stop, acts.sign_in])
def test_a_sign_of_life_drops_what_was_handed_over(asked: Household, act: object) -> None:
    says(asked, "Ben", handed(asked, "Ben"))
    assert release_keys() == ["release 1"]
    asked.does(act)  # type: ignore[arg-type]
    assert HandedPart.objects.count() == 0
    asked.let_pass(timedelta(minutes=2))
    assert release_keys() == []
    assert PartSet.objects.get().exposed_at is not None
    said = list(about_keys(asked.plan, asked.switch, people(asked.plan.pk)))
    assert any("handed over" in sentence for sentence in said)


def test_a_keeper_who_takes_it_back_takes_the_part_back_too(asked: Household) -> None:
    says(asked, "Ben", handed(asked, "Ben"))
    asked.does(keeper_acts.does_not_know, person=asked.people["Ben"].number)
    assert HandedPart.objects.count() == 0


def test_a_vigil_without_a_quorum_drops_the_parts_and_the_keepers_keep_theirs(
    asked: Household,
) -> None:
    says(asked, "Ben", handed(asked, "Ben"))
    asked.let_pass(15 * DAY)
    assert stands(asked) == State.ON_HOLD
    assert HandedPart.objects.count() == 0
    says(asked, "Ben", handed(asked, "Ben"))
    says(asked, "Eli", handed(asked, "Eli"))
    asked.let_pass(9 * DAY)
    assert stands(asked) == State.GOODBYES


def test_the_next_vigil_has_another_release_key(asked: Household) -> None:
    says(asked, "Ben", handed(asked, "Ben"))
    asked.does(acts.press_stop)
    asked.let_pass(8 * DAY)
    says(asked, "Ben", handed(asked, "Ben"))
    assert release_keys() == ["release 2"]


def test_an_early_word_is_dropped_by_the_next_check_in(ana: Household) -> None:
    ana.clock.at += 31 * DAY
    says(ana, "Ben", handed(ana, "Ben"))
    assert HandedPart.objects.count() == 1
    ana.does(acts.check_in)
    assert HandedPart.objects.count() == 0
