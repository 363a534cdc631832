"""What people read from us, gathered from templates, Python and translations; and how it must not
sound (domain rules of tone: calm, plain, nobody told how to feel, nothing that shouts)."""

import re
from collections.abc import Iterator
from pathlib import Path

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
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", re.S)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*(?::[^}]*)?\}")
BEAUTIFIED = (
    "passed away|passing away|deceased|departed|loved ones?|the body|at peace|our condolences"
    "|(?:we|have|has|family) lost"
    "|lost (?:him|her|them|someone|a)"
)
MACHINERY = "switch(?:es)?|trigger(?:s|ed)?|payloads?|executors?|dead man|recipients?"
SHOUTED = "urgent|hurry|soon|immediately|asap|act now|last chance|final (?:notice|warning|reminder)"
CARELESS = "commit(?:ted|s)? suicide|successful|failed|click here|powered by|oops|congratulations"
FORBIDDEN = re.compile(rf"\b(?:{BEAUTIFIED}|{MACHINERY}|{SHOUTED}|{CARELESS})\b", re.I)
GERMAN_BEAUTIFIED = (
    "verstorben\\w*|verschieden|entschlafen\\w*|dahingeschieden|heimgegangen|von uns gegangen"
    "|verblichene?r?|leichnam|hinterbliebene\\w*|unser beileid|ihr(?:en)? verlust"
)
GERMAN_MACHINERY = (
    "schalter|auslöser\\w*|empfänger\\w*|erblasser\\w*|nutzer\\w*|benutzer\\w*|keeper|check-in"
)
GERMAN_SHOUTED = (
    "dringend|beeilen|eilig|sofort|bald|umgehend|unverzüglich"
    "|letzte (?:warnung|mahnung|erinnerung|chance)"
)
GERMAN_CARELESS = "selbstmord|freitod|erfolgreich|fehlgeschlagen|klick\\w*|hoppla|glückwunsch"
GENDERED = "\\w+[:*_]innen|\\w+/-?(?:in|innen|r)|er/sie|sie/er|ihm/ihr|ihr/ihm|liebe\\(r\\)"
GERMAN = re.compile(
    rf"\b(?:{GERMAN_BEAUTIFIED}|{GERMAN_MACHINERY}|{GERMAN_SHOUTED}|{GERMAN_CARELESS}|{GENDERED})"
    r"(?!\w)",
    re.I,
)
# Only what people are quoted as saying to each other may say "du".
GERMAN_QUOTED = re.compile("„[^“]*“")
GERMAN_FAMILIAR = re.compile(r"\b(?:du|dir|dich|dein\w*)\b", re.I)
MARKS = re.compile(
    "[!\u203c\u2049\u2600-\u27bf\U0001f000-\U0001faff]|\\b[A-Z]{5,}\\b|\\d+/\\d+/\\d+"
)


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


def sentences_of_translation(text: str) -> Iterator[str]:
    """Yield every translated sentence of a .po file."""
    for _, lines in re.findall(r'^msgstr(\[\d\])? ((?:"[^\n]*"\n)+)', text, re.M):
        said = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))
        if "Plural-Forms:" not in said:  # the header is read by programs
            yield PLACEHOLDER.sub(" ", said)


def out_of_tone(sentence: str, words: re.Pattern[str] = FORBIDDEN) -> list[str]:
    """Return the words and marks of a sentence that we do not write."""
    return words.findall(sentence) + MARKS.findall(sentence)
