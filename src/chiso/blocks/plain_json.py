"""Frozen dataclasses as plain JSON values and back, checked against their annotations."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any, Literal

UNSAID = types.MappingProxyType({"unsaid": True})
"""The metadata of a field that is left out of JSON where it is None."""


class BlockError(ValueError):
    """A block that cannot be shown to every reader, or JSON that is no block."""


def plain(value: Any) -> Any:
    """Return a record as plain JSON values: records as objects, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: (field, getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {
            name: plain(item) for name, (field, item) in fields.items() if item is not None or field.metadata != UNSAID
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def _typed_record(expected: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise BlockError(f"{where}: expected an object, found {type(value).__name__}")
    hints = _hints(expected)
    if unknown := sorted(set(value) - set(hints)):
        raise BlockError(f"{where}: unknown field {unknown[0]!r}")
    try:
        return expected(**{name: typed(hints[name], item, f"{where}.{name}") for name, item in value.items()})
    except TypeError as error:
        raise BlockError(f"{where}: {error}") from None


@functools.cache
def _hints(record: type) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    return {field.name: hints[field.name] for field in dataclasses.fields(record)}


def typed(expected: Any, value: Any, where: str) -> Any:
    """Check a plain JSON value against a type annotation and turn it into that type.

    Raises
    ------
    BlockError
        When it does not fit; ``where`` names the place.
    """
    origin = typing.get_origin(expected)
    if dataclasses.is_dataclass(expected) and isinstance(expected, type):
        return _typed_record(expected, value, where)
    if origin is Literal:
        if value not in typing.get_args(expected):
            raise BlockError(f"{where}: {value!r} is not one of {', '.join(map(repr, typing.get_args(expected)))}")
        return value
    if origin in (types.UnionType, typing.Union):
        if value is None and type(None) in typing.get_args(expected):
            return None
        chosen = next(part for part in typing.get_args(expected) if part is not type(None))
        return typed(chosen, value, where)
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise BlockError(f"{where}: expected a list, found {type(value).__name__}")
        parts = typing.get_args(expected)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(typed(parts[0], item, f"{where}[{number}]") for number, item in enumerate(value))
        if len(parts) != len(value):
            raise BlockError(f"{where}: expected {len(parts)} items, found {len(value)}")
        return tuple(typed(part, item, where) for part, item in zip(parts, value, strict=True))
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, expected) or (expected is not bool and isinstance(value, bool)):
        raise BlockError(f"{where}: expected {expected.__name__}, found {type(value).__name__}")
    return value
