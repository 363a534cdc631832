"""What Ana reads in the last wait of a hold: what she chose, not that her letters go out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from untilthen.domain.switch import Switch
from untilthen.people.links import LinkKind
from untilthen.watch.actions import apply

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
UP_TO_LAST_WAIT = timedelta(days=45 + 14 + 366)
SAID = {
    "hand_over": "Your letters would be given out, still sealed, on",
    "let_go": "Everything you left here would be destroyed unread on",
    "release": "Your letters would go out on",
}


def ending_in(switch: Switch, then: str) -> Switch:
    """Return the switch with a last wait that ends so."""
    assert switch.wait is not None
    return replace(switch, wait=replace(switch.wait, then=then))


@pytest.mark.parametrize("then", sorted(SAID))
def test_her_pages_say_what_the_last_day_brings(ana: Household, client: Client, then: str) -> None:
    ana.let_pass(UP_TO_LAST_WAIT)
    apply(ana.plan.pk, lambda switch: (ending_in(switch, then), ()), ana.clock.at)
    by_link = client.get(f"/go/{ana.token(LinkKind.CHECK_IN)}", follow=True)
    today = ana.sign_in(client).get("/")
    for page in (by_link.content.decode(), today.content.decode()):
        assert [each for each in SAID if SAID[each] in page] == [then]
