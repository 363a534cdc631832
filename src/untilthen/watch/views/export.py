"""The owner takes all of it home: one zip file that opens without us."""

import io
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from untilthen.parts.sets import facts_of, in_force
from untilthen.people.models import Plan
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.exporting import Export, NothingToExport, export_of

ZIP = "application/zip"
PAGE = "text/html; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def export(request: HttpRequest, plan: Plan) -> HttpResponseBase:
    """Say what a bundle is and who could open it; a press gives it."""
    try:
        made = export_of(plan)
    except NothingToExport:
        return render(request, "watch/export.html", {"here": "keepers", "nothing": True})
    if request.method == "POST":
        return given(made)
    part_set = in_force(plan.pk)
    known = {
        "here": "keepers",
        "letters": sum(bool(each.to) for each in made.manifest.letters),
        "sheets": sum(not each.to for each in made.manifest.letters),
        "is_current": made.is_current,
        "manifest_url": reverse("manifest"),
        "owner_key_url": reverse("key-file"),
        "missing": made.missing,
        "set": facts_of(part_set) if part_set else None,
    }
    return render(request, "watch/export.html", known)


def given(made: Export) -> FileResponse:
    """Return the bundle as a download.

    It is written to a file without a name first: so that its length is known, and so that trouble
    with the disk is a page of words and not half a bundle.
    """
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  the answer closes it
    try:
        made.write_to(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return FileResponse(file, as_attachment=True, filename=made.name, content_type=ZIP)


@require_safe
def open_page(_request: HttpRequest) -> FileResponse:
    """Give the page that opens bundles and answers drills: to be kept, not to be opened here."""
    page = io.BytesIO(Path(settings.OPEN_PAGE).read_bytes())
    return FileResponse(page, as_attachment=True, filename="open.html", content_type=PAGE)
