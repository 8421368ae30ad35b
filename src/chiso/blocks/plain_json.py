"""Frozen dataclasses as plain JSON values and back, checked against their annotations."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from typing import Any, Literal

UNSAID = types.MappingProxyType({"unsaid": True})
"""The metadata of a field that is left out of JSON where it is None."""


class BlockError(ValueError):
    """A block that cannot be shown to every reader, or JSON that is no block."""


class _MisfitError(Exception):
    """A value that does not fit; ``way`` leads to it from the whole."""

    way = ""


def plain(value: Any) -> Any:
    """Return a record as plain JSON values: records as objects, tuples as lists."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    fields = _fields(type(value))  # type: ignore[arg-type]
    if fields is None:
        return value
    return {
        name: plain(item)
        for name, may_be_unsaid in fields
        if (item := getattr(value, name)) is not None or not may_be_unsaid
    }


@functools.cache
def _fields(kind: type[Any]) -> tuple[tuple[str, bool], ...] | None:
    """Return the names of the fields of a record and whether each may be unsaid; None for what is no record."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple((field.name, field.metadata == UNSAID) for field in dataclasses.fields(kind))


def typed(expected: Any, value: Any, where: str) -> Any:
    """Check a plain JSON value against a type annotation and turn it into that type.

    Raises
    ------
    BlockError
        When it does not fit; ``where`` names the place.
    """
    try:
        return _reader(expected)(value)
    except _MisfitError as error:
        raise BlockError(f"{where}{error.way}: {error}") from None


# A report has tens of thousands of values: what is to be done with each is worked out once for its type.
@functools.cache
def _reader(expected: Any) -> Callable[[Any], Any]:
    """Return what reads a value of a type."""
    origin, parts = typing.get_origin(expected), typing.get_args(expected)
    if dataclasses.is_dataclass(expected) and isinstance(expected, type):
        return _reader_of_records(expected)
    if origin is Literal:
        return functools.partial(_one_of, parts)
    if origin in (types.UnionType, typing.Union):
        read = _reader(next(part for part in parts if part is not type(None)))
        return (lambda value: None if value is None else read(value)) if type(None) in parts else read
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return functools.partial(_items, _reader(parts[0]))
    if origin is tuple:
        return functools.partial(_each, tuple(map(_reader, parts)))
    return functools.partial(_scalar, expected)


def _reader_of_records(record: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(record)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(record)}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _MisfitError(f"expected an object, found {type(value).__name__}")
        if not value.keys() <= readers.keys():
            raise _MisfitError(f"unknown field {min(value.keys() - readers.keys())!r}")
        found = {}
        name = ""
        try:
            for name, item in value.items():
                found[name] = readers[name](item)
        except _MisfitError as error:
            error.way = f".{name}{error.way}"
            raise
        try:
            return record(**found)
        except TypeError as error:
            raise _MisfitError(str(error)) from None

    return read


def _one_of(known: tuple[Any, ...], value: Any) -> Any:
    if value not in known:
        raise _MisfitError(f"{value!r} is not one of {', '.join(map(repr, known))}")
    return value


def _items(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    listed, found = _listed(value), []
    try:
        for item in listed:
            found.append(read(item))  # noqa: PERF401 - an error is told with how many were read
    except _MisfitError as error:
        error.way = f"[{len(found)}]{error.way}"
        raise
    return tuple(found)


def _each(readers: tuple[Callable[[Any], Any], ...], value: Any) -> tuple[Any, ...]:
    if len(_listed(value)) != len(readers):
        raise _MisfitError(f"expected {len(readers)} items, found {len(value)}")
    return tuple(read(item) for read, item in zip(readers, value, strict=True))


def _listed(value: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _MisfitError(f"expected a list, found {type(value).__name__}")
    return value


def _scalar(expected: type, value: Any) -> Any:
    if type(value) is expected:
        return value
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, expected) or (expected is not bool and isinstance(value, bool)):
        raise _MisfitError(f"expected {expected.__name__}, found {type(value).__name__}")
    return value
