"""What a sealing error is called on the command line, and the code a command ends with.

The one place where these errors become words; pages have their own. Those of parts and
signatures stand in a file of their own.
"""

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.sentences_of_parts import about_parts
from untilthen.cli.sentences_of_signatures import about_signatures
from untilthen.sealing.errors import (
    BadKey,
    Damaged,
    LockedInside,
    NotABundle,
    NotForThisKey,
    NotSealed,
    Part,
    RefusedRecipients,
    SealingError,
    SizeChanged,
    TooCostly,
    UnreadableLetter,
)


def about(name: object, error: SealingError) -> CannotDo:
    """Return what to say of `error`, met in the file or option called `name`."""
    sentence, code = explain(error)
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


def explain(error: SealingError) -> tuple[str, ExitCode]:
    """Return the sentence for `error`, without a name before it, and the code to end with."""
    return (
        _of_opening(error)
        or _of_input(error)
        or about_parts(error)
        or about_signatures(error)
        or (str(error) or type(error).__name__, ExitCode.FAILED)
    )


def _of_opening(error: SealingError) -> tuple[str, ExitCode] | None:
    match error:
        case NotForThisKey():
            return gettext("not for this key"), ExitCode.NOT_FOR_THIS_KEY
        case NotSealed():
            return gettext("this is not a sealed file"), ExitCode.DAMAGED
        case Damaged():
            where = _where(error.part)
            return gettext("damaged: {where}").format(where=where), ExitCode.DAMAGED
        case LockedInside():
            said = gettext("locked for its reader; name its letter before it on the same line")
            return said, ExitCode.NOT_FOR_THIS_KEY
        case TooCostly():
            return gettext("its passphrase asks for more work than is safe"), ExitCode.BAD_INPUT
        case UnreadableLetter():
            text = gettext("opened, but not readable as a letter: {field}: {reason}")
            return text.format(field=error.field, reason=error.reason), ExitCode.BAD_INPUT
        case _:
            return None


def _of_input(error: SealingError) -> tuple[str, ExitCode] | None:
    match error:
        case BadKey():
            return gettext("bad key: {reason}").format(reason=error.reason), ExitCode.BAD_KEY
        case RefusedRecipients():
            sentence = gettext("these keys must not share a file: {reason}")
            return sentence.format(reason=error.reason), ExitCode.BAD_INPUT
        case NotABundle():
            said = gettext("this is no bundle: {reason}").format(reason=error.reason)
            return said, ExitCode.DAMAGED
        case SizeChanged():
            return gettext("it changed while it was being sealed"), ExitCode.FAILED
        case _:
            return None


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
