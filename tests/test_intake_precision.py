"""Standard errors, limits and numbers of people asked in received tables, from the file to the explanation."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from checkout import thin
from intake_tables import Rows, grids, made_ranks, made_scores, put, raw_rows, vi, workbook
from test_intake_receive import papi, rows_of, run, snapshot

from chiso.catalog import Catalog, Project
from chiso.cli import main
from chiso.errors import ChisoError, DataError
from chiso.ingest import Observations, read_observations
from chiso.intake.columns import parse_columns
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.headings import read_heading
from chiso.intake.names import Names
from chiso.intake.pick_table import choose_table
from chiso.intake.precision import check_precision, narrow_limits
from chiso.intake.vocabulary import vocabulary
from chiso.proof.explain import explain, read_anew

Z = 1.959964


def totals(catalog: Catalog, year: int) -> dict[str, float]:
    """Return the total of PAPI of every unit of a year before there were corrections and gaps."""
    return {
        row["province_code"]: sum(float(cell) for code, cell in row.items() if "." in code and ":" not in code)
        for row in raw_rows(catalog, "papi", year)
    }


def table_with_errors(catalog: Catalog, year: int, **changed: object) -> list[list[object]]:
    """Return totals with their errors in the shape of the publisher's workbook; ``changed`` sets cells of Cần Thơ."""
    columns = ("Unweighted PAPI", "Weighted PAPI", "95% CI (low)", "95% CI (high)", "Standard Error")
    rows: list[list[object]] = [["Tỉnh/Province", *columns]]
    for place, (code, total) in enumerate(totals(catalog, year).items()):
        error = round(0.15 + place / 100, 4)
        cells: dict[str, object] = dict(
            zip(
                columns,
                (
                    round(total, 4),
                    round(total + 0.1, 4),
                    round(total - Z * error, 4),
                    round(total + Z * error, 4),
                    error,
                ),
                strict=True,
            )
        )
        if code == "92":
            cells |= changed
        rows.append([catalog.units.by_code[code].name_vi, *(cells[column] for column in columns)])
    return rows


@pytest.fixture
def small(project: Project) -> Project:
    return thin(project, (2012, 2019, 2020))


def understood(
    catalog: Catalog, rows: Rows, index: str = "papi", year: int = 2020, merged: Sequence[str] = (), columns: str = ""
) -> tuple[Table, Findings]:
    findings, names = Findings("a.xlsx"), Names(catalog)
    found = grids(workbook({"Sheet": rows}, {"Sheet": merged}), "a.xlsx", names)
    given = parse_columns(columns)
    table = choose_table(
        found, catalog, names, vocabulary(catalog, index, year), given, findings, is_chosen=bool(given)
    )
    check_precision(table, catalog, findings)
    return table, findings


# Headings


@pytest.mark.parametrize(
    ("texts", "kind", "code"),
    [
        (("95% CI (low)",), "low", ""),
        (("95% CI", "high"), "high", ""),
        (("PAPI score", "95% CI low"), "low", ""),
        (("CI95_high",), "high", ""),
        (("Khoảng tin cậy 95 %", "Cận dưới"), "low", ""),
        (("Khoảng tin cậy 95%", "Giới hạn trên"), "high", ""),
        (("Cận trên (KTC 95%)",), "high", ""),
        (("Standard Error",), "standard_error", ""),
        (("Std. error",), "standard_error", ""),
        (("Sai số chuẩn / Standard error",), "standard_error", ""),
        (("PAPI_se",), "standard_error", "TOTAL"),
        (("TOTAL:low",), "low", "TOTAL"),
        (("1.1:respondents",), "respondents", "1.1"),
        (("Standard error (unweighted PAPI)",), "standard_error", "TOTAL"),
        (("Tổng điểm PAPI", "SE"), "standard_error", ""),
        (("Standard error of D1",), "standard_error", "D1"),
        (("Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở", "Sai số chuẩn"), "standard_error", "D1"),
        (("Tri thức công dân", "95% CI (upper)"), "high", "1.1"),
        (("Số người trả lời",), "respondents", ""),
        (("Number of respondents",), "respondents", ""),
        (("Cỡ mẫu",), "respondents", ""),
        (("Số phiếu thu về",), "respondents", ""),
        (("Dimension 1", "Sample size"), "respondents", "D1"),
    ],
)
def test_a_heading_says_what_it_tells_of_a_figure_and_of_which(
    catalog: Catalog, texts: tuple[str, ...], kind: str, code: str
) -> None:
    found = read_heading(texts, vocabulary(catalog, "papi", 2020), texts)
    assert (found.role, found.code) == (kind, code)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("PAPI 90% CI low",), "limits of 90%, not of 95%"),
        (("Weighted PAPI", "Standard error"), "with other weights"),
        (("Low",), "a spread"),
        (("Cận dưới",), "a spread"),
        (("Sai số",), "a spread"),
        (("Standard deviation",), "a spread"),
        (("Số phiếu phát ra",), "a spread"),
        (("N",), "a spread"),
        (("Standard error of GRDP growth",), "a spread"),
        (("Sai số chuẩn", "So với 2019"), "a change"),
    ],
)
def test_what_is_something_else_is_passed_over(catalog: Catalog, texts: tuple[str, ...], why: str) -> None:
    found = read_heading(texts, vocabulary(catalog, "papi", 2020), texts)
    assert found.role == "passed"
    assert found.why.startswith(why)


# Which figure a column is about


def test_errors_stand_beside_the_total_though_one_with_other_weights_is_between(catalog: Catalog) -> None:
    table, findings = understood(catalog, table_with_errors(catalog, 2020))
    assert table.headings["TOTAL"] == "Unweighted PAPI"
    assert {name: text for name, text in table.headings.items() if ":" in name} == {
        "TOTAL:low": "95% CI (low)",
        "TOTAL:high": "95% CI (high)",
        "TOTAL:standard_error": "Standard Error",
    }
    assert not findings.problems
    assert len(table.precision) == 63


def test_a_heading_of_two_rows_parts_score_limits_and_error(catalog: Catalog) -> None:
    (_, *columns), *rows = table_with_errors(catalog, 2020)
    names = ["Unweighted", "Weighted", "95% CI low", "95% CI high", "Standard Error"]
    heading = [["Province", "PAPI score", *[""] * (len(columns) - 1)], ["", *names]]
    table, findings = understood(catalog, [*heading, *rows], merged=("A1:A2", "B1:F1"))
    assert set(table.headings) == {"TOTAL", "TOTAL:low", "TOTAL:high", "TOTAL:standard_error"}
    assert table.precision["92"]["TOTAL:low"].value == rows[[row[0] for row in rows].index("Cần Thơ")][3]
    assert not findings.problems


def test_each_dimension_may_have_its_own(catalog: Catalog) -> None:
    dimensions = [code for code in catalog.in_year("papi", 2020) if code.startswith("D")]
    rows: list[list[object]] = [
        ["Tỉnh", *(text for code in dimensions for text in (code, "", "", ""))],
        ["", *("Điểm", "Cận dưới (KTC 95%)", "Cận trên (KTC 95%)", "Sai số chuẩn") * len(dimensions)],
    ]
    rows += [[unit.name_vi, *[5.0, 4.804, 5.196, 0.1] * len(dimensions)] for unit in catalog.units]
    merged = [
        f"{'BFJNRVZ'[at] if at < 7 else 'AD'}1:{['E', 'I', 'M', 'Q', 'U', 'Y', 'AC', 'AG'][at]}1" for at in range(8)
    ]
    table, findings = understood(catalog, rows, merged=merged)
    assert {name for name in table.headings if ":" in name} == {
        f"{code}:{kind}" for code in dimensions for kind in ("low", "high", "standard_error")
    }
    assert not findings.problems


def test_a_single_column_of_people_asked_is_of_the_total_wherever_it_stands(catalog: Catalog) -> None:
    scores = made_scores(catalog.units, 4)
    ranks = made_ranks(scores)
    rows = [["TT", "Tỉnh", "Số phiếu", "SIPAS 2020 (%)", "Sai số chuẩn", "Xếp hạng"]]
    rows += [
        [at, unit.name_vi, "1.353", vi(scores[unit.code]), "0,71", ranks[unit.code]]
        for at, unit in enumerate(catalog.units, 1)
    ]
    table, findings = understood(catalog, rows, "sipas")
    assert {code: figures["TOTAL"].value for code, figures in table.scores.items()} == scores
    assert {beside["TOTAL:respondents"].value for beside in table.precision.values()} == {1353}
    assert {beside["TOTAL:standard_error"].value for beside in table.precision.values()} == {0.71}
    assert not findings.problems


def test_errors_of_fractions_become_percent_with_them(catalog: Catalog) -> None:
    scores = made_scores(catalog.units, 4)
    rows = [["Tỉnh", "SIPAS 2020", "Sai số chuẩn", "Cỡ mẫu"]]
    rows += [[unit.name_vi, scores[unit.code] / 100, 0.0071, 580] for unit in catalog.units]
    table, _ = understood(catalog, rows, "sipas")
    assert table.precision["92"]["TOTAL:standard_error"].value == pytest.approx(0.71)
    assert table.precision["92"]["TOTAL:respondents"].value == 580


def test_an_error_of_which_figure_is_not_said_is_not_taken_and_the_steward_can_say_it(catalog: Catalog) -> None:
    rows: list[list[object]] = [["Tỉnh", "Tổng điểm PAPI", "D1", "D2", "Standard error"]]
    rows += [[unit.name_vi, 40.0, 5.0, 5.0, 0.2] for unit in catalog.units]
    with pytest.raises(DataError, match="of which figure is not said; COLUMN='TOTAL:standard_error=E' says it"):
        understood(catalog, rows)
    named, _ = understood(catalog, rows, columns="TOTAL:standard_error=E")
    assert named.precision["92"]["TOTAL:standard_error"].value == 0.2
    assert {code for code in named.headings if ":" not in code} == {"TOTAL", "D1", "D2"}


def test_two_columns_for_one_thing_are_both_left_and_so_is_half_a_pair_of_limits(catalog: Catalog) -> None:
    scores = made_scores(catalog.units, 4)
    rows: list[list[object]] = [["Tỉnh", "SIPAS 2020", "SE", "Standard error", "95% CI low"]]
    rows += [[unit.name_vi, scores[unit.code], 0.2, 0.3, scores[unit.code] - 0.4] for unit in catalog.units]
    table, _ = understood(catalog, rows, "sipas")
    assert not any(table.precision.values())
    assert "one of several" in table.passed["SE"]
    assert table.passed["95% CI low"] == "a limit without the other one"


def test_limits_whose_level_is_not_printed_are_to_be_looked_at(catalog: Catalog) -> None:
    rows: list[list[object]] = [["Tỉnh", "PAPI", "CI lower", "CI upper"]]
    rows += [[unit.name_vi, 40.0, 39.6, 40.4] for unit in catalog.units]
    table, findings = understood(catalog, rows, columns="TOTAL=B")
    assert table.precision["92"]["TOTAL:low"].value == 39.6
    assert sum("no level is printed" in note for note in findings.notes) == 2


def test_a_column_of_errors_is_never_taken_for_scores(catalog: Catalog) -> None:
    for heading in ("Standard Error", "Sai số chuẩn", "95% CI (low)", "Cỡ mẫu", "PAPI SE"):
        rows: list[list[object]] = [["Tỉnh", heading]]
        rows += [[unit.name_vi, 40.0] for unit in catalog.units]
        with pytest.raises(ChisoError, match="No table of the file has a column"):
            understood(catalog, rows, "par_index")


# What is checked


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"Standard Error": 0}, "The standard error is 0"),
        ({"95% CI (low)": 43.5, "95% CI (high)": 44.0}, "does not lie between its limits"),
        ({"95% CI (low)": 45.0}, "not above the lower one"),
        ({"95% CI (low)": None}, "upper limit without its lower limit"),
        ({"Standard Error": "n.s."}, "not a number"),
    ],
)
def test_a_cell_that_cannot_be_stops_the_import_with_its_place(
    catalog: Catalog, changed: dict[str, object], what: str
) -> None:
    _, findings = understood(catalog, table_with_errors(catalog, 2020, **changed))
    (problem,) = findings.problems
    assert what in problem.what
    assert "row 60" in problem.where


def test_zeros_beside_a_figure_that_was_not_published_say_nothing(catalog: Catalog) -> None:
    none = {"Unweighted PAPI": None, "Weighted PAPI": None, "95% CI (low)": 0, "95% CI (high)": 0, "Standard Error": 0}
    table, findings = understood(catalog, table_with_errors(catalog, 2020, **none))
    assert not findings.problems
    assert {one.value for one in table.precision["92"].values()} == {None}


def test_limits_that_the_errors_do_not_make_and_those_of_another_figure_are_told(catalog: Catalog) -> None:
    heading, *rows = table_with_errors(catalog, 2020)
    for row in rows:
        total, error = float(str(row[1])), float(str(row[5]))
        row[3:5] = [round(total + 0.05 - 1.645 * error, 4), round(total + 0.05 + 1.645 * error, 4)]
    _, findings = understood(catalog, [heading, *rows])
    assert not findings.problems
    assert any("standard errors to either side, as 90% limits do" in note for note in findings.notes)
    assert any("does not lie midway between its limits in 63 of 63 units" in note for note in findings.notes)


def test_the_check_tells_of_the_limits_of_2023(catalog: Catalog) -> None:
    (line,) = narrow_limits(catalog)
    assert line.startswith(
        "PAPI 2023, TOTAL of Hà Nội, Hà Giang, Cao Bằng: the limits lie 1.64 to 1.65 standard errors"
    )


# What is written


def test_errors_travel_from_the_file_to_the_explanation(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    before = snapshot(small)
    rows = table_with_errors(catalog, 2020)
    outcome = run(small, put(tmp_path, "totals.xlsx", workbook({"PAPI 2020": rows})))
    assert outcome.is_written
    names = {path.name for path in outcome.plan.contents}
    assert names == {"2020.csv", "sources.csv", "publications.csv"}
    table = {row["province"]: row for row in rows_of(small.raw / "papi" / "2020.csv")}
    for name, total, _, low, high, error in rows[1:]:
        mine = table[str(name)]
        assert [float(mine[f"TOTAL:{kind}"]) for kind in ("low", "high", "standard_error")] == [low, high, error], total
    old = csv.reader(before[small.raw / "papi" / "2020.csv"].decode().splitlines())
    new = csv.reader((small.raw / "papi" / "2020.csv").read_text(encoding="utf-8").splitlines())
    assert [row[:-3] for row in new] == list(old)
    values = read_observations(Catalog(small.raw)).values
    mine = values[(values["index_year"] == 2020) & (values["unit_code"] == "92") & (values["index"] == "papi")]
    known = mine[mine["standard_error"].notna()]
    assert known[["code", "standard_error"]].to_numpy().tolist() == [["TOTAL", rows[59][5]]]
    data = read_anew(small, Catalog(small.raw), 2021, 0)
    said = explain(data, data.unit("can-tho"), "papi")
    assert (
        f"standard error {rows[59][5]}, as published: data/raw/papi/2020.csv, row 60, column TOTAL:standard_error"
        in said
    )
    assert f"95% limits {rows[59][3]} to {rows[59][4]}, as published" in said
    assert "people asked: not published" in said
    assert f"source {outcome.plan.source_id}: PAPI 2020, provincial indicators" in said


def test_the_same_errors_twice_change_nothing_and_others_need_to_be_asked_for(
    small: Project, catalog: Catalog, tmp_path: Path
) -> None:
    file = put(tmp_path, "totals.xlsx", workbook({"PAPI 2020": table_with_errors(catalog, 2020)}))
    run(small, file)
    before = snapshot(small)
    assert run(small, file).plan.is_known
    assert snapshot(small) == before
    other = put(
        tmp_path, "other.xlsx", workbook({"PAPI 2020": table_with_errors(catalog, 2020, **{"Standard Error": 0.741})})
    )
    with pytest.raises(DataError, match="There is a table of PAPI for 2020 already") as caught:
        run(small, other)
    assert "Cần Thơ TOTAL:standard_error: 0.73 → 0.741" in caught.value.why
    assert run(small, other, REPLACE="1").is_written
    assert rows_of(small.raw / "reference" / "history.csv")[-1]["index_year"] == "2020"


def test_errors_are_not_added_to_figures_that_are_not_theirs(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    before = snapshot(small)
    file = put(
        tmp_path, "a.xlsx", workbook({"PAPI 2020": table_with_errors(catalog, 2020, **{"Unweighted PAPI": 42.9})})
    )
    with pytest.raises(DataError, match=r"Cần Thơ has 42\.9 for TOTAL, but here it is 42\.885496\.") as caught:
        run(small, file)
    assert "row 60" in caught.value.where
    made_up = [
        [name, *(40 + at / 100 for at in (5, 15, -45, 55)), 0.255] for name, *_ in table_with_errors(catalog, 2020)[1:]
    ]
    file = put(tmp_path, "b.xlsx", workbook({"PAPI 2020": [table_with_errors(catalog, 2020)[0], *made_up]}))
    with pytest.raises(DataError, match="so in 63 of 63 units"):
        run(small, file)
    assert snapshot(small) == before


def test_totals_with_errors_need_a_table_of_the_year(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    file = put(tmp_path, "totals.xlsx", workbook({"PAPI 2018": table_with_errors(catalog, 2020)}))
    with pytest.raises(DataError, match=r"The table has no column for 1\.1"):
        run(small, file, INDEX_YEAR="2018")


def test_a_table_of_parts_may_bring_the_errors_of_its_sums(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(papi(catalog, 2020)))
    sheet = book.active
    assert sheet is not None
    last = sheet.max_column
    sheet.cell(1, last + 1, "Standard Error")
    sheet.cell(1, last + 2, "Number of respondents")
    for row in range(2, 65):
        sheet.cell(row, last + 1, 0.2)
        sheet.cell(row, last + 2, 192)
    book.save(tmp_path / "papi.xlsx")
    outcome = run(small, tmp_path / "papi.xlsx", REPLACE="1")
    (row,) = [row for row in rows_of(small.raw / "papi" / "2020.csv") if row["province_code"] == "92"]
    assert (row["TOTAL:standard_error"], row["TOTAL:respondents"]) == ("0.2", "192")
    assert outcome.table.headings["TOTAL:standard_error"] == "Standard Error"


def test_a_sheet_of_totals_beside_one_of_parts_gives_their_errors(
    small: Project, catalog: Catalog, tmp_path: Path
) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(papi(catalog, 2020)))
    sheet = book.create_sheet("PAPI 2020 score")
    for row in table_with_errors(catalog, 2020):
        sheet.append(row)
    book.save(tmp_path / "papi.xlsx")
    outcome = run(small, tmp_path / "papi.xlsx", REPLACE="1")
    assert outcome.edition.precision["92"]["TOTAL:standard_error"] == 0.73
    assert any("was read in sheet 'PAPI 2020 score'" in note for note in outcome.notes)


def test_a_sheet_with_other_totals_gives_no_errors(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(papi(catalog, 2020)))
    sheet = book.create_sheet("PAPI 2020 score")
    for row in table_with_errors(catalog, 2020, **{"Unweighted PAPI": 43.9}):
        sheet.append(row)
    book.save(tmp_path / "papi.xlsx")
    assert not run(small, tmp_path / "papi.xlsx", REPLACE="1").edition.precision


def test_how_many_were_asked_in_all_may_come_with_the_errors(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    file = put(tmp_path, "totals.xlsx", workbook({"PAPI 2020": table_with_errors(catalog, 2020)}))
    run(small, file, RESPONDENTS="14999")
    (row,) = [
        row
        for row in rows_of(small.raw / "reference" / "publications.csv")
        if row["index_year"] == "2020" and row["index"] == "papi"
    ]
    assert row["respondents"] == "14999"


def test_the_report_says_what_was_taken_for_what(
    small: Project,
    catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = put(tmp_path, "totals.xlsx", workbook({"PAPI 2020": table_with_errors(catalog, 2020)}))
    monkeypatch.chdir(small.root)
    options = ["--index", "papi", "--index-year", "2020", "--file", str(file), "--source", "PAPI 2020"]
    assert main(["import", *options, "--url", "https://papi.org.vn", "--published", "2021-04-14", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "a table of sums: no figure is new; 63 of 63 units get what stands beside them" in said
    assert "TOTAL:standard_error ← Standard Error" in said
    assert "TOTAL:low ← 95% CI (low)" in said
    assert "not taken: Weighted PAPI (with other weights than the index's own)" in said


# The explanation


def test_the_explanation_tells_the_error_the_limits_and_what_was_not_published(
    data: Callable[..., object], observations: Observations
) -> None:
    known = data(2024)
    said = explain(known, known.unit("ha-giang"), "papi")  # type: ignore[attr-defined,arg-type]
    now, before = said.split("\n2022\n")
    assert (
        "error     standard error 0.887, as published: data/raw/papi/2023.csv, row 3, column TOTAL:standard_error"
        in now
    )
    assert "95% limits 42.50944 to 45.986416, 1.959964 × standard error to either side" in now
    assert "42.789 to 45.7068, lie 1.64 × standard error to either side and are not used" in now
    assert "people asked: not published" in now
    assert "error     standard error and 95% limits: not published" in before


def test_an_estimate_has_an_error_only_where_each_part_has_one(data: Callable[..., object]) -> None:
    known = data(2024, 34)
    said = explain(known, known.unit("tuyen-quang"), "papi")  # type: ignore[attr-defined,arg-type]
    assert "error     standard error and 95% limits: not published of every part" in said
    alone = explain(known, known.unit("ha-noi"), "papi")  # type: ignore[attr-defined,arg-type]
    assert "standard error 0.158" in alone
