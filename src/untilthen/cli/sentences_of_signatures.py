"""What is wrong with a signature, a drill's question, a manifest or a note, in a sentence each."""

from untilthen.cli.codes import ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.errors import (
    IncompleteNote,
    NotSigned,
    NotWhatWasSigned,
    SealingError,
    SignedByAnother,
    UnreadableManifest,
    UnreadableNote,
    UnreadableStatement,
)


def about_signatures(error: SealingError) -> tuple[str, ExitCode] | None:
    """Return the sentence for an error of signatures and its exit code, or None for any other."""
    match error:
        case NotSigned():
            return gettext("not signed: {reason}").format(reason=error.reason), ExitCode.NOT_SIGNED
        case SignedByAnother():
            said = gettext("signed by another key: {key}").format(key=known_as(error.signer))
            return said, ExitCode.NOT_SIGNED
        case NotWhatWasSigned():
            return gettext("altered since it was signed"), ExitCode.NOT_SIGNED
        case UnreadableStatement():
            return gettext("this is no question of a drill"), ExitCode.BAD_INPUT
        case UnreadableManifest():
            said = gettext("not readable as a manifest: {field}: {reason}")
            return said.format(field=error.field, reason=error.reason), ExitCode.DAMAGED
        case UnreadableNote():
            said = gettext("not readable as a closing note: {field}: {reason}")
            return said.format(field=error.field, reason=error.reason), ExitCode.DAMAGED
        case IncompleteNote():
            said = gettext("the closing note is not complete: {there} of {named} files are named")
            return said.format(named=error.named, there=error.there), ExitCode.DAMAGED
        case _:
            return None


def known_as(public: str) -> str:
    """Return the six words of a signing key, or as much of it as fits a line."""
    from untilthen.sealing.fingerprint import fingerprint  # here, since large files have no signer

    try:
        return fingerprint(public)
    except SealingError:
        return public[:40]
