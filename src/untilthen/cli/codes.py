"""How a command ends: the table of exit codes, and the error that carries one."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FAILED = 1
    BAD_INPUT = 2  # a wrong option, a value that cannot be, a file that would be overwritten
    NOT_FOR_THIS_KEY = 3
    DAMAGED = 4
    BAD_KEY = 5  # the key, passphrase file or token itself is not well formed
    MISSING_FILE = 6


class CannotDo(Exception):
    """A command ends here: one sentence for a person, lower case and no full stop, and a code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
