"""Letters sealed to a new set of parts: beside the old ones until the set comes in force (10.5).

A letter's text is encrypted anew in the owner's browser; of an attachment only the header changes.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, QuerySet

from untilthen.letters import files
from untilthen.letters.actions import BadLetter, ChangedMeanwhile
from untilthen.letters.headers import header_of, received, under_plan_key
from untilthen.letters.models import Letter, Resealed, ResealedHeader, SealedFile
from untilthen.parts.models import PartSet
from untilthen.people.models import Plan
from untilthen.sealing import header
from untilthen.sealing.errors import SealingError


def keep_resealed(
    letter: Letter, version: int, part_set: PartSet, text: SealedFile, headers: Mapping[str, bytes]
) -> None:
    """Keep a letter as it is sealed to a set that is not in force yet, with its attachments'
    headers by file id. Raises ChangedMeanwhile, and BadLetter where a header is missing.
    """
    with transaction.atomic():
        if not Letter.objects.select_for_update().filter(pk=letter.pk, version=version).exists():
            raise ChangedMeanwhile(letter.version)
        attached = list(letter.files.exclude(position=0))
        if {each.public_id for each in attached} != set(headers):
            raise BadLetter("attachments", "missing")
        gone = forget_resealed(Resealed.objects.filter(letter=letter))
        row = Resealed.objects.create(
            letter=letter, set_number=part_set.number, version=version, text=text
        )
        for each in attached:
            header_row(row, each, headers[each.public_id]).save()
    delete_files(letter.plan, gone)


def header_row(row: Resealed, file: SealedFile, raw: bytes) -> ResealedHeader:
    """Return an attachment's new header as it is kept; raises BadLetter for what is none."""
    try:
        header.parse(raw)
    except SealingError:
        raise BadLetter("attachments", "not_sealed") from None
    plan = file.plan
    rest = received(plan.public_id, file) - len(header_of(file))
    return ResealedHeader(
        resealed=row,
        file=file,
        header=under_plan_key(plan.pk, file.public_id, raw),
        size=len(raw) + rest,
        sha256=files.checksum(plan.public_id, file.public_id, raw),
    )


def missing(plan: Plan, part_set: PartSet) -> list[Letter]:
    """Return the letters that are not yet sealed to a set, or were changed since."""
    done = Resealed.objects.filter(
        letter__plan=plan, set_number=part_set.number, version=F("letter__version")
    )
    letters = Letter.objects.filter(plan=plan).exclude(pk__in=done.values("letter"))
    return list(letters.order_by("position"))


def put_in_force(plan: Plan) -> list[str]:
    """Let every letter's new text and headers take the place of the old ones.

    Returns the files no longer needed, to be deleted once the caller's transaction is over.
    """
    gone = []
    for row in Resealed.objects.filter(letter__plan=plan).select_related("letter", "text"):
        old = SealedFile.objects.filter(letter=row.letter, position=0)
        gone += list(old.values_list("public_id", flat=True))
        for each in row.headers.select_related("file"):
            SealedFile.objects.filter(pk=each.file_id).update(
                header=each.header, size=each.size, sha256=each.sha256
            )
        text = row.text
        row.delete()
        old.delete()
        SealedFile.objects.filter(pk=text.pk).update(letter=row.letter, position=0)
    return gone


def forget_resealed(rows: QuerySet[Resealed]) -> list[str]:
    """Forget letters sealed to a set that never came in force; returns their files."""
    found = list(rows.select_related("text"))
    for row in found:
        row.text.delete()  # and the row with it
    return [row.text.public_id for row in found]


def delete_files(plan: Plan, names: list[str]) -> None:
    """Delete files from disk whose rows are gone for good."""
    for name in names:
        files.delete(plan.public_id, name)
