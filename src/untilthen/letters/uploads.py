"""Take in sealed files piece by piece, and clear away those that never became part of a letter.

A piece is taken only at the length that is here already, so that an upload resumes after a break.
"""

from datetime import datetime

from django.db import transaction

from untilthen.letters import files
from untilthen.letters.actions import BadLetter
from untilthen.letters.headers import cut, header_of, received, under_plan_key
from untilthen.letters.models import SealedFile
from untilthen.people.models import Plan
from untilthen.sealing.errors import SealingError

MOST_FILE_BYTES = 112 * 1024 * 1024
"""A 100 MiB attachment with its padding (a sixteenth) and seals."""
MOST_PIECE_BYTES = 4 * 1024 * 1024
MOST_UPLOADING = 200
"""Files of one plan that belong to no letter yet; a letter has far fewer."""


def begin_file(plan: Plan, public_id: str, size: int, at: datetime) -> SealedFile:
    """Begin to take in a sealed file of `size` bytes; raises BadLetter above the limits."""
    if not 0 < size <= MOST_FILE_BYTES:
        raise BadLetter("attachments", "too_large")
    if SealedFile.objects.filter(plan=plan, letter=None).count() >= MOST_UPLOADING:
        raise BadLetter("attachments", "too_many")
    return SealedFile.objects.create(plan=plan, public_id=public_id, size=size, begun_at=at)


def add_piece(plan: Plan, file: SealedFile, offset: int, piece: bytes) -> int:
    """Take in a piece of a file if `offset` is where the file ends; return its length now.

    The first piece must hold the whole header. Raises BadLetter where it does not, and for more
    than was announced.
    """
    if file.complete:
        return file.size
    if offset + len(piece) > file.size:
        raise BadLetter("attachments", "too_large")
    here = received(plan.public_id, file)
    if offset != here:
        return here
    if offset == 0:
        piece = without_header(plan, file, piece)
    header_bytes = len(header_of(file))
    before = max(offset, header_bytes) - header_bytes
    return header_bytes + files.append(plan.public_id, file.public_id, before, piece)


def without_header(plan: Plan, file: SealedFile, piece: bytes) -> bytes:
    """Keep the header of a file that begins with `piece`; return what goes to disk."""
    try:
        header, rest = cut(piece)
    except SealingError:
        raise BadLetter("attachments", "not_sealed") from None
    file.header = under_plan_key(plan.pk, file.public_id, header)
    file.save(update_fields=["header"])
    return rest


def finish_file(plan: Plan, file: SealedFile, size: int, sha256: str) -> None:
    """Declare a file complete; raises BadLetter where what arrived is not what was sent."""
    if file.complete and (file.size, file.sha256) == (size, sha256):
        return  # said twice: the first answer was lost on its way
    whole = received(plan.public_id, file) == size == file.size
    if not whole or files.checksum(plan.public_id, file.public_id, header_of(file)) != sha256:
        drop_file(file)
        raise BadLetter("attachments", "damaged_on_the_way")
    file.sha256, file.complete = sha256, True
    file.save(update_fields=["sha256", "complete"])


def drop_file(file: SealedFile) -> None:
    """Forget an upload that cannot become part of a letter any more."""
    if file.letter_id is not None:
        return
    plan = file.plan.public_id
    file.delete()
    files.delete(plan, file.public_id)


def delete_stale_uploads(before: datetime) -> int:
    """Delete files begun before `before` that never became part of a letter; returns how many."""
    stale = SealedFile.objects.filter(letter=None, resealed=None, begun_at__lt=before)
    stale = stale.select_related("plan")
    deleted = 0
    for file in stale:
        with transaction.atomic():
            rows = SealedFile.objects.select_for_update(of=("self",))
            gone = rows.filter(pk=file.pk, letter=None, resealed=None).delete()[0]
        if gone:
            files.delete(file.plan.public_id, file.public_id)
            deleted += 1
    return deleted
