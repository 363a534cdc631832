"""Which courier serves which channel: one line for each."""

from collections.abc import Mapping

from untilthen.outbox.actions import MAIL, SECOND
from untilthen.outbox.couriers.base import Courier
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.second import SecondMail


def couriers_over(mail: EmailCourier) -> Mapping[str, Courier]:
    """Return the courier of every channel, all over one mail server."""
    return {MAIL: mail, SECOND: SecondMail(mail)}
