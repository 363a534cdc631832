"""Everything people read keeps the tone, and everything can be translated."""

import pytest

from tests.style.tone import (
    GERMAN,
    SOURCE,
    out_of_tone,
    sentences_of_python,
    sentences_of_template,
    sentences_of_translation,
    templates,
    untranslated,
)

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


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana has passed away.",
        "We lost a loved one",
        "URGENT: check in",
        "Press here!",
        "The switch was triggered",
        "It ends on 04/05/27.",
        "All done \U0001f389",
        "Please answer soon.",
    ],
)
def test_the_tone_is_really_heard(sentence: str) -> None:
    assert out_of_tone(sentence)


def test_sentences_are_really_found() -> None:
    template = (
        '{% comment %}Hush!{% endcomment %}<p>{% translate "One" %}'
        "{% blocktranslate trimmed with a=b %}Two {{ a }}{% endblocktranslate %} bare</p>"
    )
    assert [each.split() for each in sentences_of_template(template)] == [["One"], ["Two"]]
    assert untranslated(template) == "bare"
    assert list(sentences_of_python('x = _("One"); y = ngettext("a", "b", 2)')) == ["One", "a", "b"]
    assert list(sentences_of_translation('msgstr ""\n"Eins "\n"zwei"\n')) == ["Eins zwei"]
