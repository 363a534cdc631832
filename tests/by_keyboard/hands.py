"""Somebody who has a keyboard and no mouse: Tab, Shift+Tab, Enter, Space, arrows, and letters.

Each stop must be seen: an outline around it, in view, with nothing lying over it.
"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 80
MOST_PARTS = 5
"""A date has a day, a month, a year and a calendar, and is one control all the same."""
THIN_PX = 2
PRINTED = "\N{RIGHT SINGLE QUOTATION MARK}"
# What the browser says of the element that has the focus. A box is clicked where its label is.
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const label = here.labels && here.labels[0] ? here.labels[0].innerText : "";
  return {
    name: (here.getAttribute("aria-label") || label || here.innerText || "").trim(),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: box.width > 0 && y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth,
    covered: !(top && (here.contains(top) || top.contains(here))),
  };
}"""
# All that can be pressed or typed in, in the order of the page; of a group of radios one.
CONTROLS = """() => {
  const radios = new Set();
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  return [...all].filter((each) => {
    if (each.disabled || each.type === "hidden" || !each.checkVisibility()) return false;
    if (each.type !== "radio") return true;
    const first = !radios.has(each.name);
    radios.add(each.name);
    return first;
  }).map((each) => {
    const label = each.labels && each.labels[0] ? each.labels[0].innerText : "";
    return (each.getAttribute("aria-label") || label || each.innerText || "").trim();
  });
}"""


def plain(name: str) -> str:
    """Return a name with the apostrophes that a keyboard has."""
    return name.replace(PRINTED, "'")


@dataclass
class Hands:
    """Somebody at a page, with a keyboard."""

    page: Page

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def begins_again(self) -> None:
        """Load the page anew, with the focus at its top."""
        self.page.goto(self.page.url.partition("#")[0])

    def stop(self) -> str | None:
        """Return the name of what has the focus, once it is seen; None outside of the page."""
        found: dict[str, Any] | None = self.page.evaluate(FOCUSED)
        if found is None:
            return None
        name = plain(found["name"])
        assert found["outline"] >= THIN_PX, f"“{name}” has the focus, and nothing shows it"
        assert found["inView"], f"“{name}” has the focus out of view"
        assert not found["covered"], f"something lies over “{name}”, which has the focus"
        return name

    def goes_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the focus is on what is called so."""
        passed = []
        for _ in range(MOST_STOPS):
            self.press("Shift+Tab" if back else "Tab")
            stop = self.stop()
            if stop == name:
                return
            passed.append(stop)
        raise AssertionError(f"Tab never comes to “{name}”, only to {passed}")

    def presses(self, name: str, key: str = "Enter") -> None:
        """Go to a button or link, press it, and wait for where it leads."""
        self.goes_to(name)
        with self.page.expect_navigation():
            self.press(key)

    def types(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.goes_to(label)
        self.page.keyboard.type(text)

    def walks_through(self) -> list[str]:
        """Press Tab from the top of the page to its end and back; return what was passed.

        Every control is passed once, in the order of the page, and nothing holds the focus.
        """
        wanted = [plain(each) for each in self.page.evaluate(CONTROLS)]
        there = [self._next("Tab") for _ in wanted]
        assert there == wanted, "the keyboard passes other things than the page holds"
        back = [there[-1], *(self._next("Shift+Tab") for _ in wanted[1:])]
        assert back == wanted[::-1]
        self.press("Shift+Tab")
        assert self.stop() in (None, wanted[-1]), "the focus cannot leave the page"
        return wanted

    def _next(self, key: str) -> str | None:
        before = self.stop()
        for _ in range(MOST_PARTS):
            self.press(key)
            if self.stop() != before:
                break
        return self.stop()

    def skips(self) -> str | None:
        """Press the skip link, which is the first stop; return the first stop after it."""
        self.press("Tab")
        assert self.stop() == "Skip to the text"
        self.press("Enter")
        self.press("Tab")
        return self.stop()
