"""Questions that may help to begin a letter, for each kind of letter somebody may want to write.
None has to be answered; which kind was chosen is sealed with the letter and known to nobody else.
The context "in a letter" marks what one person says to another, in German with "du".
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as begins


@dataclass(frozen=True)
class Prompt:
    """A question, and the words with which its answer may begin."""

    question: Promise
    starter: Promise


@dataclass(frozen=True)
class Kind:
    """One kind of letter: the word for it inside the seal, what it is called, and its questions."""

    word: str
    name: Promise
    prompts: tuple[Prompt, ...]
    hint: Promise | str = ""


THANKS = Prompt(_("What do you want to thank them for?"), begins("in a letter", "Thank you for"))

KINDS = (
    Kind(
        "farewell",
        _("A farewell"),
        (
            Prompt(_("Who are they to you?"), begins("in a letter", "To me you are")),
            Prompt(_("Which moment do you keep?"), begins("in a letter", "A moment I keep is")),
            Prompt(
                _("Is there something you are sorry for?"), begins("in a letter", "I am sorry for")
            ),
            Prompt(_("Is there something you forgive?"), begins("in a letter", "I forgive")),
            THANKS,
            Prompt(_("Do they know that you love them?"), begins("in a letter", "I love you.")),
            Prompt(_("How do you say goodbye?"), begins("in a letter", "Goodbye,")),
        ),
    ),
    Kind(
        "short",
        _("A few lines"),
        (
            THANKS,
            Prompt(_("Which memory would you share?"), begins("in a letter", "I remember")),
            Prompt(_("What do you wish for them?"), begins("in a letter", "I wish you")),
        ),
    ),
    Kind(
        "to_child",
        _("To a child"),
        (
            Prompt(
                _("Could they think it was their fault?"),
                begins("in a letter", "It is not your fault."),
            ),
            Prompt(_("What do you see in them?"), begins("in a letter", "What I see in you is")),
            Prompt(_("Whom can they always ask?"), begins("in a letter", "You can always ask")),
            Prompt(
                _("Which stories of the two of you should stay?"),
                begins("in a letter", "Do you remember when"),
            ),
            Prompt(_("May they be happy without you?"), begins("in a letter", "You may be happy.")),
        ),
        _("A child may read this many times, and at other ages than now. Short sentences last."),
    ),
    Kind(
        "make_peace",
        _("To make peace"),
        (
            Prompt(
                _("What happened, and what was your part in it?"),
                begins("in a letter", "My part in it was"),
            ),
            Prompt(_("What do you wish now?"), begins("in a letter", "What I wish is")),
            Prompt(_("Do they have to answer?"), begins("in a letter", "You owe me no answer.")),
        ),
        _("Read it again in a week, before you leave it as it is."),
    ),
    Kind(
        "work_or_club",
        _("To people at work or in a club"),
        (
            Prompt(_("What is still open?"), begins("in a letter", "Still open is")),
            Prompt(_("Who decides now?"), begins("in a letter", "From now on, please ask")),
            Prompt(_("Where are the files?"), begins("in a letter", "The files are")),
            Prompt(
                _("Whom do you want to thank, and for what?"),
                begins("in a letter", "Thank you for"),
            ),
        ),
    ),
    Kind(
        "to_my_keepers",
        _("To my keepers"),
        (
            THANKS,
            Prompt(_("How would you like it done?"), begins("in a letter", "I would like")),
            Prompt(_("What does not matter?"), begins("in a letter", "It does not matter")),
        ),
    ),
)
