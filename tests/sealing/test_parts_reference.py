"""Whatever we split the reference library combines, and the other way round, case after case."""

import random

import shamir_mnemonic

from tests.sealing.slip39 import any_case
from untilthen.sealing import parts

CASES = 700


def test_the_reference_opens_what_ana_splits() -> None:
    chance = random.Random("Ana")
    for _ in range(CASES):
        case = any_case(chance)
        made = parts.split(case.secret, case.groups, case.groups_needed, chance.randbytes)
        brought = case.pick([list(group) for group in made])
        assert shamir_mnemonic.combine_mnemonics(brought) == case.secret, (case, brought)


def test_ana_opens_what_the_reference_splits() -> None:
    chance = random.Random("Ben")
    for _ in range(CASES):
        case = any_case(chance)
        passphrase = chance.choice((b"", b"", b"in the blue box"))
        made = shamir_mnemonic.generate_mnemonics(
            case.groups_needed,
            [(group.needed, group.count) for group in case.groups],
            case.secret,
            passphrase,
            extendable=chance.choice((True, False)),
            iteration_exponent=chance.choice((0, 0, 0, 0, 0, 0, 0, 1)),
        )
        brought = case.pick(made)
        assert parts.combine(brought, passphrase) == case.secret, (case, brought)
