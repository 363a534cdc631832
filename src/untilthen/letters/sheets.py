"""Sheets at a release: who can open them, and with what.

Each opens to every keeper who counts, by a key that only the link to their page makes.
"""

from collections.abc import Collection

from untilthen.letters.models import SHEETS, DoorWrap, Letter, SealedFile, SheetWrap
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.models import Plan
from untilthen.sealing.door import door_identity


def sheet_wraps(
    plan: Plan, release: int, keepers: Collection[int]
) -> list[tuple[DoorWrap | SheetWrap, str]]:
    """Return a wrap still empty for every sheet and keeper, and whom it is for: the key that grows
    from that keeper's link. A duty may come to any of them, so each gets all.
    """
    files = SealedFile.objects.filter(letter__plan=plan, letter__kind__in=SHEETS, position=0)
    wraps: list[tuple[DoorWrap | SheetWrap, str]] = []
    for file in files.select_related("letter").order_by("letter__position"):
        for person in sorted(keepers):
            token = keepers_token(plan.pk, person, release)
            recipient = str(door_identity(token, sheet_id(file)).recipient)
            wrap = SheetWrap(plan=plan, file=file, person=person, release=release)
            wraps.append((wrap, recipient))
    return wraps


def sheet_id(file: SealedFile) -> str:
    """Return what a sheet's key is bound to beside the link: the id of the sheet."""
    return file.letter.public_id if file.letter else ""


def keepers_token(plan: int, person: int, release: int) -> str:
    """Return the token of the link to what a keeper was left in a release."""
    return token_for(Link(LinkKind.DUTIES, plan, person, release))


def wrap_for(plan: Plan, person: int, release: int, name: str) -> SheetWrap | None:
    """Return what opens the sheet of this id to a keeper, or None where there is nothing."""
    found = SheetWrap.objects.filter(plan=plan, person=person, release=release)
    return found.filter(file__letter__public_id=name).select_related("file__letter").first()


def readable(plan: Plan, person: int, release: int) -> dict[str, Letter]:
    """Return the sheets that open to a keeper in a release, by their id."""
    found = SheetWrap.objects.filter(plan=plan, person=person, release=release)
    letters = [each.file.letter for each in found.select_related("file__letter")]
    return {each.public_id: each for each in letters if each is not None}
