"""Raw tables of components: those without parts of their own as published, all others as their sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog, Indicator, Suppression
from chiso.errors import DataError
from chiso.ingest.checks.ranks import check_order
from chiso.ingest.checks.weights import check_weights
from chiso.ingest.precision import companions_in, with_precision
from chiso.ingest.raw import DECIMALS, Problems, missing_units, read_raw, rows_by_unit
from chiso.ingest.schemas import parts_schema

_COLUMNS = (
    *("unit_code", "code", "concept", "value", "status", "source_id"),
    *("raw_table", "raw_row", "standard_error", "respondents"),
)


def read_parts(catalog: Catalog, index: str, index_year: int, path: Path) -> pd.DataFrame:
    """Return the observations of one raw table of components.

    A sum of which any part is withheld is missing, never a sum over what is left. Where the publisher gives
    the total itself (``total`` is ``published``), as for an index whose parts have weights, it is read like
    a component.

    Parameters
    ----------
    catalog
        Units, indicators, suppressions and corrections, of the set of units that the year was measured in.
    index, index_year
        The edition.
    path
        The raw table: a row a unit, a column a component.

    Returns
    -------
    pandas.DataFrame
        Columns ``unit_code, code, concept, value, status, source_id, raw_table, raw_row, standard_error,
        respondents``; a row for every unit and code. Components have the status of a published figure (A), sums are
        derived (E), withheld ones M.

    Raises
    ------
    DataError
        When a cell is wrong, a unit or component is missing, an empty cell is not known to be
        withheld, a correction no longer fits the table, a published total contradicts the weights of its
        parts, or not as many units have a complete total as ``publications.csv`` lists as ranked.
    """
    indicators = catalog.in_year(index, index_year)
    frame = _read(catalog, index, index_year, path)
    values = frame.set_index("province_code")[[code for code in indicators if code in frame]]
    status = values.notna().replace({True: "A", False: "M"})
    for code in _sums_in_order(indicators):
        if code in values:
            continue
        children = [one.code for one in indicators.values() if one.parent == code]
        values[code] = values[children].sum(axis=1, skipna=False).round(DECIMALS)
        status[code] = values[code].notna().map({True: "E", False: "M"})
        _apply_corrections(catalog, index, index_year, code, values, status)
    _check_count(catalog, index, index_year, int(values["TOTAL"].notna().sum()), path)

    codes = list(indicators)
    wide = values[codes].rename_axis(index="unit_code", columns="code")
    table = wide.reset_index().melt(id_vars="unit_code", var_name="code", value_name="value")
    table["concept"] = table["code"].map({code: one.concept for code, one in indicators.items()})
    table["status"] = status[codes].to_numpy().ravel(order="F")
    table["source_id"] = catalog.publications[index, index_year].source_id
    table["raw_row"] = table["unit_code"].map(rows_by_unit(frame))
    table["raw_table"] = f"{index}/{index_year}.csv"
    _note_corrections(catalog, index, index_year, table)
    problems = Problems(path)
    table = with_precision(table, frame, {code: code for code in codes}, problems)
    problems.raise_any()
    return table[[*_COLUMNS]]


def read_part_ranks(catalog: Catalog, index: str, index_year: int, path: Path) -> pd.DataFrame:
    """Return the ranks that a raw table of components gives beside its published totals; mostly none.

    Returns
    -------
    pandas.DataFrame
        Columns ``unit_code, code, rank, units_ranked, status, source_id, raw_row``.
    """
    publication = catalog.publications[index, index_year]
    frame = _read(catalog, index, index_year, path)
    ranked = frame[frame["rank"].notna()] if "rank" in frame else frame.iloc[:0].assign(rank=0)
    return pd.DataFrame(
        {
            "unit_code": ranked["province_code"],
            "code": "TOTAL",
            "rank": ranked["rank"].astype(int),
            "units_ranked": publication.units_ranked,
            "status": "A",
            "source_id": publication.source_id,
            "raw_row": ranked.index.astype("str"),
        }
    )


def _read(catalog: Catalog, index: str, index_year: int, path: Path) -> pd.DataFrame:
    """Read and check the cells of a raw table."""
    indicators = catalog.in_year(index, index_year)
    if not indicators:
        raise DataError(
            f"No code of {index} has a meaning in {index_year}.",
            where=str(path),
            remedy=f"Extend last_year in {index}/indicators.csv, or add the new codes there.",
        )
    parents = {one.parent for one in indicators.values()}
    is_published = catalog.indices[index].total == "published"
    read = [one for one in indicators.values() if one.code not in parents or (is_published and one.code == "TOTAL")]
    codes = [one.code for one in read]
    publication = catalog.publications[index, index_year]
    schema = parts_schema(read, catalog.units, publication.units_ranked if is_published else 0)
    optional = (*(("rank",) if is_published else ()), *companions_in(path, list(indicators)))
    frame, problems = read_raw(path, catalog.units, text=(), numbers=codes, schema=schema, optional=optional)
    _check_gaps(catalog, index, index_year, frame, codes, problems)
    if is_published:
        check_order(frame, "TOTAL", catalog.indices[index].sign, problems)
        check_weights(indicators, frame, problems)
    problems.raise_any()
    return frame


def _sums_in_order(indicators: dict[str, Indicator]) -> list[str]:
    """Return the codes that have parts, each after its own parts."""

    def depth(code: str) -> int:
        parent = indicators[code].parent
        return 0 if not parent else 1 + depth(parent)

    parents = {one.parent for one in indicators.values()}
    return sorted((code for code in indicators if code in parents), key=depth, reverse=True)


def _check_gaps(
    catalog: Catalog, index: str, index_year: int, frame: pd.DataFrame, codes: list[str], problems: Problems
) -> None:
    """Hold every empty cell against what is known to be withheld, and the other way round."""
    publication = catalog.publications[index, index_year]
    missing = [f"{unit.name_vi} ({unit.code})" for unit in missing_units(frame["province_code"], catalog.units)]
    if len(missing) > len(catalog.units) - publication.units:
        covered = "All" if publication.units == len(catalog.units) else f"The edition covered {publication.units} of"
        problems.add(
            f"{', '.join(missing)}: not in the table.",
            row=int(frame.index.max()) + 1 if len(frame) else 2,
            column="province_code",
            why=f"{covered} {catalog.vintage} units; all of them are listed, also those whose scores are withheld.",
            remedy="Add the row; leave the scores empty and note them in reference/suppressed.csv if withheld.",
        )
    elif len(missing) < len(catalog.units) - publication.units:
        problems.add(
            f"The table has {len(frame)} units, but {publication.units} were measured.",
            row=int(frame.index.max()),
            column="province_code",
            why=f"reference/publications.csv, row {publication.line}, column 'units'.",
            remedy="Remove the rows of units that the edition did not cover, or correct the number of units.",
        )
    is_published = catalog.indices[index].total == "published"
    withheld = pd.DataFrame(False, index=frame.index, columns=codes)
    known = {unit: one for (of, year, unit), one in catalog.suppressed.items() if (of, year) == (index, index_year)}
    parents = catalog.parents(index, index_year)
    for row, unit_code in frame["province_code"][frame["province_code"].isin(known)].items():
        withheld.loc[row] = [_withholds(known[unit_code], code, parents, is_published) for code in codes]
    empty = frame[codes].isna()
    for row, code in _marked(empty & ~withheld):
        unit_code = str(frame.loc[row, "province_code"])
        problems.add(
            f"The score of {catalog.units.by_code[unit_code].name_vi} is empty.",
            row=row,
            column=code,
            why="reference/suppressed.csv does not list it as withheld, and a gap is never filled.",
            remedy="Enter the published score, or add what the publisher withheld to suppressed.csv.",
        )
    for row, code in _marked(~empty & withheld):
        unit_code = str(frame.loc[row, "province_code"])
        problems.add(
            f"The score of {catalog.units.by_code[unit_code].name_vi} is {frame[code][row]:.12g}, though withheld.",
            row=row,
            column=code,
            why=f"reference/suppressed.csv, row {known[unit_code].line}, lists it as withheld.",
            remedy="Empty the cell, or remove that row of suppressed.csv.",
        )


def _marked(cells: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Return row and column of every cell that is true, row by row."""
    for row, column in zip(*cells.to_numpy().nonzero(), strict=True):
        yield int(cells.index[row]), str(cells.columns[column])


def _withholds(withheld: Suppression, code: str, parents: Mapping[str, str], is_published: bool) -> bool:
    """Whether a code was withheld. A total that is published can be there although a part is not."""
    if code == "TOTAL" and is_published:
        return withheld.codes == "all" or code in withheld.codes.split()
    return withheld.covers(code, parents)


def _apply_corrections(
    catalog: Catalog, index: str, index_year: int, code: str, values: pd.DataFrame, status: pd.DataFrame
) -> None:
    """Put the publisher's own figure in the place of a sum that is known to differ from it.

    Each correction states the sum it expects to find; once the table is mended the correction must go.
    """
    for one in catalog.corrections:
        if (one.index, one.index_year, one.code) != (index, index_year, code):
            continue
        found = float(values[code][one.province_code])
        if not abs(found - one.here) < 10**-DECIMALS / 2:  # so that a missing sum does not fit either
            raise DataError(
                f"A correction no longer fits: it expects {one.here:.6f}, the table gives "
                f"{'nothing' if pd.isna(found) else f'{found:.6f}'}.",
                where=f"{catalog.raw / 'reference' / 'corrections.csv'}, row {one.line}, column 'here'",
                why=f"{index} {index_year}, unit {one.province_code}, {code}: {one.note}",
                remedy="Remove the correction if the raw table was mended; otherwise correct the expectation.",
            )
        values.loc[one.province_code, code] = one.published_elsewhere
        status.loc[one.province_code, code] = "A"


def _note_corrections(catalog: Catalog, index: str, index_year: int, table: pd.DataFrame) -> None:
    """Name the row of a correction beside that of the table, for the sum corrected and every sum above it."""
    indicators = catalog.in_year(index, index_year)
    for one in catalog.corrections:
        if (one.index, one.index_year) != (index, index_year):
            continue
        codes, code = [one.code], one.code
        while code := indicators[code].parent:
            codes.append(code)
        rows = (table["unit_code"] == one.province_code) & table["code"].isin(codes)
        table.loc[rows, "raw_table"] += " reference/corrections.csv"
        table.loc[rows, "raw_row"] += f";{one.line}"


def _check_count(catalog: Catalog, index: str, index_year: int, complete: int, path: Path) -> None:
    """Hold the number of complete totals against the edition: with another count no rank could be worked out."""
    publication = catalog.publications[index, index_year]
    if complete != publication.units_ranked:
        raise DataError(
            f"{publication.units_ranked} units are listed as ranked, but {complete} have a complete total.",
            where=f"{catalog.raw / 'reference' / 'publications.csv'}, row {publication.line}, column 'units_ranked'",
            why=f"{path} and reference/suppressed.csv leave {complete} units without a gap.",
            remedy="Correct units_ranked, or what was withheld.",
        )
