"""The door key: one link and one delivery make one key, the same on every machine."""

import hashlib
import hmac

import pytest

from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import BadKey

TOKEN = "3q2-7wAAaLongTokenFromAMail_42"
DELIVERY = "7d1f2f60-0c1e-4d3a-9a55-0d9b7d1f2f60"


def test_the_key_grows_from_the_link_as_anyone_can_recompute() -> None:
    extracted = hmac.digest(bytes(32), TOKEN.encode(), "sha256")
    info = b"until-then door v1:" + DELIVERY.encode()
    seed = hmac.digest(extracted, info + b"\x01", "sha256")
    assert door_identity(TOKEN, DELIVERY).reveal_seed() == seed
    # Written down once, so that no later change can lock the doors of letters on their way.
    assert seed.hex() == "75f1334e097dc11e0527fef1e62632154871e5c68c9ef8d241ce2fc1ae6a806a"
    recipient = str(door_identity(TOKEN, DELIVERY).recipient)
    assert (
        hashlib.sha256(recipient.encode()).hexdigest()
        == "61d746bd7cf76aa102e8b0729a11fbdd2ce6945406e67f15b717c85a8504b3a0"
    )


def test_another_link_or_another_delivery_is_another_key() -> None:
    made = {
        door_identity(token, delivery).reveal_seed()
        for token in (TOKEN, TOKEN + "x")
        for delivery in (DELIVERY, DELIVERY[:-1])
    }
    assert len(made) == 4


@pytest.mark.parametrize(("token", "delivery"), [("", DELIVERY), (TOKEN, ""), ("ü", DELIVERY)])
def test_a_link_that_cannot_be_one_is_refused(token: str, delivery: str) -> None:
    with pytest.raises(BadKey):
        door_identity(token, delivery)
