"""Turn the rules' frozen data into plain JSON values and back, so that a shell can keep it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Plain = Any


def to_plain(value: object) -> Plain:
    """Return dataclasses as mappings, instants as ISO 8601 in UTC, days as ISO dates, enums as
    their value.
    """
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value


def from_plain(kind: Any, value: Plain) -> Any:  # noqa: ANN401
    """Return `value` as `kind`, a dataclass or a type its fields use; raises TypeError else."""
    origin = get_origin(kind)
    if origin is UnionType:
        return from_union(kind, value)
    if origin is tuple:
        return tuple(from_plain(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        return from_mapping(kind, value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def from_union(kind: Any, value: Plain) -> Any:  # noqa: ANN401
    """Return `value` as the one type of an optional."""
    if value is None:
        return None
    (inner,) = (each for each in get_args(kind) if each is not NoneType)
    return from_plain(inner, value)


def from_mapping(kind: Any, value: Mapping[str, Plain]) -> Any:  # noqa: ANN401
    """Return a dataclass from its plain mapping; fields it does not name take their default."""
    hints = type_hints(kind)
    return kind(**{name: from_plain(hints[name], each) for name, each in value.items()})


@cache
def type_hints(kind: type) -> Mapping[str, Any]:
    """Return the resolved field types of a dataclass."""
    return get_type_hints(kind)
