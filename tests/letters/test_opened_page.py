"""What the page of an opened letter is told, so that the browser can judge who signed it."""

import re

import pytest

from tests.letters.conftest import Owner
from tests.letters.doors import brought
from tests.letters.sealed import COFFEE, OWN
from untilthen.people.queries import Person
from untilthen.sealing.sign import SigningKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_page_knows_whose_signature_to_expect_over_which_letter(
    ana: Owner, finn: Person
) -> None:
    letter = ana.writes(COFFEE, finn)
    page = brought(ana, finn).presses("reads")
    told = dict(re.findall(r'data-(plan|letter|person|signer|own-key)="([^"]*)"', page))
    assert told.pop("own-key").startswith("/door/")
    assert told == {
        "plan": ana.plan.public_id,
        "letter": letter.public_id,
        "person": str(finn.number),
        "signer": SigningKey.from_owner_seed(OWN.reveal_seed()).public,
    }
    assert "untilthen open letter.age --identity door-key.txt" in page
