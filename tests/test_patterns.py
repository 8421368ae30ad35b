"""No text makes a pattern of the package run for long: published cells hold thirty blanks, dots and dashes in a row."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

import pytest

import chiso

LONG = 1000
MOST_SECONDS = 1.0
RUNS = (" ", ".", "(", "1", "-", "*", "\u00a0", "\n", "a", "1.", "( ", "- ", "(1)")
CALLS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


def within(value: object) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | tuple | list | set | frozenset):
        for one in value.values() if isinstance(value, dict) else value:
            yield from within(one)


def written() -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """Yield the patterns that stand as text in calls within functions."""
    for path in Path(chiso.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
                continue
            if getattr(node.func.value, "id", "") == "re" and node.args and isinstance(node.args[0], ast.Constant):
                yield re.compile(node.args[0].value)


@pytest.fixture(scope="module")
def patterns() -> list[re.Pattern[str] | re.Pattern[bytes]]:
    names = [one.name for one in pkgutil.walk_packages(chiso.__path__, "chiso.") if not one.name.endswith("__main__")]
    values: Iterable[object] = (value for name in names for value in vars(importlib.import_module(name)).values())
    return list(dict.fromkeys([*(one for value in values for one in within(value)), *written()]))


def test_no_pattern_takes_long_over_long_runs_of_one_mark(patterns: list[re.Pattern[str] | re.Pattern[bytes]]) -> None:
    assert len(patterns) > 150
    for pattern in patterns:
        for run in RUNS:
            for text in (f"{run * (LONG // len(run))}\x01", f"1{run * (LONG // len(run))}\x01"):
                seconds = time_of(pattern, text)
                assert seconds < MOST_SECONDS, f"{pattern.pattern!r} takes {seconds:.1f} s over {text[:4]!r}…"


def time_of(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    """Return how many seconds of the processor a search takes; one that would take for ever is stopped."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    start = time.process_time()
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * MOST_SECONDS)
    try:
        if isinstance(pattern.pattern, bytes):
            re.search(pattern, text.encode())
        else:
            re.search(pattern, text)
    except TimeoutError:
        return 2 * MOST_SECONDS
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start
