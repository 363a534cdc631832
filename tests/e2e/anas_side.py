"""What Ana and Chidi do at home while a test looks at Ben's browser: in Python, through the same
actions of the server. Called as a program: begin | seal; prints what the test needs to know.
"""

import json
import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

import django

from tests.e2e.clock import follow_file

OWNER_SEED = bytes(range(32))
KEEPERS = ("Ben", "Chidi")


@dataclass(frozen=True)
class PublicHalf:
    """A key that was made elsewhere, as far as Ana knows it."""

    recipient: Any


def browsers() -> Any:  # noqa: ANN401  Django must be set up before its types are imported
    """Return the browsers of the only plan, with what keepers made so far."""
    from untilthen import edge
    from untilthen.parts.keys import recipients
    from untilthen.people.models import Plan
    from untilthen.rehearsal.browser import Browsers, recipients_of
    from untilthen.sealing.hybrid import HybridIdentity

    plan = Plan.objects.get()
    made: Any = Browsers(plan, HybridIdentity(OWNER_SEED), edge.token)
    for person, key in recipients(plan.pk).items():
        made.keys[person] = PublicHalf(recipients_of(key)[0])
    return made


def begin() -> None:
    """Make Ana's plan and her key, and ask Ben and Chidi, who promises at once."""
    from django.contrib.auth.models import User

    from untilthen import edge
    from untilthen.domain import keeper_acts
    from untilthen.domain.settings import Settings
    from untilthen.people.queries import Details
    from untilthen.watch import actions, deeds

    now, zone = edge.now(), "Europe/Berlin"
    account = User.objects.create_user("ana", "ana@example.org", "made up for tests only")
    ana = Details(name="Ana Berg", address=account.email, zone=zone)
    plan, _ = actions.begin(account, ana, Settings(zone=zone), now, edge.token(74))
    browsers().make_owner_key(now)
    for name in KEEPERS:
        details = Details(name=name, address=f"{name.lower()}@example.org", zone=zone)
        asked = deeds.invite(plan.pk, details, now)
    promise = partial(keeper_acts.promise, person=asked.number, at=now)
    actions.record(plan.pk, promise, now)


def seal() -> None:
    """Seal everything to who promised; Chidi shows his part at once. Prints everybody's words."""
    from untilthen import edge
    from untilthen.watch.store import load

    home = browsers()
    keepers = [each.person for each in load(home.plan.pk).keepers if each.counts]
    home.seal_anew(edge.now())
    chidi = keepers[-1]
    home.prove(chidi, edge.now())
    known = {"words": [home.parts[each] for each in keepers]}
    json.dump(known | {"state": load(home.plan.pk).state.value}, sys.stdout)


def state() -> None:
    """Print how the plan and its keepers stand."""
    from untilthen.parts.models import HandedPart
    from untilthen.parts.sets import part_facts, part_of
    from untilthen.people.models import Plan
    from untilthen.watch.store import load

    plan = Plan.objects.get()
    switch = load(plan.pk)
    part = part_of(plan.pk, 1)
    known = {
        "state": switch.state.value,
        "answers": [each.answer.value for each in switch.keepers],
        "proven": bool(part and part.proven_at),
        "file": part_facts(part).file if part else "",
        "handed": HandedPart.objects.count(),
    }
    json.dump(known, sys.stdout)


if __name__ == "__main__":
    django.setup()
    follow_file()
    {"begin": begin, "seal": seal, "state": state}[sys.argv[1]]()
