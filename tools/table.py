"""Write the switch's table into docs/architecture.md: `python -m tools.table`."""

from pathlib import Path

from untilthen.domain.effects import Effect, Mail
from untilthen.domain.table import TABLE

PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->"


def words(effect: Effect) -> str:
    """Return an effect in a few words."""
    if isinstance(effect, Mail):
        later = f" after {effect.after} s" if effect.after else ""
        return f"mail `{effect.about}` to {effect.to.replace('_', ' ')}{later}"
    name = type(effect).__name__
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def table() -> str:
    """Return the table as Markdown, one row for each state and event."""
    lines = ["| state | event | becomes | then |", "| --- | --- | --- | --- |"]
    for (state, event), row in TABLE.items():
        owed = "; ".join(words(effect) for effect in row.owes)
        lines.append(f"| {state} | {event} | {row.then} | {owed} |")
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
