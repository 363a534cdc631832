"""The report for an owner who came back: who was asked and told, what was read, why it got this
far.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from untilthen.people.models import Plan
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.report import report
from untilthen.watch.store import load


@require_safe
@strong_owner_page
def what_happened(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the report from a return until the next round; its one button posts to Today."""
    known = report(plan.pk, load(plan.pk))
    if known is None:
        return redirect("today")
    return render(request, "watch/came_back.html", known | {"here": "today"})
