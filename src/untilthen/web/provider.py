"""Where a mail provider tells us what became of our mails; without the setting there is no such
address.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.outbox.returns.provider import NotFromProvider, words_in
from untilthen.watch.came_in import take_word

LARGEST_BYTES = 1_000_000


def provider_paths() -> list[URLPattern]:
    """Return the address for the provider that the settings name, or none."""
    name = settings.CONFIG.mail_provider
    return [path(f"returns/{name}/", told, {"name": name}, name="returns")] if name else []


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def told(request: HttpRequest, name: str) -> HttpResponse:
    """Take in what a provider says; 403 without the secret, and then nothing has changed."""
    if request.method == "HEAD":
        return HttpResponse()
    if len(request.body) > LARGEST_BYTES:
        return HttpResponse(status=413)
    try:
        words = words_in(request, name)
    except NotFromProvider:
        return HttpResponse(status=403)
    for word in words:
        take_word(word, edge.now())
    return HttpResponse()
