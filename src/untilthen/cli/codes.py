"""How a command ends: the table of exit codes, and the error that carries one."""

from enum import IntEnum

from untilthen.cli.language import gettext


class ExitCode(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FAILED = 1
    BAD_INPUT = 2  # a wrong option, a value that cannot be, a file that would be overwritten
    NOT_FOR_THIS_KEY = 3
    DAMAGED = 4
    BAD_KEY = 5  # the key, passphrase file or token itself is not well formed
    MISSING_FILE = 6
    NOT_SIGNED = 7  # by nobody, wrongly, or by another than it should be
    PARTS_DO_NOT_OPEN = 8  # too few, of another set, or not belonging together
    TRY_LATER = 75  # of sysexits.h, which mail servers know


MEANINGS = {
    ExitCode.OK: gettext("done, or ended because it was asked to"),
    ExitCode.FAILED: gettext("it could not be done; for check: something is not well"),
    ExitCode.BAD_INPUT: gettext("a wrong option or setting, or a database that is not prepared"),
    ExitCode.NOT_FOR_THIS_KEY: gettext("a sealed file that is not for this key"),
    ExitCode.DAMAGED: gettext("a sealed file or bundle that is damaged"),
    ExitCode.BAD_KEY: gettext("a key or passphrase file that is not well formed"),
    ExitCode.MISSING_FILE: gettext("a file that is not there"),
    ExitCode.NOT_SIGNED: gettext("signed by nobody, wrongly, or by another than it should be"),
    ExitCode.PARTS_DO_NOT_OPEN: gettext("parts that do not open together"),
    ExitCode.TRY_LATER: gettext("for receive: the mail server is to try again later"),
}


def exit_codes() -> str:
    """Return the table of exit codes, in lines for a terminal."""
    lines = [f"  {code.value}  {meaning}" for code, meaning in MEANINGS.items()]
    return "\n".join([gettext("exit codes:"), *lines])


class CannotDo(Exception):
    """A command ends here: one sentence for a person, lower case and no full stop, and a code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
