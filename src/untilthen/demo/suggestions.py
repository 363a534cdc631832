"""What a visitor may do now, in a few plain words for every state of Ana's plan."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from untilthen.domain.states import State

WAITING = _(
    "Do nothing for Ana, as if she had died, and press “Next thing that happens”. Or open her"
    " newest mail, follow its link and press the button there."
)
ASKED = _(
    "Open the mail of a keeper and answer: look in first and keep vigil, say that Ana is alive,"
    " or say that you are sure. It takes two who are sure. Or press on, and see what silence"
    " does."
)
OUT = _(
    "Open the mail of somebody whom a letter was brought, follow its link, and read it there;"
    " if it came still sealed, the page says who can help to open it. Then leave a goodbye, or"
    " press on until everything is destroyed."
)
SUGGESTIONS: Mapping[State, object] = {
    State.DRAFT: _("Open the mail of somebody who was asked to be a keeper, and promise."),
    State.LIVING: _(
        "Press “Next thing that happens” and let time pass, as if Ana had died. Or be Ana: open her"
        " newest mail and say that she is here; look at her letters, or write one."
    ),
    State.DUE: WAITING,
    State.OVERDUE: WAITING,
    State.PAUSED: _("Nothing happens until the pause is over. Press on, or be Ana."),
    State.VIGIL: ASKED,
    State.ON_HOLD: ASKED,
    State.QUIET_WAIT: _(
        "Press on and let the week pass. Or be Ana after all: open her newest mail, and one"
        " press stops everything. A keeper can still say that she is alive, too."
    ),
    State.DELIVERING: _(
        "Press “Next thing that happens”: each letter is brought in the daytime of where its"
        " reader lives. The keepers have their duties in their mail."
    ),
    State.GOODBYES: OUT,
    State.STOPPED: _(
        "Be Ana and sign in, or have a keeper say that she is alive. If nobody does, press on,"
        " and the keepers are asked again."
    ),
    State.CAME_BACK: _(
        "Be Ana: she can see what happened while she was silent, and begin again when she is ready."
    ),
    State.CLOSED: _(
        "The story is over. Every mail is still in its mailbox, but its links lead nowhere now."
        " You can begin again."
    ),
}


def suggestion(state: State) -> object:
    """Return what to do in a state."""
    return SUGGESTIONS[state]
