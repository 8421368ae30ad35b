"""From all raw tables to the two processed ones: every observation, and every rank as published."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, DataError, collect
from chiso.file_cache import cached_by_file
from chiso.files import write_files
from chiso.ingest.checks.reference import check_reference
from chiso.ingest.datapackage import describe
from chiso.ingest.parts import read_part_ranks, read_parts
from chiso.ingest.schemas import observations_schema, published_ranks_schema, validate
from chiso.ingest.scores import read_scores
from chiso.ingest.single_parts import read_single_parts

_SOURCE_TYPES = {
    "index": "str",
    "unit_code": "str",
    "code": "str",
    "concept": "str",
    "status": "str",
    "source_id": "str",
    "raw_table": "str",
    "raw_row": "str",
    "respondents": "Int64",
    "rank_last": "Int64",
}
_TYPES = {**_SOURCE_TYPES, **dict.fromkeys(("index_year", "vintage", "rank", "units_ranked"), "int64")}
_MAY_BE_EMPTY = ("value", "standard_error", "respondents", "percent", "rank_last")


@dataclasses.dataclass(frozen=True, eq=False)
class Observations:
    """Everything that was published and is in ``data/raw``; told apart by identity, and never changed.

    ``values`` has the columns of ``observations.csv``, ``ranks`` those of ``published_ranks.csv``;
    both are in the order index, index year, unit, code.
    """

    values: pd.DataFrame
    ranks: pd.DataFrame

    def before(self, year: int) -> Observations:
        """Return what is known of the index years before one."""
        values, ranks = (table[table["index_year"] < year] for table in (self.values, self.ranks))
        return Observations(values, ranks)


def read_observations(catalog: Catalog) -> Observations:
    """Read and check all raw tables, each in the set of units that its year was measured in.

    Raises
    ------
    DataError
        With the problems of every table that has any.
    """
    check_reference(catalog)
    values: list[pd.DataFrame] = []
    ranks: list[pd.DataFrame] = []
    problems: list[ChisoError] = _missing_tables(catalog)
    for index, one in catalog.indices.items():
        for index_year, path in catalog.tables[index].items():
            own = catalog.in_vintage(catalog.vintage_of(index_year))
            try:
                if (index, index_year) not in own.publications:
                    raise DataError(
                        f"No edition of {index} is listed for {index_year}.",
                        where=str(path),
                        why="reference/publications.csv says when and by whom a table was published, and for how many "
                        "units.",
                        remedy=f"Add a row for {index},{index_year} to reference/publications.csv; if it has one whose "
                        "`is_collected` says no, empty that cell.",
                    )
                if one.layout == "parts":
                    values.append(_placed(read_parts(own, index, index_year, path), own, index, index_year))
                    if one.total == "published":
                        ranks.append(_placed(read_part_ranks(own, index, index_year, path), own, index, index_year))
                else:
                    scores = read_scores(own, index, index_year, path)
                    values.append(_placed(scores.observations, own, index, index_year))
                    ranks.append(_placed(scores.ranks, own, index, index_year))
                    if (parts := catalog.store.part_tables[index].get(index_year)) is not None:
                        of_units = scores.observations
                        totals = dict(zip(of_units["unit_code"], of_units["value"], strict=True))
                        single = read_single_parts(own, index, index_year, parts, totals)
                        table = f"{index}/{parts.name}"
                        values.append(_placed(single.observations.assign(raw_table=table), own, index, index_year))
                        ranks.append(_placed(single.ranks.assign(raw_table=table), own, index, index_year))
            except ChisoError as error:
                problems.append(error)
    if problems:
        raise collect(problems, f"{len(problems)} raw tables have problems:")
    return Observations(
        _ordered(catalog, values, list(observations_schema().columns)),
        _ordered(catalog, ranks, list(published_ranks_schema().columns)),
    )


def write_observations(project: Project, catalog: Catalog, observations: Observations) -> None:
    """Write ``observations.csv``, ``published_ranks.csv`` and ``datapackage.json``, all or none.

    Raises
    ------
    DataError
        When a table does not fit its schema; nothing is written then.
    """
    tables = {
        project.observations: validate(observations_schema(), observations.values, "observations.csv"),
        project.published_ranks: validate(published_ranks_schema(), observations.ranks, "published_ranks.csv"),
    }
    contents = {path: to_csv(table) for path, table in tables.items()}
    write_files({**contents, project.datapackage: lambda: describe(project, catalog, contents)}, project.journal)


def load_observations(project: Project) -> Observations:
    """Read the processed tables back.

    Raises
    ------
    DataError
        When they have not been made yet or were changed into something else.
    """
    # Copies that share their data until one of them is changed.
    return Observations(
        _read_observations(project.observations).copy(deep=False),
        _read_ranks(project.published_ranks).copy(deep=False),
    )


@cached_by_file
def _read_observations(path: Path) -> pd.DataFrame:
    return validate(observations_schema(), _read_csv(path), path.name)


@cached_by_file
def _read_ranks(path: Path) -> pd.DataFrame:
    return validate(published_ranks_schema(), _read_csv(path), path.name)


def to_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes that are the same for the same table: UTF-8, LF, no trailing zeros."""
    shown = table.copy()
    for column in shown.columns[[kind.kind == "f" for kind in shown.dtypes]]:
        shown[column] = [None if pd.isna(value) else f"{value:.6f}".rstrip("0").rstrip(".") for value in shown[column]]
    return shown.to_csv(index=False, lineterminator="\n").encode()


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(
            path, dtype=_SOURCE_TYPES, keep_default_na=False, na_values={name: [""] for name in _MAY_BE_EMPTY}
        )
    except FileNotFoundError:
        raise DataError(
            "The processed data are not there yet.", where=str(path), remedy="Run `make ingest` first."
        ) from None
    except ValueError as error:
        raise DataError(
            "The processed data cannot be read.",
            where=str(path),
            why=str(error),
            remedy="Remove the file and run `make ingest`.",
        ) from None


def _missing_tables(catalog: Catalog) -> list[ChisoError]:
    """Name the tables of listed editions that are not there: an edition must not vanish with its file."""
    return [
        DataError(
            f"The table of {index} for {index_year} is missing.",
            where=str(catalog.raw / index / f"{index_year}.csv"),
            why=f"reference/publications.csv, row {publication.line}, lists that edition.",
            remedy="Bring the file back from version control; without any figure of the edition, remove that row.",
        )
        for (index, index_year), publication in catalog.store.editions.items()
        if index_year not in catalog.tables[index]
    ]


def _placed(table: pd.DataFrame, own: Catalog, index: str, index_year: int) -> pd.DataFrame:
    placed = table.assign(index=index, index_year=index_year, vintage=own.vintage)
    return placed if "raw_table" in placed else placed.assign(raw_table=f"{index}/{index_year}.csv")


def _ordered(catalog: Catalog, tables: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    if not tables:  # a project that has no table yet, or none with ranks of its own
        return pd.DataFrame({name: pd.Series(dtype=_TYPES.get(name, "float64")) for name in columns})
    table = pd.concat([one for one in tables if len(one)] or tables[:1], ignore_index=True)
    for name in set(columns) - set(table.columns):
        table[name] = pd.Series(index=table.index, dtype=_TYPES.get(name, "float64"))
    # A code such as 3.2 comes back in later years with another meaning: its first place counts.
    codes = dict.fromkeys(one.code for rows in catalog.store.structures.values() for one in rows)
    places = {code: place for place, code in enumerate(codes)}
    order = {index: place for place, index in enumerate(catalog.indices)}
    keys = pd.DataFrame(
        {
            "index": table["index"].map(order),
            "index_year": table["index_year"],
            "unit_code": table["unit_code"],
            "code": table["code"].map(places),
        }
    )
    return table.loc[keys.sort_values(list(keys.columns)).index, columns].reset_index(drop=True)
