"""Reads a multipart/form-data body, as the save of a letter sends it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One field of the form."""

    name: str
    content: bytes


def parts(content_type: str, body: bytes) -> list[Part]:
    """Return the fields of `body` in order."""
    boundary = b"--" + content_type.partition("boundary=")[2].encode("ascii")
    found = []
    for piece in body.split(boundary)[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = re.search(rb'name="([^"]*)"', head)
        assert name is not None
        found.append(Part(name[1].decode("utf-8"), content.removesuffix(b"\r\n")))
    return found
