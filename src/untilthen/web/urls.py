"""Every address: accounts, links in mails, Help, and the pages of the watch and of letters."""

from django.urls import include, path

from untilthen.web import views
from untilthen.web.provider import provider_paths

urlpatterns = [
    path("accounts/2fa/", include("untilthen.web.waysin")),
    path("accounts/", include("allauth.urls")),
    path("go/<str:token>", views.go, name="go"),
    path("closing-key", views.closing_key_page, name="closing-key"),
    path("healthz", views.healthz, name="healthz"),
    path("help/", views.help_page, name="help"),
    *provider_paths(),
    path("", include("untilthen.watch.urls")),
    path("", include("untilthen.letters.urls")),
]

handler400 = "untilthen.web.views.bad_request"
handler403 = "untilthen.web.views.not_allowed"
handler404 = "untilthen.web.views.nothing_here"
handler429 = "untilthen.web.views.too_often"
handler500 = "untilthen.web.views.server_error"
