"""The one picture in the demo: an allotment on an evening in May, drawn here so that nobody's photo
is needed.
"""

import struct
import zlib

WIDTH, HEIGHT = 480, 320
Colour = tuple[int, int, int]
SKY_TOP, SKY_LOW = (98, 128, 156), (246, 205, 150)
SUN, SUN_AT, SUN_RADIUS = (255, 236, 190), (352, 150), 26
HILL_FAR, HILL_NEAR, BED = (116, 132, 120), (74, 96, 66), (92, 66, 46)
GLASS, FRAME, GLASS_AT = (188, 208, 196), (236, 230, 214), (70, 172, 150, 92)


def picture() -> bytes:
    """Return the picture as PNG."""
    rows = b"".join(b"\0" + row(y) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def row(y: int) -> bytes:
    """Return one line of the picture."""
    if y < SUN_AT[1] - SUN_RADIUS:  # nothing but sky: one colour all along
        return bytes(colour(0, y)) * WIDTH
    return bytes(value for x in range(WIDTH) for value in colour(x, y))


def colour(x: int, y: int) -> Colour:
    """Return the colour at a point, from the nearest thing to the farthest."""
    left, top, width, height = GLASS_AT
    roof = top + abs(x - left - width // 2) // 3 - 25
    if left <= x < left + width and roof <= y < top + height:
        edge = (x - left) % 30 < 3 or (y - top) % 46 < 3 or y < roof + 3
        return FRAME if edge else blend(GLASS, SKY_LOW, (x - left) / width / 2)
    near = 226 + (x - 300) * (x - 300) // 3200
    if y > near:
        furrow = (y - near + x // 6) % 22 < 9 and y > 250
        return blend(BED, SKY_LOW, 0.08) if furrow else blend(HILL_NEAR, BED, (y - near) / 240)
    if y > 196 + (x - 90) * (x - 90) // 5200:
        return HILL_FAR
    if (x - SUN_AT[0]) ** 2 + (y - SUN_AT[1]) ** 2 < SUN_RADIUS**2:
        return SUN
    return blend(SKY_TOP, SKY_LOW, min(1.0, y / 210))


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two, `share` of the way to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
