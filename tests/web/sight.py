"""All that one keeper can see of a plan, on every page that their links lead to, and what is never
among it.
"""

import re
from dataclasses import dataclass

from django.test import Client

from tests.letters.sealed import COFFEE
from tests.people_in_tests import Household
from tests.web.doors import said
from untilthen.domain.states import State
from untilthen.people.links import LinkKind
from untilthen.people.queries import people

A_DAY = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July)(?: \d{4})?")
PHONES = {"Ben": "+49 30 555 11", "Chidi": "+234 1 555 12", "Dara": "+49 30 555 13"}
READERS = {"Finn": "+49 30 555 21", "Gita": "+91 11 555 22"}
ASKED = "have you heard from Ana Berg?"
QUIET = "There is nothing to do now"
ANSWERS = ("is sure", "does not know yet", "is looking in", "has not answered yet", "The keepers")
FORBIDDEN_WHILE_QUIET = (
    ASKED,
    *ANSWERS,
    "checked in",
    "check-in",
    "overdue",
    "paused",
    "letters go",
)


@dataclass
class Sight:
    """All that one keeper can see now, by the kind of link it lies behind; "" where none opens."""

    pages: dict[LinkKind, str]

    @property
    def own(self) -> str:
        """The page behind the link of every mail to keepers."""
        return self.pages[LinkKind.VIGIL]

    @property
    def all(self) -> str:
        """Every page."""
        return "\n".join(self.pages.values())

    @property
    def days(self) -> set[str]:
        """Every day that is named anywhere."""
        return set(A_DAY.findall(self.all))


def sees(home: Household, name: str) -> Sight:
    """Follow every kind of link that a keeper's mails hold; nothing of it is ever forbidden."""
    release = home.switch.release
    rounds = {
        LinkKind.VIGIL: None,
        LinkKind.TOLD_LIST: None,
        LinkKind.INVITATION: 0,
        LinkKind.DUTIES: release,
        LinkKind.ENTRUSTED: release + (home.switch.state is State.QUIET_WAIT),
        LinkKind.OWN_MAIL: 0,
    }
    seen = Sight({kind: looks(home.token(kind, name, at)) for kind, at in rounds.items()})
    seen.pages[LinkKind.VIGIL] += looks(home.token(LinkKind.VIGIL, name), "keeping/")
    for number, person in people(home.plan.pk).items():
        if number != home.people[name].number:
            assert person.details.address not in seen.all
    for other in ((PHONES | READERS).keys() & home.people.keys()) - {name}:
        reached = home.people[other].number not in unreachable(home)
        assert not reached or (PHONES | READERS)[other] not in seen.all
    for written in (COFFEE.name, COFFEE.body, "the coffee was"):
        assert written not in seen.all
    if home.switch.state is not State.GOODBYES:
        assert "finished" not in seen.all
        assert "opened" not in seen.own
    return seen


def looks(token: str, further: str = "") -> str:
    """Follow one link in a browser of its own, and go on from there; return what is said, or ""."""
    client = Client()
    answer = client.get(f"/go/{token}", follow=True)
    if answer.status_code == 200 and further:
        answer = client.get(f"{answer.request['PATH_INFO']}{further}")
    return said(answer) if answer.status_code == 200 else ""


def unreachable(home: Household) -> set[int]:
    """Return whom our mail does not reach."""
    return {each.person for each in home.switch.keepers if each.promise.value == "unreachable"}


def nothing_is_said(seen: Sight) -> None:
    """A keeper reads their own promise, its day, and that there is nothing to do."""
    assert "You are one of Ana Berg" in seen.own
    assert seen.days <= {"1 March 2027"}
    for word in (*FORBIDDEN_WHILE_QUIET, *READERS, "3 letters", "of 3"):
        assert word not in seen.all
    assert seen.pages[LinkKind.ENTRUSTED] == "" or "Finn" not in seen.pages[LinkKind.ENTRUSTED]
    assert "hoped you would take this over" not in seen.pages[LinkKind.DUTIES].split("<main")[1]
