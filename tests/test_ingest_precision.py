"""Standard errors, limits and numbers of people asked, from the raw tables into the observations."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.ingest import Observations
from chiso.ingest.observations import to_csv
from chiso.ingest.parts import read_parts
from chiso.ingest.precision import KINDS, LIMIT, Precision, companion, stretched
from chiso.ingest.schemas import CODE, observations_schema
from chiso.ingest.scores import read_scores

HANOI, HA_GIANG, CAO_BANG = "01", "02", "04"


def beside(catalog: Catalog, index: str, year: int, **cells: dict[str, str]) -> str:
    """Return a raw table with further columns; ``cells`` gives theirs by column and unit (``__`` for the colon)."""
    rows = list(csv.DictReader(io.StringIO(catalog.tables[index][year].read_text(encoding="utf-8"))))
    for name, by_unit in cells.items():
        for row in rows:
            row[name.replace("__", ":")] = by_unit.get(row["province_code"], "")
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def parts(catalog: Catalog, folder: Path, **cells: dict[str, str]) -> pd.DataFrame:
    path = folder / "2020.csv"
    path.write_text(beside(catalog, "papi", 2020, **cells), encoding="utf-8")
    return read_parts(catalog, "papi", 2020, path).set_index(["unit_code", "code"])


def refused(catalog: Catalog, folder: Path, **cells: dict[str, str]) -> DataError:
    with pytest.raises(DataError) as caught:
        parts(catalog, folder, **cells)
    assert caught.value.remedy
    return caught.value


# What a raw table may give


def test_a_sum_that_the_table_does_not_hold_may_have_an_error_and_so_may_any_part(
    catalog: Catalog, tmp_path: Path
) -> None:
    table = parts(
        catalog,
        tmp_path,
        TOTAL__standard_error={HANOI: "0.25"},
        TOTAL__respondents={HANOI: "432"},
        D3__standard_error={HA_GIANG: "0.05"},
        **{"1.1__standard_error": {CAO_BANG: "0.01"}},
    )
    assert table.loc[(HANOI, "TOTAL"), ["standard_error", "respondents"]].to_list() == [0.25, 432]
    assert table.loc[(HA_GIANG, "D3"), "standard_error"] == 0.05
    assert table.loc[(CAO_BANG, "1.1"), "standard_error"] == 0.01
    assert table["standard_error"].notna().sum() == 3
    assert table["respondents"].notna().sum() == 1


def test_a_published_score_may_have_an_error_beside_it(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "2020.csv"
    cells = {"score__low": {"92": "82.76"}, "score__high": {"92": "84.76"}, "score__respondents": {"92": "580"}}
    path.write_text(beside(catalog, "par_index", 2020, **cells), encoding="utf-8")
    table = read_scores(catalog, "par_index", 2020, path).observations.set_index("unit_code")
    assert table.loc["92", "standard_error"] == pytest.approx(1 / LIMIT, abs=1e-6)
    assert table.loc["92", "respondents"] == 580
    assert table["standard_error"].notna().sum() == 1


def test_limits_alone_are_taken_for_95_percent_limits(catalog: Catalog, tmp_path: Path) -> None:
    value = 43.0
    table = parts(catalog, tmp_path, TOTAL__low={"92": f"{value - 0.5}"}, TOTAL__high={"92": f"{value + 0.5}"})
    assert table.loc[("92", "TOTAL"), "standard_error"] == pytest.approx(0.5 / 1.959964, abs=1e-6)


def test_a_published_error_stands_whatever_limits_are_beside_it(catalog: Catalog, tmp_path: Path) -> None:
    table = parts(
        catalog,
        tmp_path,
        TOTAL__standard_error={"92": "0.3"},
        TOTAL__low={"92": "42.5"},
        TOTAL__high={"92": "43.2"},
    )
    assert table.loc[("92", "TOTAL"), "standard_error"] == 0.3


def test_what_was_not_published_is_empty_and_never_0(observations: Observations) -> None:
    values = observations.values
    assert not (values["standard_error"] == 0).any()
    assert not (values["respondents"] == 0).fillna(False).any()
    assert values["respondents"].isna().all()
    assert b",0,\n" not in to_csv(values)
    assert b",,\n" in to_csv(values)


def test_the_three_published_errors_of_2023_are_there(observations: Observations) -> None:
    values = observations.values
    known = values[values["standard_error"].notna()]
    assert set(known["index_year"]) == {2023}
    assert set(known["code"]) == {"TOTAL"}
    found = known.set_index("unit_code")[["value", "standard_error"]].round(4)
    assert found.loc[HANOI].to_list() == [43.9603, 0.158]
    assert found.loc[HA_GIANG].to_list() == [44.2479, 0.887]
    assert found.loc[CAO_BANG].to_list() == [41.6551, 0.193]


def test_the_limits_of_2023_are_narrower_than_95_percent_limits_of_their_errors(catalog: Catalog) -> None:
    found = stretched(catalog.tables["papi"][2023], list(catalog.in_year("papi", 2023)))
    assert {code: [round(one, 3) for one in units.values()] for code, units in found.items()} == {
        "TOTAL": [1.642, 1.645, 1.645]
    }


# What a raw table must not give


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("TOTAL__standard_error", "0", "standard error is 0"),
        ("TOTAL__standard_error", "-0.2", "standard error is -0.2"),
        ("TOTAL__standard_error", "0.0000004", "standard error is 4e-07"),
        ("TOTAL__respondents", "0", "number of people asked is 0"),
        ("TOTAL__respondents", "191.5", "number of people asked is 191.5"),
        ("TOTAL__low", "40", "lower limit without its upper limit"),
        ("TOTAL__high", "46", "upper limit without its lower limit"),
        ("TOTAL__standard_error", "0,2", "not a number"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_its_row_and_column(
    catalog: Catalog, tmp_path: Path, column: str, cell: str, what: str
) -> None:
    error = refused(catalog, tmp_path, **{column: {"92": f"{cell}"}})
    assert what in error.what
    assert "row 60, column 'TOTAL:" in error.where


def test_a_figure_lies_between_its_limits(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, TOTAL__low={"92": "43", HANOI: "40.2"}, TOTAL__high={"92": "44", HANOI: "45.7"})
    assert error.what == "The figure 42.885496 does not lie between its limits 43 and 44."
    assert error.where.endswith("2020.csv, row 60, column 'TOTAL:low'")
    assert "'TOTAL:high'" in refused(catalog, tmp_path, TOTAL__low={"92": "42"}, TOTAL__high={"92": "42.7"}).where
    assert "not above" in refused(catalog, tmp_path, TOTAL__low={"92": "44"}, TOTAL__high={"92": "42"}).what


def test_an_error_stands_beside_a_figure(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "2021.csv"
    withheld = next(unit for (index, year, unit) in catalog.suppressed if (index, year) == ("papi", 2021))
    path.write_text(beside(catalog, "papi", 2021, TOTAL__standard_error={withheld: "0.2"}), encoding="utf-8")
    with pytest.raises(DataError, match=r"There is a standard error, 0\.2, but no figure") as caught:
        read_parts(catalog, "papi", 2021, path)
    assert "column 'TOTAL:standard_error'" in caught.value.where


@pytest.mark.parametrize("column", ["TOTAL__error", "D9__low", "rank__low", "province__respondents"])
def test_a_column_of_an_unknown_kind_or_beside_nothing_is_refused(
    catalog: Catalog, tmp_path: Path, column: str
) -> None:
    error = refused(catalog, tmp_path, **{column: {}})
    assert repr(column.replace("__", ":")) in error.what
    assert "standard_error, low, high, respondents" in error.why


@given(st.from_regex(CODE, fullmatch=True), st.sampled_from(KINDS), st.from_regex(CODE, fullmatch=True))
def test_no_code_can_be_taken_for_such_a_column(code: str, kind: str, other: str) -> None:
    assert companion(code, kind) != other


def test_an_error_without_a_value_does_not_fit_the_observations(observations: Observations) -> None:
    schema = observations_schema()
    table = observations.values.head(3).assign(value=None, status="M", standard_error=0.1)
    with pytest.raises(Exception, match="no error without a value"):
        schema.validate(table.astype({"value": "float64"}))


# Arithmetic

numbers = st.integers(1, 5_000_000).map(lambda number: number / 1000)
errors = st.integers(50, 5_000).map(lambda number: number / 1000)


@given(numbers, errors, st.integers(2, 6))
def test_limits_give_back_the_error_that_made_them(value: float, error: float, digits: int) -> None:
    limits = Precision(low=round(value - LIMIT * error, digits), high=round(value + LIMIT * error, digits))
    assert limits.error == pytest.approx(error, abs=10.0**-digits / (2 * LIMIT) + 1e-6)
    assert limits.limits(value) == (limits.low, limits.high)


@given(numbers, errors, st.integers(2, 5), st.integers(2, 5))
def test_rounding_never_sets_95_percent_limits_against_their_error(
    value: float, error: float, digits: int, own: int
) -> None:
    precision = Precision(round(error, own), round(value - LIMIT * error, digits), round(value + LIMIT * error, digits))
    assert precision.stretch is None
    assert not list(precision.faults(value))


@given(numbers, errors, st.floats(1.3, 1.9))
def test_narrower_limits_are_found_out_and_not_shown(value: float, error: float, stretch: float) -> None:
    precision = Precision(error, round(value - stretch * error, 6), round(value + stretch * error, 6))
    assume(precision.low is not None)
    assert precision.stretch is None or precision.stretch == pytest.approx(stretch, abs=1e-3)
    if precision.stretch is not None:
        assert precision.limits(value) == (value - LIMIT * error, value + LIMIT * error)
    assert precision.error == error


@given(numbers, st.integers(500, 5_000).map(lambda number: number / 1000), st.floats(2, 12))
def test_limits_of_a_small_sample_may_be_wider(value: float, error: float, stretch: float) -> None:
    assert Precision(error, round(value - stretch * error, 4), round(value + stretch * error, 4)).stretch is None
