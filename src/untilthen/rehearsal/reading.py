"""Read and check a story file (TOML): its people, plan, letters and duties."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from untilthen.domain.settings import Settings, problems
from untilthen.rehearsal.reader import Reader, tables
from untilthen.rehearsal.reading_happenings import read_happenings
from untilthen.rehearsal.story import Somebody, Story, StoryDuty, StoryLetter
from untilthen.rehearsal.verbs import WORLD

TOP_KEYS = {"title", "until", "owner", "plan", "keepers", "people", "letters", "duties", "happens"}
OWNER_KEYS = {"name", "zone", "checked_in"}
PERSON_KEYS = {"name", "zone", "technical", "promised", "guardian"}
LETTER_KEYS = {"id", "to", "not_before", "if_unreachable"}
DUTY_KEYS = {"id", "first", "alternates"}
LONGEST = timedelta(days=100 * 366)


def read_story(path: Path) -> Story:
    """Return the story in a file; raises BadStory."""
    reader = Reader(str(path))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise reader.bad("file", problem.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise reader.bad("file", "is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as problem:
        raise reader.bad("toml", str(problem)) from None
    return build(reader, table)


def build(reader: Reader, table: dict[str, Any]) -> Story:
    """Return the story in a parsed table."""
    reader.known("", table, TOP_KEYS)
    owner_table = reader.known("owner", table.get("owner"), OWNER_KEYS)
    zone = reader.zone("owner.zone", owner_table.get("zone"))
    owner = Somebody(name=reader.text("owner", owner_table, "name"), zone=zone)
    people = read_people(reader, table, owner)
    letters = tuple(
        read_letter(reader, number, each, {person.name for person in people})
        for number, each in enumerate(tables(reader, table, "letters"))
    )
    keepers = {person.name for person in people if person.keeper}
    story = Story(
        title=reader.text("", table, "title"),
        until=reader.day("until", table.get("until")),
        owner=owner,
        checked_in=reader.instant("owner.checked_in", owner_table.get("checked_in"), zone),
        settings=read_settings(reader, table, zone, solo=not keepers),
        people=people,
        letters=letters,
        duties=tuple(
            read_duty(reader, number, each, keepers)
            for number, each in enumerate(tables(reader, table, "duties"))
        ),
        happens=read_happenings(reader, table, owner, people),
    )
    check_together(reader, story, table.get("plan", {}))
    return story


def check_together(reader: Reader, story: Story, plan: Mapping[str, Any]) -> None:
    """Refuse what is wrong only beside the rest: days that cannot be played, names of nothing."""
    begins = story.checked_in.date()
    if not begins <= story.until <= begins + LONGEST:
        raise reader.bad("until", f"must be within {LONGEST.days} days after owner.checked_in")
    for number, letter in enumerate(story.letters):
        if letter.not_before is not None and letter.not_before > begins + LONGEST:
            raise reader.bad(f"letters[{number}].not_before", f"is over {LONGEST.days} days away")
    keepers = sum(person.keeper for person in story.people)
    if "sure_needed" in plan and story.settings.sure_needed > keepers:
        raise reader.bad("plan.sure_needed", f"there are only {keepers} keepers")
    check_guardians(reader, story)
    known = {
        "letter": {letter.id for letter in story.letters},
        "duty": {duty.id for duty in story.duties},
    }
    for number, happening in enumerate(story.happens):
        for name in sorted(known.keys() & happening.more.keys()):
            if (value := happening.more[name]) not in known[name]:
                raise reader.bad(f"happens[{number}].{name}", f"there is no {name} {value!r}")


def check_guardians(reader: Reader, story: Story) -> None:
    """Refuse a guardian who is nobody of the story, or the person themselves."""
    names = {person.name for person in story.people}
    for person in story.people:
        if person.guardian and person.guardian not in names - {person.name}:
            raise reader.bad(f"{person.name}.guardian", f"nobody is called {person.guardian!r}")


def read_people(reader: Reader, table: Mapping[str, Any], owner: Somebody) -> tuple[Somebody, ...]:
    """Return keepers, then the others, in file order; names must differ."""
    found: list[Somebody] = []
    for kind in ("keepers", "people"):
        for number, each in enumerate(tables(reader, table, kind)):
            key = f"{kind}[{number}]"
            given = reader.known(key, each, PERSON_KEYS)
            person = Somebody(
                name=reader.text(key, given, "name"),
                zone=reader.zone(f"{key}.zone", given.get("zone", owner.zone)),
                keeper=kind == "keepers",
                promised=reader.flag(f"{key}.promised", given.get("promised", True)),
                technical=reader.flag(f"{key}.technical", given.get("technical", False)),
                guardian=str(given.get("guardian", "")),
            )
            if person.name in {owner.name, WORLD, *(other.name for other in found)}:
                raise reader.bad(f"{key}.name", f"{person.name!r} is taken")
            found.append(person)
    return tuple(found)


def read_settings(reader: Reader, table: Mapping[str, Any], zone: str, *, solo: bool) -> Settings:
    """Return the plan's settings; a story without keepers is a solo plan."""
    given = table.get("plan", {})
    if not isinstance(given, dict):
        raise reader.bad("plan", "must be a table")
    values = {"solo": solo, **given, "zone": zone}
    for problem in problems(values):
        raise reader.bad(f"plan.{problem.field}", f"{problem.value!r}: {problem.allowed}")
    if "reminder_days" in values:
        values["reminder_days"] = tuple(values["reminder_days"])
    return Settings(**values)


def read_letter(reader: Reader, number: int, table: object, names: set[str]) -> StoryLetter:
    """Return one letter; it must be for people of the story."""
    key = f"letters[{number}]"
    given = reader.known(key, table, LETTER_KEYS)
    to = given.get("to")
    if not isinstance(to, list) or not to:
        raise reader.bad(f"{key}.to", "must be a list of names")
    for name in to:
        if name not in names:
            raise reader.bad(f"{key}.to", f"nobody is called {name!r}")
    reach = given.get("if_unreachable", "keeper")
    if reach not in ("keeper", "let_go"):
        raise reader.bad(f"{key}.if_unreachable", "keeper or let_go")
    later = given.get("not_before")
    return StoryLetter(
        id=reader.text(key, given, "id"),
        to=tuple(to),
        not_before=None if later is None else reader.day(f"{key}.not_before", later),
        if_unreachable=reach,
    )


def read_duty(reader: Reader, number: int, table: object, keepers: set[str]) -> StoryDuty:
    """Return one duty; it must be for keepers of the story."""
    key = f"duties[{number}]"
    given = reader.known(key, table, DUTY_KEYS)
    first = reader.text(key, given, "first")
    alternates = given.get("alternates", [])
    if not isinstance(alternates, list):
        raise reader.bad(f"{key}.alternates", "must be a list of names")
    for name in (first, *alternates):
        if name not in keepers:
            raise reader.bad(f"{key}.first", f"no keeper is called {name!r}")
    return StoryDuty(id=reader.text(key, given, "id"), first=first, alternates=tuple(alternates))
