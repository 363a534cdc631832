"""Ana's duties, wishes and inventory, sealed as her browser would have done it."""

from datetime import datetime
from typing import Any

from django.utils.encoding import force_str

from untilthen.demo.writing import content
from untilthen.handover.duties import Asked, ask_about
from untilthen.handover.kinds import SHEETS
from untilthen.handover.sheetfields import Field
from untilthen.letters.actions import Draft
from untilthen.rehearsal.browser import Browsers
from untilthen.sealing.letter import Letter, ReadHint


def write_sheets(browsers: Browsers, numbers: dict[str, int], at: datetime) -> None:
    """Seal every sheet and save it; each duty is for the people with these numbers by name."""
    for duty in content()["duties"]:
        sheet = write(browsers, "duty", duty["sheet"], at)
        after = tuple(numbers[name] for name in duty["alternates"])
        ask_about(browsers.plan.pk, sheet, Asked(numbers[duty["first"]], after), at)
    for kind in ("wishes", "inventory"):
        write(browsers, kind, content()[kind], at)


def write(browsers: Browsers, kind: str, fields: dict[str, Any], at: datetime) -> str:
    """Seal one sheet and save it; returns its id."""
    sheet = SHEETS[kind]
    label = str(fields.get("name", force_str(sheet.title)))
    said = [paragraph(field, fields) for group in sheet.groups for field in group.fields]
    body = "\n\n".join(each for each in (force_str(sheet.words), *said) if each)
    words = Letter("en", label, "", body, "", ReadHint.ANY, ())
    return browsers.write(words, Draft(to=(), kind=kind), at, fields).public_id


def paragraph(field: Field, fields: dict[str, Any]) -> str:
    """Return what a sheet says in one field, in plain words; "" where it says nothing."""
    value = fields.get(field.name)
    if value is None:
        return ""
    label = force_str(field.label)
    return label if value is True else f"{label}\n{plain(field, value)}"


def plain(field: Field, value: Any) -> str:  # noqa: ANN401  whatever the demo's file holds
    """Return a value in plain words."""
    words = {choice: force_str(word) for choice, word in field.choices}
    if not isinstance(value, list):
        return words.get(value, str(value))
    said = [entry(field, each) if field.fields else words.get(each, each) for each in value]
    return "\n".join(f"{place}. {each}" for place, each in enumerate(said, start=1))


def entry(field: Field, values: dict[str, Any]) -> str:
    """Return one entry of a list in plain words."""
    named = [each for each in field.fields if each.name in values]
    return "; ".join(f"{force_str(each.label)}: {plain(each, values[each.name])}" for each in named)
