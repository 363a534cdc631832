"""What people read from us, gathered from templates, Python and translations; and how it must not
sound (domain rules of tone: calm, plain, nobody told how to feel, nothing that shouts)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.style.tone_words import ENGLISH as ENGLISH_WORDS
from tests.style.tone_words import GERMAN as GERMAN_WORDS
from tests.style.tone_words import Words
from tools.messages import in_python

SOURCE = Path(__file__).parents[2] / "src" / "untilthen"
COMMENT = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|<!--.*?-->|<style>.*?</style>"
    r"|<script.*?</script>|\{% block main_attributes %\}.*?\{% endblock %\}",
    re.S,
)
TRANSLATED = re.compile(
    r"\{%\s*(?:translate|trans)\s+(?:\"(.*?)\"|'(.*?)')[^%]*%\}"
    r"|\{%\s*(?:blocktranslate|blocktrans)\b[^%]*%\}(.*?)\{%\s*end(?:blocktranslate|blocktrans)\s*%\}",
    re.S,
)
IN_QUOTES = re.compile(r'["`]((?:[^"`\\\n]|\\.)*)["`]')
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", re.S)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*(?::[^}]*)?\}")


def heard(rules: dict[str, Words]) -> re.Pattern[str]:
    """Return what finds every word of these rules."""
    words = "|".join(pattern for each in rules.values() for pattern in each)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)


MACHINERY = "machinery is not for people"
FORBIDDEN = heard(ENGLISH_WORDS)
BESIDE_MACHINERY = heard({why: each for why, each in ENGLISH_WORDS.items() if why != MACHINERY})
GERMAN = heard(GERMAN_WORDS)
# Only what people are quoted as saying to each other may say "du".
GERMAN_QUOTED = re.compile("„[^“]*“")
GERMAN_FAMILIAR = re.compile(r"\b(?:du|dir|dich|dein\w*)\b", re.I)
EMOJI = re.compile("[!\u203c\u2049\u2600-\u27bf\U0001f000-\U0001faff]")
MARKS = re.compile(rf"{EMOJI.pattern}|\b[A-Z]{{5,}}\b|\d+/\d+/\d+")


def templates() -> list[Path]:
    """Return every template of ours."""
    return sorted(
        path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt"}
    )


def sentences_of_template(text: str) -> Iterator[str]:
    """Yield what a template lets people read."""
    for groups in TRANSLATED.findall(COMMENT.sub("", text)):
        yield MARKUP.sub(" ", next(filter(None, groups), ""))


def untranslated(text: str) -> str:
    """Return the words of a template that no translator would ever see."""
    left = MARKUP.sub(" ", TRANSLATED.sub(" ", COMMENT.sub("", text)))
    return " ".join(re.findall(r"[^\W\d_]{2,}", left))


def sentences_of_python(text: str) -> Iterator[str]:
    """Yield every string that a module hands to gettext."""
    for words in in_python(text):
        yield from filter(None, (words.msgid, words.plural))


def words_of_python(text: str) -> Iterator[str]:
    """Yield every string of at least three words that is no docstring, translated or not."""
    tree = ast.parse(text)
    said = {
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }
    for each in ast.walk(tree):
        words = each.value if isinstance(each, ast.Constant) and each not in said else ""
        if isinstance(words, str) and words.count(" ") >= 2:
            yield words


def words_of_javascript(text: str) -> Iterator[str]:
    """Yield every string of at least three words in a module."""
    yield from (each for each in IN_QUOTES.findall(text) if each.count(" ") >= 2)


def sentences_of_translation(text: str) -> Iterator[str]:
    """Yield every translated sentence of a .po file."""
    for _, lines in re.findall(r'^msgstr(\[\d\])? ((?:"[^\n]*"\n)+)', text, re.M):
        said = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))
        if "Plural-Forms:" not in said:  # the header is read by programs
            yield PLACEHOLDER.sub(" ", said)


def out_of_tone(sentence: str, words: re.Pattern[str] = FORBIDDEN) -> list[str]:
    """Return the words and marks of a sentence that we do not write."""
    return words.findall(sentence) + MARKS.findall(sentence)
