"""The demo's own pages: everybody at a glance, the clock's two buttons, and being Ana."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from untilthen.demo.cast import ANA, PASSWORD
from untilthen.demo.clock import stage
from untilthen.demo.happened import just_happened, new_mail
from untilthen.demo.mailboxes import mailboxes
from untilthen.demo.moving import one_day_on, to_next_thing
from untilthen.demo.scene import begin_again
from untilthen.demo.suggestions import suggestion
from untilthen.domain.states import State
from untilthen.people.models import Plan
from untilthen.watch.models import SwitchRow

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what just happened, what one may do now, and everybody's mailbox."""
    here, state = stage(), state_now()
    context = {
        "happened": just_happened(here),
        "new_mail": new_mail(here),
        "nothing_left": request.GET.get("left") == "nothing",
        "suggestion": suggestion(state),
        "over": state is State.CLOSED,
        "mailboxes": mailboxes(),
        "ana": {"address": ANA.mailbox, "password": PASSWORD, "words": here.six_words},
    }
    return render(request, "demo/index.html", context)


def state_now() -> State:
    """Return where Ana's plan stands; once it is forgotten it is closed."""
    row = SwitchRow.objects.first()
    return State(row.state) if row else State.CLOSED


@require_POST
def next_thing(_request: HttpRequest) -> HttpResponse:
    """Move the clock to the next thing that happens."""
    return back(left=to_next_thing())


@require_POST
def one_day(_request: HttpRequest) -> HttpResponse:
    """Move the clock a day on."""
    one_day_on()
    return back()


@require_POST
def be_ana(request: HttpRequest) -> HttpResponse:
    """Sign the visitor in as Ana, as strongly as her password would."""
    user = get_object_or_404(User, plans__in=Plan.objects.filter(closed_at=None))
    login(request, user, BACKEND)
    record_authentication(request, user, method="password", email=ANA.mailbox)
    return see(reverse("today"))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Throw everything away and begin again on 1 March."""
    logout(request)
    begin_again()
    return back()


def back(*, left: bool = True) -> HttpResponse:
    """Lead to the first page, which says what happened."""
    return see(reverse("demo") + ("" if left else "?left=nothing"))


def see(path: str) -> HttpResponse:
    """Lead to a page after a press."""
    answer = HttpResponseRedirect(path)
    answer.status_code = 303
    return answer
