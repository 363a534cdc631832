"""The told-list by its own link: whom to tell before letters go out (domain 3.2)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from untilthen.people.linkpage import visit_of
from untilthen.people.links import LinkKind
from untilthen.watch.views.keeper import page


@require_http_methods(["GET", "HEAD", "POST"])
def told_list(request: HttpRequest, name: str) -> HttpResponse:
    """Show whom to tell while the quiet wait lasts, and then what a keeper's page shows."""
    return page(request, visit_of(request, LinkKind.TOLD_LIST, name))
