"""One short sentence for each kind of date to come, as Today lists them."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from untilthen.outbox.templatetags.dates import in_words
from untilthen.watch.outlook import Planned

WHAT: Mapping[str, Callable[[], str]] = {
    "check_in": lambda: _("We write to you that your check-in is near."),
    "due": lambda: _("Your check-in day."),
    "vigil_reminder": lambda: _("We ask once more those who have not answered."),
    "solo_wait": lambda: _("The quiet wait begins. We write to you every week."),
    "quiet_wait_mail": lambda: _("We write to you again."),
    "hold": lambda: _("If nobody knows by then, nothing happens, and we ask again later."),
    "last_word": lambda: _("Your last word takes effect, after one more quiet wait."),
    "release": lambda: _("Your letters go out."),
    "handed_over": lambda: _("Each letter is given, still sealed, to whom it is for."),
    "let_go": lambda: _("Everything is destroyed, unopened."),
    "closing_notice": lambda: _("We tell your keepers that the end is near."),
    "closed": lambda: _("Everything is destroyed."),
    "sign_in_wanted": lambda: _("We ask you to sign in with your password or passkey."),
    "yearly": lambda: _("We write to you once, so that you know this plan is here."),
}


def what(planned: Planned) -> str:
    """Return what a date brings, in one sentence."""
    names = in_words(planned.names)
    match planned.kind:
        case "reminder":
            return _("We remind you (reminder %(n)d). Nobody else knows.") % {"n": planned.n}
        case "vigil":
            return _("We ask %(names)s whether they have heard from you.") % {"names": names}
        case "hold_asked":
            return _("We ask %(names)s again.") % {"names": names}
        case "sure":
            return _("%(names)s are sure.") % {"names": names}
        case "duties":
            return _("We tell %(names)s what you hoped they would take over.") % {"names": names}
        case "knock":
            counted = ngettext(
                "We knock at the door of %(name)s: one letter.",
                "We knock at the door of %(name)s: %(count)d letters.",
                planned.count,
            )
            return counted % {"name": names, "count": planned.count}
        case kind:
            return WHAT[kind]()
