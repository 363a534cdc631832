"""Ana's letters, sealed as her browser would have done it: the same keys, formats and padding."""

import io
import tomllib
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from untilthen import edge
from untilthen.demo.picture import picture
from untilthen.letters.actions import Draft
from untilthen.letters.uploads import add_piece, begin_file, finish_file
from untilthen.people.models import Plan
from untilthen.rehearsal.browser import Browsers
from untilthen.sealing.age import encrypt, encrypt_bytes
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity
from untilthen.sealing.letter import Attachment, Letter, ReadHint
from untilthen.sealing.padding import PaddedAttachment
from untilthen.sealing.passphrase import RANDOM_BYTES, six_words
from untilthen.sealing.scrypt import PassphraseRecipient


@cache
def content() -> dict[str, Any]:
    """Return the letters and duties of plan.toml."""
    found: dict[str, Any] = tomllib.loads(
        files("untilthen.demo").joinpath("plan.toml").read_text(encoding="utf-8")
    )
    return found


def browsers_of(plan: Plan, words: dict[int, str]) -> Browsers:
    """Return the browsers of everybody in a plan; whatever key they make, six words open it.

    The words are put into `words`, by number, for whoever visits the demo.
    """

    def lock(person: int, key: HybridIdentity) -> str:
        words[person] = six_words(edge.token(RANDOM_BYTES))
        way = PassphraseRecipient(words[person])
        return encrypt_bytes(key.reveal().encode(), [way], armored=True).decode()

    return Browsers(plan, HybridIdentity(edge.token(SEED_BYTES)), edge.token, lock)


def write_letters(browsers: Browsers, numbers: dict[str, int], at: datetime) -> None:
    """Seal every letter and save it, to the people with these numbers by name."""
    for each in content()["letters"]:
        attached = (attach(browsers, each["picture"], at),) if "picture" in each else ()
        letter = Letter(
            language=each["language"],
            label=each["label"],
            salutation="",
            body=each["body"].strip(),
            sign_off=each["sign_off"],
            read_hint=ReadHint(each["read_hint"]),
            attachments=attached,
        )
        draft = Draft(
            to=tuple(numbers[name] for name in each["to"]),
            files=tuple(attachment.file for attachment in attached),
        )
        browsers.write(letter, draft, at)


def attach(browsers: Browsers, name: str, at: datetime) -> Attachment:
    """Seal the picture and upload it; return how the letter knows it."""
    drawn = picture()
    sealed = io.BytesIO()
    encrypt(PaddedAttachment(io.BytesIO(drawn), len(drawn)), sealed, browsers.recipients)
    whole, file = sealed.getvalue(), browsers.new_id()
    row = begin_file(browsers.plan, file, len(whole), at)
    add_piece(browsers.plan, row, 0, whole)
    finish_file(browsers.plan, row, len(whole), sha256(whole).hexdigest())
    return Attachment(
        file=file,
        name=f"{name}.png",
        type="image/png",
        size=len(drawn),
        sha256=sha256(drawn).hexdigest(),
        transcript="",
    )
