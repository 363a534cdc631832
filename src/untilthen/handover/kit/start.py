"""Parts 1 to 3 of the kit: what to do first, the first day, and the people."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import Block, Heading, Prose, Table
from untilthen.handover.kit.facts import Keeper, KitFacts
from untilthen.handover.kit.names import printed

_ROWS_WITHOUT_NAMES = 4


def start_here(facts: KitFacts) -> list[Block]:
    """Return part 1: three sentences for whoever opens the kit."""
    owner = printed(facts.owner)
    heading = gettext("If {owner} has died, or nobody can reach {owner}: start here")
    first = gettext("{owner} prepared these pages so that nobody has to guess what to do.")
    danger = gettext(
        "If {owner} may be in danger now, ring the emergency number first; if you do not know how"
        " {owner} is, look in, and ring somebody from part 3."
    )
    died = gettext(
        "If {owner} has died, part 2 is for the first day and part 3 says who should hear of it;"
        " all the rest can wait."
    )
    said = [Prose(each.format(owner=owner)) for each in (first, danger, died)]
    return [Heading(heading.format(owner=owner), "1", large=True), *said]


def first_day() -> list[Block]:
    """Return part 2: what cannot wait, to be filled in by pen."""
    matters = (
        gettext("Children, and people who need care"),
        gettext("Animals"),
        gettext("Stove, water, heating"),
        gettext("Keys, doors, windows"),
        gettext("Work, and who is waiting today"),
        "",
    )
    head = (gettext("What"), gettext("What to do"), gettext("Who does it"))
    rows = tuple((each, "", "") for each in matters)
    said = gettext("Filled in by pen: what cannot wait until tomorrow.")
    return [
        Heading(gettext("The first day"), "2"),
        Table(head, rows, (28, 46, 26), 15, said),
    ]


def people(facts: KitFacts) -> list[Block]:
    """Return part 3: the keepers with their telephones, and whom to tell first."""
    owner = printed(facts.owner)
    blocks: list[Block] = [Heading(gettext("People"), "3")]
    if facts.keepers:
        said = gettext(
            "These people promised {owner} to be keepers: to answer honestly if they are asked"
            " about {owner}, and to help so that the letters arrive."
        )
        keeper_head = (gettext("Keeper"), gettext("Telephone"))
        keepers = tuple((_name(each), printed(each.phone)) for each in facts.keepers)
        blocks.append(Table(keeper_head, keepers, (55, 45), 9, said.format(owner=owner)))
    else:
        blocks.append(Prose(gettext("This plan has no keepers.")))
    names = [printed(each) for each in facts.tell_first]
    names += [""] * (1 if names else _ROWS_WITHOUT_NAMES)
    head = (gettext("Name"), gettext("Telephone"), gettext("Who tells them"))
    told = gettext("Please tell these people first, in person or by telephone:")
    rows = tuple((each, "", "") for each in names)
    return [*blocks, Table(head, rows, (40, 30, 30), 10, told)]


def _name(keeper: Keeper) -> str:
    if not keeper.technical:
        return printed(keeper.name)
    return gettext("{name}, who knows the machine").format(name=printed(keeper.name))
