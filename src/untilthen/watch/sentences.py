"""What people are told where the rules refuse something: one calm sentence for each reason."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from untilthen.domain.switch import Refused

SENTENCES: Mapping[str, object] = {
    "too_few_keepers": gettext_lazy("Not enough people have promised to be a keeper yet."),
    "nothing_to_stop": gettext_lazy("There is nothing to stop just now."),
    "already_held": gettext_lazy(
        "Everything is held already because of an earlier press. Sign in to stop it for good."
    ),
    "pause_out_of_range": gettext_lazy("A pause ends on a later day, at most 365 days from today."),
    "not_a_keeper": gettext_lazy("Only a keeper can answer this."),
    "no_promise_stands": gettext_lazy("Only a keeper whose promise stands can answer this."),
    "already_asked": gettext_lazy("This person has been asked already."),
    "too_many_invitations": gettext_lazy(
        "Ten people are asked already and have not answered. Wait for one of them, or take an"
        " invitation back."
    ),
    "reminded_already": gettext_lazy("We have written to this person twice, and do not again."),
    "too_late": gettext_lazy("Letters are going out already, so nobody can be asked any more."),
    "not_invited": gettext_lazy("This invitation is no longer open."),
    "no_vigil": gettext_lazy("Nobody needs to keep vigil just now."),
    "not_asked": gettext_lazy("We are not asking this just now."),
    "promise_too_young": gettext_lazy(
        "A promise must be 30 days old before its keeper can tell us of a death that nobody asked"
        " about. If you are worried, ring the other keepers, or look in."
    ),
    "settings_stand": gettext_lazy(
        "While we wait to hear from you, the waits stay as they are. Say first that you are here."
    ),
    "cannot_be_asked_to_call": gettext_lazy("This person cannot be asked to call just now."),
    "too_many_tests": gettext_lazy("Five tests went out today. Please try again tomorrow."),
    "no_dates_yet": gettext_lazy("There is no date to show yet."),
    "address_taken": gettext_lazy("This address belongs to somebody else here already."),
    "not_offered": gettext_lazy("This duty is no longer waiting for your answer."),
    "not_of_them": gettext_lazy("This page is about other people than you and the owner."),
    "reported_already": gettext_lazy("We have been told of this death already."),
    "undone_lately": gettext_lazy(
        "You told us this before, and it was a mistake. Please ask another keeper to tell us."
    ),
    "no_report": gettext_lazy("Nobody has told us of this death, or it is settled already."),
    "another_must_confirm": gettext_lazy("Another keeper has to confirm it."),
    "nothing_to_object_to": gettext_lazy("Nothing is about to leave just now."),
    "objected_already": gettext_lazy("You have asked us to wait longer already."),
    "waited_longest": gettext_lazy("We are waiting for as long as keepers can ask for already."),
    "opened_lately": gettext_lazy("You had all keepers asked within the last 90 days."),
    "answered_already": gettext_lazy("This has been answered already."),
}


def sentence(refused: Refused) -> str:
    """Return the words for a refusal."""
    return str(SENTENCES.get(refused.why) or _("This cannot be done just now."))
