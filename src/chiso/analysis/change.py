"""Year over year: every unit, index and code of an index year beside the year before."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from chiso.analysis.availability import Gap, gap
from chiso.analysis.comparability import Reason, predecessor, reasons
from chiso.analysis.merger import in_units
from chiso.analysis.ranking import ranks
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.files import write_files
from chiso.ingest import Observations
from chiso.ingest.datapackage import describe
from chiso.ingest.observations import to_csv
from chiso.ingest.schemas import comparisons_schema, validate
from chiso.kept import kept

_DIGITS = 6


def compare(catalog: Catalog, observations: Observations, year: int) -> pd.DataFrame:
    """Compare index year ``year - 1`` with ``year - 2``.

    Parameters
    ----------
    catalog
        Units, indicators, editions and breaks, in the set of units that is wanted.
    observations
        All values and published ranks, as they were measured; those of another set of units are
        turned into estimates for this one (:mod:`chiso.analysis.merger`).
    year
        The briefing year: the year in which the figures of ``year - 1`` are published.

    Returns
    -------
    pandas.DataFrame
        The columns of ``comparisons/YEAR.csv``; a row for every unit of the vintage, every index with
        an edition for ``year - 1`` and every code of it, also where the figure is not known.

    Raises
    ------
    DataError
        When no index has an edition for ``year - 1``.
    """
    index_year = year - 1
    years = in_units(catalog, _years(observations, (index_year - 1, index_year)))
    placed = years.values.merge(
        ranks(catalog, years), how="outer", on=["index", "index_year", "vintage", "unit_code", "code"]
    )
    tables = [
        _compare_code(catalog, placed, index, code, index_year)
        for index in catalog.indices
        if (index, index_year) in catalog.publications
        for code in catalog.in_year(index, index_year)
    ]
    if not tables:
        raise DataError(
            f"Nothing can be compared for {year}.",
            where=str(catalog.raw / "reference" / "publications.csv"),
            why=f"It lists no edition of any index for {index_year}, the year before, "
            f"that can be seen in {catalog.vintage} units.",
            remedy="Choose a year for which data/raw has tables, or add those.",
        )
    table = pd.concat(tables, ignore_index=True)
    order = {index: place for place, index in enumerate(catalog.indices)}
    keys = table.assign(_index=table["index"].map(order), _place=table.index)
    table = table.loc[keys.sort_values(["_index", "unit_code", "_place"]).index].reset_index(drop=True)
    return table[list(comparisons_schema().columns)]


def write_comparison(project: Project, catalog: Catalog, table: pd.DataFrame, year: int) -> None:
    """Write ``comparisons/YEAR.csv`` and bring ``datapackage.json`` up to date, both or neither.

    Raises
    ------
    DataError
        When the table does not fit its schema; nothing is written then.
    """
    path = project.comparison(year, catalog.vintage)
    shown = validate(comparisons_schema(), table, path.name)
    shown = shown.assign(comparable=shown["comparable"].map({True: "true", False: "false"}))
    contents = {path: to_csv(shown)}
    write_files({**contents, project.datapackage: lambda: describe(project, catalog, contents)}, project.journal)


def load_comparison(project: Project, year: int, vintage: int = 0) -> pd.DataFrame:
    """Read ``comparisons/YEAR.csv`` back, or that of another set of units than the index year's own.

    Parameters
    ----------
    project
        The project.
    year
        The briefing year.
    vintage
        The set of units; 0 for the index year's own.

    Raises
    ------
    DataError
        When it has not been made yet or was changed into something else.
    """
    # A copy that shares its data with others until it is changed.
    return _read_comparison(project.comparison(year, vintage)).copy(deep=False)


@kept
def _read_comparison(path: Path) -> pd.DataFrame:
    year = path.stem.partition("-")[0]
    texts = ("index", "unit_code", "code", "concept", "reason", "status")
    counts = ("rank", "previous_rank", "rank_change", "units_ranked", "previous_units_ranked")
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
    return validate(comparisons_schema(), table, path.name)


def _compare_code(catalog: Catalog, placed: pd.DataFrame, index: str, code: str, index_year: int) -> pd.DataFrame:
    """Compare one code of one index for every unit."""
    now = catalog.indicator(index, code, index_year)
    before = predecessor(catalog, index, now, index_year)
    shared = reasons(catalog, index, code, index_year)
    current = _year(placed, index, index_year, code)
    earlier = _year(placed, index, index_year - 1, before.code if before else None)
    table = pd.DataFrame({"unit_code": list(catalog.units.by_code)})
    table = table.join(current, on="unit_code").join(earlier.add_prefix("previous_"), on="unit_code")
    table["change"] = (table["value"] - table["previous_value"]).round(_DIGITS)
    table["rank_change"] = table["previous_rank"] - table["rank"]
    table = table.assign(index=index, index_year=index_year, vintage=catalog.vintage, code=code, concept=now.concept)
    # Where there is a change, only what holds for every unit can stand against it.
    against = pd.Series(_described(shared), index=table.index, dtype="object")
    without = table[table["change"].isna() & table["rank_change"].isna()]
    against.loc[without.index] = [
        _described(unit_reasons(catalog, index, code, index_year, unit, row, shared))
        for unit, row in zip(without["unit_code"], without.to_dict("records"), strict=True)
    ]
    table["reason"] = against.astype("str")
    table["comparable"] = table["reason"].isna()
    table["status"] = table["status"].astype("str")
    return table


def _described(found: list[Reason]) -> str | None:
    return "; ".join(map(describe_reason, found)) or None


def unit_reasons(
    catalog: Catalog,
    index: str,
    code: str,
    index_year: int,
    unit_code: str,
    row: dict[str, object] | dict[object, object],
    shared: list[Reason] | None = None,
) -> list[Reason]:
    """Return why the change of one unit says nothing of performance: missing figures, then breaks.

    Parameters
    ----------
    catalog, index, code, index_year, unit_code
        What is compared.
    row
        The row of the comparison: ``value, previous_value, rank, previous_rank``.
    shared
        The reasons that hold for every unit, where they are known already.
    """
    row = dict(row)
    found: list[Reason] = []
    if pd.isna(row["value"]) and pd.isna(row["rank"]):  # type: ignore[call-overload]
        found.append(Reason("gap", gap=gap(catalog, index, index_year, unit_code, code)))
    now = catalog.indicator(index, code, index_year)
    before = predecessor(catalog, index, now, index_year)
    no_change = pd.isna(row["change"]) and pd.isna(row["rank_change"])  # type: ignore[call-overload]
    if no_change and not found and (before is not None or not catalog.in_year(index, index_year - 1)):
        earlier_code = before.code if before else code
        missing = _previous_gap(catalog, index, index_year - 1, unit_code, earlier_code, row)
        found.append(Reason("previous_gap", gap=missing))
    elif no_change and not found:
        found.append(Reason("concept", before=catalog.in_year(index, index_year - 1).get(code), now=now))
    shared = reasons(catalog, index, code, index_year) if shared is None else shared
    return found + [
        reason for reason in shared if not (reason.kind == "concept" and reason.now and _has(found, "concept"))
    ]


def describe_reason(reason: Reason) -> str:
    """Return a reason in English, as the processed table gives it; briefings say it in their own words."""
    if reason.gap is not None:
        what = "no matching figure" if reason.gap.partly else "no figure"
        return f"{what} for {reason.gap.index_year}: {_describe_gap(reason.gap)}"
    words = {"concept": "other meaning", "scale": "other scale", "method": "other method"}
    words |= {"coverage": "other set of units", "level": "level of the series shifted"}
    words |= {"vintage": "other set of units: 34 since 1 July 2025; the year before is estimated for them"}
    if reason.series_break is not None:
        return f"{words[reason.kind]}: {reason.series_break.what_en}"
    before, now = reason.before, reason.now
    if now is None:
        return words[reason.kind]
    if reason.kind == "scale" and before is not None:
        return (
            f"other scale: {before.scale_min:g} to {before.scale_max:g} before, "
            f"{now.scale_min:g} to {now.scale_max:g} now"
        )
    return f"other meaning: {before.name_en} before" if before else "other meaning: a new indicator"


def _describe_gap(one: Gap) -> str:
    if one.parts:
        missing = ", ".join(f"{part.unit.name_vi} – {_describe_gap(part)}" for part in one.parts if part.unit)
        return f"no estimate, since parts of the unit have no figure: {missing}"
    whats = {
        "withheld": "withheld by the publisher",
        "not_covered": "the edition did not cover the unit",
        "not_in_raw": "published, but not in data/raw",
        "not_measured": "the index had no edition",
        "not_measured_yet": "not measured yet",
        "not_listed": "no edition is listed",
    }
    return f"{whats[one.kind]} ({one.reason_en})" if one.reason_en else whats[one.kind]


def _given(path: Path, words: str = " UNITS=") -> str:
    """Return the set of units as it has to be given for a table of another one than the year's own."""
    _, dash, vintage = path.stem.partition("-")
    return f"{words}{vintage}" if dash else ""


def _previous_gap(
    catalog: Catalog,
    index: str,
    index_year: int,
    unit_code: str,
    code: str,
    row: dict[object, object] | dict[str, object],
) -> Gap:
    """Say what is missing in the year before, where a score and a rank of different years cannot be joined."""
    row = dict(row)
    if pd.isna(row["previous_value"]) and pd.isna(row["previous_rank"]):  # type: ignore[call-overload]
        return gap(catalog, index, index_year, unit_code, code)
    return Gap("not_in_raw", index, index_year, partly=True)


def _years(observations: Observations, years: tuple[int, ...]) -> Observations:
    values, published = observations.values, observations.ranks
    return Observations(values[values["index_year"].isin(years)], published[published["index_year"].isin(years)])


def _year(placed: pd.DataFrame, index: str, index_year: int, code: str | None) -> pd.DataFrame:
    rows = placed[(placed["index"] == index) & (placed["index_year"] == index_year) & (placed["code"] == code)]
    return rows.set_index("unit_code")[["value", "rank", "units_ranked", "status"]]


def _has(found: list[Reason], kind: str) -> bool:
    return any(reason.kind == kind for reason in found)
