"""What a bundle must show before anything of it is believed: the owner's signature over its
manifest, and that each letter is the one the manifest names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.letters import envelope_of
from untilthen.cli.sentences import about
from untilthen.cli.signers import Signer
from untilthen.sealing import age, bundle, manifest, sign
from untilthen.sealing.bundle import Bundle
from untilthen.sealing.envelope import Address, Envelope
from untilthen.sealing.errors import Damaged, NotSigned, NotWhatWasSigned, Part, SealingError
from untilthen.sealing.manifest import Letter, Manifest
from untilthen.sealing.padding import UnpaddingSink
from untilthen.sealing.recipients import Identity


@dataclass(frozen=True)
class Signed:
    """A manifest and who signed it, as `ssh-ed25519 AAAA…`, or "" for nobody."""

    manifest: Manifest
    signer: str


def manifest_of(found: Bundle, signer: Signer, *, takes_unsigned: bool = False) -> Signed:
    """Return the manifest, once its signature is checked; CannotDo unless that will do."""
    try:
        content = found.read(bundle.MANIFEST)
        read = manifest.parse(content)
    except SealingError as error:
        raise about(bundle.MANIFEST, error) from error
    try:
        public = _signer(found, content)
    except SealingError as error:
        refused = about(bundle.MANIFEST, error)
        if not takes_unsigned or signer.wanted:
            raise CannotDo(refused.sentence, ExitCode.NOT_SIGNED) from error
        say.words(refused.sentence)
        return Signed(read, "")
    signer.check(bundle.MANIFEST, public)
    return Signed(read, public)


def _signer(found: Bundle, content: bytes) -> str:
    """Return who signed the manifest; the key named in the bundle must be the same."""
    if bundle.SIGNATURE not in found.names:
        raise NotSigned(gettext("there is no signature"))
    signature = found.read(bundle.SIGNATURE).decode("utf-8", "replace")
    public = sign.signer_of(signature)
    sign.verify(content, signature, manifest.NAMESPACE, public)
    if bundle.SIGNERS in found.names:
        named = found.read(bundle.SIGNERS).decode("utf-8", "replace")
        if named != sign.allowed_signers(public):
            raise NotSigned(gettext("the key in allowed_signers is another one"))
    return public


def letter_in(
    found: Bundle, name: str, identities: Sequence[Identity], expected: Address
) -> Envelope | bytes:
    """Return the letter in the sealed file `name`, all of it verified; or raise CannotDo.

    A letter in the place of another, or an older version of it, is refused.
    """
    content = BytesIO()
    sink = UnpaddingSink(content)
    try:
        with found.open(name) as source:
            age.decrypt(source, sink, identities)
        sink.finish()
    except SealingError as error:
        raise about(name, error) from error
    sealed = envelope_of(name, content.getvalue())
    if sealed is None:
        raise about(name, Damaged(Part.CONTENT, "it is no letter"))
    if isinstance(sealed, Envelope) and sealed.address != expected:
        raise about(name, NotWhatWasSigned())
    return sealed


def address_of(plan: str, letter: Letter) -> Address:
    """Return the address that the envelope of a letter in a manifest must have."""
    return Address(plan, letter.letter, letter.version, letter.to)
