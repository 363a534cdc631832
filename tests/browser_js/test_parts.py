"""Parts in the browser: it opens the official vectors, and what Python and the reference library
split; and they open what it splits."""

import random
from dataclasses import asdict

import shamir_mnemonic
from playwright.sync_api import Page

from tests.browser_js.parts_calls import COMBINE_ALL, SPLIT_ALL
from tests.sealing.slip39 import PASSPHRASE, Case, any_case, opened_by_lying, vectors
from untilthen.sealing import parts

CASES = 600


def asked(case: Case) -> list[object]:
    return [case.secret.hex(), [asdict(group) for group in case.groups], case.groups_needed]


def test_the_official_vectors_end_in_the_browser_as_they_must(modules: Page) -> None:
    every = vectors()
    got = modules.evaluate(COMBINE_ALL, [[each.parts, PASSPHRASE.decode()] for each in every])
    assert len(got) == 45
    for vector, answer in zip(every, got, strict=True):
        assert answer.get("value", "") == vector.secret.hex(), vector.number
        # OtherSet is other_set here: the kinds of both sides bear the same names.
        refusal = vector.refusal.__name__ if vector.refusal else ""
        assert answer.get("kind", "").title().replace("_", "") == refusal, vector.number


def test_what_the_browser_splits_python_and_the_reference_open(modules: Page) -> None:
    chance = random.Random("Chidi")
    cases = [any_case(chance) for _ in range(CASES)]
    made = modules.evaluate(SPLIT_ALL, [asked(case) for case in cases])
    open_them = (parts.combine, shamir_mnemonic.combine_mnemonics)
    for turn, (case, answer) in enumerate(zip(cases, made, strict=True)):
        assert open_them[turn % 2](case.pick(answer["value"])) == case.secret, (case, answer)
        first = parts.read_part(answer["value"][0][0])
        assert (first.extendable, first.exponent) == (True, 0)


def test_what_python_and_the_reference_split_the_browser_opens(modules: Page) -> None:
    chance = random.Random("Dara")
    cases = [any_case(chance) for _ in range(CASES)]
    brought = []
    for turn, case in enumerate(cases):
        if turn % 2:
            made = parts.split(case.secret, case.groups, case.groups_needed, chance.randbytes)
            passphrase = ""
        else:
            passphrase = chance.choice(("", "in the blue box"))
            made = shamir_mnemonic.generate_mnemonics(
                case.groups_needed,
                [(group.needed, group.count) for group in case.groups],
                case.secret,
                passphrase.encode(),
                extendable=chance.choice((True, False)),
                iteration_exponent=chance.choice((0, 0, 0, 0, 0, 0, 0, 1)),
            )
        brought.append([case.pick([list(group) for group in made]), passphrase])
    opened = modules.evaluate(COMBINE_ALL, brought)
    assert opened == [{"value": case.secret.hex()} for case in cases]


def test_one_part_fewer_than_the_browser_asked_for_gives_nothing(modules: Page) -> None:
    secret, one = bytes(range(32)), {"needed": 1, "count": 1}
    for needed in (2, 3, 4, 16):
        keepers = [secret.hex(), [{"needed": needed, "count": 16}], 1]
        groups = [secret.hex(), [one] * 16, needed]
        made = [answer["value"] for answer in modules.evaluate(SPLIT_ALL, [keepers, groups])]
        assert opened_by_lying(made[0], 1) != secret
        assert opened_by_lying(made[1], needed) == secret
        assert opened_by_lying(made[1], needed - 1) != secret
