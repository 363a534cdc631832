"""Pages that can go stale agree with the code, and every check that a promise names exists."""

import re
from pathlib import Path

from tools.table import PAGE, page
from untilthen.domain.settings import Settings
from untilthen.domain.states import State
from untilthen.rehearsal import promises

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_the_table_on_the_page_is_the_table_in_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text


def test_every_state_has_its_word() -> None:
    words = (DOCS / "words.md").read_text(encoding="utf-8")
    missing = [state for state in State if f"| {state.value} |" not in words]
    assert missing == []


def test_every_check_named_for_a_promise_exists() -> None:
    text = (DOCS / "promises.md").read_text(encoding="utf-8")
    names = re.findall(r"`([^`]+)`", text)
    assert len(names) > 20
    missing = [name for name in names if not exists(name)]
    assert missing == []


def exists(name: str) -> bool:
    """Return whether a path, a story or a check of this name is there."""
    if "/" in name:
        return (ROOT / name).exists()
    stories = ROOT / "src" / "untilthen" / "rehearsal" / "stories"
    known = {path.stem for path in stories.glob("*.toml")} | {state.value for state in State}
    known |= {"first_break", "untilthen open", "letters", "outbox"}
    return name in known or hasattr(promises, name)


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_links_in_the_pages_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_settings_have_the_defaults_that_are_promised() -> None:
    settings = Settings(zone="Europe/Berlin")
    assert (settings.check_in_days, settings.grace_days, settings.vigil_days) == (30, 14, 14)
    assert (settings.quiet_wait_days, settings.early_wait_days) == (7, 14)
    assert (settings.goodbye_days, settings.hold_days) == (30, 365)
