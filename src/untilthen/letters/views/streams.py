"""Sealed files on their way out, in pieces, with the length they really have said beforehand."""

import logging
import os
from collections.abc import Iterator
from functools import lru_cache
from io import BufferedReader

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from untilthen.letters.files import open_file, pieces
from untilthen.letters.headers import door_header, header_of
from untilthen.letters.models import DoorWrap, SealedFile, SheetWrap
from untilthen.people.models import Plan

BYTES = "application/octet-stream"
MOST_REMEMBERED = 1000
logger = logging.getLogger(__name__)


def sealed_file(plan: Plan, file: SealedFile) -> HttpResponseBase:
    """Return a file as it was sealed; 404 where it is not on the disk."""
    return behind(header_of(file), plan, file)


def file_at_door(plan: Plan, wrap: DoorWrap | SheetWrap) -> HttpResponseBase:
    """Return a file with the header of its door before the untouched payload; 404 as above."""
    return behind(door_header(wrap), plan, wrap.file)


def behind(header: bytes, plan: Plan, file: SealedFile) -> HttpResponseBase:
    """Return a header and all that is on the disk behind it, even if some is missing: whoever
    opens it must find it damaged, and not take it for a broken connection.
    """
    recorded = file.size - len(header_of(file))
    try:
        opened = open_file(plan.public_id, file.public_id)
    except FileNotFoundError:
        tell_operator(file.public_id, 0, recorded)
        return not_here()
    here = os.fstat(opened.fileno()).st_size
    if here != recorded:
        tell_operator(file.public_id, here, recorded)
    return streamed(after(header, opened), len(header) + here, f"{file.public_id}.age")


@lru_cache(MOST_REMEMBERED)
def tell_operator(file: str, here: int, recorded: int) -> None:
    """Log that a sealed file is not as it was kept; the same again is said once a process."""
    said = "sealed file %s is damaged: %d bytes on the disk where %d were kept"
    logger.error(said, file, here, recorded)


def after(header: bytes, payload: BufferedReader) -> Iterator[bytes]:
    """Yield a header, then all of an open file."""
    yield header
    yield from pieces(payload)


def streamed(content: Iterator[bytes], size: int, name: str) -> HttpResponseBase:
    """Return bytes to be kept or opened by a page's module, never shown as a page of ours."""
    answer = StreamingHttpResponse(content, content_type=BYTES)
    answer["Content-Length"] = str(size)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def not_here() -> HttpResponse:
    """Return the answer for a file that is gone."""
    return JsonResponse({"errors": {}}, status=404)
