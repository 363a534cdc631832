"""Ana's letters, sealed as her browser would have done it: the same keys, formats and padding."""

import io
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from uuid import UUID

from untilthen import edge
from untilthen.demo.picture import picture
from untilthen.letters.actions import Draft, MadeKey, keep_key, save_letter, take_text
from untilthen.letters.uploads import add_piece, begin_file, finish_file
from untilthen.people.models import Plan
from untilthen.sealing.age import encrypt, encrypt_bytes
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity, HybridRecipient
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build
from untilthen.sealing.padding import PaddedAttachment, pad_text
from untilthen.sealing.passphrase import RANDOM_BYTES, six_words
from untilthen.sealing.scrypt import PassphraseRecipient


@dataclass(frozen=True)
class Desk:
    """What Ana writes with: her plan, to whom everything is sealed, and the time."""

    plan: Plan
    recipients: tuple[HybridRecipient, HybridRecipient]
    at: datetime


@cache
def content() -> dict[str, Any]:
    """Return the letters and duties of plan.toml."""
    found: dict[str, Any] = tomllib.loads(
        files("untilthen.demo").joinpath("plan.toml").read_text(encoding="utf-8")
    )
    return found


def make_key(plan: Plan, at: datetime) -> tuple[Desk, str]:
    """Make Ana's key; return her desk and the six words that open it."""
    estate, owner = HybridIdentity(edge.token(SEED_BYTES)), HybridIdentity(edge.token(SEED_BYTES))
    words = six_words(edge.token(RANDOM_BYTES))
    locked = encrypt_bytes(owner.reveal().encode(), [PassphraseRecipient(words)], armored=True)
    made = MadeKey(
        estate_recipient=str(estate.recipient),
        estate_seed=estate.reveal_seed(),
        owner_recipient=str(owner.recipient),
        owner_file=locked.decode(),
    )
    keep_key(plan, made, at)
    return Desk(plan, (estate.recipient, owner.recipient), at), words


def write_letters(desk: Desk, numbers: dict[str, int]) -> None:
    """Seal every letter and save it, to the people with these numbers by name."""
    for each in content()["letters"]:
        attached = (attach(desk, each["picture"]),) if "picture" in each else ()
        letter = Letter(
            language=each["language"],
            label=each["label"],
            salutation="",
            body=each["body"].strip(),
            sign_off=each["sign_off"],
            read_hint=ReadHint(each["read_hint"]),
            attachments=attached,
        )
        sealed = encrypt_bytes(pad_text(build(letter)), desk.recipients)
        draft = Draft(
            to=tuple(numbers[name] for name in each["to"]),
            files=tuple(attachment.file for attachment in attached),
        )
        save_letter(
            desk.plan, None, draft, take_text(desk.plan, new_id(), sealed, desk.at), desk.at
        )


def attach(desk: Desk, name: str) -> Attachment:
    """Seal the picture and upload it; return how the letter knows it."""
    drawn = picture()
    sealed = io.BytesIO()
    encrypt(PaddedAttachment(io.BytesIO(drawn), len(drawn)), sealed, desk.recipients)
    whole, file = sealed.getvalue(), new_id()
    row = begin_file(desk.plan, file, len(whole), desk.at)
    add_piece(desk.plan, row, 0, whole)
    finish_file(desk.plan, row, len(whole), sha256(whole).hexdigest())
    return Attachment(
        file=file,
        name=f"{name}.png",
        type="image/png",
        size=len(drawn),
        sha256=sha256(drawn).hexdigest(),
        transcript="",
    )


def new_id() -> str:
    """Return a file's id as a browser makes it."""
    return str(UUID(bytes=edge.token(16), version=4))
