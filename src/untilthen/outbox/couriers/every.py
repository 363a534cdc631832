"""Which courier serves which channel: one line for each."""

from collections.abc import Mapping

from untilthen.outbox.actions import MAIL, SECOND
from untilthen.outbox.couriers.base import Courier
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.ring import Ring
from untilthen.outbox.couriers.second import SecondWay


def couriers_over(mail: EmailCourier) -> Mapping[str, Courier]:
    """Return the courier of every channel, mail over one mail server."""
    return {MAIL: mail, SECOND: SecondWay(mail, Ring())}
