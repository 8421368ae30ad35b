"""The lines of a chart of scores over the years: rows of each index and unit, and where their series begin."""

from __future__ import annotations

import dataclasses
from typing import Any

from chiso.charts import course_marks as marks
from chiso.charts.rows import Row, Say, only_once


@dataclasses.dataclass(frozen=True)
class Course:
    """One line: its name, its years in order, and its looks; ``strong`` is the colour of the last series."""

    name: str
    rows: list[Row]
    strong: str
    shape: str

    @property
    def series(self) -> Any:
        """The last comparable series."""
        return self.rows[-1]["series"]

    @property
    def scored(self) -> list[Row]:
        """The years with a score."""
        return [row for row in self.rows if row["value"] is not None]


def courses_of(rows: list[Row], say: Say) -> list[Course]:
    """Return a line for each index and unit."""
    keys = [key for key in ("index", "unit_code") if len({row.get(key) for row in rows}) > 1]
    only_once(rows, [*keys, "index_year"], "course")
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.get(key) for key in keys), []).append(row)
    courses = []
    for at, group in enumerate(groups.values()):
        group.sort(key=lambda row: row["index_year"])
        first = group[0]
        names = [say.name(first, "unit") or str(first.get("unit_code", ""))] if "unit_code" in keys else []
        if "index" in keys:
            names.append(str(first.get("index_label") or first.get("index")))
        if not keys:
            names = [str(first.get("index_label") or say.name(first, "unit") or "")]
        colour, shape = marks.LOOKS[at % len(marks.LOOKS)]
        courses.append(Course(" · ".join(names), group, colour, shape))
    return courses


def breaks_of(rows: list[Row], say: Say) -> dict[int, str]:
    """Return what stands at the beginning of each series but the first that is drawn."""
    first = min(row["index_year"] for row in rows)
    kinds = {row["series"]: row["break_kind"] for row in reversed(rows) if row["break_kind"] and row["series"]}
    units = next((str(row["units_in_set"]) for row in rows if row.get("units_in_set")), "")
    if not units:
        kinds = {year: "coverage" if kind == "vintage" else kind for year, kind in kinds.items()}
    return {int(year): say.text(f"series-{kind}", units=units) for year, kind in sorted(kinds.items()) if year > first}
