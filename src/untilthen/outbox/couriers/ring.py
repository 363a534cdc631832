"""The courier for messengers: hands a short text to the one that a URL names, by Apprise."""

from collections.abc import Callable

from untilthen.outbox.couriers.base import CannotSend, Parcel
from untilthen.outbox.ways import DONE, NEAR, UNREADABLE, TooSlow, asked_apart, kind_of

Ask = Callable[[str, str], str]


class Ring:
    """Sends the text of a parcel to the URL in its address; CannotSend never names the URL.

    Apprise says only yes or no, so that a no is always tried again.
    """

    def __init__(self, ask: Ask = asked_apart) -> None:
        self.ask = ask

    def send(self, parcel: Parcel) -> None:
        """Return once the messenger took the text; raises CannotSend."""
        kind = kind_of(parcel.address)
        try:
            word = self.ask(parcel.address, parcel.text)
        except TooSlow:
            raise CannotSend(f"{kind} did not answer in time", unclear=True) from None
        except OSError as problem:
            raise CannotSend(f"{kind} could not be asked: {problem.strerror}", ours=True) from None
        if word == UNREADABLE:  # the form takes none of these; an update of Apprise might
            raise CannotSend(f"{kind}: the address can no longer be read", ours=True)
        if word == NEAR:
            raise CannotSend(f"{kind}: the address leads into a private network")
        if word != DONE:
            raise CannotSend(f"{kind} did not take it")
