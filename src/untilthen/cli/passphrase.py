"""Asking for a passphrase: at the terminal without showing it, or from a file."""

import getpass
from pathlib import Path

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.passphrase import normalise

_TERMINAL = Path("/dev/tty")


def ask(about: object, file: Path | None) -> str:
    """Return the passphrase for `about`, the first line of `file` or typed at the terminal.

    Raises CannotDo when there is no terminal or nothing was given.
    """
    typed = _first_line(file) if file else _typed(about)
    if not typed.strip():
        raise CannotDo(gettext("the passphrase is empty"), ExitCode.BAD_KEY)
    return normalise(typed)


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        sentence = gettext("{file}: this is not a line of text").format(file=file)
        raise CannotDo(sentence, ExitCode.BAD_KEY) from None


def _typed(about: object) -> str:
    try:
        _TERMINAL.open("rb", buffering=0).close()
    except OSError:
        sentence = gettext("no terminal to ask for the passphrase; use --passphrase-file")
        raise CannotDo(sentence, ExitCode.BAD_INPUT) from None
    return getpass.getpass(gettext("passphrase for {file}: ").format(file=about))
