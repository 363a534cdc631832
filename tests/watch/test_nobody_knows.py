"""Where nobody could tell whether Ana lives, no mail speaks of her death as of something known."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from untilthen.domain.switch import Switch
from untilthen.handover.actions import name_duty
from untilthen.outbox.actions import mark_accepted
from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.queries import due
from untilthen.outbox.sending import write_parcel
from untilthen.people.links import LinkKind
from untilthen.watch.actions import apply
from untilthen.watch.settingchanges import put_in_force

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
UP_TO_LAST_WAIT = timedelta(days=45 + 14 + 366)
TOLD_AS_KNOWN = re.compile(r"\b(?:died|dead|death)\b")
NOT_TOLD = re.compile(
    r"whether Ana(?: Berg)? (?:has died|is dead)|[Ii]f (?:you|Ana Berg) .*? died"
    r'|Somebody else has died|href="died/"'
)


class Mailboxes:
    """Takes every mail that is due, as it was written."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    def __call__(self, now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            self.parcels.append(write_parcel(message, now))
            mark_accepted(message, now)
        return len(messages)

    def about(self, kind: str) -> list[str]:
        """Return the mails of one kind, each on one line."""
        return [text for about, text in self.read() if about == kind]

    def read(self) -> Iterator[tuple[str, str]]:
        """Yield what each mail is about, and its words on one line."""
        for parcel in self.parcels:
            yield (
                re.sub(r"_\d+$", "", parcel.about),
                " ".join(f"{parcel.subject} {parcel.text}".split()),
            )


def silence(ana: Household, last_word: str) -> Mailboxes:
    """Let nobody answer until everything is closed; return the mails from the first silence on."""
    put_in_force(ana.plan.pk, {"last_word": last_word}, ana.clock.at)
    ana.writes("Finn", "Ben")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, ())
    ana.let_pass(timedelta(days=1))
    mails = Mailboxes()
    ana.let_pass(timedelta(days=500), mails)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None
    return mails


@pytest.mark.parametrize("last_word", ["hand_over", "let_go"])
def test_no_mail_of_a_silence_that_nobody_ended_tells_of_a_death(
    ana: Household, last_word: str
) -> None:
    mails = silence(ana, last_word)
    for about, text in mails.read():
        assert not TOLD_AS_KNOWN.search(NOT_TOLD.sub("", text)), f"{about}: {text}"
        assert "silence alone" not in text
    assert all("letters go out" not in text for text in mails.about("quiet_wait"))
    assert len(mails.about("told_list")) == len(("Ben", "Chidi"))


@pytest.mark.parametrize("then", ["hand_over", "let_go", "release"])
def test_the_page_of_the_last_wait_says_that_nobody_knows(
    ana: Household, client: Client, then: str
) -> None:
    ana.writes("Finn")
    ana.let_pass(UP_TO_LAST_WAIT)
    apply(ana.plan.pk, lambda switch: (ends_in(switch, then), ()), ana.clock.at)
    link = client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}")
    page = client.get(link["Location"]).content.decode()
    assert "nobody could tell us whether Ana Berg has died" in page
    assert not TOLD_AS_KNOWN.search(NOT_TOLD.sub("", page))
    assert "Who knows already" not in page


def ends_in(switch: Switch, then: str) -> Switch:
    """Return the switch with a last wait that ends so."""
    assert switch.wait is not None
    return replace(switch, wait=replace(switch.wait, then=then))


def test_what_is_handed_over_says_why_and_that_it_is_sealed(ana: Household) -> None:
    mails = silence(ana, "hand_over")
    sheet, *_ = mails.about("duty_sheet")
    assert "We have not heard from Ana Berg for a long time" in sheet
    knocks = mails.about("knock")
    assert len(knocks) == 2
    assert all("still sealed. The page says who can help to open it." in each for each in knocks)


def test_what_is_let_go_brings_nobody_anything(ana: Household) -> None:
    mails = silence(ana, "let_go")
    assert not mails.about("knock") + mails.about("duty_sheet")
    assert all("destroyed unread on" in each for each in mails.about("told_list"))
