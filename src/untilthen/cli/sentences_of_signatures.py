"""What is wrong with a signature, a question of a drill or a manifest, in a sentence each."""

from untilthen.cli.codes import ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.errors import (
    NotSigned,
    NotWhatWasSigned,
    SealingError,
    SignedByAnother,
    UnreadableManifest,
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
        case _:
            return None


def known_as(public: str) -> str:
    """Return the six words of a signing key, or as much of it as fits a line."""
    from untilthen.sealing.fingerprint import fingerprint  # here, since large files have no signer

    try:
        return fingerprint(public)
    except SealingError:
        return public[:40]
