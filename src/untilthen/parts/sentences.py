"""What is wrong with a key, part or proof, in a sentence for whoever sent it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from untilthen.parts.keys import BadPart

AGAIN = _("What this page sent could not be used, and nothing has changed. Please load it again.")
SENTENCES: dict[str, Promise] = {
    "not_readable": AGAIN,
    "bad_key": AGAIN,
    "bad_set": AGAIN,
    "has_key": _(
        "A key was made here before, perhaps in another window. That one counts, with its six"
        " words; the words shown here open nothing."
    ),
    "key_of_another": _(
        "Somebody else in this plan already has this very key. Each person needs a key of their"
        " own."
    ),
    "too_few_keepers": _("There are not enough keepers with a key for this yet."),
    "key_changed": _(
        "A keeper's key is another one than this page was given. Please load the page again."
    ),
    "other_number": _(
        "Another set of parts was made meanwhile, perhaps in another window. Please load the page"
        " again."
    ),
    "no_part": _("There is no part here for you to show."),
    "no_challenge": _("This answer was already used, or was never asked for. Please try again."),
    "too_late": _("This answer came too late. Please try again."),
    "other_part": _(
        "These words are a part, but not the one that we ask for. Perhaps they are of an older set."
    ),
    "copy_of_ours": _(
        "These are the same words that we have ourselves, so they add nothing. The kit's own are on"
        " another sheet, if it has any."
    ),
    "part_of_keeper": _("These words are a keeper's part, not the kit's."),
    "not_asked": _("Nobody is asking for parts just now."),
    "not_signed": _("The list of what is sealed is not signed with your key."),
    "old_manifest": _("Something changed meanwhile. Please try again."),
}


def sentence(problem: BadPart) -> str:
    """Return what to say about a problem, in the active language."""
    return str(SENTENCES[problem.why])
