"""Printed sheets as PDF: the words through gettext, the look by typst, all from memory and without
a network. The PDF is tagged (PDF/UA-1), and the same facts always give the same bytes.
"""

import json
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Literal

import typst
from django.utils import translation
from django.utils.translation import gettext

from untilthen.handover.kit.blocks import Block, Sheet
from untilthen.handover.kit.cards import keeper_card, recovery_card
from untilthen.handover.kit.facts import CardFacts, KitFacts, RecoveryFacts
from untilthen.handover.kit.finding import for_the_machine, if_it_does_not_open, where_things_are
from untilthen.handover.kit.names import short
from untilthen.handover.kit.start import first_day, people, start_here
from untilthen.handover.kit.telling import how_to_tell, if_alive
from untilthen.handover.kit.version import cards, this_version
from untilthen.handover.kit.wordsheet import words_of_the_kit
from untilthen.outbox.templatetags.dates import full_day

Paper = Literal["a4", "us-letter"]
TEMPLATES = ("blocks.typ", "sheet.typ")
# What typst says of a letter that no font here has.
_NO_FONT = "could not be displayed"


def render_kit(
    facts: KitFacts,
    *,
    paper: Paper,
    language: str,
    words: tuple[str, ...] | None = None,
    word_sheet: bool = True,
) -> bytes:
    """Return the kit as a PDF, its own sheet with `words` (33) or places to write them, or without
    that sheet, where a browser prints it.

    Raises AddressTooLong or WrongNumberOfWords.
    """
    with translation.override(language):
        title = gettext("Kit of {owner}").format(owner=short(facts.owner))
        version = gettext("version {number}").format(number=facts.version)
        blocks = [
            *start_here(facts),
            *first_day(),
            *people(facts),
            *how_to_tell(facts),
            *if_alive(facts),
            *where_things_are(facts),
            *if_it_does_not_open(facts),
            *for_the_machine(facts),
            *this_version(facts),
            *cards(facts),
            *(words_of_the_kit(facts, words) if word_sheet else ()),
        ]
        sheet = _sheet(title, f"{version}, {full_day(facts.printed_on)}", blocks)
    return _pdf(sheet, paper, language, facts.printed_on)


def render_keeper_card(
    facts: CardFacts, *, paper: Paper, language: str, words: tuple[str, ...] | None = None
) -> bytes:
    """Return a keeper's card as a PDF, with `words` (6, or 33 with on_paper) or places for them.

    Raises AddressTooLong or WrongNumberOfWords.
    """
    with translation.override(language):
        title = gettext("Keeper card of {keeper}").format(keeper=short(facts.keeper))
        sheet = _sheet(title, full_day(facts.printed_on), keeper_card(facts, words))
    return _pdf(sheet, paper, language, facts.printed_on)


def render_recovery_card(
    facts: RecoveryFacts, *, paper: Paper, language: str, words: tuple[str, ...] | None = None
) -> bytes:
    """Return the owner's recovery card as a PDF, with `words` (6) or places for them.

    Raises AddressTooLong or WrongNumberOfWords.
    """
    with translation.override(language):
        title = gettext("Recovery card of {owner}").format(owner=short(facts.owner))
        sheet = _sheet(title, full_day(facts.printed_on), recovery_card(facts, words))
    return _pdf(sheet, paper, language, facts.printed_on)


def _sheet(title: str, dated: str, blocks: list[Block]) -> Sheet:
    no_font = gettext(
        "Where you see an empty box, this computer has no font for that letter. Please write the"
        " name beside it by hand."
    )
    page_of = gettext("page {page} of {pages}")
    return Sheet(title, f"{title} · {dated}", page_of, no_font, blocks)


def _pdf(sheet: Sheet, paper: Paper, language: str, printed_on: date) -> bytes:
    folder = resources.files(__package__)
    template = b"\n".join(folder.joinpath(name).read_bytes() for name in TEMPLATES)
    inputs = {"sheet": json.dumps(sheet.as_data()), "paper": paper, "language": language[:2]}
    # The date of the sheet, not of the clock.
    made_at = datetime.combine(printed_on, time(12), UTC)
    try:
        return typst.compile(template, sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at)
    except typst.TypstError as error:
        if _NO_FONT not in str(error):
            raise
    # Without the font it cannot be PDF/UA, but it is tagged all the same, and says what to do.
    return typst.compile(template, sys_inputs={**inputs, "boxes": "yes"}, timestamp=made_at)
