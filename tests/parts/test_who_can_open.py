"""Who can open: of every subset of server, kit and keepers exactly those that should (P4), and of a
copy of the server, or an old backup, nobody (P15).
"""

from datetime import timedelta
from itertools import chain, combinations

import pytest

from tests.parts.conftest import KEEPERS
from tests.people_in_tests import Household
from untilthen.keystore.models import Key
from untilthen.keystore.queries import KeyGone, take
from untilthen.letters.files import path_of
from untilthen.letters.headers import header_of, whole_file
from untilthen.letters.models import SealedFile
from untilthen.parts.sets import hold_copy, in_force, server_part
from untilthen.people.models import Plan
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.parts import combine

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def holders(ana: Household, hold: int) -> dict[str, list[str]]:
    """Return the words that each holder has; the hold copy is the server's too."""
    part_set = in_force(ana.plan.pk)
    assert part_set is not None
    ours = [take(ana.plan.pk, server_part(part_set.number)).decode()]
    if hold:
        ours += take(ana.plan.pk, hold_copy(part_set.number)).decode().split("\n")
    keepers = {name: [ana.browsers.parts[ana.people[name].number]] for name in KEEPERS}
    return {"server": ours, "kit": list(ana.browsers.kit), **keepers}


def opens(ana: Household, words: list[str]) -> bool:
    """Return whether these words open Finn's letter."""
    text = SealedFile.objects.get(letter__isnull=False, position=0)
    try:
        # A kit that is a copy of the server's part is the same part: nobody reads it in twice.
        seed = combine(list(dict.fromkeys(words)))
        decrypt_bytes(whole_file(text), [HybridIdentity(seed)])
    except SealingError:
        return False
    return True


def allowed(subset: tuple[str, ...], kit: str, hold: int) -> bool:
    """Return whether a subset should open: written from the rule, not from the code."""
    keepers = sum(name in subset for name in KEEPERS)
    server = "server" in subset or (kit == "copy" and "kit" in subset)
    kit_group = "kit" in subset and kit in ("one", "two")
    keeper_group = keepers + (hold if "server" in subset else 0) >= 2
    return sum((server, kit_group, keeper_group)) >= 2


@pytest.mark.parametrize(
    ("kit", "hold"),
    [("none", 0), ("one", 0), ("two", 0), ("copy", 0), ("one", 1), ("one", 2), ("none", 2)],
)
def test_exactly_the_allowed_subsets_open(ana: Household, kit: str, hold: int) -> None:
    ana.browsers.seal_anew(ana.clock.at, kit, hold)
    for name in KEEPERS:
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    having = holders(ana, hold)
    every = chain.from_iterable(combinations(having, size) for size in range(len(having) + 1))
    wrong = [
        subset
        for subset in every
        if opens(ana, [words for name in subset for words in having[name]])
        != allowed(subset, kit, hold)
    ]
    assert wrong == []


def test_one_sheet_of_two_is_no_kit(ana: Household) -> None:
    ana.browsers.seal_anew(ana.clock.at, "two")
    for name in KEEPERS:
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    having = holders(ana, 0)
    assert opens(ana, [*having["server"], *having["kit"]])
    assert not opens(ana, [*having["server"], having["kit"][0]])


def test_a_copy_of_the_whole_server_and_one_keeper_open_nothing(ana: Household) -> None:
    everything = [
        take(ana.plan.pk, purpose).decode("latin-1")
        for purpose in Key.objects.filter(plan=ana.plan.pk).values_list("purpose", flat=True)
    ]
    ours = [each for each in everything if each.count(" ") == 32]
    assert len(ours) == 1, "the server holds one part and no seed"
    for name in KEEPERS:
        assert not opens(ana, [*ours, ana.browsers.parts[ana.people[name].number]])


def test_of_an_old_backup_nothing_opens_once_the_keys_are_destroyed(ana: Household) -> None:
    having = holders(ana, 0)
    text = SealedFile.objects.get(letter__isnull=False, position=0)  # kept as a backup would
    rest = path_of(ana.plan.public_id, text.public_id).read_bytes()
    words = [words for each in having.values() for words in each]
    assert opens(ana, words)
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Dara")
    ana.let_pass(50 * DAY)
    assert Plan.objects.get(pk=ana.plan.pk).closed_at is not None
    assert Key.objects.filter(plan=ana.plan.pk).count() == 0
    with pytest.raises(KeyGone):
        header_of(text)
    assert b"age-encryption" not in bytes(text.header) + rest
