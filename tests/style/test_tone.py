"""Everything people read keeps the tone, and everything can be translated."""

import re

import pytest

from tests.style.tone import (
    BESIDE_MACHINERY,
    EMOJI,
    FORBIDDEN,
    GERMAN,
    MARKS,
    SOURCE,
    heard,
    out_of_tone,
    sentences_of_python,
    sentences_of_template,
    sentences_of_translation,
    templates,
    untranslated,
    words_of_javascript,
    words_of_python,
)
from tests.style.tone_words import ENGLISH
from tests.style.tone_words import GERMAN as GERMAN_WORDS

# Proper names, the same in every language.
NAMES = {"Until", "Then", "findahelpline", "com"}


def test_templates_keep_the_tone() -> None:
    said = [
        (path, each) for path in templates() for each in sentences_of_template(path.read_text())
    ]
    assert len(said) > 100, "hardly any sentence was found, so hardly any was checked"
    wrong = [
        f"{path.name}: {out_of_tone(each)}: {each}" for path, each in said if out_of_tone(each)
    ]
    assert not wrong, "\n".join(wrong)


def test_python_keeps_the_tone() -> None:
    modules = sorted(SOURCE.rglob("*.py"))
    said = [(path, each) for path in modules for each in sentences_of_python(path.read_text())]
    assert said, "no sentence was found, so none was checked"
    wrong = [
        f"{path.name}: {out_of_tone(each)}: {each}" for path, each in said if out_of_tone(each)
    ]
    assert not wrong, "\n".join(wrong)


def test_translations_keep_the_tone() -> None:
    wrong = [
        f"{path.parent.parent.name}: {out_of_tone(each, GERMAN)}: {each}"
        for path in SOURCE.rglob("*.po")
        for each in sentences_of_translation(path.read_text())
        if out_of_tone(each, GERMAN)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_word_of_a_template_can_be_translated() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {untranslated(path.read_text())}"
        for path in templates()
        if set(untranslated(path.read_text()).split()) - NAMES
    ]
    assert not wrong, "\n".join(wrong)


def test_what_no_translator_sees_keeps_the_tone_too() -> None:
    python = [(path, words_of_python) for path in SOURCE.rglob("*.py")]
    modules = [(path, words_of_javascript) for path in (SOURCE / "web" / "js").rglob("*.js")]
    wrong = [
        f"{path.name}: {BESIDE_MACHINERY.findall(each)}: {each}"
        for path, words in [*python, *modules]
        for each in words(path.read_text())
        if BESIDE_MACHINERY.search(each)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("sealing/readme_en.txt", FORBIDDEN),
        ("sealing/readme_de.txt", GERMAN),
        ("demo/plan.toml", BESIDE_MACHINERY),
    ],
    ids=["README", "LIESMICH", "demo"],
)
def test_what_is_printed_or_lies_in_a_bundle_keeps_the_tone(
    name: str, rules: re.Pattern[str]
) -> None:
    text = (SOURCE / name).read_text().replace("SUCCESS", "")  # a word of another program
    found = rules.findall(text)
    assert not found, f"{name}: {found}"
    assert not EMOJI.search(text)


EVERY_WORD = [
    (pattern, sample)
    for rules in (ENGLISH, GERMAN_WORDS)
    for words in rules.values()
    for pattern, sample in words.items()
]


@pytest.mark.parametrize(("pattern", "sample"), EVERY_WORD, ids=lambda each: each[:30])
def test_each_word_is_really_heard(pattern: str, sample: str) -> None:
    assert heard({"": {pattern: sample}}).search(sample)


@pytest.mark.parametrize(
    "sentence",
    [
        "Press here!",
        "CHECK IN",
        "It ends on 04/05/27.",
        "All done \U0001f389",
        "Done \u2714",
    ],
)
def test_each_mark_is_really_seen(sentence: str) -> None:
    assert MARKS.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana has died.",
        "the person who has died",
        "We do not ask why.",
        "Nobody could tell us why.",
        "died by suicide",
        "Nothing is lost.",
        "Everything you wrote is still here.",
    ],
)
def test_what_we_do_write_is_let_pass(sentence: str) -> None:
    assert out_of_tone(sentence) == []


def test_sentences_are_really_found() -> None:
    template = (
        '{% comment %}Hush!{% endcomment %}<p>{% translate "One" %}'
        "{% blocktranslate trimmed with a=b %}Two {{ a }}{% endblocktranslate %} bare</p>"
    )
    assert [each.split() for each in sentences_of_template(template)] == [["One"], ["Two"]]
    assert untranslated(template) == "bare"
    assert list(sentences_of_python('x = _("One"); y = ngettext("a", "b", 2)')) == ["One", "a", "b"]
    assert list(sentences_of_translation('msgstr ""\n"Eins "\n"zwei"\n')) == ["Eins zwei"]
    assert list(words_of_python('"""A docstring it is."""\nx = "said to people"; y = "no"')) == [
        "said to people"
    ]
    assert list(words_of_javascript('say("one"); new Error("a file is gone"); `and in ticks`')) == [
        "a file is gone",
        "and in ticks",
    ]
