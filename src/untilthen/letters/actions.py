"""Write letters: keep the keys, save, change and delete a letter. Only sealed bytes come here.

A file leaves the disk only after the rows that named it are gone for good.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Max

from untilthen.journal.actions import Entry, write
from untilthen.letters import files
from untilthen.letters.headers import cut, under_plan_key
from untilthen.letters.models import LETTER, Addressing, Letter, LetterKey, SealedFile
from untilthen.parts.keys import is_post_quantum
from untilthen.people.models import PersonRow, Plan
from untilthen.sealing.errors import SealingError

MOST_TEXT_BYTES = 4 * 1024 * 1024
With = Callable[[Letter], object]
"""What is written in one transaction with a letter, once that is saved or before it goes."""


@dataclass
class BadLetter(Exception):
    """A letter cannot be saved: which field, and the word for what is wrong."""

    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.field}: {self.why}"


@dataclass
class ChangedMeanwhile(Exception):
    """The letter was changed or deleted since the version that was being written on."""

    version: int

    def __str__(self) -> str:
        return f"the letter is at version {self.version} now"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is saved of a letter beside its sealed text: whom it is for, when, and which files it
    has. A new letter's `id` is the browser's choice, for the signature inside names it. A sheet
    (`kind`) is for nobody.
    """

    to: tuple[int, ...]
    id: str = ""
    not_before: date | None = None
    if_unreachable: str = "keeper"
    lock: str = "none"
    files: tuple[str, ...] = ()
    kind: str = LETTER


@dataclass(frozen=True, kw_only=True)
class MadeKey:
    """What the owner's browser made: the owner's key, public and locked away, and the public half
    of the key that grows from it to sign with (`ssh-ed25519 …`).
    """

    owner_recipient: str
    owner_file: str
    signer: str
    passkey_file: str = ""


def keep_key(plan: Plan, made: MadeKey, at: datetime) -> LetterKey:
    """Keep the key made for a plan, once; raises BadLetter."""
    if not is_post_quantum(made.owner_recipient):
        raise BadLetter("owner_recipient", "not_post_quantum")
    if not made.signer.startswith("ssh-ed25519 "):
        raise BadLetter("form", "not_readable")
    with transaction.atomic():
        key, new = LetterKey.objects.get_or_create(
            plan=plan, defaults={**vars(made), "made_at": at}
        )
        if not new:
            raise BadLetter("form", "has_key")
        write(plan.pk, Entry(at, "letter_key_made"))
    return key


def save_letter(
    plan: Plan,
    letter: Letter | None,
    draft: Draft,
    text: SealedFile,
    at: datetime,
    version: int | None = None,
    together: With | None = None,
) -> Letter:
    """Save a letter with its sealed text, new (letter None) or in place of `version` (None: any).

    Raises BadLetter and ChangedMeanwhile; then nothing has changed. Files no longer named go.
    """
    if not draft.to and draft.kind == LETTER:
        raise BadLetter("to", "nobody")
    with transaction.atomic():
        saved = next_version(plan, letter, draft, text, at, version)
        gone = keep_only(saved, [text, *named_files(plan, saved, draft.files)])
        facts = {"letter": saved.pk, "version": saved.version}
        write(plan.pk, Entry(at, "letter_saved", facts=facts))
        if together:
            together(saved)
    for name in gone:
        files.delete(plan.public_id, name)
    return saved


def next_version(
    plan: Plan,
    letter: Letter | None,
    draft: Draft,
    text: SealedFile,
    at: datetime,
    version: int | None,
) -> Letter:
    """Return the letter at its next version, with whom it is for; raises ChangedMeanwhile."""
    if letter is None:
        last = Letter.objects.filter(plan=plan).aggregate(Max("position"))["position__max"] or 0
        letter = Letter.objects.create(
            plan=plan,
            public_id=draft.id or text.public_id,
            kind=draft.kind,
            position=last + 1,
            version=0,
            changed_at=at,
        )
        version = 0
    here = Letter.objects.filter(pk=letter.pk)
    changed = (here if version is None else here.filter(version=version)).update(
        version=F("version") + 1,
        not_before=draft.not_before,
        if_unreachable=draft.if_unreachable,
        lock=draft.lock,
        changed_at=at,
    )
    if changed != 1:
        raise ChangedMeanwhile(letter.version)
    letter.refresh_from_db()
    letter.addressings.all().delete()
    Addressing.objects.bulk_create(Addressing(letter=letter, person=each) for each in draft.to)
    PersonRow.objects.filter(plan=plan, number__in=draft.to).update(recipient=True)
    return letter


def named_files(plan: Plan, letter: Letter, names: Sequence[str]) -> list[SealedFile]:
    """Return the attachments named, complete and free or this letter's own; raises BadLetter."""
    found = {each.public_id: each for each in SealedFile.objects.filter(plan=plan)}
    chosen = []
    for name in dict.fromkeys(names):
        file = found.get(name)
        if file is None or not file.complete or file.letter_id not in (None, letter.pk):
            raise BadLetter("attachments", "missing")
        chosen.append(file)
    return chosen


def keep_only(letter: Letter, wanted: Sequence[SealedFile]) -> list[str]:
    """Give a letter exactly these files, in this order; return the names of those it loses."""
    others = SealedFile.objects.filter(letter=letter).exclude(pk__in=[each.pk for each in wanted])
    gone = list(others.values_list("public_id", flat=True))
    others.delete()
    for position, file in enumerate(wanted):
        file.letter, file.position = letter, position
        file.save(update_fields=["letter", "position"])
    return gone


def take_text(plan: Plan, public_id: str, content: bytes, at: datetime) -> SealedFile:
    """Take in a letter's sealed text whole; raises BadLetter for what is no sealed file."""
    if len(content) > MOST_TEXT_BYTES:
        raise BadLetter("body", "too_long")
    try:
        header, rest = cut(content)
    except SealingError:
        raise BadLetter("form", "not_sealed") from None
    files.write_whole(plan.public_id, public_id, rest)
    return SealedFile.objects.create(
        plan=plan,
        public_id=public_id,
        size=len(content),
        header=under_plan_key(plan.pk, public_id, header),
        sha256=sha256(content).hexdigest(),
        complete=True,
        begun_at=at,
    )


def move_letter(plan: Plan, letter: Letter, place: int, at: datetime) -> None:
    """Put a letter at a place of the owner's list, counted from 1; the others keep their order."""
    with transaction.atomic():
        listed = list(Letter.objects.filter(plan=plan, kind=LETTER).order_by("position"))
        others = [each for each in listed if each.pk != letter.pk]
        wanted = [*others[: max(place - 1, 0)], letter, *others[max(place - 1, 0) :]]
        if [each.pk for each in wanted] == [each.pk for each in listed]:
            return
        positions = [each.position for each in listed]
        for each, position in zip(wanted, positions, strict=True):
            Letter.objects.filter(pk=each.pk).update(position=position)
        write(plan.pk, Entry(at, "letter_moved", facts={"letter": letter.pk, "place": place}))


def delete_letter(plan: Plan, letter: Letter, at: datetime, together: With | None = None) -> None:
    """Delete a letter and its files for good."""
    with transaction.atomic():
        if together:
            together(letter)
        gone = list(letter.files.values_list("public_id", flat=True))
        write(plan.pk, Entry(at, "letter_deleted", facts={"letter": letter.pk}))
        letter.delete()
    for name in gone:
        files.delete(plan.public_id, name)
