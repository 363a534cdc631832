"""Photographs every screen and mail for docs/screens, with an index that shows them in families.
`python -m tools.screens [name ...]`; a picture that shows what it showed before is left as it is.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from tools.gallery import QUIET, ROOT, THEMES, Sizes, configure, served, write_all
from tools.screen_families import FAMILIES

SCREENS = ROOT / "docs" / "screens"
MOST_PIXELS_HIGH = {"phone": 1100, "desk": 800}
SCALES = {"phone": 0.75, "desk": 0.5}  # seen from afar, so that the folder stays small
COLOURS, APART = 7, 20
SHOWN_WIDTHS = {"phone": 130, "desk": 300}
HEAD = """\
# Screens

Every screen and mail with Ana's plan on it, on a phone and at a desk, in light and in dark; long
ones are cut. Made by `python -m tools.screens` from the templates themselves. Each page stands
here: tests/style/test_screens.py fails for one that does not.
"""


def stems(name: str) -> list[str]:
    """Return what the pictures of one screen are called."""
    return [f"{name}-{size}-{theme}" for size, theme in product(SHOWN_WIDTHS, THEMES)]


def index() -> str:
    """Return the page that shows all pictures, family by family."""
    lines = [HEAD]
    for family, screens in FAMILIES.items():
        lines.append(f"## {family}\n")
        for name, sentence in screens.items():
            lines += [f"**{sentence}**\n", *shown(name), ""]
    return "\n".join(lines)


def shown(name: str) -> Iterator[str]:
    """Yield the lines that show one screen."""
    for stem in stems(name):
        size, theme = stem.split("-")[-2:]
        width, words = SHOWN_WIDTHS[size], f"{name}, {size}, {theme}"
        yield f'<a href="{stem}.webp"><img src="{stem}.webp" width="{width}" alt="{words}"></a>'


def few_colours(png: bytes, high: int) -> Image.Image:
    """Return a screenshot cut to a length that can be looked at, in a few colours."""
    whole = Image.open(BytesIO(png)).convert("RGB")
    cut = whole.crop((0, 0, whole.width, min(whole.height, high)))
    few = [channel for colour in commonest(cut) for channel in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette((few * 256)[: 256 * 3])
    return cut.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")


def commonest(picture: Image.Image) -> list[tuple[int, ...]]:
    """Return the commonest colours that can be told apart, which are those the page is set in."""
    chosen: list[tuple[int, ...]] = []
    for _, colour in sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True):
        assert isinstance(colour, tuple)  # red, green and blue
        gaps = (sum(abs(a - b) for a, b in zip(colour, each, strict=True)) for each in chosen)
        if all(gap >= APART for gap in gaps):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    return chosen


def keep(picture: Image.Image, path: Path) -> bool:
    """Save a picture unless the file shows the same already; return whether it was saved."""
    if path.exists():
        with Image.open(path) as kept:
            before = kept.convert("RGB")
        same = before.size == picture.size
        if same and ImageChops.difference(before, picture).getbbox() is None:
            return False
    picture.save(path, "WEBP", lossless=True, quality=80, method=4)
    return True


def photograph(
    browser: Browser, base: str, sizes: dict[str, Sizes]
) -> Iterator[tuple[str, Image.Image]]:
    """Yield the name and the picture of each screen in each size and theme."""
    for theme, size in product(THEMES, SHOWN_WIDTHS):
        context = browser.new_context(
            color_scheme=theme, reduced_motion="reduce", device_scale_factor=SCALES[size]
        )
        page = context.new_page()
        for name, both in sizes.items():
            width, height = both[size]
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{base}/{name}.html")
            png = page.screenshot(full_page=True, animations="disabled")
            yield f"{name}-{size}-{theme}", few_colours(png, MOST_PIXELS_HIGH[size])
        context.close()


def main() -> int:
    """Photograph the screens named, or all; say how many pictures changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these screens")
    names = parser.parse_args().names
    SCREENS.mkdir(parents=True, exist_ok=True)
    configure("en")
    out, changed = Path(tempfile.mkdtemp(prefix="screens-")), 0
    kept = [name for family in FAMILIES.values() for name in family]
    sizes = write_all(out, names or kept)
    with served(out) as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for stem, picture in photograph(browser, base, sizes):
            changed += keep(picture, SCREENS / f"{stem}.webp")
        browser.close()
    if not names:
        clear_away({f"{stem}.webp" for name in sizes for stem in stems(name)})
    (SCREENS / "README.md").write_text(index())
    sys.stdout.write(f"{len(sizes)} screens in {SCREENS}, {changed} pictures changed\n")
    return 0


def clear_away(wanted: set[str]) -> None:
    """Delete pictures of screens that there are no more."""
    for path in SCREENS.glob("*.webp"):
        if path.name not in wanted:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
