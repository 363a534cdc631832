"""The calendar of check-ins: the feed that programs fetch, one date to download, and the owner's
page about both.

Fetching is never a sign of life, and changes nothing.
"""

from datetime import datetime
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_safe

from untilthen import edge
from untilthen.domain.states import State
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.calendardates import Dates, dates_of
from untilthen.watch.calendarfile import calendar, one_date
from untilthen.watch.calendarlink import address_of, feed_of, in_force, make_address, remove_address
from untilthen.watch.store import load

CALENDAR = "text/calendar; charset=utf-8"
ASKED_TWICE = ("renews", "removes")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give a calendar program the plan's dates; raises Http404 for any address not in force."""
    found = feed_of(token)
    dates = dates_of(found.plan_id, load(found.plan_id)) if found else None
    if found is None or dates is None:
        raise Http404
    language = person(found.plan_id, OWNER).details.language
    content = calendar(found.plan_id, dates, language)
    etag, changed = f'"{sha256(content).hexdigest()[:32]}"', changed_at(dates, found.made_at)
    answer = HttpResponse(content, content_type=CALENDAR)
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(changed)
    answer = get_conditional_response(request, etag, changed, answer) or answer
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="check-ins.ics"'
    return answer


def changed_at(dates: Dates, made_at: datetime) -> int:
    """Return since when an address has shown these dates, in seconds."""
    return int(max(dates.changed_at, made_at).timestamp())


@require_safe
@strong_owner_page
def next_date(_request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give the next check-in alone as a file with an alarm; raises Http404 before the first."""
    dates = dates_of(plan.pk, load(plan.pk))
    if dates is None:
        raise Http404
    language = person(plan.pk, OWNER).details.language
    answer = HttpResponse(one_date(plan.pk, dates, language), content_type=CALENDAR)
    answer.headers["Content-Disposition"] = 'attachment; filename="check-in.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def calendar_page(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the calendar's address, and make or remove one; what ends an address is asked twice."""
    does, here = request.POST.get("does", ""), {"here": "settings"}
    address = in_force(plan.pk)
    if does in ASKED_TWICE and address is not None and request.POST.get("confirmed") != "yes":
        asked = here | {"does": does, "number": address.number}
        return render(request, "watch/calendar_confirm.html", asked)
    if does in ("makes", "renews"):
        number = request.POST.get("number", "0")
        after = int(number) if number.isascii() and number.isdigit() else 0
        make_address(plan.pk, edge.now(), after)
        return redirect("calendar")
    if does == "removes":
        remove_address(plan.pk, edge.now())
        return redirect("calendar")
    context = here | {
        "address": address_of(address) if address else "",
        "draft": load(plan.pk).state is State.DRAFT,
    }
    return render(request, "watch/calendar.html", context)
