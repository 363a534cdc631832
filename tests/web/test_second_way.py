"""A second way to reach Ana, and Ben who looks after the machine: named, tried out, confirmed by
the number of its test, removed; only a confirmed one is used.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household, accept_all
from untilthen.journal.models import Line
from untilthen.outbox.actions import SECOND, mark_accepted, mark_failed
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due, oldest_unsent
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.links import LinkKind
from untilthen.people.models import PersonRow
from untilthen.people.queries import OWNER, Details, person
from untilthen.watch.readiness import not_ready

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
NTFY = "ntfys://ntfy.example.org/anas-long-topic"
HERE = "/second-way/"


def details(ana: Household, number: int = OWNER) -> Details:
    """Return what is known of somebody."""
    return person(ana.plan.pk, number).details


def owed_tests(ana: Household) -> list[Message]:
    """Return the tests that were ever owed."""
    return list(Message.objects.filter(plan=ana.plan.pk, about="second_test").order_by("pk"))


def named(ana: Household, second: str = NTFY) -> Client:
    """Return Ana's browser after she named a second way."""
    client = ana.sign_in(Client())
    assert client.post(HERE, {"does": "names", "secret_address": second}).status_code == 303
    return client


def confirmed(ana: Household, second: str = NTFY) -> Client:
    """Return Ana's browser after she also typed the number of the test."""
    client = named(ana, second)
    code = details(ana).second_code
    assert client.post(HERE, {"does": "confirms", "test_code": code}).status_code == 303
    return client


def sentences(ana: Household) -> str:
    """Return what Ana's first page says would keep the plan from working."""
    everybody = {0: person(ana.plan.pk, 0)} | {
        each.number: person(ana.plan.pk, each.number) for each in ana.people.values()
    }
    return " ".join(not_ready(ana.plan, ana.switch, everybody, ana.clock.at))


def test_it_is_used_only_after_the_number_of_its_test_was_typed(ana: Household) -> None:
    client = named(ana)
    code = details(ana).second_code
    assert re.fullmatch(r"\d{4}", code)
    assert not details(ana).second_works
    assert "not confirmed" in sentences(ana)
    wrong = client.post(HERE, {"does": "confirms", "test_code": f"{(int(code) + 1) % 10000:04}"})
    assert wrong.status_code == 422
    assert b"not the number of the newest test" in wrong.content
    client.post(HERE, {"does": "confirms", "test_code": code})
    assert details(ana).second_works
    assert "not confirmed" not in sentences(ana)
    assert b"It works" in client.get(HERE).content


def test_the_test_carries_the_number_and_nothing_else(ana: Household) -> None:
    named(ana)
    (test,) = owed_tests(ana)
    assert (test.channel, test.step) == (SECOND, None)
    assert details(ana).second_code not in str(test.facts)
    parcel = write_parcel(test, ana.clock.at)
    assert parcel.subject == f"A test from Until Then: {details(ana).second_code}"


def test_reminders_go_there_once_it_is_confirmed_and_never_before(ana: Household) -> None:
    named(ana)
    ana.let_pass(38 * DAY, accept_all)
    reminders = Message.objects.filter(channel=SECOND, about__startswith="reminder")
    assert not reminders.exists()
    assert Message.objects.filter(about="reminder_2").exists()
    client = ana.sign_in(Client())
    client.post(HERE, {"does": "confirms", "test_code": details(ana).second_code})
    ana.let_pass(5 * DAY, accept_all)
    assert [each.about for each in reminders] == ["reminder_3"]


def test_the_url_is_sealed_at_rest_and_never_shown_again(ana: Household) -> None:
    client = confirmed(ana)
    page = client.get(HERE).content.decode()
    assert "ntfy, ending in …opic" in page
    assert "anas-long-topic" not in page
    for row in PersonRow.objects.all():
        assert b"anas-long-topic" not in bytes(row.sealed)
    assert not [line for line in Line.objects.all() if "topic" in str(line.facts)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please give an address."),
        ("ana at home", "cannot be read"),
        ("ANA@example.org", "We write to this address anyway."),
        ("json://example.org/x", "not among those"),
        ("ntfys://ntfy.example.org/t?attach=file:///etc/passwd", "Leave out the question mark"),
        ("ntfys://ntfy.example.org/to pic", "cannot be read"),
        ("tgram://x", "cannot be read"),
        ("ntfy://10.0.0.7/topic", "private network"),
        ("ntfy://" + "x" * 600, "at most 500"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field_and_not_lost(
    ana: Household, client: Client, typed: str, said: str
) -> None:
    ana.sign_in(client)
    answer = client.post(HERE, {"does": "names", "secret_address": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'aria-invalid="true"' in page
    assert not typed or f'value="{typed}"' in page
    assert (details(ana).second, owed_tests(ana)) == ("", [])


def test_an_address_at_another_provider_still_stands(ana: Household) -> None:
    confirmed(ana, "mailto:ana@elsewhere.example.org")
    assert details(ana).second == "ana@elsewhere.example.org"


def test_another_one_takes_the_place_only_after_its_own_test(ana: Household) -> None:
    client = confirmed(ana)
    first = details(ana).second_code
    client.post(HERE, {"does": "names", "secret_address": "gotifys://gotify.example.org/AbCdEf123"})
    assert not details(ana).second_works
    old, new = owed_tests(ana)
    assert (old.state, new.state) == (Message.CANCELLED, Message.OWED)
    assert client.post(HERE, {"does": "confirms", "test_code": first}).status_code == 422
    client.post(HERE, {"does": "tests"})
    assert len(owed_tests(ana)) == 3


def test_five_tests_a_day_are_enough(ana: Household) -> None:
    client = named(ana)
    for _ in range(4):
        assert client.post(HERE, {"does": "tests"}).status_code == 303
    code = details(ana).second_code
    answer = client.post(HERE, {"does": "tests"})
    assert answer.status_code == 409
    assert b"Five tests went out today" in answer.content
    assert (len(owed_tests(ana)), details(ana).second_code) == (5, code)
    ana.clock.at += DAY
    assert ana.sign_in(client).post(HERE, {"does": "tests"}).status_code == 303


def test_removing_is_asked_twice_and_takes_back_what_was_owed(ana: Household) -> None:
    client = named(ana)
    assert b"Remove this way?" in client.post(HERE, {"does": "removes"}).content
    assert details(ana).second == NTFY
    for _ in range(2):
        client.post(HERE, {"does": "removes", "confirmed": "yes"})
    assert details(ana).second == ""
    assert owed_tests(ana)[0].state == Message.CANCELLED
    assert b"None is named yet." in client.get(HERE).content
    events = Line.objects.filter(event__startswith="second_way").order_by("number")
    assert [line.event for line in events] == ["second_way_named", "second_way_removed"]


def test_a_second_way_that_fails_is_said_to_ana_and_is_no_trouble_of_ours(ana: Household) -> None:
    confirmed(ana)
    ana.let_pass(37 * DAY, refused_by_the_messenger)
    assert Message.objects.filter(about="reminder_2", channel=SECOND, tries__gt=0).exists()
    assert "second way was not accepted" in sentences(ana)
    assert oldest_unsent(ana.clock.at) == timedelta(0)
    assert b"was not accepted" in ana.sign_in(Client()).get(HERE).content


def refused_by_the_messenger(now: datetime) -> int:
    """Let mail be accepted, and messages by a second way not; a test was taken, though."""
    messages = due(now, 1000)
    for message in messages:
        fails = message.channel == SECOND and message.about != "second_test"
        (mark_failed if fails else mark_accepted)(message, now)
    return len(messages)


def test_a_test_that_nobody_takes_is_given_up_soon(ana: Household) -> None:
    client = named(ana)
    for _ in range(3):
        (test,) = owed_tests(ana)
        mark_failed(test, ana.clock.at)
    assert owed_tests(ana)[0].state == Message.REFUSED
    ana.let_pass(DAY, accept_all)
    assert not ana.switch.owner_unreachable
    ana.sign_in(client)
    assert b"The test was not accepted so far" in client.get(HERE).content


def test_what_ana_changes_about_herself_leaves_her_second_way(ana: Household) -> None:
    client = named(ana)
    about = {"name": "Ana Berg", "zone": "Europe/Berlin", "language": "en", "phone": ""}
    client.post("/settings/", {"does": "saves_person", **about})
    assert details(ana).second == NTFY
    assert not details(ana).second_works


def test_only_a_strong_sign_in_opens_the_page(ana: Household, client: Client) -> None:
    ana.sign_in(client, strongly=False)
    assert client.get(HERE).status_code == 302
    assert client.post(HERE, {"does": "names", "secret_address": NTFY}).status_code == 302
    assert details(ana).second == ""


def bens_page(ana: Household, client: Client) -> str:
    """Follow the link of Ben's mails; return its page."""
    return str(client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}")["Location"])


def test_a_keeper_who_looks_after_the_machine_names_one_on_their_own_page(
    ana: Household, client: Client
) -> None:
    ben = ana.people["Ben"].number
    change_person(ana.plan.pk, ben, replace(details(ana, ben), technical=True))
    page = bens_page(ana, client)
    assert b"A second way to reach you" in client.get(page).content
    here = f"{page}second/"
    assert b"None is named yet." in client.get(here).content
    client.post(
        here, {"does": "names", "secret_address": "signals://signal.example.org/+4930123456"}
    )
    assert "of Ben is not confirmed" in sentences(ana)
    client.post(here, {"does": "confirms", "test_code": details(ana, ben).second_code})
    assert details(ana, ben).second_works
    assert details(ana).second == ""


def test_other_keepers_have_no_such_page(ana: Household, client: Client) -> None:
    page = bens_page(ana, client)
    assert b"A second way" not in client.get(page).content
    assert client.get(f"{page}second/").status_code == 404


def test_ana_says_who_could_look_after_the_machine(ana: Household, client: Client) -> None:
    ana.sign_in(client)
    eli = {"name": "Eli", "address": "eli@example.org", "zone": "America/Toronto"}
    client.post("/keepers/", {"does": "invites", "language": "en", "technical": "on", **eli})
    assert details(ana, 4).technical
