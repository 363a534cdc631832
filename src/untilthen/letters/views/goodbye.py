"""One goodbye, left behind the door by who read a letter; it can be changed until the closing.

When the owner comes back it stays its writer's, to read once more or to destroy.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters.at_the_door import Door, goodbye_of, shred_goodbye
from untilthen.letters.doors import read_goodbye, write_goodbye
from untilthen.letters.forms import GoodbyeForm
from untilthen.letters.views.door import context, enter, keepers_of_door, see
from untilthen.people.linkpage import Visit


@require_http_methods(["GET", "HEAD", "POST"])
def goodbye(request: HttpRequest, name: str) -> HttpResponse:
    """Show the goodbye's form, keep what was written, or destroy it; before a letter was read, the
    door.
    """
    visit, door = enter(request, name)
    back = door.shut == "came_back" and goodbye_of(visit.link) is not None
    if not back and (door.shut or not door.read):
        return see(reverse("door", args=[name]))
    if request.method == "POST" and request.POST.get("does") == "shreds":
        shred_goodbye(visit.link)
        return done(request, name, visit, door, "shredded")
    if back:
        return kept(request, visit)
    if request.method != "POST":
        return show(request, visit, door, None)
    form = GoodbyeForm(request.POST, keepers=keepers_of_door(visit))
    if not form.is_valid():
        return show(request, visit, door, form)
    link, given = visit.link, form.cleaned_data
    shared_with = given.get("shares")
    write_goodbye(link.plan, link.person, link.round, given["text"], edge.now(), shared_with)
    return done(request, name, visit, door, "")


def show(request: HttpRequest, visit: Visit, door: Door, form: GoodbyeForm | None) -> HttpResponse:
    """Show the form with what was written before, or with what was just typed."""
    written = goodbye_of(visit.link)
    status = 200
    if form is None:
        before = {"text": read_goodbye(written), "shares": written.shared_with} if written else None
        form = GoodbyeForm(initial=before, keepers=keepers_of_door(visit))
    else:
        status = 422
    known = about(visit, door) | {"form": form, "written": bool(written)}
    return render(request, "letters/goodbye.html", known, status=status)


def kept(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a goodbye to its writer after the owner came back."""
    written = goodbye_of(visit.link)
    known = context(visit) | {"words": read_goodbye(written) if written else ""}
    return render(request, "letters/goodbye_kept.html", known)


def done(request: HttpRequest, name: str, visit: Visit, door: Door, what: str) -> HttpResponse:
    """Show that the goodbye is kept, or gone."""
    written = goodbye_of(visit.link)
    reader = visit.people.get(written.shared_with or 0) if written else None
    known = {
        "keeper": reader.name if reader and reader != visit.owner else "",
        "shredded": what == "shredded",
        "back_url": reverse("goodbye", args=[name]),
    }
    return render(request, "letters/goodbye_done.html", about(visit, door) | known)


def about(visit: Visit, door: Door) -> dict[str, object]:
    """Return what the goodbye's pages know."""
    known = context(visit, door)
    ends = max((each.stays_until for each in door.came if each.stays_until), default=None)
    return known | {"destroyed_at": ends or known["stays_until"]}
