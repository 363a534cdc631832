"""Sealing and opening age v1 files: the face of this package.

Streams are read to their end in constant memory; opening takes armored files as they come.
"""

import io
import os
from collections.abc import Sequence

from untilthen.sealing import header, stream
from untilthen.sealing.armor import ArmorWriter, looks_armored, unarmored
from untilthen.sealing.errors import NotForThisKey
from untilthen.sealing.header import FILE_KEY_BYTES, VERSION, Header
from untilthen.sealing.recipients import Identity, Recipient, check_together
from untilthen.sealing.scrypt import check_alone
from untilthen.sealing.sources import Sink, Source, write_all


def encrypt(
    source: Source, sink: Sink, recipients: Sequence[Recipient], *, armored: bool = False
) -> None:
    """Seal all of `source` to `recipients`; RefusedRecipients if they must not share a file."""
    check_together(recipients)
    file_key = os.urandom(FILE_KEY_BYTES)
    armor = ArmorWriter(sink) if armored else None
    out = armor or sink
    stanzas = [recipient.wrap(file_key) for recipient in recipients]
    write_all(out, memoryview(header.build(stanzas, file_key)))
    stream.encrypt(file_key, source, out)
    if armor:
        armor.finish()


def decrypt(source: Source, sink: Sink, identities: Sequence[Identity]) -> None:
    """Open all of `source` with the first of `identities` that can.

    Raises NotForThisKey, Damaged or TooCostly. What reached `sink` before an error is not
    whole and may not be shown: use `decrypt_bytes`, or `wholefile.whole_file` as the sink.
    """
    read_header, payload = header.read(unarmored(source))
    stream.decrypt(find_file_key(read_header, identities), payload, sink)


def encrypt_bytes(
    content: bytes, recipients: Sequence[Recipient], *, armored: bool = False
) -> bytes:
    """Return `content` sealed to `recipients`."""
    sealed = io.BytesIO()
    encrypt(io.BytesIO(content), sealed, recipients, armored=armored)
    return sealed.getvalue()


def decrypt_bytes(sealed: bytes, identities: Sequence[Identity]) -> bytes:
    """Return the content of `sealed`, whole and verified to its end."""
    content = io.BytesIO()
    decrypt(io.BytesIO(sealed), content, identities)
    return content.getvalue()


def looks_sealed(head: bytes) -> bool:
    """Say whether a file that begins with `head` is meant to be an age file, armored or not."""
    return head.startswith(VERSION) or looks_armored(head)


def find_file_key(read_header: Header, identities: Sequence[Identity]) -> bytes:
    """Return the file key, its header's seal checked; NotForThisKey if nobody has it."""
    check_alone(read_header.stanzas)
    keys = (identity.unwrap(read_header.stanzas) for identity in identities)
    file_key = next((key for key in keys if key is not None), None)
    if file_key is None:
        raise NotForThisKey
    read_header.check_seal(file_key)
    return file_key
