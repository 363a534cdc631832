"""A real Chromium for the tests that press buttons: the one found, else Debian's."""

import shutil

from tools.prepare import debian
from tools.prepare.steps import Step

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> list[Step]:
    """Return the step that installs Debian's Chromium, or none where a browser is on the PATH."""
    if any(shutil.which(name) for name in NAMES):
        return []
    says = "Looking for a Chromium to test the pages with: there is none"
    return [Step("chromium", says, (), (), lambda: debian.install("chromium"))]
