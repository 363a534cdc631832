"""Sets of parts: checked when they come, proven before they count, and gone when replaced."""

from dataclasses import replace

import pytest

from tests.letters.sealed import OWN
from tests.parts.conftest import stands
from tests.people_in_tests import Clock, Household, household
from untilthen.domain import keeper_acts
from untilthen.keystore.models import Key
from untilthen.letters.headers import whole_file
from untilthen.letters.models import Letter, Resealed, SealedFile
from untilthen.parts.actions import begin_set
from untilthen.parts.keys import BadPart, OwnKey, keep_person_key
from untilthen.parts.made import MadeSet
from untilthen.parts.models import PartSet
from untilthen.parts.sets import PartFacts, in_force, part_of
from untilthen.people.queries import people
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.errors import NotForThisKey
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.watch import seals
from untilthen.watch.readykeys import about_keys
from untilthen.watch.sealfacts import custody_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def purposes() -> list[str]:
    """Return what the key store holds of sets."""
    found = Key.objects.exclude(purpose__in=["plan", "link"])
    return sorted(found.values_list("purpose", flat=True))


def missing(ana: Household) -> list[str]:
    """Return what the owner's page says of keys and parts."""
    return list(about_keys(ana.plan, ana.switch, people(ana.plan.pk)))


def made(ana: Household) -> MadeSet:
    """Return a set as Ana's browser would make it now."""
    keepers = [each for each in ana.switch.keepers if each.counts]
    return ana.browsers.made_set(bytes(range(32)), keepers, 2, "one", 0)


def test_two_promises_are_a_draft_until_two_parts_are_proven(clock: Clock, db: None) -> None:
    ana = household(clock)
    ana.invite("Ben", "Chidi")
    for name in ("Ben", "Chidi"):
        number = ana.people[name].number
        ana.does(keeper_acts.promise, person=number)
    assert stands(ana) == "draft"
    assert "has no key yet" in missing(ana)[0]
    ana.browsers.seal_anew(clock.at)
    assert "We wait for Ben and Chidi" in missing(ana)[0]
    ana.browsers.prove(ana.people["Ben"].number, clock.at)
    assert stands(ana) == "draft"
    ana.browsers.prove(ana.people["Chidi"].number, clock.at)
    assert stands(ana) == "living"
    assert missing(ana) == []


def test_the_old_set_counts_until_enough_of_the_new_one_are_proven(ana: Household) -> None:
    before = in_force(ana.plan.pk)
    assert before is not None
    ana.browsers.seal_anew(ana.clock.at)
    assert in_force(ana.plan.pk) == before
    ana.browsers.prove(ana.people["Ben"].number, ana.clock.at)
    assert in_force(ana.plan.pk) == before
    ana.browsers.prove(ana.people["Dara"].number, ana.clock.at)
    after = in_force(ana.plan.pk)
    assert after is not None
    assert after.number == before.number + 1
    holding = [each.person for each in ana.switch.keepers if each.holds_part]
    assert holding == [ana.people["Ben"].number, ana.people["Dara"].number]
    ana.browsers.prove(ana.people["Eli"].number, ana.clock.at)
    assert ana.people["Eli"].number in [e.person for e in ana.switch.keepers if e.holds_part]


def test_the_keys_of_the_old_set_are_destroyed(ana: Household) -> None:
    number = PartSet.objects.get().number
    ana.browsers.seal_and_prove(ana.clock.at)
    ana.let_pass(ana.clock.at - ana.clock.at)
    assert purposes() == [f"server part {number + 1}", f"set {number + 1}"]


def test_a_letter_is_sealed_to_the_new_estate_and_opens_with_the_old_no_more(
    ana: Household,
) -> None:
    ana.browsers.seal_anew(ana.clock.at)
    new = HybridIdentity(ana.browsers.seed)
    text = SealedFile.objects.get(letter__isnull=False, position=0)
    with pytest.raises(NotForThisKey):
        decrypt_bytes(whole_file(text), [new])
    for name in ("Ben", "Dara"):
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    text = SealedFile.objects.get(letter__isnull=False, position=0)
    assert decrypt_bytes(whole_file(text), [new]) == decrypt_bytes(whole_file(text), [OWN])
    assert Resealed.objects.count() == 0
    assert SealedFile.objects.filter(letter=None).count() == 0


def test_a_letter_changed_meanwhile_holds_the_new_set_up(ana: Household) -> None:
    before = in_force(ana.plan.pk)
    ana.browsers.seal_anew(ana.clock.at)
    Letter.objects.update(version=2)
    for name in ("Ben", "Dara"):
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    assert in_force(ana.plan.pk) == before
    assert "Some letters are not sealed to the new parts yet." in missing(ana)


def test_a_set_given_up_leaves_nothing_and_its_number_is_never_used_again(ana: Household) -> None:
    first = ana.browsers.seal_anew(ana.clock.at)
    second = ana.browsers.seal_anew(ana.clock.at)
    assert second.number == first.number + 1
    assert not PartSet.objects.filter(number=first.number).exists()
    ana.let_pass(ana.clock.at - ana.clock.at)
    assert f"set {first.number}" not in purposes()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda m: replace(m, number=m.number + 1), "other_number"),
        (lambda m: replace(m, parts=m.parts[:1]), "too_few_keepers"),
        (lambda m: replace(m, parts=(m.parts[1], m.parts[0])), "bad_set"),
        (lambda m: replace(m, server_part=m.server_part[:-4]), "bad_set"),
        (lambda m: replace(m, hold=(m.server_part,)), "bad_set"),
        (lambda m: replace(m, facts=replace(m.facts, estate="age1pq1x")), "bad_set"),
        (lambda m: replace(m, facts=replace(m.facts, kit="two of a kind")), "bad_set"),
        (lambda m: replace(m, facts=replace(m.facts, custody="cloud")), "bad_set"),
    ],
)
def test_a_set_that_is_not_whole_is_refused(ana: Household, change: object, why: str) -> None:
    with pytest.raises(BadPart) as problem:
        begin_set(ana.plan, change(made(ana)), bytes(32), ana.clock.at)  # type: ignore[operator]
    assert problem.value.why == why
    assert PartSet.objects.count() == 1


def test_a_part_made_for_a_key_we_do_not_know_is_refused(ana: Household) -> None:
    stranger = str(HybridIdentity(bytes(32)).recipient)
    whole = made(ana)
    first = replace(whole.parts[0], facts=replace(whole.parts[0].facts, recipient=stranger))
    with pytest.raises(BadPart) as problem:
        begin_set(
            ana.plan, replace(whole, parts=(first, *whole.parts[1:])), bytes(32), ana.clock.at
        )
    assert problem.value.why == "key_changed"


def test_two_keepers_cannot_have_one_key(ana: Household) -> None:
    key = OwnKey(recipient=str(ana.browsers.keys[ana.people["Ben"].number].recipient), key_file="x")
    with pytest.raises(BadPart) as problem:
        keep_person_key(ana.plan.pk, ana.people["Finn"].number, key, ana.clock.at)
    assert problem.value.why == "key_of_another"


def test_a_keeper_who_steps_down_still_has_a_part_and_the_owner_hears_so(ana: Household) -> None:
    ana.does(keeper_acts.step_down, person=ana.people["Ben"].number)
    assert "Ben is no keeper any more but still has a part" in missing(ana)[0]
    ana.browsers.seal_and_prove(ana.clock.at)
    assert missing(ana) == []


def test_what_the_owner_changed_last_must_be_signed(ana: Household) -> None:
    assert missing(ana) == []
    Letter.objects.update(version=2)
    assert "not signed yet" in missing(ana)[0]


def test_the_parts_say_nothing_in_the_database(ana: Household) -> None:
    kept = b"".join(bytes(part.sealed) for part in PartSet.objects.get().parts.all())
    for words in ana.browsers.parts.values():
        assert words.encode() not in kept
    assert b"age" not in kept
    assert isinstance(PartFacts(recipient="", proof="", file=""), PartFacts)


def test_a_passkey_that_opens_a_part_is_noted_and_proves_nothing(ana: Household) -> None:
    ana.browsers.seal_anew(ana.clock.at)
    ben = ana.people["Ben"].number
    signature = ana.browsers.signed_drill(ben, ana.clock.at)
    seals.note_passkey(ana.plan, ben, signature, ana.clock.at)
    assert part_of(ana.plan.pk, ben).proven_at is None  # type: ignore[union-attr]
    custody = custody_facts(ana.plan, ana.switch, people(ana.plan.pk))
    [seen] = [each["passkey_at"] for each in custody["keepers"] if each["person"] == ben]
    assert seen == ana.clock.at
    with pytest.raises(BadPart) as problem:
        seals.note_passkey(ana.plan, ben, signature, ana.clock.at)
    assert problem.value.why == "no_challenge"


def test_a_plan_without_keepers_begins_with_the_whole_key(clock: Clock, db: None) -> None:
    ana = household(clock)
    ana.reader("Finn")
    ana.writes("Finn")
    seals.go_alone(ana.plan.pk, clock.at)
    assert stands(ana) == "draft"
    said = "The key that opens your letters after your death is not made yet."
    assert missing(ana) == [said]
    ana.browsers.seal_anew(clock.at)
    assert stands(ana) == "living"
