"""Frames that speak of the same fact have to say the same: within a frame, between frames, and through a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chiso.errors import DataError
from chiso.facts.frames import Row

Fact = tuple[object, ...]
"""What is said of what: index, set of units, year (and the year compared with), unit, code, and the kind of figure."""

Said = float | bool | str

Told = dict[Fact, tuple[Said, str]]
"""What is said of each fact, and the name of the frame that said it."""

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

_OF_YEARS = ("comparable", "reasons")
"""What is said of two years: whether they can be compared, and why not."""

_OF_PLAN = ("target_score", "target_rank")
"""What a plan wants of an index, by the year of the plan."""

_NAMES = ("unit_vi", "unit_en")
"""How a unit is called."""

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
        Everything that was found.

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
                if _is_same(known[fact][0], told[fact][0]):
                    continue
                if again:
                    del known[fact]
                    continue
                raise _contradiction(fact, told[fact], known[fact], f"the block {block}, after the block {other}")
        self._told[block] = dict(told)


def _facts(row: Row) -> Iterable[tuple[Fact, Said]]:
    code = row.get("code") or "TOTAL"
    # In another year a code may have another meaning: a part is known by that.
    key = (row["index"], row.get("vintage"), row["unit_code"], code if code == "TOTAL" else row.get("concept") or code)
    for column, year in _EXACT.items():
        figure, at = row.get(column), row.get(year)
        if figure is not None and at is not None:
            yield (*key, at, column.removeprefix("previous_")), float(figure)
    years = (row.get("previous_year"), row.get("index_year"))
    for columns, when in ((_OF_YEARS, None if None in years else years), (_OF_PLAN, row.get("plan_year"))):
        for column in columns:
            if when is not None and row.get(column) is not None:
                yield (*key, when, column), row[column]
    for column in _NAMES:
        if row.get(column):
            yield ("", row.get("vintage"), row["unit_code"], "", "", column), row[column]


def _is_same(said: Said, known: Said) -> bool:
    if isinstance(said, str) or isinstance(known, str):
        return said == known
    return abs(said - known) <= _NEAR


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


def _tell(told: Told, fact: Fact, said: Said, name: str) -> None:
    known = told.setdefault(fact, (said, name))
    if not _is_same(known[0], said):
        raise _contradiction(fact, (said, name), known, f"the frames of {name} and {known[1]}")


def _contradiction(fact: Fact, said: tuple[Said, str], known: tuple[Said, str], where: str) -> DataError:
    index, _, unit, code, when, what = fact
    years = f" in {' to '.join(map(str, when)) if isinstance(when, tuple) else when}" if when else ""
    of = f" for {index} {code}{years}" if index else ""
    return DataError(
        f"Two frames contradict each other: the {what} of unit {unit}{of} is {_shown(said[0])} in "
        f"{said[1]} and {_shown(known[0])} in {known[1]}.",
        where=where,
        why="Part of the report would go by one figure, part by the other.",
        remedy=_REMEDY,
    )


def _shown(said: Said) -> str:
    return f"{said:g}" if isinstance(said, float) else repr(said)


def _named(row: Mapping[str, object]) -> str:
    return f"unit {row['unit_code']}, {row['index']} {row.get('code') or 'TOTAL'}, {row.get('index_year')}"
