"""Parts 4 and 5 of the kit: how to tell Until Then, what then happens, and how to stop it."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import Block, Heading, Points, Prose, Steps, Where
from untilthen.handover.kit.facts import KitFacts
from untilthen.handover.kit.names import printed
from untilthen.handover.kit.qr import code_of, explaining


def where(address: str, before: str, code: str = "", after: str = "") -> Where:
    """Return the page that explains, as a QR code and as text; `code` is typed there."""
    page = explaining(address)
    drawn = code_of(page)
    alt = gettext("QR code that opens {address}").format(address=page)
    label = gettext("Kit code:") if code else ""
    return Where(drawn.svg, alt, drawn.side_mm, page, before, label, code, after)


def how_to_tell(facts: KitFacts) -> list[Block]:
    """Return part 4: the address, the kit code, and what then happens, in days."""
    owner = printed(facts.owner)
    before = gettext(
        "Open this page on a telephone or computer. It only explains; looking at it changes"
        " nothing."
    )
    after = gettext(
        "The code says which plan this kit belongs to. Type it where a page asks for it. It opens"
        " nothing by itself."
    )
    blocks: list[Block] = [
        Heading(gettext("How to tell Until Then"), "4"),
        where(facts.address, before, facts.code, after),
    ]
    if facts.keepers:
        who = gettext(
            "It is the keepers who tell it that {owner} has died, each for themselves: the link in"
            " any mail that Until Then sent them leads to their page. Please ring them."
        )
        blocks.append(Prose(who.format(owner=owner)))
    blocks.append(Prose(gettext("What then happens:")))
    steps = _with_keepers(facts) if facts.keepers else _alone(facts)
    return [*blocks, Steps(tuple(steps))]


def if_alive(facts: KitFacts) -> list[Block]:
    """Return part 5: how to stop it."""
    owner = printed(facts.owner)
    ways = [
        gettext(
            "{owner} opens the newest mail from Until Then and presses the button there. That"
            " needs no password."
        )
    ]
    if facts.keepers:
        ways += [
            gettext(
                "Or a keeper opens their newest mail from Until Then and presses “{owner} is"
                " alive”."
            ),
            gettext("Or you ring a keeper from part 3 and ask them to."),
        ]
        then = gettext(
            "Everything stops at once, and letters that have not gone out stay sealed. If {owner}"
            " pressed, it takes a sign-in as well to be certain who it was; without one the"
            " keepers are asked again after 7 days."
        )
    else:
        then = gettext(
            "Everything stops at once, and letters that have not gone out stay sealed. Then it"
            " takes a sign-in to be certain that it was {owner}; without one the waiting begins"
            " again after 7 days."
        )
    back = gettext("Afterwards, please put these pages back where they were.")
    return [
        Heading(gettext("If {owner} is alive").format(owner=owner), "5"),
        Prose(gettext("It can be stopped at any time.")),
        Points(tuple(each.format(owner=owner) for each in ways)),
        Prose(f"{then.format(owner=owner)} {back}"),
    ]


def _with_keepers(facts: KitFacts) -> list[str]:
    said = (
        gettext(
            "If nobody says anything: {owner} checks in every {check_in} days. {grace} days after"
            " a missed check-in, Until Then asks the keepers, and they have {vigil} days to answer."
        ),
        gettext("When one keeper says that {owner} is alive, everything stops."),
        gettext(
            "When {needed} keepers are sure that {owner} has died, it writes to {owner} once more"
            " and waits: {quiet} days if it had asked them, {early} days if they spoke first."
        ),
        gettext("Then the duties are offered, and the letters go out, one after the other."),
        gettext(
            "{goodbye} days after the last letter, everything {owner} left there is destroyed."
        ),
    )
    return _filled(facts, said)


def _alone(facts: KitFacts) -> list[str]:
    said = (
        gettext(
            "{owner} checks in every {check_in} days. {grace} days after a missed check-in a last"
            " wait of {solo} days begins, in which Until Then writes to {owner} every week."
        ),
        gettext("Then the letters go out, one after the other. Nobody has to tell it anything."),
        gettext(
            "{goodbye} days after the last letter, everything {owner} left there is destroyed."
        ),
    )
    return _filled(facts, said)


def _filled(facts: KitFacts, said: tuple[str, ...]) -> list[str]:
    settings = facts.settings
    figures = {
        "owner": printed(facts.owner),
        "check_in": settings.check_in_days,
        "grace": settings.grace_days,
        "vigil": settings.vigil_days,
        "needed": settings.sure_needed,
        "quiet": settings.quiet_wait_days,
        "early": settings.early_wait_days,
        "solo": settings.solo_wait_days,
        "goodbye": settings.goodbye_days,
    }
    return [each.format(**figures) for each in said]
