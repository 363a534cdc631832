"""Asking for a passphrase: at the terminal without showing it, or from a file."""

from pathlib import Path

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.passphrase import normalise

_TERMINAL = Path("/dev/tty")


def ask(about: object, file: Path | None) -> str:
    """Return the passphrase for `about`, the first line of `file` or typed at the terminal.

    Raises CannotDo when there is no terminal or nothing was given.
    """
    return normalise(as_typed(about, file))


def as_typed(about: object, file: Path | None, option: str = "--passphrase-file") -> str:
    """Return the passphrase as `ask` does, but as it was typed: not everybody's are our words.

    Where there is no terminal, `option` is what would have named a file.
    """
    typed = _first_line(file) if file else _typed(about, option)
    if not typed.strip():
        raise CannotDo(gettext("the passphrase is empty"), ExitCode.BAD_KEY)
    return typed


def choose(about: object, file: Path | None) -> str:
    """Return a new passphrase for `about`, the first line of `file` or typed alike twice.

    Raises CannotDo as `ask` does, and when what is typed differs.
    """
    chosen = ask(about, file)
    again = gettext("{file}, again").format(file=about)
    if file is None and ask(again, None) != chosen:
        raise CannotDo(gettext("that was not the same passphrase twice"), ExitCode.BAD_KEY)
    return chosen


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        sentence = gettext("{file}: this is not a line of text").format(file=file)
        raise CannotDo(sentence, ExitCode.BAD_KEY) from None


def _typed(about: object, option: str) -> str:
    if not has_terminal():
        sentence = gettext("no terminal to ask for the passphrase; use {option}")
        raise CannotDo(sentence.format(option=option), ExitCode.BAD_INPUT)
    return typed_unseen(gettext("passphrase for {file}: ").format(file=about))


def has_terminal() -> bool:
    """Say whether there is somebody to ask."""
    try:
        _TERMINAL.open("rb", buffering=0).close()
    except OSError:
        return False
    return True


def typed_unseen(prompt: str) -> str:
    """Return what is typed at the terminal, which shows the prompt and nothing of the answer.

    A line that ends without an answer counts as an empty one.
    """
    from getpass import getpass  # here, since it is slow to load and rarely needed

    try:
        return getpass(prompt)
    except EOFError:
        return ""
