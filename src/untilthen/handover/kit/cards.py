"""The keeper's card and the owner's recovery card, a sheet each."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import (
    Block,
    Heading,
    NewPage,
    Points,
    Prose,
    SixWords,
    Steps,
    Words,
)
from untilthen.handover.kit.facts import CARD_WORDS, KIT_WORDS, CardFacts, RecoveryFacts
from untilthen.handover.kit.names import breakable, printed
from untilthen.handover.kit.telling import where
from untilthen.handover.kit.wordsheet import checked


def keeper_card(facts: CardFacts, words: tuple[str, ...] | None) -> list[Block]:
    """Return a keeper's card, with `words` or places for them; raises WrongNumberOfWords."""
    owner, keeper = printed(facts.owner), printed(facts.keeper)
    heading = gettext("{keeper}, keeper for {owner}").format(keeper=keeper, owner=owner)
    promise = gettext(
        "I promise to answer honestly if I am asked about {owner}, and to look in on {owner} before"
        " I say that {owner} has died."
    )
    about = gettext("This page explains. The words on this card are not typed there.")
    return [
        Heading(heading, large=True),
        Prose(promise.format(owner=owner)),
        Heading(gettext("If you are asked about {owner}").format(owner=owner)),
        Steps(_when_asked(owner)),
        where(facts.address, about),
        *(_part(facts, words) if facts.on_paper else _key(facts, words)),
    ]


def recovery_card(facts: RecoveryFacts, words: tuple[str, ...] | None) -> list[Block]:
    """Return the owner's recovery card, with six words or places; raises WrongNumberOfWords."""
    owner = printed(facts.owner)
    opens = gettext(
        "They unlock the key of your letters, so that you can read and change them. Nobody else has"
        " these words, and nobody can replace them."
    )
    lost = gettext(
        "If they are gone, your letters stay sealed and still arrive, but you can no longer read"
        " them. You can write new ones."
    )
    place = gettext(
        "Keep this card with other important papers, and not with your kit: whoever has these words"
        " and your locked key can read your letters."
    )
    asks = gettext("Nobody asks for these words by telephone or by mail.")
    sign = gettext(
        "Sign in at {address} and open your letters. The page asks for the words. The code beside"
        " this leads to a page that explains."
    ).format(address=breakable(facts.address))
    return [
        Heading(gettext("Recovery card of {owner}").format(owner=owner), large=True),
        Heading(gettext("Your six words")),
        Words(CARD_WORDS, checked(words, CARD_WORDS), 2),
        Heading(gettext("What they open")),
        Points((opens, lost, place, asks)),
        Heading(gettext("Where to go")),
        where(facts.address, sign),
        SixWords(gettext("Your signature has this fingerprint:"), facts.owner_fingerprint),
        *_codes(facts.codes),
    ]


def _codes(codes: tuple[str, ...]) -> list[Block]:
    """Return the codes to sign in with, or nothing where none were made."""
    if not codes:
        return []
    said = gettext(
        "If you lose your password and your passkey: ask for a code by mail on the page to sign in."
        " Then type one of these codes. Each works once."
    )
    return [Heading(gettext("Your codes to sign in")), Prose(said), Prose("   ".join(codes))]


def _when_asked(owner: str) -> tuple[str, ...]:
    said = (
        gettext(
            "Ring {owner}, or look in. If {owner} may be in danger now, ring the emergency number"
            " first."
        ),
        gettext(
            "Open the newest mail from Until Then and answer what you know. “I don\u2019t know"
            " yet” is an answer too."
        ),
        gettext(
            "If you are sure that {owner} has died, the page asks for the words of this card. With"
            " them your answer counts."
        ),
        gettext(
            "If you know it before you are asked, the link in any mail from Until Then leads to"
            " your page, and you can say it there."
        ),
    )
    return tuple(each.format(owner=owner) for each in said)


def _key(facts: CardFacts, words: tuple[str, ...] | None) -> list[Block]:
    said = gettext(
        "They unlock your own key, and your own key unlocks your part of set {set}. They open no"
        " letter."
    )
    return [
        Heading(gettext("Your six words")),
        Prose(said.format(set=facts.set_number)),
        Words(CARD_WORDS, checked(words, CARD_WORDS), 2),
        Heading(gettext("Fingerprints")),
        SixWords(gettext("Your own key has this fingerprint:"), facts.keeper_fingerprint),
        _signature(facts),
        Prose(_keep(facts)),
    ]


def _part(facts: CardFacts, words: tuple[str, ...] | None) -> list[Block]:
    said = gettext(
        "These words are part {part} of {parts} in set {set}. They are kept nowhere else. Alone"
        " they open nothing: it takes the parts of {needed} keepers, and one part more."
    )
    figures = {"part": facts.part, "parts": facts.parts, "set": facts.set_number}
    return [
        Prose(_keep(facts)),
        NewPage(),
        Heading(gettext("Your part of the key")),
        Prose(said.format(**figures, needed=facts.sure_needed)),
        Words(KIT_WORDS, checked(words, KIT_WORDS), 2),
        _signature(facts),
    ]


def _signature(facts: CardFacts) -> SixWords:
    label = gettext("The signature of {owner} has this fingerprint:").format(
        owner=printed(facts.owner)
    )
    return SixWords(label, facts.owner_fingerprint)


def _keep(facts: CardFacts) -> str:
    said = gettext(
        "Keep this card with other important papers, and never together with the kit of {owner}."
        " Once a year Until Then asks whether you still have it. Nobody asks for its words by"
        " telephone or by mail. When you get a newer card, please destroy this one."
    )
    return said.format(owner=printed(facts.owner))
