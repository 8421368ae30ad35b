"""``comparisons/YEAR.csv``: writing what was compared, and reading it back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from chiso.errors import DataError
from chiso.facts.agreement import agree
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.file_cache import cached_by_file
from chiso.files import write_files
from chiso.ingest.datapackage import describe
from chiso.ingest.observations import to_csv
from chiso.ingest.schemas import comparisons_schema, validate


def write_changes(data: Data, changes: pd.DataFrame) -> None:
    """Write ``comparisons/YEAR.csv`` and bring ``datapackage.json`` up to date, both or neither.

    Parameters
    ----------
    data
        The data that were compared.
    changes
        A frame of :func:`chiso.changes`; one that was changed by hand has to agree with itself.

    Raises
    ------
    DataError
        When the frame contradicts itself or does not fit its schema; nothing is written then.

    Examples
    --------
    >>> chiso.write_changes(data, changes)
    """
    path = data.project.comparison(data.year, data.catalog.vintage)
    agree(changes=CHANGES.rows(changes))
    shown = validate(comparisons_schema(), changes[list(comparisons_schema().columns)], path.name)
    for column in ("comparable", "is_shared"):
        shown = shown.assign(**{column: shown[column].map({True: "true", False: "false"})})
    contents = {path: to_csv(shown)}
    package = data.project.datapackage
    write_files({**contents, package: lambda: describe(data.project, data.catalog, contents)}, data.project.journal)


def read_changes(data: Data) -> pd.DataFrame:
    """Read the changes of the briefing year as they were written, by notebook 2 or by whoever changed it there.

    Returns
    -------
    pandas.DataFrame
        A frame as :func:`chiso.changes` gives it.

    Raises
    ------
    DataError
        When they have not been written yet, or were changed into something else.

    Examples
    --------
    >>> len(chiso.read_changes(data)) == len(changes)
    True
    """
    # A copy that shares its data with others until it is changed.
    return _read(data.project.comparison(data.year, data.catalog.vintage)).copy(deep=False)


@cached_by_file
def _read(path: Path) -> pd.DataFrame:
    year = path.stem.partition("-")[0]
    schema = comparisons_schema()
    counts = [name for name, column in schema.columns.items() if str(column.dtype) == "Int64"]
    texts = [field.name for field in CHANGES.fields if field.kind == "str"]
    try:
        table = pd.read_csv(path, dtype={**dict.fromkeys(texts, "str"), **dict.fromkeys(counts, "Int64")})
    except FileNotFoundError:
        raise DataError(
            f"The comparison for {year} is not there yet.",
            where=str(path),
            remedy=f"Run `make report YEAR={year}{_given(path)}`, or the notebook 2_compare.ipynb with "
            f"year = {year}{_given(path, ', units = ')}.",
        ) from None
    except ValueError as error:
        raise DataError(
            f"The comparison for {year} cannot be read.",
            where=str(path),
            why=str(error),
            remedy=f"Remove the file and run `make report YEAR={year}{_given(path)}`.",
        ) from None
    return validate(schema, table, path.name)[CHANGES.columns]


def _given(path: Path, words: str = " UNITS=") -> str:
    """Return the set of units as it has to be given for a table of another one than the year's own."""
    _, dash, vintage = path.stem.partition("-")
    return f"{words}{vintage}" if dash else ""
