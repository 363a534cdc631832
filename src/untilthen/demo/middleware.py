"""What the demo adds around the application: the worker's turn after each press, and a strip with
the clock on every page.
"""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _

from untilthen.demo.cast import ANA, name_of
from untilthen.demo.clock import ZONE, stage_now
from untilthen.demo.models import DemoMail, Stage
from untilthen.demo.moving import keep_marks, marks, work_now
from untilthen.people.linkpage import COOKIE, visit
from untilthen.people.queries import OWNER

DEMO = "/demo/"
ASKS_WORDS = b"data-six-words"
"""Stands in every page that asks for the six words of somebody's key."""
BARE = "demo_bare"
"""Set on an answer that is a document of its own, such as a mail."""
Next = Callable[[HttpRequest], HttpResponse]


class WorkAfterPresses:
    """After every press on a page, let the worker do at once what that made due."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer; the mails that follow from it have arrived by then."""
        if request.method != "POST" or request.path in (f"{DEMO}next/", f"{DEMO}day/"):
            return self.get_response(request)
        before = marks()
        response = self.get_response(request)
        work_now()
        if marks() > before:
            keep_marks(before)
        return response


class Strip:
    """Put the demo's strip at the foot of every page: its clock, the two buttons, who one is."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with the strip, where it is a page."""
        response = self.get_response(request)
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if not page or response.streaming or hasattr(response, BARE):
            return response
        before, end, after = response.content.rpartition(b"</body>")
        if end:
            head = f'<link rel="stylesheet" href="{static("demo/demo.css")}">\n</head>'
            facts = strip_facts(request)
            if ASKS_WORDS in before:
                facts["words"] = words_here(request)
            strip = render_to_string("demo/strip.html", facts, request)
            with_head = before.replace(b"</head>", head.encode(), 1)
            response.content = with_head + strip.encode() + end + after
        return response


def strip_facts(request: HttpRequest) -> dict[str, object]:
    """Return what the strip says."""
    return {
        "now": stage_now(),
        "zone": ZONE,
        "new_mails": DemoMail.objects.filter(opened=False).count(),
        "you": who_is_here(request),
    }


def words_here(request: HttpRequest) -> str:
    """Return the six words of whoever sees a page, or "" for somebody without a key."""
    token = request.COOKIES.get(COOKIE)
    number = visit(token).reader.number if token else OWNER
    return str(Stage.objects.get().words.get(str(number), ""))


def who_is_here(request: HttpRequest) -> str:
    """Return in words as whom a page is seen: by a link, in a mailbox, or signed in."""
    if request.path.startswith(DEMO):
        match = request.resolver_match
        mailbox = match.kwargs.get("mailbox") if match else None
        if mailbox is None:
            return ""
        return _("You look into the mailbox of %(name)s") % {"name": name_of(mailbox)}
    token = request.COOKIES.get(COOKIE)
    if token:
        return _("You are %(name)s, by the link in a mail") % {"name": visit(token).reader.name}
    if isinstance(request.user, User):
        return _("You are %(name)s, signed in") % {"name": ANA.name}
    return _("You are nobody in particular, and signed out")
