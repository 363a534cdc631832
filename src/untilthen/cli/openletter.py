"""Opening the letters of a bundle one after the other, with their attachments.

A letter that is locked for its reader, and does not open here, is put down as it is: for them.
"""

from dataclasses import dataclass, field
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.attachments import Named, named_in, write_attachment, write_inner
from untilthen.cli.bundles import address_of, letter_in
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.filenames import safe_name
from untilthen.cli.language import gettext
from untilthen.cli.letters import Found, Reader, check_signed, read_letter, readable
from untilthen.cli.open import ENVELOPE
from untilthen.cli.sentences import about
from untilthen.sealing import envelope
from untilthen.sealing.bundle import Bundle, State, sealed_name
from untilthen.sealing.envelope import Envelope
from untilthen.sealing.errors import SealingError
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.manifest import Letter, Manifest
from untilthen.sealing.sources import write_all
from untilthen.sealing.wholefile import whole_file

TEXT = "letter.txt"
AS_SEALED = "letter.json"


@dataclass
class LetterOpening:
    """What is opened, with what, and where to; `problem` is the code of the first that failed."""

    found: Bundle
    manifest: Manifest
    reader: Reader
    folder: Path
    problem: ExitCode = ExitCode.OK
    _states: dict[str, State] = field(default_factory=dict)

    def open_all(self) -> None:
        """Open every letter that opens, and say of each other one why; CannotDo if none does."""
        self._states = dict(self.found.compare(self.manifest))
        for number, letter in enumerate(self.manifest.letters, start=1):
            try:
                self._open(number, letter)
            except CannotDo as problem:
                self._say(problem)
        if self.problem and not any(self.folder.iterdir()):
            raise CannotDo(gettext("no letter of the bundle opened"), self.problem)

    def _say(self, problem: CannotDo) -> None:
        say.words(problem.sentence)
        self.problem = self.problem or problem.code

    def _open(self, number: int, letter: Letter) -> None:
        text, *attached = self._names(letter)
        self._check_whole(text)
        address = address_of(self.manifest.plan, letter)
        sealed = letter_in(self.found, text, self.reader.identities, address)
        if isinstance(sealed, Envelope) and not self._opens(sealed):
            check_signed(text, sealed, self.reader)
            self._put_down(self._made(f"{number:03}"), sealed, attached)
            return
        found = read_letter(text, sealed, self.reader)
        folder = self._made(f"{number:03}-{safe_name(found.letter.label, 'letter')}")
        _write(folder / TEXT, f"{readable(found.letter)}\n".encode())
        _write(folder / AS_SEALED, found.content)
        self._write_attachments(folder, found, attached)

    def _names(self, letter: Letter) -> list[str]:
        if not letter.files:
            sentence = gettext("{file}: is missing").format(file=f"letters/{letter.letter}")
            raise CannotDo(sentence, ExitCode.MISSING_FILE)
        return [sealed_name(letter.letter, file.file) for file in letter.files]

    def _check_whole(self, name: str) -> None:
        state = self._states.get(name)
        if state is State.MISSING:
            sentence = gettext("{file}: is missing").format(file=name)
            raise CannotDo(sentence, ExitCode.MISSING_FILE)
        if state is not State.WHOLE:
            sentence = gettext("{file}: is not what was signed").format(file=name)
            raise CannotDo(sentence, ExitCode.DAMAGED)

    def _opens(self, sealed: Envelope) -> bool:
        """Say whether the inner lock, if there is one, opens without asking anybody."""
        if sealed.lock is Lock.NONE or (
            sealed.lock is Lock.PASSPHRASE and self.reader.passphrase_file
        ):
            return True
        try:
            envelope.unlock(sealed, identities=self.reader.identities)
        except SealingError:
            return False
        return True

    def _made(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir()
        return folder

    def _put_down(self, folder: Path, sealed: Envelope, attached: list[str]) -> None:
        _write(folder / ENVELOPE, envelope.build(sealed))
        for name in attached:
            self._attach(name, folder / name.rpartition("/")[2], None)
        said = gettext("{folder}: locked for its reader, who opens it with untilthen open {file}")
        say.words(said.format(folder=folder.name, file=ENVELOPE))

    def _write_attachments(self, folder: Path, found: Found, attached: list[str]) -> None:
        named = named_in(found.letter)
        for place, name in enumerate(attached, start=1):
            stem = name.rpartition("/")[2].removesuffix(".age")
            known = named.get(stem)
            if known is None:
                sentence = gettext("{file}: the letter does not name it").format(file=name)
                self._say(CannotDo(sentence, ExitCode.DAMAGED))
                continue
            target = folder / safe_name(known.attachment.name, stem)
            if target.exists():
                target = folder / f"{place}-{target.name}"
            self._attach(name, target, known)

    def _attach(self, name: str, target: Path, known: Named | None) -> None:
        """Write one attachment; its trouble is said, and keeps no other from being opened."""
        try:
            self._check_whole(name)
            if known:
                write_attachment(
                    lambda: self.found.open(name), target, self.reader.identities, known
                )
            else:
                write_inner(lambda: self.found.open(name), target, self.reader.identities)
        except SealingError as error:
            self._say(about(name, error))
        except CannotDo as problem:
            self._say(problem)


def _write(target: Path, content: bytes) -> None:
    with whole_file(target) as file:
        write_all(file, memoryview(content))
