"""Parts 9 and 10 of the kit: which version this is, and cards to cut out."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import Block, Card, Heading, NewPage, Points, Prose, Table
from untilthen.handover.kit.facts import KitFacts
from untilthen.handover.kit.names import printed, short
from untilthen.handover.kit.qr import code_of, explaining
from untilthen.outbox.templatetags.dates import full_day

_ON_A_CARD = 3
"""Keepers whose telephone fits on a card."""


def this_version(facts: KitFacts) -> list[Block]:
    """Return part 9: version, dates, and where the copies lie."""
    said = [
        gettext("Version {number}, printed on {day}.").format(
            number=facts.version, day=full_day(facts.printed_on)
        ),
        gettext("It is valid until {day}. {owner} prints a new one by then.").format(
            owner=printed(facts.owner), day=full_day(facts.valid_until)
        ),
        gettext("Please destroy older copies."),
    ]
    if facts.kind in ("one", "two"):
        said.append(gettext("The sheet of words does not lie with a keeper."))
    if facts.kind == "two":
        said.append(gettext("The two sheets of words lie in two different places."))
    head = (gettext("Copy"), gettext("Where it lies"))
    rows = tuple((str(number), "") for number in range(1, facts.copies + 1))
    return [
        NewPage(sheet=True),
        Heading(gettext("This version"), "9"),
        Points(tuple(said)),
        Table(head, rows, (12, 88), 10),
    ]


def cards(facts: KitFacts) -> list[Block]:
    """Return part 10: one card for the owner's wallet, one for somebody close."""
    said = gettext("Cut along the broken lines, fold in the middle, and write with a pen.")
    return [
        Heading(gettext("Cards for a wallet"), "10"),
        Prose(said),
        _for_the_owner(facts),
        _for_somebody_close(facts),
    ]


def _for_the_owner(facts: KitFacts) -> Card:
    said = gettext("If I have died, or nobody can reach me, please ring:")
    return _card(facts, short(facts.owner), said, gettext("My kit lies here:"))


def _for_somebody_close(facts: KitFacts) -> Card:
    owner = short(facts.owner)
    said = gettext("If {owner} has died, or nobody can reach {owner}, please ring:")
    heading = gettext("About {owner}").format(owner=owner)
    return _card(facts, heading, said.format(owner=owner), gettext("The kit lies here:"))


def _card(facts: KitFacts, heading: str, front: str, blank: str) -> Card:
    page = explaining(facts.address)
    drawn = code_of(page)
    alt = gettext("QR code that opens {address}").format(address=page)
    named = [(short(each.name), printed(each.phone)) for each in facts.keepers[:_ON_A_CARD]]
    people = (*named, *[("", "")] * (_ON_A_CARD - len(named)))
    return Card(heading, front, people, drawn.svg, alt, drawn.side_mm, page, blank)
