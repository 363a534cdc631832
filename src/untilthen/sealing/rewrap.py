"""Giving a sealed file to other recipients by its header alone; the payload stays as it is.

At release a few kilobytes are rewritten where the file may hold hundreds of megabytes. The
file key stays the same: whoever had it can still open the file.
"""

from collections.abc import Sequence

from untilthen.sealing import header
from untilthen.sealing.age import find_file_key
from untilthen.sealing.recipients import Identity, Recipient, check_together
from untilthen.sealing.sources import Source


def read_header(source: Source) -> tuple[bytes, Source]:
    """Return every byte of the header of a binary age file, and a source of its payload."""
    found, payload = header.read(source)
    return found.raw, payload


def header_length(source: Source) -> int:
    """Return where the payload of a binary age file begins, in bytes."""
    return len(header.read(source)[0].raw)


def rewrap(raw: bytes, identity: Identity, recipients: Sequence[Recipient]) -> bytes:
    """Return a new header for the same payload, opened by `identity`, sealed to `recipients`.

    `raw` is exactly the old header. Raises NotForThisKey, Damaged or RefusedRecipients.
    """
    check_together(recipients)
    file_key = find_file_key(header.parse(raw), [identity])
    return header.build([recipient.wrap(file_key) for recipient in recipients], file_key)
