"""Looks in files for sentences, and for pieces of other files, however they are written there."""

import base64
import json
import re
from binascii import b2a_qp
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus

SPACE = re.compile(rb"\s+")
EDGE = 4
"""Letters at each end of a base64 form that depend on what stands beside it."""
WRAPPED_AT_MOST = 5_000_000
"""Longer files hold no base64 broken into lines: those would be mails and pages."""
LEAST = 6
"""A form shorter than this might stand anywhere by chance."""
Forms = Mapping[str, bytes]


def written(secret: str | bytes) -> Forms:
    """Return a secret in every way it might be written down, by the name of the way."""
    plain = secret.encode() if isinstance(secret, str) else secret
    ways: dict[str, bytes] = {"as it is": plain, "hex": plain.hex().encode()}
    ways |= in_base64("", plain)
    if isinstance(secret, bytes):
        return ways
    wide, escaped = secret.encode("utf-16-le"), json.dumps(secret)[1:-1].encode()
    ways |= {
        "utf-16 little": wide,
        "utf-16 big": secret.encode("utf-16-be"),
        "latin-1": secret.encode("latin-1", "replace"),
        "json": escaped,
        "percent": quote(secret).encode(),
        "form": quote_plus(secret).encode(),
        "quoted-printable": b2a_qp(plain, istext=True),
        "lower case": secret.lower().encode(),
        "upper case": secret.upper().encode(),
        "html": escape(secret).encode(),
    }
    ways |= in_base64(" of utf-16", wide)
    return ways | in_base64(" of json", escaped)


def in_base64(name: str, content: bytes) -> dict[str, bytes]:
    """Return some bytes in base64, wherever in a longer text they begin."""
    ways = {}
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + content)[EDGE:-EDGE]
        ways[f"base64{name}, shifted {shift}"] = encoded
        for_addresses = encoded.translate(bytes.maketrans(b"+/", b"-_"))
        ways[f"base64 for addresses{name}, shifted {shift}"] = for_addresses
    return ways


def found_in(content: bytes, secrets: Iterable[Forms]) -> Iterator[str]:
    """Yield what was found in some bytes, and how it is written."""
    unwrapped = SPACE.sub(b"", content) if len(content) <= WRAPPED_AT_MOST else b""
    for forms in secrets:
        for form, ways in by_form(forms).items():
            if len(form) < LEAST:
                continue
            if form in content or SPACE.sub(b"", form) in unwrapped:
                yield f"{forms['as it is']!r}: {' or '.join(ways)}"


def by_form(forms: Forms) -> dict[bytes, list[str]]:
    """Return each different form once, with the ways that lead to it."""
    found: dict[bytes, list[str]] = {}
    for way, form in forms.items():
        found.setdefault(form, []).append(way)
    return found


def found_under(folders: Iterable[Path], secrets: Iterable[str | bytes]) -> list[str]:
    """Return every find in every file under some folders."""
    wanted = [written(each) for each in secrets]
    return [
        f"{path}: {find}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for find in found_in(path.read_bytes(), wanted)
    ]
