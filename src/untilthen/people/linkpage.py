"""Pages reached by a link in a mail: the token moves out of the address into a cookie for that one
page (design 10.5).

Unknown, foreign and closed links all raise Http404, which is answered with one plain page.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from untilthen.domain.calendar import local_day
from untilthen.keystore.queries import KeyGone
from untilthen.people.links import Link, LinkKind, read_token
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, people

COOKIE = "link"
KEPT_SECONDS = 400 * 24 * 60 * 60
"""As long as browsers keep a cookie at all."""
SHORT_ID_LENGTH = 16
PATHS = {
    LinkKind.CHECK_IN: "check-in",
    LinkKind.INVITATION: "promise",
    LinkKind.VIGIL: "vigil",
    LinkKind.DOOR: "door",
    LinkKind.DUTIES: "duties",
    LinkKind.TOLD_LIST: "told",
    LinkKind.OWN_KEY: "own-key",
    LinkKind.ENTRUSTED: "with-you",
    LinkKind.OWN_MAIL: "your-mail",
}


class SeeOther(HttpResponseRedirect):
    """An answer that leads on to a page to be looked at, whatever was asked before."""

    status_code = 303


@dataclass(frozen=True)
class Visit:
    """A link as it was followed: its meaning, its token, the plan it belongs to, and the people of
    the plan by number.
    """

    link: Link
    token: str
    plan: Plan
    people: dict[int, Person]

    @property
    def reader(self) -> Person:
        """Whom the link was made for."""
        return self.people[self.link.person]

    @property
    def owner(self) -> Person:
        """Whose plan it is."""
        return self.people[OWNER]

    @property
    def zones(self) -> tuple[str, str]:
        """The owner's and the reader's zone name, as templates take them."""
        return self.owner.details.zone, self.reader.details.zone

    def today(self, now: datetime) -> date:
        """Return the day it is where the owner or the reader lives, whichever is further on."""
        return max(local_day(now, zone) for zone in self.zones)


def short_id(token: str) -> str:
    """Return what stands for a token in addresses; it opens nothing."""
    return sha256(token.encode()).hexdigest()[:SHORT_ID_LENGTH]


def path_of(link: Link, token: str) -> str:
    """Return the address of a link's page, which holds no token."""
    return f"/{PATHS[link.kind]}/{short_id(token)}/"


def follow(_request: HttpRequest, token: str) -> HttpResponse:
    """Answer a link's first address: keep the token in a cookie for its page, and lead there.

    Raises Http404 for any token that leads nowhere.
    """
    link = visit(token).link
    path = path_of(link, token)
    response = SeeOther(path, headers={"Referrer-Policy": "no-referrer"})
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_SECONDS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def visit(token: str) -> Visit:
    """Return what a token leads to; raises Http404 where it was not made by us, or is over."""
    link = read_token(token)
    plan = Plan.objects.filter(pk=link.plan, closed_at=None).first() if link else None
    if link is None or plan is None:
        raise Http404
    try:
        everybody = people(link.plan)
    except KeyGone:
        raise Http404 from None
    if link.person not in everybody or OWNER not in everybody:
        raise Http404
    return Visit(link, token, plan, everybody)


def visit_of(request: HttpRequest, kind: LinkKind, name: str) -> Visit:
    """Return the visit whose page is asked for by its short id `name`; raises Http404.

    What is said from here on is said in the reader's language.
    """
    token = request.COOKIES.get(COOKIE, "")
    if short_id(token) != name:
        raise Http404
    found = visit(token)
    if found.link.kind is not kind:
        raise Http404
    translation.activate(found.reader.details.language)
    return found


def link_of(request: HttpRequest, kind: LinkKind, name: str) -> Link:
    """Return the link whose page is asked for by its short id `name`; raises Http404."""
    return visit_of(request, kind, name).link
