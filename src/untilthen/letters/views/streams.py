"""Sealed files on their way out, in pieces, with their length said beforehand."""

from collections.abc import Iterator
from io import BufferedReader

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from untilthen.letters.files import open_file, pieces
from untilthen.letters.headers import door_header, header_of
from untilthen.letters.models import DoorWrap, SealedFile
from untilthen.people.models import Plan

BYTES = "application/octet-stream"


def sealed_file(plan: Plan, file: SealedFile) -> HttpResponseBase:
    """Return a file as it was sealed; 404 where it is not on the disk."""
    try:
        opened = open_file(plan.public_id, file.public_id)
    except FileNotFoundError:
        return not_here()
    return streamed(after(header_of(file), opened), file.size, f"{file.public_id}.age")


def file_at_door(plan: Plan, wrap: DoorWrap) -> HttpResponseBase:
    """Return a file with the header of its door before the untouched payload; 404 as above."""
    try:
        opened = open_file(plan.public_id, wrap.file.public_id)
    except FileNotFoundError:
        return not_here()
    header = door_header(wrap)
    size = len(header) + wrap.file.size - len(header_of(wrap.file))
    return streamed(after(header, opened), size, f"{wrap.file.public_id}.age")


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
