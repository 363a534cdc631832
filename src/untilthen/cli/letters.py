"""Reading a letter that came out of its seal: its signature first, then its inner lock.

Nothing of a letter is shown before both are settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.passphrase import as_typed
from untilthen.cli.sentences import about
from untilthen.cli.signers import ANY_SIGNER, Signer
from untilthen.sealing import envelope, letter
from untilthen.sealing.envelope import Envelope, Signed
from untilthen.sealing.errors import NotALetter, NotForThisKey, SealingError
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.letter import Attachment, Letter
from untilthen.sealing.recipients import Identity


@dataclass(frozen=True)
class Reader:
    """What somebody has who wants to read: keys, perhaps a passphrase, and whom they believe."""

    identities: Sequence[Identity]
    passphrase_file: Path | None = None
    signer: Signer = ANY_SIGNER
    takes_unsigned: bool = False


@dataclass(frozen=True)
class Found:
    """A letter, the JSON it was sealed as, and whether its owner's signature is on it."""

    letter: Letter
    content: bytes
    is_signed: bool


def envelope_of(name: object, content: bytes) -> Envelope | bytes | None:
    """Return the envelope in `content`, or a letter's bare JSON, or None for what is no letter.

    Raises CannotDo for a letter that cannot be read.
    """
    try:
        return envelope.open_envelope(content)
    except NotALetter:
        pass
    except SealingError as error:
        raise about(name, error) from error
    return None if _is_no_letter(content) else content


def read_letter(name: object, sealed: Envelope | bytes, reader: Reader) -> Found:
    """Return the letter, once its signature is checked and its lock is open; or raise CannotDo."""
    is_signed = check_signed(name, sealed, reader)
    content = _unlocked(name, sealed, reader) if isinstance(sealed, Envelope) else sealed
    try:
        return Found(letter.parse(content), content, is_signed)
    except NotALetter:
        raise CannotDo(
            gettext("{file}: this is no letter").format(file=name), ExitCode.BAD_INPUT
        ) from None
    except SealingError as error:
        raise about(name, error) from error


def check_signed(name: object, sealed: Envelope | bytes, reader: Reader) -> bool:
    """Say whose signature is on it, and return whether one is; CannotDo unless that will do."""
    state = sealed.signed if isinstance(sealed, Envelope) else Signed.UNSIGNED
    if isinstance(sealed, Envelope) and state is Signed.OK:
        reader.signer.check(name, sealed.signer)
        return True
    if state is Signed.UNSIGNED:
        sentence = gettext("{file}: nobody signed this letter, so anybody may have written it")
    else:
        sentence = gettext("{file}: its signature does not fit: it is forged or was altered")
    sentence = sentence.format(file=name)
    if reader.signer.wanted:
        raise CannotDo(sentence, ExitCode.NOT_SIGNED)
    if not reader.takes_unsigned:
        hint = gettext("--unsigned shows it all the same")
        raise CannotDo(f"{sentence} ({hint})", ExitCode.NOT_SIGNED)
    say.words(sentence)
    return False


def readable(found: Letter) -> str:
    """Return a letter as text to be read, its attachments listed below."""
    parts = [found.label, found.salutation, found.body, found.sign_off]
    if found.attachments:
        listed = "\n".join(_described(attachment) for attachment in found.attachments)
        parts.append(gettext("attachments:") + "\n" + listed)
    return "\n\n".join(part for part in parts if part)


def _described(attachment: Attachment) -> str:
    line = gettext("  {name} ({type}, {size} bytes), sealed as {file}").format(
        name=attachment.name, type=attachment.type, size=attachment.size, file=attachment.file
    )
    return f"{line}\n    {attachment.transcript}" if attachment.transcript else line


def _unlocked(name: object, sealed: Envelope, reader: Reader) -> bytes:
    passphrase = None
    if sealed.lock is Lock.PASSPHRASE:
        if sealed.hint.strip():
            hint = say.on_one_line(sealed.hint)
            say.words(
                gettext("{file}: the hint beside its passphrase: {hint}").format(
                    file=name, hint=hint
                )
            )
        passphrase = as_typed(name, reader.passphrase_file, "--letter-passphrase-file")
    try:
        return envelope.unlock(sealed, identities=reader.identities, passphrase=passphrase)
    except NotForThisKey:
        if sealed.lock is Lock.PASSPHRASE:
            sentence = gettext("{file}: not the passphrase of this letter")
        else:
            sentence = gettext("{file}: locked for its reader, whose own key opens it (-i)")
        raise CannotDo(sentence.format(file=name), ExitCode.NOT_FOR_THIS_KEY) from None
    except SealingError as error:
        raise about(name, error) from error


def _is_no_letter(content: bytes) -> bool:
    """Say whether `content` is something else; a letter that cannot be read is one all the same."""
    try:
        letter.parse(content)
    except NotALetter:
        return True
    except SealingError:
        return False
    return False
