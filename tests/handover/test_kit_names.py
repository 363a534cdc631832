"""Names of any length, script and direction leave the sheets whole."""

from dataclasses import replace

import pytest

from tests.handover.printing import ANA, ANAS_OWN, CHIDI, headings, letters, pages
from untilthen.handover.kit.facts import Keeper
from untilthen.handover.kit.names import breakable, printed, short
from untilthen.handover.kit.render import (
    render_keeper_card,
    render_kit,
    render_recovery_card,
)

LONG = "Ana Maria " + "Freifrau von und zu Habsburg-Lothringen-Sachsen " * 2
NAMES = {
    "long": LONG,
    "one_word": "W" * 70,
    "four_bytes": "\U00020000\U0001f642" * 20,
    "hebrew": "רחל בת משה בן יעקב לבית לוי מן העיר הגדולה אשר על הנהר הרחב",
    "arabic": "ليلى بنت عبد الرحمن بن محمد بن يوسف الأندلسي القرطبي من أهل المدينة",
    "marks": "Z\u0351\u0364" * 30,
    "looks_like_code": "#pagebreak() {owner} %(owner)s *b* $x$ <a> \\ \"'",
    "steers": "Ana\u202egreB\u2067 \x07\u200f\nBerg",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_never_runs_off_the_paper(name: str) -> None:
    keepers = tuple(Keeper(name, "+49 30 5550 1201", technical=number == 1) for number in range(3))
    facts = replace(ANA, owner=name, keepers=keepers, tell_first=(name,), kind="two", sheet=1)
    made = [
        render_kit(facts, paper="a4", language="de"),
        render_keeper_card(
            replace(CHIDI, owner=name, keeper=name), paper="us-letter", language="en"
        ),
        render_recovery_card(replace(ANAS_OWN, owner=name), paper="us-letter", language="de"),
    ]
    assert len(headings(made[0])) == 11
    for pdf in made:
        assert min(edge for _, edge in letters(pdf)) > 4


@pytest.mark.parametrize("name", [NAMES["long"], NAMES["looks_like_code"], NAMES["hebrew"]])
def test_cards_stay_on_one_page(name: str) -> None:
    keepers = tuple(Keeper(name, "+49 30 5550 1201") for _ in range(3))
    facts = replace(ANA, owner=name, keepers=keepers)
    text = pages(render_kit(facts, paper="us-letter", language="de"))
    cards = next(index for index, each in enumerate(text) if "10 Karten" in each)
    assert text[cards].count("rufen Sie bitte an:") == 2
    assert text[cards + 1].startswith("Diese Seite ist leer")


def test_what_looks_like_code_is_printed_as_it_is() -> None:
    facts = replace(ANA, owner=NAMES["looks_like_code"])
    text = pages(render_kit(facts, paper="a4", language="en"))[0]
    assert "#pagebreak() {owner} %(owner)s *b* $x$ <a> \\ \"' has died" in text


def test_a_name_cannot_turn_the_sentence_around_it() -> None:
    assert printed(NAMES["steers"]) == "\u2068AnagreB\u00a0Berg\u2069"


def test_a_long_run_may_break_but_never_inside_a_letter() -> None:
    assert breakable("W" * 70).replace("\u200b", "") == "W" * 70
    assert all(len(each) <= 24 for each in breakable("W" * 70).split("\u200b"))
    family = "\U0001f469\u200d\U0001f467" * 20
    assert "\u200d\u200b" not in breakable(family)
    assert "\u200b\u200d" not in breakable(family)
    assert "\u200b\u0351" not in breakable(NAMES["marks"])
    assert "\u200b" not in breakable("Habsburg-Lothringen-Sachsen-Coburg")


def test_a_name_is_shortened_only_where_there_is_no_room() -> None:
    assert short("Ana Berg") == printed("Ana Berg") == "\u2068Ana\u00a0Berg\u2069"
    assert short(LONG).endswith("…\u2069")
    assert len(short(LONG)) <= 38


def test_no_name_is_nothing() -> None:
    assert printed("") == printed(" \n") == ""
