"""Every mail is written once and arrives as two parts that say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine

from tools.gallery_samples import LINK, MAIL, at, mail
from untilthen.outbox import rendering
from untilthen.outbox.mail_contract import EVERY, NAMES
from untilthen.outbox.rendering import MissingNames, UnknownMail, render
from untilthen.outbox.templatetags.dates import for_reader, full_date, full_day, in_words

FOLDER = Path(rendering.__file__).parent / "templates"
ALL = sorted(NAMES)
WITH_LINK = [about for about in ALL if about != "closed"]
# What happens to whoever does not answer stands in every mail; a nudge only points to one.
NO_ANSWER = "do nothing|If you miss it|nothing to do"
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def kept(about: str) -> dict[str, Any]:
    """Return exactly what the contract promises for a mail, and nothing else."""
    known = mail(about)
    return {name: known[name] for name in (*EVERY, *NAMES[about])}


@pytest.mark.parametrize("about", ALL)
def test_both_parts_say_the_same(about: str) -> None:
    written = render(about, kept(about), "en")
    assert written.subject
    assert "\n" not in written.subject
    main = written.html.partition("<main>")[2]
    bare = re.sub(r'<p class="bare">.*?</p>', "", main)
    in_html = re.sub(r"\s+|&[a-z#0-9]+;", "", re.sub(r"<[^>]+>", "", bare))
    in_text = re.sub(r"^(- |--$)|https?://\S+", "", written.text, flags=re.M)
    assert re.sub(r"[\s:]", "", in_text) == in_html.replace(":", "")


@pytest.mark.parametrize("about", ALL)
def test_text_part_fits_and_hides_nothing(about: str) -> None:
    written = render(about, kept(about), "en")
    for line in written.text.splitlines():
        assert len(line) <= 72 or ADDRESS.fullmatch(line), line
    for part in (written.subject, written.text, written.html):
        assert not re.search(r"\{[{%]|%\(|None|\[\]", part)


@pytest.mark.parametrize("about", WITH_LINK)
def test_there_is_one_deed_and_help(about: str) -> None:
    written = render(about, kept(about), "en")
    assert written.html.count('class="button"') == 1
    assert ADDRESS.findall(written.text) == [LINK, MAIL["help_link"]]
    assert set(ADDRESS.findall(written.html)) == {LINK, MAIL["help_link"]}
    assert about == "nudge" or re.search(NO_ANSWER, " ".join(written.text.split()))


@pytest.mark.parametrize("about", ["duty_sheet", "knock", "quiet_wait", "told_list"])
@pytest.mark.parametrize("then", ["hand_over", "let_go", "release"])
def test_where_nobody_knows_no_mail_tells_of_a_death(about: str, then: str) -> None:
    silence = {"unknown": True, "sealed": then == "hand_over", "then": then, "sure": []}
    known = {name: value for name, value in silence.items() if name in NAMES[about]}
    written = render(about, kept(about) | known, "en")
    said = f"{written.subject} {' '.join(written.text.split())}"
    assert not re.search("died|death", re.sub("whether Ana(?: Berg)? has died", "", said)), said
    if about == "quiet_wait" and then != "release":
        assert "letters go out" not in said


def test_the_last_note_asks_nothing() -> None:
    written = render("closed", kept("closed"), "en")
    assert ADDRESS.findall(written.text) == [MAIL["help_link"]]
    assert "button" not in written.html.partition("<main>")[2]


@pytest.mark.parametrize("about", ALL)
def test_nothing_is_fetched_when_a_mail_is_opened(about: str) -> None:
    html = render(about, kept(about), "en").html
    assert not re.search(r"<(img|link|script|iframe)|url\(|@import|background=", html)


@pytest.mark.parametrize("about", ALL)
def test_a_template_says_nothing_the_contract_does_not_hold(about: str) -> None:
    engine = Engine(
        dirs=[str(FOLDER)],
        libraries={
            "i18n": "django.templatetags.i18n",
            "dates": "untilthen.outbox.templatetags.dates",
        },
        string_if_invalid="UNTOLD %s",
    )
    written = engine.get_template(f"outbox/mail/{about}.html").render(Context(kept(about)))
    assert "UNTOLD" not in written


@pytest.mark.parametrize("about", ALL)
def test_a_mail_with_a_hole_is_not_written(about: str) -> None:
    for name in (*EVERY, *NAMES[about]):
        told = {key: value for key, value in kept(about).items() if key != name}
        with pytest.raises(MissingNames) as refused:
            render(about, told, "en")
        assert refused.value.names == (name,)


def test_no_mail_can_name_a_letter_or_a_duty() -> None:
    told = {name for names in NAMES.values() for name in names}
    assert not told & {"label", "letter", "duty", "duties", "template", "salutation", "body"}


def test_an_unknown_mail_is_refused() -> None:
    with pytest.raises(UnknownMail):
        render("birthday", {}, "en")


def test_the_eighth_reminder_knows_its_number() -> None:
    told = {key: value for key, value in kept("reminder").items() if key != "n"}
    eighth = " ".join(render("reminder_8", told, "en").text.split())
    assert "still have not heard" in eighth
    assert "We last heard from you" in render("reminder_1", told, "en").text


def test_signs_in_names_are_words_not_markup() -> None:
    told = {**kept("vigil"), "owner": "Ana <b>& Ö\nBerg"}
    written = render("vigil", told, "en")
    assert written.subject == "Have you heard from Ana <b>& Ö Berg?"
    assert "Ana <b>& Ö" in written.text
    assert "<b>" not in written.html


def test_dates_are_full_in_both_languages() -> None:
    told = kept("owner_warning")
    english = render("owner_warning", told, "en").text
    assert "Wednesday 28 April 2027, 09:00 (Berlin)" in " ".join(english.split())
    german = render("owner_warning", told, "de").text
    assert "Mittwoch, 28. April 2027, 09:00 Uhr (Berlin)" in " ".join(german.split())


def test_a_reader_elsewhere_sees_their_own_time() -> None:
    nine = at(4, 14)
    assert for_reader(nine, ("Europe/Berlin", "Europe/Rome")) == full_date(nine)
    assert for_reader(nine, ("Europe/Berlin", "Asia/Tokyo")).endswith("(Berlin; 16:00 in Tokyo)")
    far = for_reader(nine.isoformat(), ("Europe/Berlin", "Pacific/Honolulu"))
    assert far.endswith("(Berlin; Tuesday 13 April 2027, 21:00 in Honolulu)")
    assert full_day("2027-03-20") == "Saturday 20 March 2027"


def test_names_stand_as_people_say_them() -> None:
    assert in_words(["Ben"]) == "Ben"
    assert in_words(["Ben", "Dara"]) == "Ben and Dara"
    assert in_words(["Ben", "Chidi", "Dara"]) == "Ben, Chidi and Dara"
    assert in_words([]) == ""
