"""A plan as one bundle (docs/sealing.md): all that is sealed, what was signed, and how to open it.

Nothing in it can be read without words; it is what opens the letters when we are gone (P13).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from untilthen.letters import files
from untilthen.letters.headers import header_of, opened_whole
from untilthen.letters.models import Letter, LetterKey
from untilthen.parts.manifests import signed
from untilthen.parts.sets import facts_of, in_force
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person
from untilthen.sealing import bundle
from untilthen.sealing.bundle import SealedFile
from untilthen.sealing.manifest import Manifest, parse
from untilthen.sealing.readme import readme
from untilthen.sealing.sign import allowed_signers
from untilthen.watch.manifestfacts import says_the_same


class NothingToExport(Exception):
    """Nothing was ever signed in this plan, so that there is nothing to rely on later."""

    def __str__(self) -> str:
        return "nothing is signed in this plan yet"


@dataclass(frozen=True)
class Export:
    """A bundle about to be written: its small files by name, and the sealed ones.

    `is_current`: whether all that is here is what was signed last; `missing` are sealed files that
    are gone from the disk.
    """

    name: str
    manifest: Manifest
    small: dict[str, bytes]
    sealed: tuple[SealedFile, ...]
    is_current: bool
    missing: int

    def write_to(self, sink: IO[bytes]) -> None:
        """Write the bundle as a zip file; memory stays small however large the letters are."""
        bundle.write(sink, self.small, self.sealed)


def export_of(plan: Plan) -> Export:
    """Return all of a plan as it is at one moment; raises NothingToExport, KeyGone, Damaged."""
    with transaction.atomic():
        kept = signed(plan.pk)
        key = LetterKey.objects.filter(plan=plan).first()
        if kept is None or key is None:
            raise NothingToExport
        text, signature = kept["text"].encode(), kept["signature"].encode()
        manifest = parse(text)
        small = {bundle.MANIFEST: text, bundle.SIGNATURE: signature}
        here = list(sealed_files(plan))
        return Export(
            name=f"until-then-{plan.public_id}-{manifest.number}.zip",
            manifest=manifest,
            small=small | words_of(plan, manifest) | keys_of(plan, key),
            sealed=tuple(each for each in here if is_here(plan, each)),
            is_current=says_the_same(plan, manifest),
            missing=sum(not is_here(plan, each) for each in here),
        )


def words_of(plan: Plan, manifest: Manifest) -> dict[str, bytes]:
    """Return what explains a bundle to whoever finds it, in the plan's language."""
    language = person(plan.pk, OWNER).details.language
    return {
        bundle.README: readme(language, manifest),
        bundle.PAGE: Path(settings.OPEN_PAGE).read_bytes(),
    }


def keys_of(plan: Plan, key: LetterKey) -> dict[str, bytes]:
    """Return the keys that are in a bundle, each of them locked, and whose signature counts."""
    part_set = in_force(plan.pk)
    estate = facts_of(part_set).identity_file if part_set else ""
    locked = {
        bundle.SIGNERS: allowed_signers(key.signer),
        bundle.OWNER: key.owner_file,
        bundle.ESTATE: estate,
    }
    return {name: text.encode() for name, text in locked.items() if text}


def sealed_files(plan: Plan) -> Iterator[SealedFile]:
    """Yield every file of every letter, the text of each first."""
    for letter in Letter.objects.filter(plan=plan).order_by("position"):
        for file in letter.files.order_by("position"):
            whole = partial(opened_whole, header_of(file), plan.public_id, file.public_id)
            yield SealedFile(letter.public_id, file.public_id, whole)


def is_here(plan: Plan, file: SealedFile) -> bool:
    """Return whether a sealed file is still on the disk."""
    return files.path_of(plan.public_id, file.file).exists()
