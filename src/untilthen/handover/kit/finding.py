"""Parts 6 to 8 of the kit: where things are, what to do when the address does not open, and the
sheet for whoever knows the machine."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import (
    Blank,
    Block,
    Heading,
    NewPage,
    Prose,
    SixWords,
    Steps,
    Together,
)
from untilthen.handover.kit.facts import KitFacts
from untilthen.handover.kit.names import breakable, printed


def where_things_are(facts: KitFacts) -> list[Block]:
    """Return part 6: places, to be filled in by pen."""
    places = [
        gettext("The will, and who knows about it"),
        gettext("Medical papers, and wishes about treatment"),
        gettext("Password manager: where its emergency kit lies"),
        gettext("The safe, and who can open it"),
        gettext("Passport, insurance, papers of the family"),
    ]
    if facts.kind == "two":
        places.append(gettext("The other sheet of words"))
    said = gettext("Filled in by pen. Only where things are: no password belongs on these pages.")
    heading = Heading(gettext("Where things are"), "6")
    return [Together((heading, Prose(said), *(Blank(each) for each in places)))]


def if_it_does_not_open(facts: KitFacts) -> list[Block]:
    """Return part 7: the ways that are left, and who holds parts of the key."""
    owner = printed(facts.owner)
    second = breakable(facts.second_address)
    steps = [
        gettext("Wait a day and try again: a machine may be away for a while."),
        gettext("Try the second address: {address}").format(address=second) if second else "",
        _ask(facts),
        gettext(
            "{owner} may have kept a copy of everything, still sealed: the offline bundle, a zip"
            " file. Its {readme} explains in plain words, and its {page} opens the letters in any"
            " browser, without a network."
        ).format(owner=owner, readme="README.txt", page="open.html"),
    ]
    signed = gettext(
        "What {owner} sealed is also signed. Where it is opened, these six words must be shown:"
    )
    blanks = [] if second else [Blank(gettext("A second address, if there is one"))]
    return [
        Heading(gettext("If the address does not open"), "7"),
        Steps(tuple(filter(None, steps))),
        *blanks,
        Blank(gettext("Where the offline bundle lies")),
        Prose(_who_holds_parts(facts)),
        SixWords(signed.format(owner=owner), facts.owner_fingerprint),
        Prose(gettext("If everything fails, this paper is the plan.")),
    ]


def for_the_machine(facts: KitFacts) -> list[Block]:
    """Return part 8, a page of its own: what the server needs, to be filled in by pen."""
    owner = printed(facts.owner)
    heading = gettext("For whoever knows the machine")
    if facts.technical:
        heading = gettext("Sheet for {name}").format(name=printed(facts.technical.name))
    said = gettext("Filled in by pen. No passwords here, only where they lie.")
    keep = gettext(
        "Please let the machine run until {days} days after the last letter: until then letters"
        " wait there to be read. When Until Then is closed, it keeps nothing of {owner}, and the"
        " machine, its mail and its domain can be given up."
    )
    keep = keep.format(days=facts.settings.goodbye_days, owner=owner)
    return [
        NewPage(),
        Heading(heading, "8"),
        Prose(keep),
        Prose(said),
        Blank(gettext("Where the server stands, and with whom"), 2),
        Blank(gettext("Who pays for it, how, and until when"), 2),
        Blank(gettext("The domain: with whom, where its DNS is kept, its day of renewal"), 2),
        Blank(gettext("How its mail is sent, and with whom"), 2),
        Blank(gettext("Where the backups are, and where their keys lie"), 2),
        Blank(gettext("How to sign in to the machine")),
        Blank(gettext("The command that restores a backup"), 2),
        Blank(gettext("How to shut it down, and what else runs on it"), 2),
    ]


def _ask(facts: KitFacts) -> str:
    if facts.technical is None:
        return gettext("Ask somebody who knows computers, and give them part 8.")
    name, phone = printed(facts.technical.name), printed(facts.technical.phone)
    if phone:
        return gettext("Ask {name} ({phone}), and give them part 8.").format(name=name, phone=phone)
    return gettext("Ask {name}, and give them part 8.").format(name=name)


def _who_holds_parts(facts: KitFacts) -> str:
    """Say what it takes to open the letters, and that it takes more than one."""
    if not facts.parts:
        return gettext("The key to the letters is not cut into parts. This kit holds none of it.")
    said = {
        "one": gettext(
            "The key to the letters is cut into parts. It takes two of these three: the part on the"
            " server; the parts of {needed} of the {parts} keepers who have one; the 33 words of"
            " this kit."
        ),
        "two": gettext(
            "The key to the letters is cut into parts. It takes two of these three: the part on the"
            " server; the parts of {needed} of the {parts} keepers who have one; the 33 words on"
            " both sheets of this kit, which lie in two places."
        ),
        "copy": gettext(
            "The key to the letters is cut into parts. It takes the parts of {needed} of the"
            " {parts} keepers who have one, together with the part on the server. The 33 words of"
            " this kit are a copy of that part."
        ),
        "none": gettext(
            "The key to the letters is cut into parts. It takes the parts of {needed} of the"
            " {parts} keepers who have one, together with the part on the server. This kit holds"
            " none."
        ),
    }
    return said[facts.kind].format(needed=facts.settings.sure_needed, parts=facts.parts)
