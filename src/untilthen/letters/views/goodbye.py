"""One goodbye, left behind the door by who read a letter; it can be changed until the closing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters.at_the_door import goodbye_of, shred_goodbye
from untilthen.letters.doors import read_goodbye, write_goodbye
from untilthen.letters.forms import GoodbyeForm
from untilthen.letters.views.door import context, enter, see
from untilthen.people.linkpage import Visit


@require_http_methods(["GET", "HEAD", "POST"])
def goodbye(request: HttpRequest, name: str) -> HttpResponse:
    """Show the goodbye's form, keep what was written, or destroy it; before a letter was read, the
    door.
    """
    visit, door = enter(request, name)
    if door.shut or not door.read:
        return see(reverse("door", args=[name]))
    if request.method != "POST":
        return show(request, visit, None)
    if request.POST.get("does") == "shreds":
        shred_goodbye(visit.link)
        return done(request, name, visit, shredded=True)
    form = GoodbyeForm(request.POST)
    if not form.is_valid():
        return show(request, visit, form)
    link = visit.link
    write_goodbye(link.plan, link.person, link.round, form.cleaned_data["text"], edge.now())
    return done(request, name, visit, shredded=False)


def show(request: HttpRequest, visit: Visit, form: GoodbyeForm | None) -> HttpResponse:
    """Show the form with what was written before, or with what was just typed."""
    written = goodbye_of(visit.link)
    if form is None:
        form = GoodbyeForm(initial={"text": read_goodbye(written)} if written else None)
    return render(
        request, "letters/goodbye.html", about(visit) | {"form": form, "written": bool(written)}
    )


def done(request: HttpRequest, name: str, visit: Visit, *, shredded: bool) -> HttpResponse:
    """Show that the goodbye is kept, or gone."""
    known = {"shared": False, "shredded": shredded, "back_url": reverse("goodbye", args=[name])}
    return render(request, "letters/goodbye_done.html", about(visit) | known)


def about(visit: Visit) -> dict[str, object]:
    """Return what the goodbye's pages know; it is shared with nobody, so no keeper is named."""
    known = context(visit)
    return known | {"keeper": "", "destroyed_at": known["stays_until"]}
