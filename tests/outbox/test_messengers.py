"""A messenger as a second way: a text without content arrives, by Apprise, and leads only where it
may.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from django.conf import settings

from tests.outbox.messenger import Messenger, messenger
from tests.outbox.parcels import KNOCK
from untilthen.outbox.couriers.base import CannotSend, Parcel
from untilthen.outbox.couriers.ring import Ring
from untilthen.outbox.couriers.second import SecondWay
from untilthen.outbox.reachable import may_be_reached
from untilthen.outbox.ways import DONE, EXAMPLES, NEAR, UNREADABLE, asked_apart, shown


@pytest.fixture
def ntfy() -> Iterator[Messenger]:
    """A messenger of the kind that everybody can run at home."""
    with messenger() as running:
        yield running


@pytest.fixture
def own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows second ways into the own network."""
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, second_network="own"))


class NoMail:
    """A mail courier that is never asked."""

    def send(self, parcel: Parcel) -> None:
        raise AssertionError(parcel.about)


def ring(address: str, about: str = "reminder_2", courier: Ring | None = None) -> None:
    """Send Ana's knock, of all things, by a messenger."""
    SecondWay(NoMail(), courier or Ring()).send(replace(KNOCK, address=address, about=about))


@pytest.mark.usefixtures("own_network")
def test_a_text_without_content_arrives(ntfy: Messenger) -> None:
    ring(f"ntfy://{ntfy.address}/anas-topic")
    (taken,) = ntfy.taken
    assert taken["topic"] == "anas-topic"
    assert taken["message"] == f"Your check-in is open. {settings.ADDRESS}/"
    for word in ("Ana", "Berg", "Finn", "letter", "/go/"):
        assert word not in str(taken)


@pytest.mark.usefixtures("own_network")
def test_a_keeper_who_looks_after_the_machine_is_told_what_is_wrong(ntfy: Messenger) -> None:
    ring(f"ntfy://{ntfy.address}/topic", "outage_note")
    assert ntfy.taken[0]["message"].startswith("Mail is not being accepted.")


@pytest.mark.usefixtures("own_network")
def test_a_no_is_tried_again(ntfy: Messenger) -> None:
    ntfy.status = 500
    with pytest.raises(CannotSend) as problem:
        ring(f"ntfy://{ntfy.address}/topic")
    assert not problem.value.permanent
    assert not problem.value.unclear
    assert ntfy.asked == 1


@pytest.mark.usefixtures("own_network")
def test_nobody_is_followed_elsewhere(ntfy: Messenger) -> None:
    with messenger() as inside:
        ntfy.status, ntfy.elsewhere = 302, f"http://{inside.address}/admin"
        with pytest.raises(CannotSend):
            ring(f"ntfy://{ntfy.address}/topic")
        assert (ntfy.asked, inside.asked) == (1, 0)


@pytest.mark.usefixtures("own_network")
def test_who_does_not_answer_in_time_may_have_taken_it(ntfy: Messenger) -> None:
    ntfy.waits_seconds = 4.0
    with pytest.raises(CannotSend) as problem:
        ring(f"ntfy://{ntfy.address}/t", courier=Ring(partial(asked_apart, seconds=2.0)))
    assert problem.value.unclear


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "127.1"])
def test_our_own_network_is_closed_unless_the_operator_opens_it(ntfy: Messenger, host: str) -> None:
    with pytest.raises(CannotSend) as problem:
        ring(f"ntfy://{host}:{ntfy.server_port}/topic")
    assert not problem.value.permanent
    assert ntfy.asked == 0


def test_no_url_and_no_secret_of_one_is_ever_logged(
    ntfy: Messenger, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(CannotSend) as problem:
        ring(f"ntfy://ana:coffee@{ntfy.address}/secret-topic")
    for secret in ("coffee", "secret-topic"):
        assert secret not in caplog.text + str(problem.value)


GOOD = [*EXAMPLES, "ntfy://topic-of-mine", "SIGNAL://signal.example.org/+15551234567"]
BAD = [
    "json://example.org/",
    "file:///etc/passwd",
    "mailto://ana:password@example.org",
    "ntfy://",
    "tgram://x",
    "pover://x",
    "ntfys://ntfy.example.org/topic?attach=file:///etc/passwd",
    "ntfys://ntfy.example.org/topic?redirect=yes",
    "dbus://",
]


@pytest.mark.parametrize("url", GOOD)
def test_what_the_page_names_as_an_example_can_be_read(url: str) -> None:
    assert asked_apart(url, "") == DONE


@pytest.mark.parametrize("url", BAD)
def test_nothing_else_can(url: str) -> None:
    assert asked_apart(url, "") == UNREADABLE


def test_a_private_address_is_refused_before_anything_is_sent() -> None:
    assert asked_apart("gotify://192.168.1.20/AbCdEf123456789", "") == NEAR
    assert asked_apart("gotify://localhost/AbCdEf123456789", "") == NEAR


@pytest.mark.parametrize(
    ("address", "public", "own"),
    [
        ("93.184.215.14", True, True),
        ("2606:2800:21f:cb07::1", True, True),
        ("192.168.1.20", False, True),
        ("10.1.2.3", False, True),
        ("fd00::5", False, True),
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("::ffff:127.0.0.1", False, True),
        ("::ffff:93.184.215.14", True, True),
        ("64:ff9b::7f00:1", False, True),
        ("64:ff9b::5db8:d70e", True, True),
        ("169.254.169.254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("fe80::1%eth0", False, False),
        ("2002:7f00:1::", False, True),
        ("0.0.0.0", False, False),  # noqa: S104 - looked at, not bound
        ("224.0.0.1", False, False),
        ("100.64.0.1", False, False),
        ("example.org", False, False),
    ],
)
def test_which_hosts_may_be_reached(address: str, public: bool, own: bool) -> None:  # noqa: FBT001
    assert may_be_reached(address, own_network=False) is public
    assert may_be_reached(address, own_network=True) is own


def test_a_url_is_shown_by_kind_and_last_signs_only() -> None:
    assert shown("ntfys://ntfy.example.org/anas-secret-topic") == "ntfy, ending in …opic"
    assert shown("signals://signal.example.org/+15551234567") == "Signal, ending in …4567"
    assert shown("gotify://a/b") == "Gotify, ending in …"
    assert shown("ana@elsewhere.example.org") == "ana@elsewhere.example.org"
