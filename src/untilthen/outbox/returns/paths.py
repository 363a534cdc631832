"""The way back of each mail: an envelope sender that names the mail and cannot be guessed.

It is bound to the address the mail went to, so that what comes back late, after somebody's address
was changed, counts no more.
"""

import base64
import binascii
import re
from collections.abc import Iterable

from django.conf import settings

from untilthen.outbox.models import Message
from untilthen.sealing.at_rest import mark, same

PLACE = "*"
NUMBER_BYTES, MARK_BYTES = 5, 10
TOKEN_LENGTH = 24  # characters of base32 without padding: fit for servers that change letter case


def return_path(message: Message, address: str) -> str:
    """Return the envelope sender of a mail to an address, or "" where the settings name none."""
    return str(settings.CONFIG.returns_address).replace(PLACE, token_of(message, address))


def token_of(message: Message, address: str) -> str:
    """Return what names a mail on its way back: its number, and a mark only we can make."""
    number = message.pk.to_bytes(NUMBER_BYTES, "big")
    return base64.b32encode(number + return_mark(message, address)).decode().lower()


def return_mark(message: Message, address: str) -> bytes:
    """Return the part of a token that only we can make."""
    parts = (message.message_id, address.strip().casefold())
    made = mark(settings.MASTER_KEY, b"return path", *(part.encode() for part in parts))
    return made[:MARK_BYTES]


def is_way_back(message: Message, address: str, tokens: Iterable[str]) -> bool:
    """Return whether one of these tokens is that of a mail to an address."""
    made = return_mark(message, address)
    return any(
        same(marked, made) and number == message.pk for number, marked in map(read_token, tokens)
    )


def tokens_in(addresses: Iterable[str]) -> list[str]:
    """Return what stands in the token's place of each address that has the form of our way back."""
    before, place, after = str(settings.CONFIG.returns_address).partition(PLACE)
    if not place:
        return []
    form = re.escape(before) + rf"([a-z2-7]{{{TOKEN_LENGTH}}})" + re.escape(after)
    found = (re.search(form, address, re.IGNORECASE) for address in addresses)
    return [match[1] for match in found if match]


def read_token(token: str) -> tuple[int, bytes]:
    """Return the number and the mark of a token; for what is none, a number that no mail has."""
    try:
        given = base64.b32decode(token.upper())
    except (binascii.Error, ValueError):
        return 0, b""
    return int.from_bytes(given[:NUMBER_BYTES], "big"), given[NUMBER_BYTES:]
