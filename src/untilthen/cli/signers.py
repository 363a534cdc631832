"""Whose signature counts: none named, a public key, or the six words printed for one."""

import argparse
from dataclasses import dataclass

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.sentences import about
from untilthen.cli.sentences_of_signatures import known_as
from untilthen.sealing.errors import SealingError, SignedByAnother
from untilthen.sealing.passphrase import WORD_COUNT, unknown_words
from untilthen.sealing.sign import from_key_text
from untilthen.sealing.typed_words import words_in

_KIND = "ssh-ed25519"


@dataclass(frozen=True)
class Signer:
    """The signer that somebody asks for: a key as text, six words, or "" for any."""

    wanted: str = ""

    def check(self, name: object, public: str) -> None:
        """Raise CannotDo if `name` is signed by another; where none is asked for, say by whom."""
        if self.wanted not in ("", public, known_as(public)):
            raise about(name, SignedByAnother(public))
        if not self.wanted:
            said = gettext("{name}: signed by the key with these words: {words}")
            say.words(said.format(name=name, words=known_as(public)))


ANY_SIGNER = Signer()


def add_signer(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the option that names a signer."""
    parser.add_argument(
        "--signer",
        default="",
        metavar="KEY",
        help=gettext(
            "accept only what this key signed: its six words from the kit or a card, or"
            " ssh-ed25519 AAAA…"
        ),
    )


def signer_from(options: argparse.Namespace) -> Signer:
    """Return the signer asked for; CannotDo if it is neither a key nor six words."""
    given = " ".join(options.signer.split())
    if not given:
        return ANY_SIGNER
    if given.startswith((_KIND, "AAAA")):
        key = " ".join([_KIND, *given.removeprefix(_KIND).split()[:1]])
        try:
            from_key_text(key)
        except SealingError as error:
            raise about("--signer", error) from error
        return Signer(key)
    words = words_in(given)
    if len(words) != WORD_COUNT or unknown_words(" ".join(words)):
        sentence = gettext("--signer: this should be six words of the list, or ssh-ed25519 AAAA…")
        raise CannotDo(sentence, ExitCode.BAD_KEY)
    return Signer(" ".join(words))
