"""What is wrong with a letter, key or file, in a sentence for the field it belongs to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from untilthen.letters.actions import BadLetter

BAD_KEY = _("The key on this page is not one that we can use. Please load the page again.")
SENTENCES: dict[str, Promise] = {
    "wrong_length": BAD_KEY,
    "other_key": BAD_KEY,
    "not_post_quantum": BAD_KEY,
    "not_locked": BAD_KEY,
    "has_key": _(
        "Your key was made before, perhaps in another window. That one counts, with its six words;"
        " the words shown here open nothing."
    ),
    "no_key": _("There is no key for your letters yet. Please make it first."),
    "nobody": _("Please choose at least one person."),
    "nobody_first": _("Please choose whom to ask first."),
    "no_keeper": _("Somebody chosen here is not among your keepers any more."),
    "not_confirmed": _(
        "Please confirm first that everybody chosen here has not asked you to stay away. The page"
        " “People you write to” says who is left."
    ),
    "unknown_person": _("Somebody chosen here is not among your people any more."),
    "bad_date": _("Please give a day such as 2031-05-02, or leave this empty."),
    "date_too_far": _("Please choose a day within the next hundred years."),
    "bad_choice": _("Please choose one of the answers offered."),
    "too_large": _("A file can have up to 100 MB."),
    "too_many": _(
        "Too many files are under way. Please save this letter first, or come back tomorrow."
    ),
    "too_large_piece": _("A part of the file was too large. Please load the page again."),
    "bad_offset": _("The file could not be put together. Please take it out and choose it again."),
    "missing": _(
        "A file of this letter is not here any more. Please take it out and choose it again."
    ),
    "damaged_on_the_way": _("The file did not arrive here as it was sent. Please try again."),
    "other_estate": _(
        "The key of your letters changed while this was being sealed. Please save once more."
    ),
    "not_sealed": _("What arrived was not sealed, so it was not kept. Please load the page again."),
    "too_long": _("A letter can have up to 4 MB of words. Longer ones can be added as a file."),
    "not_readable": _("What arrived could not be read. Please try again."),
    "no_room": _(
        "There is no room left on the server, so nothing was saved. What was saved before is safe."
        " Please tell whoever runs this service."
    ),
    "cannot_write": _(
        "The server cannot write anything down just now, so nothing was saved. What was saved"
        " before is safe. Please try again in a few minutes."
    ),
}


def sentence(problem: BadLetter) -> str:
    """Return what to say about a problem, in the active language."""
    return str(SENTENCES[problem.why])
