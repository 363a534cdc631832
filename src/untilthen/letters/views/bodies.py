"""What a page sends as JSON, read and checked; anything else is BadLetter."""

import base64
import binascii
import json

from django.http import HttpRequest

from untilthen.letters.actions import BadLetter, MadeKey
from untilthen.parts.keys import BadPart, OwnKey

MOST_KEY_FILE = 20_000
ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----"
DIGEST_LENGTH = 64


def fields_of(request: HttpRequest) -> dict[str, object]:
    """Return the JSON object in a request; raises BadLetter."""
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadLetter("form", "not_readable") from None
    if not isinstance(fields, dict):
        raise BadLetter("form", "not_readable")
    return fields


def text_in(fields: dict[str, object], name: str) -> str:
    """Return a field that must be text; raises BadLetter."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise BadLetter("form", "not_readable")
    return value


def bytes_in(fields: dict[str, object], name: str) -> bytes:
    """Return a field that must be bytes in base64; raises BadLetter."""
    try:
        return base64.b64decode(text_in(fields, name), validate=True)
    except (binascii.Error, ValueError):
        raise BadLetter("form", "not_readable") from None


def size_in(fields: dict[str, object]) -> int:
    """Return the field `size`, in bytes; raises BadLetter."""
    value = fields.get("size")
    if type(value) is not int:
        raise BadLetter("form", "not_readable")
    return value


def digest_in(fields: dict[str, object]) -> str:
    """Return the field `sha256`, in hex; raises BadLetter."""
    digest = text_in(fields, "sha256")
    if len(digest) != DIGEST_LENGTH:
        raise BadLetter("form", "not_readable")
    return digest


def made_key_in(fields: dict[str, object]) -> MadeKey:
    """Return the key that a browser made; raises BadLetter."""
    owner_file, passkey_file = text_in(fields, "owner_file"), text_in(fields, "passkey_file")
    if not is_locked(owner_file) or (passkey_file and not is_locked(passkey_file)):
        raise BadLetter("form", "not_locked")
    return MadeKey(
        owner_recipient=text_in(fields, "owner_recipient"),
        owner_file=owner_file,
        signer=text_in(fields, "signer"),
        passkey_file=passkey_file,
    )


def own_key_in(fields: dict[str, object]) -> OwnKey:
    """Return the key that somebody's browser made, locked; raises BadLetter and BadPart."""
    found = OwnKey(
        recipient=text_in(fields, "recipient"),
        key_file=text_in(fields, "key_file"),
        passkey_file=text_in(fields, "passkey_file"),
    )
    if not is_locked(found.key_file) or (found.passkey_file and not is_locked(found.passkey_file)):
        raise BadPart("bad_key")
    return found


def is_locked(file: str) -> bool:
    """Return whether this is an armored sealed file, as a locked key must be."""
    return file.lstrip().startswith(ARMOR) and len(file) <= MOST_KEY_FILE
