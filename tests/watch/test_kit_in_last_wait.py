"""The kit in the last quiet wait: Ben finds it, types its words, and the letters are opened."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from untilthen.domain import acts
from untilthen.domain.states import State
from untilthen.domain.switch import Outcome, Switch, Wait
from untilthen.domain.timetable import release_at
from untilthen.keystore.queries import take
from untilthen.letters.models import Delivery, DoorWrap
from untilthen.parts.models import HandedPart, PartSet
from untilthen.parts.sets import in_force, server_part
from untilthen.people.links import LinkKind
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.keys import parse_recipient
from untilthen.sealing.padding import pad_text
from untilthen.watch.actions import apply

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOBODY_KNEW = timedelta(days=45 + 14 + 366)


class AtThePage:
    """Somebody with their link of this vigil, and what their browser does with the words."""

    def __init__(self, ana: Household, name: str, kind: LinkKind = LinkKind.VIGIL) -> None:
        self.client = Client()
        self.home = str(self.client.get(f"/go/{ana.token(kind, name)}")["Location"])
        self.kit = f"{self.home}kit/"

    def looks(self, path: str) -> str:
        return str(self.client.get(path).content.decode())

    def hands_over(self, *sheets: str) -> tuple[int, dict[str, object]]:
        """Seal the words as the page does, and post them."""
        asked = self.client.post(f"{self.kit}release/", {}, "application/json").json()
        recipient = parse_recipient(asked["release"])
        sealed = [encrypt_bytes(pad_text(each.encode()), [recipient]) for each in sheets]
        given = {"sheets": [base64.b64encode(each).decode() for each in sealed]}
        answer = self.client.post(self.kit, json.dumps(given), "application/json")
        return answer.status_code, answer.json()


def seals(ana: Household, kit: str) -> None:
    """Seal with this kit, and write to Finn."""
    ana.browsers.seal_anew(ana.clock.at, kit=kit)
    for name in ("Ben", "Chidi"):
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    ana.writes("Finn")


def comes_to_last_wait(ana: Household, kit: str) -> None:
    """Seal, and begin the wait that otherwise only a year's silence brings."""
    seals(ana, kit)
    wait = Wait(kind="last_word", days=30, then="hand_over")

    def begin(switch: Switch) -> tuple[Switch, tuple[Outcome, ...]]:
        now = ana.clock.at
        return replace(
            switch, state=State.QUIET_WAIT, since=now, anchor=now, wait=wait, vigil=1
        ), ()

    apply(ana.plan.pk, begin, ana.clock.at)


def test_a_year_in_which_nobody_knew_leads_to_it(ana: Household) -> None:
    seals(ana, "one")
    ana.let_pass(NOBODY_KNEW)
    assert ana.switch.state is State.QUIET_WAIT
    assert ana.switch.wait is not None
    assert (ana.switch.wait.kind, ana.switch.wait.then) == ("last_word", "hand_over")
    ben = AtThePage(ana, "Ben")
    assert ben.kit in ben.looks(ben.home)


def finish(ana: Household) -> set[str]:
    """Let the wait end and the knocks arrive; return how Finn's letters came."""
    ana.let_pass(release_at(ana.switch) - ana.clock.at + timedelta(days=2))
    return set(Delivery.objects.values_list("state", flat=True))


def test_the_kit_opens_the_letters_after_all(ana: Household) -> None:
    comes_to_last_wait(ana, "one")
    ben = AtThePage(ana, "Ben")
    assert "still sealed" in ben.looks(ben.home)
    assert ben.kit in ben.looks(ben.home)
    assert ben.hands_over(*ana.browsers.kit) == (200, {"next": ben.kit})
    assert "The kit is here." in ben.looks(ben.kit)
    assert finish(ana) == {"knocked"}
    assert DoorWrap.objects.exists()
    assert not HandedPart.objects.exists()


def test_both_sheets_are_needed_and_may_come_one_by_one(ana: Household) -> None:
    comes_to_last_wait(ana, "two")
    ben, chidi = AtThePage(ana, "Ben"), AtThePage(ana, "Chidi", LinkKind.TOLD_LIST)
    first, second = ana.browsers.kit
    ben.hands_over(first)
    assert "Sheet 1 is here." in chidi.looks(chidi.kit)
    assert "The kit is here." not in chidi.looks(chidi.kit)
    chidi.hands_over(second)
    assert sorted(HandedPart.objects.values_list("person", flat=True)) == [-2, -1]
    assert "The kit is here." in ben.looks(ben.kit)


def test_one_sheet_of_two_leaves_the_letters_sealed(ana: Household) -> None:
    comes_to_last_wait(ana, "two")
    AtThePage(ana, "Ben").hands_over(ana.browsers.kit[0])
    assert finish(ana) == {"with_recipient_sealed"}


def test_other_words_are_refused_each_with_its_reason(ana: Household) -> None:
    comes_to_last_wait(ana, "one")
    ben = AtThePage(ana, "Ben")
    part_set = in_force(ana.plan.pk)
    assert part_set is not None
    ours = take(ana.plan.pk, server_part(part_set.number)).decode()
    old = ana.browsers.kit[0]
    for words, said in (
        (ours, "they add nothing"),
        (ana.browsers.parts[ana.people["Ben"].number], "a keeper"),
        ("no part at all", "could not be used"),
    ):
        status, answer = ben.hands_over(old, words)
        assert status == 422
        assert said in str(answer)
        assert not HandedPart.objects.exists()  # not the good sheet either
    assert finish(ana) == {"with_recipient_sealed"}


def test_a_kit_of_an_older_set_is_refused(ana: Household) -> None:
    ana.browsers.seal_anew(ana.clock.at, kit="one")
    old = ana.browsers.kit[0]
    comes_to_last_wait(ana, "one")
    status, answer = AtThePage(ana, "Ben").hands_over(old)
    assert (status, "older set" in str(answer)) == (422, True)


def test_a_kit_that_copies_our_part_adds_nothing(ana: Household) -> None:
    comes_to_last_wait(ana, "copy")
    ben = AtThePage(ana, "Ben")
    assert "add nothing to what is here" in ben.looks(ben.kit)
    assert ben.hands_over(*ana.browsers.kit)[0] == 422


def test_a_sign_of_life_destroys_what_was_typed(ana: Household) -> None:
    comes_to_last_wait(ana, "one")
    ben = AtThePage(ana, "Ben")
    ben.hands_over(*ana.browsers.kit)
    ana.does(acts.press_stop)
    assert not HandedPart.objects.exists()
    assert PartSet.objects.get(in_force=True).exposed_at == ana.clock.at
    assert ben.client.get(ben.kit).status_code == 404


def test_the_page_is_there_only_in_that_wait_and_only_for_keepers(ana: Household) -> None:
    ben = AtThePage(ana, "Ben")
    for path in (ben.kit, f"{ben.kit}release/"):
        assert ben.client.get(path).status_code in (404, 405)
        assert ben.client.post(path, {}, "application/json").status_code == 404
    comes_to_last_wait(ana, "one")
    assert ben.client.get(ben.kit).status_code == 404  # a link of an earlier vigil
    finn = AtThePage(ana, "Finn")
    assert finn.client.get(finn.kit).status_code == 404


def test_without_a_kit_nobody_is_asked_for_one(ana: Household) -> None:
    comes_to_last_wait(ana, "none")
    ben = AtThePage(ana, "Ben")
    assert "kit" not in ben.looks(ben.home)
    assert ben.client.get(ben.kit).status_code == 404
