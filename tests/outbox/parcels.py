"""A parcel as the outbox would make it, and a courier for a mail server of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from untilthen.outbox.couriers.base import CannotSend, Parcel
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.server import MailServer

KNOCK = Parcel(
    message_id="<knock.0123456789abcdef@until-then.example.org>",
    about="knock",
    owner="Ana Berg",
    name="Finn",
    address="finn@example.org",
    subject="A letter from Ana Berg",
    text="Dear Finn,\n\nAna Berg wrote you a letter.\n.\n..\nFrom here on\n",
    html="<!doctype html>\n<html lang=en><p>Dear Finn,</p>" + "x" * 2000 + "</html>\n",
    language="en",
    at=datetime(2027, 4, 25, 8, 0, tzinfo=UTC),
)


def to(address: str, **more: Any) -> Parcel:  # noqa: ANN401
    """Return the knock, to somebody else, with something else changed."""
    return replace(KNOCK, address=address, **more)


@contextmanager
def courier_to(port: int, **more: Any) -> Iterator[EmailCourier]:  # noqa: ANN401
    """Have a courier for the mail server at a port of this machine, with little patience."""
    settings = {
        "host": "127.0.0.1",
        "security": "none",
        "sender": "post@until-then.example.org",
        "our_name": "until-then.example.org",
        "timeout": 2.0,
        **more,
    }
    courier = EmailCourier(MailServer(port=port, **settings))
    try:
        yield courier
    finally:
        courier.close()


def refusal(courier: EmailCourier, parcel: Parcel) -> CannotSend:
    """Send a mail that is not to be accepted; return what the courier says of it."""
    try:
        courier.send(parcel)
    except CannotSend as problem:
        return problem
    raise AssertionError("it was accepted")
