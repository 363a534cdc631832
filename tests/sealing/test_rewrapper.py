"""Headers are wrapped anew in a process of its own, and a wrong key changes nothing."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest

from untilthen.sealing.age import decrypt_bytes, encrypt_bytes
from untilthen.sealing.errors import NotForThisKey
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.rewrap import header_length
from untilthen.sealing.rewrapper import CannotRewrap, Job, Opening, rewrapped, rewrapped_apart

Rewrap = Callable[[Opening, Sequence[Job]], list[bytes]]
SEED = Opening(seed=bytes(range(32)))
ESTATE, OWNER, DOOR = (HybridIdentity(bytes([number]) * 32) for number in (1, 2, 3))


def sealed_to_estate() -> tuple[bytes, bytes]:
    """Return a sealed file's header and payload."""
    whole = encrypt_bytes(b"Finn, the coffee", [ESTATE.recipient, OWNER.recipient])
    length = header_length(BytesIO(whole))
    return whole[:length], whole[length:]


@pytest.mark.parametrize("rewrap", [rewrapped, rewrapped_apart])
def test_the_door_opens_the_untouched_payload(rewrap: Rewrap) -> None:
    header, payload = sealed_to_estate()
    [made] = rewrap(Opening(seed=bytes([1]) * 32), [Job(header, str(DOOR.recipient))])
    assert decrypt_bytes(made + payload, [DOOR]) == b"Finn, the coffee"
    with pytest.raises(NotForThisKey):
        decrypt_bytes(made + payload, [ESTATE])


@pytest.mark.parametrize("rewrap", [rewrapped, rewrapped_apart])
def test_another_key_is_said_and_nothing_comes_back(rewrap: Rewrap) -> None:
    header, _ = sealed_to_estate()
    with pytest.raises(CannotRewrap):
        rewrap(SEED, [Job(header, str(DOOR.recipient))])


def test_a_cut_header_is_said_too() -> None:
    header, _ = sealed_to_estate()
    with pytest.raises(CannotRewrap):
        rewrapped_apart(SEED, [Job(header[:-10], str(DOOR.recipient))])
