"""The report for an owner who came back: who was asked and told, what was read, why it got this
far.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from untilthen.domain.states import State
from untilthen.people.models import Plan
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.report import report
from untilthen.watch.store import load


@require_safe
@strong_owner_page
def what_happened(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the report while the plan rests after a return; its one button posts to Today."""
    switch = load(plan.pk)
    if switch.state is not State.CAME_BACK:
        return redirect("today")
    return render(request, "watch/came_back.html", report(plan.pk, switch) | {"here": "today"})
