"""The sheet of a kit's own words: secret from the server, so it is printed with numbered places to
write in, or with the words on the owner's own machine."""

from django.utils.translation import gettext

from untilthen.handover.kit.blocks import Block, Heading, NewPage, Prose, SixWords, Words
from untilthen.handover.kit.facts import KIT_WORDS, KitFacts, WrongNumberOfWords
from untilthen.handover.kit.names import breakable, printed


def words_of_the_kit(facts: KitFacts, words: tuple[str, ...] | None) -> list[Block]:
    """Return the sheet with 33 words or places for them, nothing for a kit without.

    Raises WrongNumberOfWords.
    """
    if facts.kind == "none":
        return []
    empty = gettext("This page is empty, because the other side of this paper is cut.")
    heading = gettext("The words of this kit")
    if facts.kind == "two":
        heading = gettext("The words of this kit: sheet {number} of 2").format(number=facts.sheet)
    part = gettext("{owner}: part of set {set}, version {version} of the kit.").format(
        owner=printed(facts.owner), set=facts.set_number, version=facts.version
    )
    blocks: list[Block] = [
        NewPage(sheet=True, note=empty),
        Heading(heading, large=True),
        Prose(f"{part} {_alone(facts)}"),
    ]
    if not words:
        blocks.append(Prose(gettext("Write each word clearly, beside its number.")))
    typed = gettext(
        "Nobody asks for these words by telephone or by mail. They are only ever typed at"
        " {address}, or into the page of the offline bundle."
    )
    return [
        *blocks,
        SixWords(
            gettext("They belong to the key with this fingerprint:"), facts.estate_fingerprint
        ),
        Words(KIT_WORDS, checked(words, KIT_WORDS), 2),
        Prose(typed.format(address=breakable(facts.address))),
    ]


def checked(words: tuple[str, ...] | None, needed: int) -> tuple[str, ...]:
    """Return the words to print, empty for places to write in; raises WrongNumberOfWords."""
    if words and len(words) != needed:
        raise WrongNumberOfWords(len(words), needed)
    return words or ()


def _alone(facts: KitFacts) -> str:
    said = {
        "one": gettext("Alone, these words open nothing."),
        "two": gettext("Alone, these words open nothing, and neither do both sheets."),
        "copy": gettext(
            "Alone, these words open nothing: they are a copy of the part on the server, and it"
            " takes keepers too."
        ),
    }
    return said[facts.kind]
