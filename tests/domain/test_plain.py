"""A switch kept as plain JSON comes back as it was, whatever is in it."""

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.domain.people import EVERYBODY, plan
from untilthen.domain.plain import from_plain, to_plain
from untilthen.domain.switch import Switch

INSTANTS = some.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)


def anything(hint: Any) -> some.SearchStrategy[Any]:  # noqa: ANN401
    """Return a strategy for every value that a field with this type may hold."""
    if hint is datetime:
        return INSTANTS
    if get_origin(hint) is UnionType:
        inner = next(each for each in get_args(hint) if each is not NoneType)
        return some.none() | anything(inner)
    if get_origin(hint) is tuple:
        return some.lists(anything(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return some.builds(hint, **{name: anything(each) for name, each in hints.items()})
    return some.from_type(hint)


SWITCHES = anything(Switch)


@given(SWITCHES)
def test_every_switch_comes_back_from_json_as_it_was(switch: Switch) -> None:
    assert from_plain(Switch, json.loads(json.dumps(to_plain(switch)))) == switch


def test_an_instant_comes_back_in_utc_and_equal() -> None:
    odd = datetime.fromisoformat("2027-04-14T09:00:00.000001+02:00")
    kept = to_plain(odd)
    assert kept == "2027-04-14T07:00:00.000001+00:00"
    assert from_plain(datetime, kept) - odd == timedelta(0)


def test_a_switch_of_an_older_version_takes_the_defaults() -> None:
    kept = to_plain(plan(*EVERYBODY))
    del kept["presses"], kept["credited_before"]
    assert from_plain(Switch, kept) == plan(*EVERYBODY)


@pytest.mark.parametrize(
    ("field", "value"), [("presses", "many"), ("vigil", None), ("owner_unreachable", 1)]
)
def test_what_is_of_another_kind_is_no_switch(field: str, value: object) -> None:
    with pytest.raises(TypeError):
        from_plain(Switch, {**to_plain(plan()), field: value})


def test_what_nobody_knows_is_not_dropped_in_silence() -> None:
    with pytest.raises((KeyError, TypeError)):
        from_plain(Switch, {**to_plain(plan()), "new_thing": 1})
