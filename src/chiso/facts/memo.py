"""Working a thing out once for the same figures: the reports of a year share most of what is worked out over all units.

Frames can be changed in place, so that a frame is known by its figures and not by being the same object.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.facts.data import Data

_Args = ParamSpec("_Args")
_Made = TypeVar("_Made")

_MOST = 64
_FIGURES = ("value", "previous_value", "rank", "previous_rank", "units_ranked", "core_change", "standard_error")
_WORDS = ("verdict", "rank_verdict")


def fingerprint(frame: pd.DataFrame) -> Hashable:
    """Return what tells the figures of a frame apart from those of another."""
    known = [frame[name] for name in _FIGURES if name in frame.columns]
    said = (hash(tuple(frame[name].tolist())) for name in _WORDS if name in frame.columns)
    return (len(frame), *(hash(_floats(column).tobytes()) for column in known), *said)


def _floats(column: pd.Series) -> npt.NDArray[np.float64]:
    # Looking for missing cells where floats have their own takes eight times as long as hashing them.
    plain = column.dtype == np.dtype("float64")
    return column.to_numpy() if plain else column.to_numpy(dtype="float64", na_value=float("nan"))


def remembered(
    make: Callable[Concatenate[Data, pd.DataFrame, _Args], _Made],
) -> Callable[Concatenate[Data, pd.DataFrame, _Args], _Made]:
    """Let a function of data and changes be called once for the same figures.

    What it returns is shared by all who ask; a frame is given as a copy that shares its figures until it is changed.
    Its further arguments have to be hashable.
    """
    kept: OrderedDict[Hashable, _Made] = OrderedDict()

    @functools.wraps(make)
    def ask(data: Data, changes: pd.DataFrame, *args: _Args.args, **kwargs: _Args.kwargs) -> Any:
        key = (
            str(data.catalog.raw),
            data.catalog.vintage,
            data.year,
            data.catalog.store,
            fingerprint(data.observations),
            fingerprint(data.published_ranks),
            fingerprint(changes),
            args,
            tuple(sorted(kwargs.items())),
        )
        if key not in kept:
            kept[key] = make(data, changes, *args, **kwargs)
            if len(kept) > _MOST:
                kept.popitem(last=False)
        found: Any = kept[key]
        return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

    return cast("Callable[Concatenate[Data, pd.DataFrame, _Args], _Made]", ask)
