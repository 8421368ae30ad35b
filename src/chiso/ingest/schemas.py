"""The tables at each door, as pandera schemas: what a raw table must hold, and what a processed one does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from chiso.catalog import Indicator, Units
from chiso.errors import DataError

STATUSES = ("A", "E", "B", "M", "P")
"""SDMX observation status: as published, estimated or derived, break, missing, provisional."""

KNOWN_STATUSES = ("A", "E", "B", "P")
"""The statuses that a value which is there can have."""

CODE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")
"""The codes of an index: TOTAL, D1, 1.1, A-2."""


def parts_schema(indicators: Sequence[Indicator], units: Units, units_ranked: int = 0) -> pa.DataFrameSchema:
    """Return the schema of a raw table of components: a row a unit, a column a component.

    Parameters
    ----------
    indicators
        The components (the codes without parts of their own) that hold in the table's year, and the total
        where it is published beside them.
    units
        The units that may be there, each once.
    units_ranked
        How many units have a rank, where ranks are published; 0 for a table without them.
    """
    columns = {
        one.code: pa.Column(
            float,
            pa.Check.in_range(
                one.scale_min, one.scale_max, error=f"a score from {one.scale_min:g} to {one.scale_max:g}"
            ),
            nullable=True,
        )
        for one in indicators
    }
    if units_ranked:
        columns["rank"] = pa.Column(float, _rank_checks(units_ranked), nullable=True)
    return pa.DataFrameSchema({"province_code": _unit_column(units), **columns})


def _rank_checks(units_ranked: int) -> list[pa.Check]:
    return [
        pa.Check.in_range(1, units_ranked, error=f"a rank from 1 to {units_ranked}"),
        pa.Check(lambda rank: rank % 1 == 0, error="a whole number"),
    ]


def scores_schema(units: Units, sources: Sequence[str], units_ranked: int, top: float) -> pa.DataFrameSchema:
    """Return the schema of a raw table of scores and ranks, in which each figure names its source."""
    statuses = pa.Check.isin(KNOWN_STATUSES, error=f"one of {', '.join(KNOWN_STATUSES)}")
    known = pa.Check.isin(sources, error="a source_id of data/raw/sources.csv")
    score_range = pa.Check.in_range(0, top, error=f"a score from 0 to {top:g}")
    count = pa.Check.equal_to(units_ranked, error=f"{units_ranked}, the units_ranked of reference/publications.csv")
    return pa.DataFrameSchema(
        {
            "province_code": _unit_column(units),
            "score": pa.Column(float, score_range, nullable=True),
            "score_status": pa.Column(str, statuses, nullable=True),
            "score_source": pa.Column(str, known, nullable=True),
            "rank": pa.Column(float, _rank_checks(units_ranked), nullable=True),
            "rank_status": pa.Column(str, statuses, nullable=True),
            "rank_source": pa.Column(str, known, nullable=True),
            "units_ranked": pa.Column(float, count),
        },
    )


@cache
def observations_schema() -> pa.DataFrameSchema:
    """Return the schema of ``observations.csv``."""
    return pa.DataFrameSchema(
        {
            **_key_columns(),
            "concept": pa.Column(str, description="meaning of the code, steady while the code may change"),
            "value": pa.Column(
                float, nullable=True, description="score in the unit of the index; empty where it was withheld"
            ),
            "status": pa.Column(
                str,
                pa.Check.isin(STATUSES),
                description="SDMX observation status: A as published, E estimated or derived, B break, "
                "M missing (withheld by the publisher), P provisional",
            ),
            "source_id": _source_column(),
            **_raw_columns(),
            "standard_error": pa.Column(
                float,
                pa.Check.gt(0),
                nullable=True,
                description="standard error of value, in its unit: as published, or worked out from published 95% "
                "limits; empty where neither was published",
            ),
            "respondents": pa.Column(
                "Int64",
                pa.Check.ge(1),
                nullable=True,
                description="number of people asked in the unit; empty where it was not published",
            ),
            "percent": pa.Column(
                float,
                pa.Check.in_range(0, 100),
                nullable=True,
                description="value as a share of its maximum, in percent, where a part was published so; where the "
                "maximum is not known there is no value beside it",
            ),
        },
        checks=[
            pa.Check(
                lambda frame: (frame["value"].isna() & frame["percent"].isna()) == (frame["status"] == "M"),
                error="a value or a share, or the status M",
            ),
            pa.Check(
                lambda frame: frame["value"].notna() | frame["standard_error"].isna(), error="no error without a value"
            ),
        ],
        unique=["index", "index_year", "vintage", "unit_code", "code"],
        strict=True,
        ordered=True,
        description="Every value of every index, year, unit and code; one row a value",
    )


@cache
def published_ranks_schema() -> pa.DataFrameSchema:
    """Return the schema of ``published_ranks.csv``."""
    return pa.DataFrameSchema(
        {
            **_key_columns(),
            "rank": pa.Column(int, pa.Check.ge(1), description="place as published, 1 is best"),
            "units_ranked": pa.Column(int, pa.Check.ge(1), description="number of units in that ranking"),
            "status": pa.Column(str, pa.Check.isin(KNOWN_STATUSES), description="as in observations.csv"),
            "source_id": _source_column(),
            **_raw_columns(),
            "rank_last": pa.Column(
                "Int64",
                nullable=True,
                description="last place of a rank that was printed as shared, such as 2 of 1–2; empty for one place",
            ),
        },
        checks=pa.Check(lambda frame: frame["rank"] <= frame["units_ranked"], error="a rank within the units ranked"),
        unique=["index", "index_year", "vintage", "unit_code", "code"],
        strict=True,
        ordered=True,
        description="Ranks that a publisher printed; where a table is whole the rank is computed from it instead",
    )


@cache
def comparisons_schema() -> pa.DataFrameSchema:
    """Return the schema of ``comparisons/YEAR.csv``."""

    def number(description: str) -> pa.Column:
        return pa.Column(float, nullable=True, description=description)

    def count(description: str) -> pa.Column:
        return pa.Column("Int64", nullable=True, description=description)

    def text(description: str) -> pa.Column:
        return pa.Column(str, nullable=True, description=description)

    return pa.DataFrameSchema(
        {
            **_key_columns(),
            "concept": pa.Column(str, description="meaning of the code in this index year"),
            "value": number("score of the index year; empty where it is not known"),
            "previous_value": number("score of the same concept in the year before, on the scale of that year"),
            "change": number("value - previous_value; kept across a break, where it says nothing of performance"),
            "rank": count("place, 1 is best"),
            "previous_rank": count("place in the year before"),
            "rank_change": count("previous_rank - rank: positive is better"),
            "units_ranked": count("number of units in the ranking"),
            "previous_units_ranked": count("number of units in the ranking of the year before"),
            "comparable": pa.Column(bool, description="whether the change may be read as a gain or a loss"),
            "reason": pa.Column(str, nullable=True, description="why not comparable; empty where it is"),
            "status": pa.Column(
                str, pa.Check.isin(STATUSES), nullable=True, description="status of value; empty where there is no row"
            ),
            "previous_year": pa.Column(int, description="the index year that is compared with"),
            "previous_code": text("code that the meaning had in the earlier year"),
            "reasons": text("kinds of reasons why not comparable, separated by spaces"),
            "is_shared": pa.Column(bool, description="whether another unit has the same rank"),
            **{
                f"{prefix}{name}": text(f"{of}{meaning}")
                for prefix, of in (("", ""), ("previous_", "of the earlier year: "))
                for name, meaning in (
                    ("raw_table", "table below data/raw, INDEX/2020.csv"),
                    ("raw_row", "its rows there, separated by spaces; the header is row 1"),
                    ("source_id", "source_ids of data/raw/sources.csv, separated by spaces"),
                )
            },
            "core_change": number("change of the parts without a break; change where there is none"),
            "common_rank_change": count("change of rank among the units ranked in both years: positive is better"),
            "common_units": count("units ranked in both years; empty where they are not all known"),
            "rank_low": count("best place that the score leaves open, 95 %; empty where no error is known"),
            "rank_high": count("worst place that it leaves open"),
            "verdict": text("what may be said of the score: rose, probably rose, cannot be told, probably fell, fell"),
            "rank_verdict": text("the same of the rank; rose is better"),
            "core_excluded": text("codes that core_change leaves out, separated by spaces"),
            "core_shared": number("mean of core_change over all units, or change of the published mean"),
            "standard_error": number("standard error of value, published or estimated"),
            "previous_standard_error": number("the same of the year before"),
            "error_basis": text("whose errors they are: published, estimated, not_published"),
            "previous_rank_low": count("best place that the score of the year before left open, 95 %"),
            "previous_rank_high": count("worst place that it left open"),
        },
        checks=pa.Check(
            lambda frame: frame["comparable"] == frame["reason"].isna(), error="a reason exactly where not comparable"
        ),
        unique=["index", "index_year", "vintage", "unit_code", "code"],
        strict=True,
        ordered=True,
        description="An index year against the year before, for every unit and code",
    )


def validate(schema: pa.DataFrameSchema, frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Check a processed table at its door.

    Raises
    ------
    DataError
        With the first offending rows. A processed table is made by chiso, so this names a defect.
    """
    try:
        return schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        shown = "; ".join(f"row {case['index']}: {case['column']} is {case['failure_case']!r}" for case in _some(cases))
        raise DataError(
            f"{len(cases)} cells of the table do not fit its schema.",
            where=table,
            why=shown,
            remedy="If the table was edited, remove it and run the same command again; otherwise report the defect.",
        ) from None


def _some(cases: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in case.items()} for case in cases.head(5).to_dict("records")]


def _unit_column(units: Units) -> pa.Column:
    error = f"a code of the {len(units)} units"
    return pa.Column(str, pa.Check.isin(list(units.by_code), error=error), unique=True)


def _source_column() -> pa.Column:
    return pa.Column(str, pa.Check.str_length(min_value=1), description="source_id of data/raw/sources.csv")


def _raw_columns() -> dict[str, pa.Column]:
    return {
        "raw_table": pa.Column(
            str,
            pa.Check.str_length(min_value=1),
            description="table below data/raw of the figure, such as INDEX/2020.csv; several separated by spaces",
        ),
        "raw_row": pa.Column(
            str,
            pa.Check.str_matches(r"^[0-9]+(?: [0-9]+)*(?:;[0-9]+(?: [0-9]+)*)*$"),
            description="its row there, the header being row 1; those of several tables separated by semicolons",
        ),
    }


def _key_columns() -> dict[str, pa.Column]:
    return {
        "index": pa.Column(str, description="id of the index in data/raw/indices.csv"),
        "index_year": pa.Column(int, pa.Check.in_range(2000, 2100), description="year that was measured"),
        "vintage": pa.Column(int, pa.Check.ge(1), description="set of units that unit_code belongs to"),
        "unit_code": pa.Column(
            str,
            pa.Check.str_matches(r"^\S+$"),
            description="code of the unit as text, unique within a vintage",
        ),
        "code": pa.Column(
            str,
            pa.Check.str_matches(f"^(?:{CODE.pattern})$"),
            description="TOTAL, or a part as the index numbers it: D1, 1.1",
        ),
    }
