"""What is said of a letter in the clear when it is saved, read from a form and checked."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.http import QueryDict

from untilthen.letters.actions import BadLetter, Draft

CHOICES = ("keeper", "let_go")
LOCKS = ("none", "passphrase", "keys")
FARTHEST = timedelta(days=100 * 366)


def draft_from(
    form: QueryDict, people: frozenset[int], today: date, confirmed: frozenset[int]
) -> Draft:
    """Return the draft in a form; `people` are those a letter can be for, `confirmed` those who
    have not asked the owner to stay away. Raises BadLetter.
    """
    return Draft(
        id=id_in(form),
        lock=lock_in(form),
        to=chosen(form.getlist("to"), people, confirmed),
        not_before=day_in(form, today),
        if_unreachable=choice_in(form),
        files=files_in(form),
    )


def chosen(values: list[str], people: frozenset[int], confirmed: frozenset[int]) -> tuple[int, ...]:
    """Return the persons chosen, each once, in the order given."""
    if not values:
        raise BadLetter("to", "nobody")
    known = {str(number): number for number in people}
    if any(value not in known for value in values):
        raise BadLetter("to", "unknown_person")
    to = tuple(dict.fromkeys(known[value] for value in values))
    if not confirmed.issuperset(to):
        raise BadLetter("to", "not_confirmed")
    return to


def id_in(form: Mapping[str, str]) -> str:
    """Return the id that a browser chose for a new letter, or "" where there is none."""
    given = form.get("id", "")
    try:
        return str(UUID(given)) if given else ""
    except ValueError:
        raise BadLetter("form", "not_readable") from None


def lock_in(form: Mapping[str, str]) -> str:
    """Return how the letter is locked to its readers."""
    lock = form.get("lock", "none")
    if lock not in LOCKS:
        raise BadLetter("lock", "bad_choice")
    return lock


def day_in(form: Mapping[str, str], today: date) -> date | None:
    """Return the day before which the letter does not come, if one is given."""
    given = form.get("not_before", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise BadLetter("not_before", "bad_date") from None
    if day > today + FARTHEST:
        raise BadLetter("not_before", "date_too_far")
    return day


def choice_in(form: Mapping[str, str]) -> str:
    """Return what becomes of the letter if its person cannot be reached."""
    choice = form.get("if_unreachable", "")
    if choice not in CHOICES:
        raise BadLetter("if_unreachable", "bad_choice")
    return choice


def files_in(form: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the letter's files, in the text's order."""
    try:
        names = json.loads(form.get("files") or "[]")
    except (ValueError, RecursionError):
        raise BadLetter("attachments", "missing") from None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadLetter("attachments", "missing")
    return tuple(names)
