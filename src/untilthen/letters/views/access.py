"""Who may read and write sealed things: the owner, signed in strongly (design 10.2).

Pages use strong_owner_page; what a page fetches uses owner_data, which answers in JSON.
"""

import errno
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from untilthen import edge
from untilthen.letters.actions import BadLetter, ChangedMeanwhile
from untilthen.letters.sentences import sentence
from untilthen.parts.keys import BadPart
from untilthen.parts.sentences import sentence as part_sentence
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person, plan_of
from untilthen.people.signin import OPENS_FOR, SAVES_FOR, strong_for

P = ParamSpec("P")
OwnersData = Callable[Concatenate[HttpRequest, Plan, P], HttpResponseBase]
Data = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
INSUFFICIENT_STORAGE = 507
"""The page shows the sentence that comes with it, and does not try again by itself."""
READING = ("GET", "HEAD")


def plan_for(request: HttpRequest) -> Plan | None:
    """Return the plan of who signed in strongly in the last ten minutes (to save: 12 hours)."""
    if not isinstance(request.user, User):
        return None
    ago = strong_for(request, edge.now())
    if ago is None or ago > (OPENS_FOR if request.method in READING else SAVES_FOR):
        return None
    return plan_of(request.user)


def owner_data(view: OwnersData[P]) -> Data[P]:
    """Give a view the plan; whoever may not have it gets 401, and problems become JSON."""

    @wraps(view)
    def data(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        plan = plan_for(request)
        if plan is None:
            return JsonResponse({"errors": {}}, status=401)
        translation.activate(person(plan.pk, OWNER).details.language)
        return told_apart(view, request, plan, *args, **kwargs)

    return data


def told_apart(
    view: OwnersData[P], request: HttpRequest, plan: Plan, *args: P.args, **kwargs: P.kwargs
) -> HttpResponseBase:
    """Return the view's answer, or what went wrong as JSON, by field."""
    try:
        return view(request, plan, *args, **kwargs)
    except BadLetter as problem:
        return refusal(problem, 422)
    except BadPart as problem:
        return JsonResponse({"errors": {"form": part_sentence(problem)}}, status=422)
    except ChangedMeanwhile as problem:
        return JsonResponse({"errors": {}, "version": problem.version}, status=409)
    except OSError as problem:
        full = problem.errno in NO_ROOM
        return cannot_keep("no_room" if full else "cannot_write")
    except DatabaseError:
        return cannot_keep("cannot_write")


def cannot_keep(why: str) -> JsonResponse:
    """Return the answer while the disk or the database takes nothing."""
    return refusal(BadLetter("form", why), INSUFFICIENT_STORAGE)


def refusal(problem: BadLetter, status: int) -> JsonResponse:
    """Return a problem as the browser's modules take it."""
    return JsonResponse({"errors": {problem.field: sentence(problem)}}, status=status)
