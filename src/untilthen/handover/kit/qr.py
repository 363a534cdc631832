"""The address as a QR code: vectors, error level Q, four modules of white around it."""

import io
from dataclasses import dataclass

import segno

LONGEST_ADDRESS = 59
"""Characters: more would make the modules too small for an old telephone."""
MARGIN_MODULES = 4
SMALLEST_MM = 26.0
"""Side of the code without its margin."""


class AddressTooLong(Exception):
    """This address does not fit into a code that every telephone reads."""

    def __init__(self, address: str) -> None:
        """Keep the address and how long it may be."""
        super().__init__(f"{address} has {len(address)} characters, at most {LONGEST_ADDRESS}")
        self.address = address
        self.longest = LONGEST_ADDRESS


@dataclass(frozen=True)
class Code:
    """A code as SVG, with the side that it needs in print, margin included."""

    svg: str
    side_mm: float


def explaining(address: str) -> str:
    """Return the page of the service at `address` that only explains."""
    return f"{address.rstrip('/')}/help/"


def code_of(address: str) -> Code:
    """Return the QR code of `address` (a URL); raises AddressTooLong."""
    if len(address) > LONGEST_ADDRESS:
        raise AddressTooLong(address)
    made = segno.make(address, error="q", boost_error=False, micro=False)
    drawn = io.BytesIO()
    made.save(drawn, kind="svg", border=MARGIN_MODULES, xmldecl=False, svgns=True)
    modules, _ = made.symbol_size(border=0)
    side = SMALLEST_MM * (modules + 2 * MARGIN_MODULES) / modules
    return Code(drawn.getvalue().decode("ascii"), round(side, 2))
