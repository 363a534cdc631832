"""A closing note for `untilthen verify`: found in a text or a mail, checked, and held beside a
bundle that somebody kept.
"""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.bundles import manifest_of
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about
from untilthen.cli.signers import ANY_SIGNER, Signer
from untilthen.sealing import bundle, closing, sign
from untilthen.sealing.chain import MARK_LENGTH
from untilthen.sealing.closing import NAMESPACE, Note
from untilthen.sealing.errors import SealingError


def text_with_note(content: bytes) -> str | None:
    """Return the text in which a closing note stands, or None where there is none: the content as
    it is, or a text part of the mail that it is.
    """
    plain = content.decode("utf-8", "replace")
    if closing.is_in(plain) and "=3D" not in plain and "=\n" not in plain.replace("\r\n", "\n"):
        return plain
    mail = message_from_bytes(content, policy=policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    texts = [said(part) for part in parts if isinstance(part, EmailMessage)]
    return next((text for text in (*texts, plain) if closing.is_in(text)), None)


def said(part: EmailMessage) -> str:
    """Return a text part of a mail as text, whatever it says of its characters."""
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def checked(name: object, text: str, signer: Signer) -> Note:
    """Return the note in a text once its signature is checked; raises CannotDo."""
    try:
        note, signature = closing.read(text)
        public = sign.signer_of(signature)
        sign.verify(closing.build(note), signature, NAMESPACE, public)
    except SealingError as error:
        raise about(name, error) from error
    signer.check(name, public)
    return note


def tell(note: Note) -> None:
    """Print what a note says, a line for each thing."""
    for key, at in (
        ("armed", note.armed),
        ("heard", note.heard),
        ("release", note.release),
        ("closed", note.closed),
    ):
        say.line(f"{key} {written(at)}")
    say.line(f"letters {note.letters}")
    say.line(f"sheets {note.sheets}")
    say.line(f"deliveries {note.deliveries}")
    say.line(f"files {len(note.files)}")
    say.line(f"journal {note.lines} {note.head[:MARK_LENGTH]}")
    told = gettext("a whole closing note of plan {plan}, destroyed at {service} on {moment}")
    moment = f"{note.closed:%Y-%m-%d %H:%M} UTC"
    say.words(told.format(plan=note.plan, service=note.service, moment=moment))


def written(at: datetime | None) -> str:
    """Return a moment as printed."""
    return closing.NEVER if at is None else f"{at:%Y-%m-%d %H:%M} UTC"


def compare(note: Note, path: Path) -> None:
    """Print of every sealed file of a bundle whether the note names it; raises CannotDo."""
    try:
        with bundle.read(path) as found:
            signed = manifest_of(found, ANY_SIGNER)
            if signed.manifest.plan != note.plan:
                told = gettext("{file}: this bundle is of another plan: {plan}")
                raise CannotDo(
                    told.format(file=path, plan=signed.manifest.plan), ExitCode.BAD_INPUT
                )
            hashes = dict(found.hashes())
    except SealingError as error:
        raise about(path, error) from error
    for name, digest in hashes.items():
        say.line(f"{'destroyed' if digest in note.files else 'not named'} {name}")
    named = len(set(hashes.values()) & set(note.files))
    told = gettext("the note names {named} of {all} sealed files of this bundle, and {more} more")
    more = len(note.files) - named
    say.words(told.format(named=named, all=len(hashes), more=more))


def require_mark(note: Note, mark: str | None) -> None:
    """Raise CannotDo unless the journal ended with the mark that stands in a mail."""
    if mark and note.head[:MARK_LENGTH] != mark:
        told = gettext("the journal ended with the mark {head}, not with {mark}")
        raise CannotDo(told.format(head=note.head[:MARK_LENGTH], mark=mark), ExitCode.DAMAGED)
