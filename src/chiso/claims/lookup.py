"""What the data know of a claim: scores, ranks, changes, plans, of the years and units that a text names."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from chiso.catalog import Catalog, Index, Project, Target, Unit, tables_in
from chiso.claims.names import Named
from chiso.facts.changes import CHANGES, compare
from chiso.facts.data import Data
from chiso.facts.evidence import with_evidence
from chiso.facts.frames import Row
from chiso.facts.merger import in_units
from chiso.facts.ranking import place_of, ranks, whole_editions
from chiso.facts.standing import median_of
from chiso.facts.targets import OUTCOME, verdicts
from chiso.ingest import Observations, load_observations, read_observations

_KEY = ["index", "index_year", "unit_code", "code"]


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A score and a rank as the data have them; None for what they have not."""

    value: Decimal | None
    rank: int | None
    among: int | None
    scale: float
    table: str = ""
    row: str = ""
    source_id: str = ""


def observations_of(project: Project, catalog: Catalog) -> Observations:
    """Return all observations: the processed ones where no raw table is newer, else read from ``data/raw``.

    Raises
    ------
    DataError
        When the raw tables have problems.
    """
    made = project.observations
    if made.is_file() and all(path.stat().st_mtime <= made.stat().st_mtime for path in tables_in(catalog.raw)):
        return load_observations(project)
    return read_observations(catalog)


class Lookup:
    """The data of a project, asked figure by figure; what is worked out for one claim is kept for the next.

    Parameters
    ----------
    project, catalog
        The project.
    observations
        All observations, in the sets of units that they were measured in.
    units
        A set of units that all figures are looked at in; 0 for the one that each year was measured in.
    """

    def __init__(self, project: Project, catalog: Catalog, observations: Observations, units: int = 0) -> None:
        self.catalog = catalog
        self._project, self._measured, self._units = project, observations, units
        self._figures: dict[int, Mapping[tuple[str, int, str, str], Any]] = {}
        self._tables: dict[int, Observations] = {}
        self._changes: dict[tuple[str, int, int, int], pd.DataFrame] = {}
        self._rows: dict[tuple[str, int, int, int, str], dict[str, Row]] = {}

    def vintage(self, year: int) -> int:
        """Return the set of units that a year is looked at in."""
        own = self.catalog.vintage_of(year)
        later = {one.vintage for one in self.catalog.sets.earlier(self._units)} if self._units else set()
        return self._units if own in later else own

    def view(self, year: int, vintage: int = 0) -> Catalog:
        """Return the catalogue of a year."""
        return self.catalog.view(year, vintage or self.vintage(year))

    def index(self, named: Named) -> Index:
        """Return an index."""
        return self.catalog.indices[named.index]

    def code(self, named: Named, year: int) -> str | None:
        """Return the code that a total or a part had in a year; None where it had none, or there was no edition."""
        if (named.index, year) not in self.catalog.publications:
            return None
        for code, meaning in self.catalog.in_year(named.index, year).items():
            if (not named.concept and not meaning.parent) or (named.concept and meaning.concept == named.concept):
                return code
        return None

    def unit(self, code: str, year: int, vintage: int = 0) -> Unit | None:
        """Return a unit of the set of a year."""
        return self.view(year, vintage).units.by_code.get(code)

    def figure(self, named: Named, year: int, unit_code: str, vintage: int = 0) -> Figure | None:
        """Return the score and the rank of a unit; None where the data know neither."""
        code = self.code(named, year)
        found = code and self._all(vintage or self.vintage(year)).get((named.index, year, unit_code, code))
        if not found or code is None:
            return None
        value, rank, among, table, row, source = found
        scale = self.catalog.indicator(named.index, code, year).scale_max
        return Figure(value, rank, among, scale, table, row, source)

    def years(self, index: str) -> list[int]:
        """Return the years that an index has an edition for, in order."""
        return sorted(year for edition, year in self.catalog.publications if edition == index)

    def change(self, named: Named, year: int, base: int, unit_code: str) -> Row | None:
        """Return the comparison of a unit's figure with that of an earlier year; see ``chiso.changes``."""
        code = self.code(named, year)
        if code is None:
            return None
        key = (named.index, year, base, self.vintage(year), code)
        if key not in self._rows:
            self._rows[key] = {row.unit_code: row for row in CHANGES.rows(self._borne(*key))}
        return self._rows[key].get(unit_code)

    def scores(self, named: Named, year: int, vintage: int = 0) -> pd.Series:
        """Return the known scores of all units by code."""
        code = self.code(named, year)
        found = self._all(vintage or self.vintage(year))
        known = {
            unit: float(cells[0])
            for (index, of_year, unit, of_code), cells in found.items()
            if (index, of_year, of_code) == (named.index, year, code) and cells[0] is not None
        }
        return pd.Series(known, dtype="float64")

    def is_whole(self, named: Named, year: int) -> bool:
        """Whether the score of every ranked unit is known."""
        return (named.index, year) in self._whole(self.vintage(year))

    def place_in_region(self, named: Named, year: int, unit: Unit) -> tuple[int, int, int] | None:
        """Return the place of a unit in its region, that from the end, of how many; None where not all are known."""
        peers = [other.code for other in self.view(year).units.in_region(unit)]
        scores = self.scores(named, year)
        known = scores[scores.index.isin(peers)]
        if unit.code not in known.index or not (self.is_whole(named, year) or len(known) == len(peers)):
            return None
        sign = self.index(named).sign
        own = float(known[unit.code])
        return place_of(own, known, sign), place_of(own, known, -sign), len(known)

    def statistic(self, which: str, named: Named, year: int) -> tuple[Decimal, bool, str] | None:
        """Return the mean or median of the country, whether it was published, and its row; None where not known."""
        for figure in self.view(year).national:
            if not named.concept and (figure.index, figure.index_year, figure.statistic) == (named.index, year, which):
                return Decimal(str(figure.value)), True, str(figure.line)
        if not self.is_whole(named, year):
            return None
        scores = self.scores(named, year)
        found = median_of(scores) if which == "median" else float(scores.mean())
        return None if found is None else (Decimal(str(round(found, 6))), False, "")

    def target(self, index: str, plan_year: int, units: Mapping[int, str]) -> Target | None:
        """Return what a unit's plan for a year wants of an index."""
        for vintage, code in units.items():
            for target in self.catalog.in_vintage(vintage).targets:
                if (target.index, target.plan_year, target.province_code) == (index, plan_year, code):
                    return target
        return None

    def outcome(self, index: str, plan_year: int, unit: Unit) -> Row | None:
        """Return what became of a target; see ``chiso.verdicts``."""
        if not any((edition, plan_year) in self.catalog.publications for edition in self.catalog.indices):
            return None
        vintage = self.vintage(plan_year)
        data = self._data(plan_year, vintage)
        frame = verdicts(data, self._borne("", plan_year, plan_year - 1, vintage, "TOTAL"), unit, plan_year=plan_year)
        return next((row for row in OUTCOME.rows(frame) if row["index"] == index), None)

    def title(self, source_ids: str) -> str:
        """Return the titles of sources, parted by semicolons."""
        sources = (self.catalog.sources.get(one) for one in source_ids.split())
        return "; ".join(source.title for source in sources if source is not None)

    def _data(self, year: int, vintage: int) -> Data:
        view = self.view(year, vintage)
        seen = self._seen(vintage).before(year + 1)
        return Data(self._project, view, year + 1, seen.values, seen.ranks, self._measured.before(year + 1))

    def _compared(self, index: str, year: int, base: int, vintage: int) -> pd.DataFrame:
        key = (index, year, base, vintage)
        if key not in self._changes:
            data = self._data(year, vintage)
            self._changes[key] = compare(data.catalog, data.seen, year, base, only=index)
        return self._changes[key]

    def _borne(self, index: str, year: int, base: int, vintage: int, code: str) -> pd.DataFrame:
        """Return the comparison of one code of an index, empty for all of them, with what it can bear."""
        table = self._compared(index, year, base, vintage)
        return with_evidence(self._data(year, vintage), table, codes=[code])[CHANGES.columns]

    def _seen(self, vintage: int) -> Observations:
        if vintage not in self._tables:
            self._tables[vintage] = in_units(self.catalog.in_vintage(vintage), self._measured)
        return self._tables[vintage]

    @functools.cache  # noqa: B019 - one Lookup a text
    def _whole(self, vintage: int) -> frozenset[tuple[str, int]]:
        return whole_editions(self.catalog.in_vintage(vintage), self._seen(vintage).values)

    def _all(self, vintage: int) -> Mapping[tuple[str, int, str, str], Any]:
        """Return score, rank, of how many, table, row and source of every figure of a set of units."""
        if vintage not in self._figures:
            seen = self._seen(vintage)
            placed = ranks(self.catalog.in_vintage(vintage), seen)
            table = seen.values.merge(placed, how="outer", on=[*_KEY, "vintage"], suffixes=("", "_of_rank"))
            for column in ("raw_table", "raw_row"):
                table[column] = table[column].fillna(table[f"{column}_of_rank"])
            sources = [table["source_id"].fillna(""), table["rank_source_id"].fillna("")]
            both = sources[0].where(sources[0] == sources[1], (sources[0] + " " + sources[1]).str.strip())
            columns = [table[name] for name in (*_KEY, "value", "rank", "units_ranked", "raw_table", "raw_row")]
            self._figures[vintage] = {
                (str(index), int(year), str(unit), str(code)): (
                    None if pd.isna(value) else Decimal(str(value)),
                    None if pd.isna(rank) else int(rank),
                    None if pd.isna(among) else int(among),
                    "" if pd.isna(raw) else str(raw),
                    "" if pd.isna(line) else str(line),
                    source,
                )
                for index, year, unit, code, value, rank, among, raw, line, source in zip(
                    *(column.tolist() for column in columns), both.tolist(), strict=True
                )
            }
        return self._figures[vintage]
