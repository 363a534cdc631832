"""No addresses but the one the sign-out button needs: the pages get theirs from the context."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer nothing; only this view's address is used."""
    return HttpResponse(request.path)


urlpatterns = [path("sign-out/", nothing, name="account_logout")]
