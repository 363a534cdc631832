"""Sealed files on their way in, piece by piece, and back to their owner."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from untilthen import edge
from untilthen.letters.actions import BadLetter
from untilthen.letters.headers import header_of
from untilthen.letters.models import SealedFile
from untilthen.letters.uploads import MOST_PIECE_BYTES, add_piece, begin_file, finish_file
from untilthen.letters.views.access import owner_data, refusal
from untilthen.letters.views.bodies import digest_in, fields_of, size_in
from untilthen.letters.views.streams import sealed_file, streamed
from untilthen.people.models import Plan

NOT_HERE = 404


def new_id() -> str:
    """Return an id for a new file that nobody can guess."""
    return str(UUID(bytes=edge.token(16), version=4))


@require_POST
@owner_data
def begin(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Begin to take in a file; 201 with its id."""
    file = begin_file(plan, new_id(), size_in(fields_of(request)), edge.now())
    return JsonResponse({"file": file.public_id}, status=201)


@require_http_methods(["GET", "HEAD", "PUT"])
@owner_data
def one_file(request: HttpRequest, plan: Plan, name: str) -> HttpResponseBase:
    """Take in a piece of a file, or give all of it back, still sealed."""
    file = SealedFile.objects.filter(plan=plan, public_id=name).first()
    if file is None:
        return JsonResponse({"errors": {}}, status=NOT_HERE)
    if request.method == "PUT":
        return piece(request, plan, file)
    return sealed_file(plan, file) if file.complete else JsonResponse({}, status=NOT_HERE)


def piece(request: HttpRequest, plan: Plan, file: SealedFile) -> HttpResponse:
    """Take in one piece at its offset; 409 says how much is here where that differs."""
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isascii() or not offset.isdigit():
        raise BadLetter("attachments", "bad_offset")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_PIECE_BYTES:
        return refusal(BadLetter("attachments", "too_large_piece"), 413)
    content = request.body
    received = add_piece(plan, file, int(offset), content)
    taken = received == int(offset) + len(content)
    return JsonResponse({"received": received}, status=200 if taken else 409)


@require_safe
@owner_data
def header(_request: HttpRequest, plan: Plan, name: str) -> HttpResponseBase:
    """Give the header of a sealed file, which is all that sealing it to others needs."""
    file = SealedFile.objects.filter(plan=plan, public_id=name, complete=True).first()
    if file is None:
        return JsonResponse({"errors": {}}, status=NOT_HERE)
    raw = header_of(file)
    return streamed(iter([raw]), len(raw), f"{name}.header")


@require_POST
@owner_data
def done(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Declare a file complete; 422 where what arrived is not what was sent."""
    file = SealedFile.objects.filter(plan=plan, public_id=name).first()
    if file is None:
        return JsonResponse({"errors": {}}, status=NOT_HERE)
    fields = fields_of(request)
    finish_file(plan, file, size_in(fields), digest_in(fields))
    return JsonResponse({"size": file.size})
