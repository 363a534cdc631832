"""Mailboxes: the list of somebody's mails, one mail, and its HTML part in a frame where no script
runs.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from untilthen.demo.cast import CAST, name_of
from untilthen.demo.clock import ZONE
from untilthen.demo.middleware import BARE
from untilthen.demo.models import DemoMail
from untilthen.web.middleware import CONTENT_POLICY

FRAMING = f"{CONTENT_POLICY}; frame-src 'self'"
IN_FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation"
)
TOP = '<head>\n<base target="_top">'


@require_safe
def mailbox(request: HttpRequest, mailbox: str) -> HttpResponse:
    """Show the mails in a mailbox, the newest first."""
    mails = DemoMail.objects.filter(mailbox=mailbox).order_by("-pk")
    if not mails and mailbox not in {each.mailbox for each in CAST}:
        get_object_or_404(mails)
    context = {
        "name": name_of(mailbox),
        "mailbox": mailbox,
        "mails": mails,
        "zone": zone_of(mailbox),
    }
    return render(request, "demo/mailbox.html", context)


@require_safe
def mail(request: HttpRequest, mailbox: str, number: int) -> HttpResponse:
    """Show one mail, which is no longer new then."""
    found = get_object_or_404(DemoMail, mailbox=mailbox, pk=number)
    DemoMail.objects.filter(pk=number).update(opened=True)
    context = {
        "name": name_of(mailbox),
        "mailbox": mailbox,
        "mail": found,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "zone": zone_of(mailbox),
    }
    response = render(request, "demo/mail.html", context)
    response.headers["Content-Security-Policy"] = FRAMING
    return response


@require_safe
def html(_request: HttpRequest, mailbox: str, number: int) -> HttpResponse:
    """Give the HTML part as it was sent, its links leading out of the frame."""
    found = get_object_or_404(DemoMail, mailbox=mailbox, pk=number)
    response = HttpResponse(found.html.replace("<head>", TOP, 1))
    setattr(response, BARE, True)
    response.headers["Content-Security-Policy"] = IN_FRAME
    return response


def zone_of(mailbox: str) -> str:
    """Return where somebody lives, whose mail program shows their own time."""
    return next((each.details.zone for each in CAST if each.mailbox == mailbox), ZONE)
