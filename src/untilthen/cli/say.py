"""Everything the command line writes: data to stdout, words for people to stderr."""

import sys
import unicodedata
from types import TracebackType

from untilthen.cli.language import gettext


def data(content: bytes) -> None:
    """Write bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def line(text: str) -> None:
    """Write one line of data to stdout."""
    data(f"{text}\n".encode(sys.stdout.encoding, "replace"))


def prose(text: str) -> None:
    """Write someone's own text to stdout, without anything that would steer a terminal."""
    line("".join(letter for letter in text if letter in "\n\t" or _shows(letter)))


def on_one_line(text: str) -> str:
    """Return someone's own text as a part of a sentence, without what would steer a terminal."""
    return " ".join("".join(letter if _shows(letter) else " " for letter in text).split())


def words(sentence: str) -> None:
    """Write one sentence for a person to stderr."""
    sys.stderr.write(f"untilthen: {sentence}\n")


def unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Answer for an error nobody foresaw in one line; `python -X dev` shows the whole of it."""
    if sys.flags.dev_mode:
        sys.__excepthook__(kind, error, trace)
    elif not issubclass(kind, KeyboardInterrupt):
        reason = " ".join(str(error).split())
        words(
            gettext("this is our mistake: {kind}: {reason}").format(
                kind=kind.__name__, reason=reason
            )
        )


def _shows(letter: str) -> bool:
    return unicodedata.category(letter) != "Cc"
