"""What a sealing error is called on the command line, and the code a command ends with.

The one place where these errors become words; pages have their own.
"""

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.errors import (
    BadKey,
    Damaged,
    NotForThisKey,
    NotSealed,
    Part,
    SealingError,
    TooCostly,
    UnreadableLetter,
)


def about(name: object, error: SealingError) -> CannotDo:
    """Return what to say of `error`, met in the file or option called `name`."""
    sentence, code = _explain(error)
    return CannotDo(f"{name}: {sentence}", code)


def about_file(error: OSError) -> CannotDo:
    """Return what to say of a file that could not be read or written."""
    name = error.filename or ""
    if isinstance(error, FileNotFoundError):
        return CannotDo(
            f"{name}: {gettext('there is no such file or folder')}", ExitCode.MISSING_FILE
        )
    reason = (error.strerror or str(error)).lower()
    return CannotDo(f"{name}: {reason}" if name else reason, ExitCode.FAILED)


def _explain(error: SealingError) -> tuple[str, ExitCode]:
    match error:
        case NotForThisKey():
            return gettext("not for this key"), ExitCode.NOT_FOR_THIS_KEY
        case NotSealed():
            return gettext("this is not a sealed file"), ExitCode.DAMAGED
        case Damaged():
            where = _where(error.part)
            return gettext("damaged: {where}").format(where=where), ExitCode.DAMAGED
        case TooCostly():
            return gettext("its passphrase asks for more work than is safe"), ExitCode.BAD_INPUT
        case BadKey():
            return gettext("bad key: {reason}").format(reason=error.reason), ExitCode.BAD_KEY
        case UnreadableLetter():
            text = gettext("opened, but not readable as a letter: {field}: {reason}")
            return text.format(field=error.field, reason=error.reason), ExitCode.BAD_INPUT
        case _:
            return str(error) or type(error).__name__, ExitCode.FAILED


def _where(part: Part) -> str:
    match part:
        case Part.ARMOR:
            return gettext("its text form was altered or is cut short")
        case Part.HEADER:
            return gettext("its beginning was altered or is cut short")
        case Part.SEAL:
            return gettext("its beginning was altered")
        case Part.PAYLOAD:
            return gettext("its content was altered or is cut short")
        case Part.CONTENT:
            return gettext("it opened, but holds no letter and no attachment of ours")
