"""What can stand on a sheet, as a form asks for it and a page shows it. Plain data: what people
write in these fields is sealed in their browser and never comes here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = Promise | str
Choices = tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Field:
    """One thing a sheet can say. `kind`: line, text, date, time, zone, choice, days, check, lines
    (a list of lines) or entries (a list, each with `fields` of its own).

    `aside` is a sentence that belongs wherever the field is written or read; `most` is how many
    letters fit; `more`: what the button says that adds to a list.
    """

    name: str
    label: Words
    kind: str = "line"
    hint: Words = ""
    choices: Choices = ()
    fields: "tuple[Field, ...]" = ()
    aside: Words = ""
    more: Words = ""
    most: int = 0
    hints: Choices = ()


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under one heading."""

    title: Words
    fields: tuple[Field, ...]
