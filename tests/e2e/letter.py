"""What Ana writes to Finn, and what she sends along; nothing of it may ever be found on the way."""

import random
from dataclasses import dataclass
from pathlib import Path

LABEL = "For Finn, the long one"
SALUTATION = "Dear Finn, sit down for a moment,"
BODY = (
    "the coffee was never about the coffee.\n\n"
    "Für dich habe ich jeden Morgen die zweite Tasse auf die dritte Stufe gestellt."
)
ADDED = "And the umbrella is Gita's; please give it back to her."
SIGN_OFF = "With both cups, Ana"
SENTENCES = (
    LABEL,
    SALUTATION,
    "the coffee was never about the coffee",
    "jeden Morgen die zweite Tasse auf die dritte Stufe",
    "the umbrella is Gita's; please give it back",
    SIGN_OFF,
    "stairs-in-the-morning",
    "her-voice-long",
    "She says where the blue tin is",
)
GOODBYE = "Bye, Mum. I put both cups back on the shelf."
VOICE_BYTES = 20 * 1000 * 1000
PIECE_BYTES = 48


@dataclass(frozen=True)
class Attached:
    """The files of the letter, as they lie on Ana's disk."""

    photo: Path
    voice: Path

    def pieces(self) -> list[bytes]:
        """Return pieces of the files, which may not be found either."""
        voice, photo = self.voice.read_bytes(), self.photo.read_bytes()
        places = (0, len(voice) // 2, len(voice) - PIECE_BYTES)
        middle = len(photo) // 2
        cut = [voice[place : place + PIECE_BYTES] for place in places]
        return [*cut, photo[middle : middle + PIECE_BYTES]]


def attached(folder: Path, photo: bytes) -> Attached:
    """Put the letter's files on Ana's disk."""
    files = Attached(folder / "stairs-in-the-morning.jpg", folder / "her-voice-long.bin")
    files.photo.write_bytes(photo)
    files.voice.write_bytes(random.Random(7).randbytes(VOICE_BYTES))
    return files
