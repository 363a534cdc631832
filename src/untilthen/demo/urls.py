"""Every address of the application, and the demo's own under /demo/."""

from django.urls import include, path

from untilthen.demo import mailviews, views

urlpatterns = [
    path("demo/", views.index, name="demo"),
    path("demo/next/", views.next_thing, name="demo-next"),
    path("demo/day/", views.one_day, name="demo-day"),
    path("demo/ana/", views.be_ana, name="demo-ana"),
    path("demo/again/", views.again, name="demo-again"),
    path("demo/mail/<str:mailbox>/", mailviews.mailbox, name="demo-mailbox"),
    path("demo/mail/<str:mailbox>/<int:number>/", mailviews.mail, name="demo-mail"),
    path("demo/mail/<str:mailbox>/<int:number>/html/", mailviews.html, name="demo-mail-html"),
    path("", include("untilthen.web.urls")),
]

handler400 = "untilthen.web.views.bad_request"
handler403 = "untilthen.web.views.not_allowed"
handler404 = "untilthen.web.views.nothing_here"
handler500 = "untilthen.web.views.server_error"
