"""The page on which anybody we write to stops our mail, or has their address erased (domain 3.6).

It is reached from every page and mail of theirs; the header of a mail program posts to `one_click`.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.people.linkpage import SeeOther, Visit, follow, visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.people.queries import OWNER
from untilthen.watch import ownmail
from untilthen.watch.store import load

ONE_CLICK = ("List-Unsubscribe", "One-Click")
ASKED_TWICE = ("erases", "does_not_know_owner")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """Take a mail program's one-click "no more mail" without cookies; a look only leads to the page
    with its button.
    """
    asked = visit(token)
    check(asked)
    if request.method != "POST":
        return follow(request, token)
    field, value = ONE_CLICK
    if request.POST.get(field) == value:
        ownmail.stop_mail(asked.plan.pk, asked.link.person, edge.now())
    return HttpResponse("ok\n", "text/plain")


@require_http_methods(["GET", "HEAD", "POST"])
def your_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show how it stands with our mail to somebody, and take what they want."""
    asked = visit_of(request, LinkKind.OWN_MAIL, name)
    check(asked)
    if request.method == "POST":
        return pressed(request, asked)
    return show(request, asked, "")


def check(asked: Visit) -> None:
    """Raise Http404 for a link of another kind, or one of the owner's."""
    if asked.link.kind is not LinkKind.OWN_MAIL or asked.link.person == OWNER:
        raise Http404


def pressed(request: HttpRequest, asked: Visit) -> HttpResponse:
    """Do what was pressed; what cannot be undone is asked once more."""
    plan, who, now = asked.plan.pk, asked.link.person, edge.now()
    does = request.POST.get("does", "")
    if does in ASKED_TWICE and request.POST.get("confirmed") != "yes":
        return show(request, asked, does)
    match does:
        case "stops":
            ownmail.stop_mail(plan, who, now)
        case "comes_again":
            ownmail.have_mail_again(plan, who, now)
        case "erases" | "does_not_know_owner":
            ownmail.erase(plan, who, now, for_good=does == "does_not_know_owner")
        case _:
            pass
    return SeeOther(request.path)


def show(request: HttpRequest, asked: Visit, asks: str) -> HttpResponse:
    """Show the page, or what is asked once more."""
    keeper = ownmail.keeper_of(load(asked.plan.pk), asked.link.person)
    known = {
        "owner": asked.owner.name,
        "person": asked.reader.name,
        "no_mail": asked.reader.no_mail,
        "erased": not asked.reader.details.address,
        "keeper": keeper is not None,
        "recipient": asked.reader.recipient,
        "asks": asks,
        "back_url": request.path,
    }
    return render(request, "watch/your_mail.html", known)
