"""Frames that speak of the same fact have to say the same: within a frame, between frames, and through a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chiso.errors import DataError
from chiso.facts.frames import Row

Fact = tuple[object, ...]
"""What is said of what: index, set of units, year (and the year compared with), unit, code, and the kind of figure."""

Told = dict[Fact, tuple[float, str]]
"""The figure of each fact, and the name of the frame that gave it."""

_NEAR = 2e-6
"""Figures have six digits; two of them may each be half a digit off."""

_EXACT = {
    "value": "index_year",
    "rank": "index_year",
    "units_ranked": "index_year",
    "previous_value": "previous_year",
    "previous_rank": "previous_year",
    "previous_units_ranked": "previous_year",
}
"""Columns of figures, with the column of the year that each belongs to."""

_REMEDY = (
    "Change a value in the observations and compare anew, or work out what follows from it: "
    "changes = chiso.rework(changes, data). What is meant as a second version of the facts gets words of its own: "
    "chiso.Words(…)."
)


def agree(**frames: Iterable[Row]) -> Told:
    """Hold the figures of frames against one another.

    Parameters
    ----------
    frames
        The rows of each frame by its name; those without a unit or an index are passed over.

    Returns
    -------
    dict
        Every figure that was found.

    Raises
    ------
    DataError
        When a change is not the difference of its two figures, or two frames give a fact differently.
    """
    told: Told = {}
    for name, rows in frames.items():
        for row in rows:
            if row.get("unit_code") and row.get("index"):
                _check_differences(name, row)
                for fact, figure in _facts(row):
                    _tell(told, fact, figure, name)
    return told


class Witness:
    """What the blocks of a report have said, so that none contradicts another.

    A block that is made again, as when a cell is run once more, takes back what it said and what others said
    differently before it.
    """

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    def hear(self, block: str, told: Told) -> None:
        """Note what a block says.

        Raises
        ------
        DataError
            When another block has said it differently.
        """
        again = self._told.pop(block, None) is not None
        for other, known in self._told.items():
            for fact in known.keys() & told.keys():
                if abs(known[fact][0] - told[fact][0]) <= _NEAR:
                    continue
                if again:
                    del known[fact]
                    continue
                raise _contradiction(fact, told[fact], known[fact], f"the block {block}, after the block {other}")
        self._told[block] = dict(told)


def _facts(row: Row) -> Iterable[tuple[Fact, float]]:
    code = row.get("code") or "TOTAL"
    # In another year a code may have another meaning: a part is known by that.
    key = (row["index"], row.get("vintage"), row["unit_code"], code if code == "TOTAL" else row.get("concept") or code)
    for column, year in _EXACT.items():
        figure, at = row.get(column), row.get(year)
        if figure is not None and at is not None:
            yield (*key, at, column.removeprefix("previous_")), float(figure)


def _check_differences(name: str, row: Row) -> None:
    for figure, minuend, subtrahend in (
        ("change", row.get("value"), row.get("previous_value")),
        ("rank_change", row.get("previous_rank"), row.get("rank")),
    ):
        said = row.get(figure)
        if said is None or minuend is None or subtrahend is None:
            continue
        if abs(minuend - subtrahend - said) > _NEAR:
            raise DataError(
                f"The frame contradicts itself: {figure} is {said:g}, but {minuend:g} − {subtrahend:g} = "
                f"{minuend - subtrahend:g}.",
                where=f"the frame of {name}: {_named(row)}",
                why="Part of the report would go by one figure, part by the other.",
                remedy=_REMEDY,
            )


def _tell(told: Told, fact: Fact, figure: float, name: str) -> None:
    known = told.setdefault(fact, (figure, name))
    if abs(known[0] - figure) > _NEAR:
        raise _contradiction(fact, (figure, name), known, f"the frames of {name} and {known[1]}")


def _contradiction(fact: Fact, said: tuple[float, str], known: tuple[float, str], where: str) -> DataError:
    index, _, unit, code, year, figure = fact
    return DataError(
        f"Two frames contradict each other: the {figure} of unit {unit} for {index} {code} in {year} is {said[0]:g} in "
        f"{said[1]} and {known[0]:g} in {known[1]}.",
        where=where,
        why="Part of the report would go by one figure, part by the other.",
        remedy=_REMEDY,
    )


def _named(row: Mapping[str, object]) -> str:
    return f"unit {row['unit_code']}, {row['index']} {row.get('code') or 'TOTAL'}, {row.get('index_year')}"
