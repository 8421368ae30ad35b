"""Where units, headings and figures stand in tables as they are published."""

from __future__ import annotations

import pytest
from intake_tables import Rows, grids, made_ranks, made_scores, page, raw_rows, text, vi, workbook

from chiso.catalog import Catalog, Unit
from chiso.errors import DataError
from chiso.intake.columns import parse_columns
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.names import Names
from chiso.intake.pick_table import choose_table
from chiso.intake.vocabulary import vocabulary


def understood(
    catalog: Catalog,
    names: Names,
    data: bytes,
    file: str = "a.xlsx",
    index: str = "par_index",
    year: int = 2020,
    columns: str = "",
    **choice: str,
) -> tuple[Table, Findings]:
    findings = Findings(file)
    words = vocabulary(catalog, index, year)
    given = parse_columns(columns)
    found = grids(data, file, names, **choice)
    table = choose_table(found, catalog, names, words, given, findings, is_chosen=bool(choice or given))
    return table, findings


def totals(table: Table) -> dict[str, float]:
    return {unit: figures["TOTAL"].value for unit, figures in table.scores.items()}


def places(table: Table) -> dict[str, int]:
    return {unit: int(figures["TOTAL"].value) for unit, figures in table.ranks.items()}


def plain(units: list[Unit], scores: dict[str, float], ranks: dict[str, int]) -> list[list[object]]:
    return [[n, unit.name_vi, scores[unit.code], ranks[unit.code]] for n, unit in enumerate(units, 1)]


def test_a_heading_over_several_rows_with_the_year_before(catalog, names, units, scores, ranks) -> None:
    before = made_scores(units, 8)
    rows: list[list[object]] = [
        ["BỘ NỘI VỤ"],
        ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2020"],
        ["(Kèm theo Quyết định số 577/QĐ-BNV ngày 24/6/2021)"],
        [],
        ["TT", "Tỉnh, thành phố\nProvinces", "Năm 2019", None, "Năm 2020", None, "Tăng/giảm"],
        [None, None, "Chỉ số\nIndex (%)", "Xếp hạng\nRank", "Chỉ số\nIndex (%)", "Xếp hạng\nRank", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)=(5)-(3)"],
        ["I", "TRUNG DU VÀ MIỀN NÚI PHÍA BẮC", "80,11", None, "81,12"],
    ]
    for n, unit in enumerate(units, 1):
        now, then = scores[unit.code], before[unit.code]
        rows.append([n, unit.name_vi, vi(then), n, vi(now), ranks[unit.code], vi(now - then)])
        if n == 30:
            rows += [[], ["II", "Tây Nguyên", "79,00", None, "78,12"]]
    rows += [[None, "Trung bình cả nước", "82,00", None, "83,70"], ["Ghi chú: số liệu chính thức"]]
    data = workbook({"Phụ lục 1": rows}, {"Phụ lục 1": ["A2:G2", "C5:D5", "E5:F5", "A5:A6", "B5:B6"]})
    table, findings = understood(catalog, names, data)
    assert not findings.problems
    assert totals(table) == scores
    assert places(table) == ranks
    assert set(table.passed.values()) >= {"of 2019", "a change"}


def test_a_heading_that_is_repeated_on_every_page(catalog, names, units, scores, ranks) -> None:
    head = ["STT", "Địa phương", "Chỉ số CCHC", "Xếp hạng"]
    rows: list[list[object]] = [head, ["A", "B", "1", "2"]]
    for n, row in enumerate(plain(units, scores, ranks)):
        rows.append(row)
        if n in (20, 41):
            rows += [[], head, ["A", "B", "1", "2"]]
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_units_in_columns(catalog, names) -> None:
    meanings = catalog.in_year("papi", 2020)
    raw = raw_rows(catalog, "papi", 2020)
    rows: list[list[object]] = [["Bảng chỉ tiêu cấp tỉnh PAPI 2020"]]
    rows.append(
        ["Chỉ tiêu", "Indicator", "Thang điểm thấp nhất", "Thang điểm cao nhất", *(row["province"] for row in raw)]
    )
    rows.append(["PAPI tổng hợp có trọng số", "Weighted PAPI Score", 10, 80, *(41.5 for _ in raw)])
    for code, meaning in meanings.items():
        if "." in code:
            label = f"{code}. {meaning.name_vi}", f"{code}. {meaning.name_en}"
            rows.append([*label, meaning.scale_min, meaning.scale_max, *(float(row[code]) for row in raw)])
            rows.append(["Tỉ lệ người trả lời có", "Yes (%)", 0, 1, *(0.5 for _ in raw)])
            rows.append([f"{meaning.name_vi} CI thấp", f"{meaning.name_en} CI Low", 0, 1, *(0.4 for _ in raw)])
    table, findings = understood(catalog, names, workbook({"2020_VIE_ENG": rows}), index="papi")
    assert not findings.problems
    assert table.scores["92"]["8.3"].value == float(next(row for row in raw if row["province_code"] == "92")["8.3"])
    assert table.scores["92"]["1.1"].place.startswith("sheet '2020_VIE_ENG', row 4, column ")
    assert len(table.scores) == 63


def test_new_units_over_the_former_ones_are_not_taken_for_them(catalog, names, units) -> None:
    successor = {old: new.name_vi for new, olds in _successors(catalog).items() for old in olds}
    meanings = catalog.in_year("papi", 2024)
    raw = raw_rows(catalog, "papi", 2024)
    rows: list[list[object]] = [
        ["34 tỉnh, thành phố mới", *(successor[row["province_code"]] for row in raw)],
        ["63 tỉnh, thành phố cũ", *(row["province"] for row in raw)],
    ]
    rows += [
        [f"{code} {meaning.name_vi}", *(float(row[code] or 0) for row in raw)]
        for code, meaning in meanings.items()
        if "." in code
    ]
    table, findings = understood(catalog, names, workbook({"2024_PAPI_VIE_ENG": rows}), index="papi", year=2024)
    assert not findings.problems
    assert len(table.scores) == 63


def _successors(catalog: Catalog) -> dict[Unit, list[str]]:
    import csv

    new = catalog.in_vintage(34).units
    found: dict[Unit, list[str]] = {}
    with (catalog.raw / "provinces" / "crosswalk_63_to_34.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(new.by_code[row["new_gso_code"]], []).append(row["old_gso_code"])
    return found


def test_two_halves_side_by_side(catalog, names, units, scores, ranks) -> None:
    ordered = sorted(units, key=lambda unit: ranks[unit.code])
    head = ["Hạng", "Tỉnh, thành phố", "Chỉ số"]
    rows: list[list[object]] = [["Chỉ số CCHC 2020"], head + head]
    for left, right in zip(ordered[:32], [*ordered[32:], None], strict=True):
        half = [ranks[left.code], left.name_vi, scores[left.code]]
        rows.append(half + ([ranks[right.code], right.name_vi, scores[right.code]] if right else []))
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_a_list_of_its_own_for_every_figure(catalog, names, units) -> None:
    codes = [code for code in catalog.in_year("papi", 2017) if "." in code]
    raw = {row["province_code"]: row for row in raw_rows(catalog, "papi", 2017)}
    columns = []
    for code in codes:
        ordered = sorted(raw.values(), key=lambda row, code=code: -float(row[code]))
        columns.append([row["province"] for row in ordered])
        columns.append([float(row[code]) for row in ordered])
    head = [cell for code in codes for cell in (f"{code} {catalog.indicator('papi', code, 2017).name_vi}", None)]
    rows = [head, *map(list, zip(*columns, strict=True))]
    table, findings = understood(catalog, names, workbook({"2017": rows}), index="papi", year=2017)
    assert not findings.problems
    for unit, figures in table.scores.items():
        assert {code: figure.value for code, figure in figures.items()} == {
            code: float(raw[unit][code]) for code in codes
        }


def test_names_in_two_languages_and_codes_beside_them(catalog, names, units, scores, ranks) -> None:
    head = ["P-code", "GSO", "Region", "Tên tỉnh", "Province", "Chỉ số (%)", "95% CI low", "95% CI high", "Rank"]
    rows: list[list[object]] = [head]
    for n, unit in enumerate(units, 1):
        rows.append(
            [
                f"P{n:02d}",
                unit.code,
                unit.region_en,
                unit.name_vi,
                unit.name_en,
                scores[unit.code],
                1,
                99,
                ranks[unit.code],
            ]
        )
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_a_row_that_names_two_units_is_a_problem(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tên tỉnh", "Province", "Chỉ số"]]
    rows += [[unit.name_vi, unit.name_en, scores[unit.code]] for unit in units]
    rows[5][1] = "Hanoi"
    _, findings = understood(catalog, names, workbook({"S": rows}))
    (problem,) = findings.problems
    assert "Hanoi" in problem.what
    assert problem.where == "a.xlsx, sheet 'S', row 6, column B (B6)"


def test_an_unknown_name_is_named_with_its_cell_and_the_nearest(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"], *plain(units, scores, ranks)]
    rows[59][1] = "Cần Thơo"
    _, findings = understood(catalog, names, workbook({"Kết quả": rows}))
    (problem,) = findings.problems
    assert problem.what == "No province or city is called 'Cần Thơo'."
    assert problem.where == "a.xlsx, sheet 'Kết quả', row 60, column B (B60)"
    assert "Cần Thơ" in problem.why
    assert "name_aliases.csv" in problem.remedy


@pytest.mark.parametrize("numbered", [True, False])
def test_an_unknown_name_in_the_first_rows_is_no_heading(catalog, names, units, scores, ranks, numbered) -> None:
    rows = plain(units, scores, ranks)
    rows[0][1], rows[1][1] = "Hà Nộii", "Hà Giangg"
    table = [["TT", "Tỉnh", "Chỉ số", "Hạng"], ["(1)", "(2)", "(3)", "(4)"], *rows]
    data = workbook({"S": table if numbered else [row[1:] for row in table]})
    _, findings = understood(catalog, names, data)
    column = "B" if numbered else "A"
    assert [(problem.what, problem.where) for problem in findings.problems] == [
        ("No province or city is called 'Hà Nộii'.", f"a.xlsx, sheet 'S', row 3, column {column} ({column}3)"),
        ("No province or city is called 'Hà Giangg'.", f"a.xlsx, sheet 'S', row 4, column {column} ({column}4)"),
    ]


def test_a_first_row_without_a_name_or_of_another_set_of_units_is_no_heading(
    catalog, names, units, scores, ranks
) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"], *plain(units, scores, ranks)]
    rows[1][1] = None
    _, findings = understood(catalog, names, workbook({"S": rows}))
    assert [problem.what for problem in findings.problems] == ["A row has figures but names no unit."]
    own = catalog.in_vintage(34)
    of_63: list[list[object]] = [["Tỉnh", "Chỉ số"], ["Hậu Giang", 80.5]]
    of_63 += [[unit.name_vi, 80 + n / 10] for n, unit in enumerate(own.units)]
    _, findings = understood(own, Names(own), workbook({"S": of_63}), year=2025)
    assert [problem.what for problem in findings.problems] == ["'Hậu Giang' is no unit of the 34 of this index year."]


@pytest.mark.parametrize("text", ["Thang điểm", "Điểm tối đa", "Trọng số"])
def test_a_row_of_scales_or_weights_over_the_first_unit_is_none_of_a_unit(
    catalog, names, units, scores, ranks, text
) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"], [None, text, 100, None]]
    table, findings = understood(catalog, names, workbook({"S": [*rows, *plain(units, scores, ranks)]}))
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


@pytest.mark.parametrize("halves", [[("Hà", True), ("Nội", False)], [("Hà", False), ("", True), ("Nội", False)]])
def test_the_first_name_may_be_broken_over_rows(catalog, names, units, scores, ranks, halves) -> None:
    rows = plain(units, scores, ranks)
    broken = [[1, half, *rows[0][2:]] if has_figures else [None, half] for half, has_figures in halves]
    table, findings = understood(
        catalog, names, workbook({"S": [["TT", "Tỉnh", "Chỉ số", "Hạng"], *broken, *rows[1:]]})
    )
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_figures_without_a_name_are_a_problem(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"], *plain(units, scores, ranks)]
    rows[10][1] = None
    _, findings = understood(catalog, names, workbook({"S": rows}))
    assert [problem.what for problem in findings.problems] == ["A row has figures but names no unit."]


def test_a_unit_that_stands_twice_is_a_problem(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"], *plain(units, scores, ranks)]
    rows[10][1] = rows[9][1]
    _, findings = understood(catalog, names, workbook({"S": rows}))
    assert "stands twice, first in sheet 'S', row 10, column B (B10)" in findings.problems[0].what


def test_a_name_broken_over_rows_is_put_together(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Hạng"]]
    for row in plain(units, scores, ranks):
        if row[1] == "Thừa Thiên Huế":
            rows += [[None, "Thừa Thiên"], [row[0], None, row[2], row[3]], [None, "Huế"]]
        else:
            rows.append(row)
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert totals(table) == scores


def test_the_sheet_of_the_year_is_chosen(catalog, names, units, scores, ranks) -> None:
    sheets: dict[str, Rows] = {"Ghi chú": [["Nguồn: Bộ Nội vụ"]]}
    for year in (2018, 2019, 2020):
        own = scores if year == 2020 else made_scores(units, year)
        sheets[f"PAR {year}"] = [
            ["TT", "Tỉnh", "Chỉ số"],
            *([n, unit.name_vi, own[unit.code]] for n, unit in enumerate(units, 1)),
        ]
    table, _ = understood(catalog, names, workbook(sheets))
    assert totals(table) == scores


def test_the_sheet_of_the_index_is_chosen(catalog, names, units, scores, ranks) -> None:
    other = made_scores(units, 99)
    sheets = {
        "SIPAS": [["TT", "Tỉnh", "Chỉ số"], *([n, unit.name_vi, other[unit.code]] for n, unit in enumerate(units, 1))],
        "PAR INDEX": [
            ["TT", "Tỉnh", "Chỉ số"],
            *([n, unit.name_vi, scores[unit.code]] for n, unit in enumerate(units, 1)),
        ],
    }
    table, _ = understood(catalog, names, workbook(sheets))
    assert totals(table) == scores


def test_tables_below_one_another_are_told_apart(catalog, names, units, scores, ranks) -> None:
    other = made_scores(units, 99)
    rows: list[list[object]] = [["Bảng 1. Chỉ số SIPAS 2020"], ["TT", "Tỉnh", "Chỉ số hài lòng"]]
    rows += [[n, unit.name_vi, other[unit.code]] for n, unit in enumerate(units, 1)]
    rows += [[], ["Bảng 2. PAR INDEX 2020"], ["TT", "Tỉnh", "Chỉ số CCHC", "Hạng"], *plain(units, scores, ranks)]
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_tables_that_could_both_be_it_are_not_guessed_between(catalog, names, units, scores, ranks) -> None:
    other = made_scores(units, 99)
    rows = {
        name: [["Tỉnh", "Chỉ số"], *([unit.name_vi, own[unit.code]] for unit in units)]
        for name, own in (("A", scores), ("B", other))
    }
    with pytest.raises(DataError, match="2 tables could be the one") as caught:
        understood(catalog, names, workbook(rows))
    assert "SHEET=" in caught.value.remedy
    table, _ = understood(catalog, names, workbook(rows), sheet="B")
    assert totals(table) == other


def test_the_same_table_twice_is_no_question(catalog, names, units, scores, ranks) -> None:
    rows = {name: [["Tỉnh", "Chỉ số"], *([unit.name_vi, scores[unit.code]] for unit in units)] for name in "AB"}
    rows["B"] = [rows["B"][0], *sorted(rows["B"][1:], key=lambda row: -row[1])]
    table, _ = understood(catalog, names, workbook(rows))
    assert totals(table) == scores


def test_a_table_of_another_year_is_refused_unless_it_is_named(catalog, names, units, scores, ranks) -> None:
    data = workbook({"Kết quả 2018": [["Tỉnh", "Chỉ số"], *([unit.name_vi, scores[unit.code]] for unit in units)]})
    with pytest.raises(DataError, match="speaks of 2018, not of 2020"):
        understood(catalog, names, data)
    _, findings = understood(catalog, names, data, sheet="1")
    assert any("2018" in note for note in findings.notes)
    _, findings = understood(catalog, names, data, file="PAR-2020.xlsx")
    assert any("2018" in note for note in findings.notes)


def test_the_name_of_a_file_does_not_speak_against_the_title_of_its_table(catalog, names, units, scores, ranks) -> None:
    rows = [["KẾT QUẢ CHỈ SỐ CCHC NĂM 2018"], ["Tỉnh", "Chỉ số"], *([one.name_vi, scores[one.code]] for one in units)]
    with pytest.raises(DataError, match="speaks of 2018, not of 2020"):
        understood(catalog, names, workbook({"S": rows}), file="PAR-2020.xlsx")


def test_a_table_of_another_index_is_refused(catalog, names, units, scores, ranks) -> None:
    rows = [
        ["KẾT QUẢ CHỈ SỐ SIPAS NĂM 2020"],
        ["Tỉnh", "Chỉ số"],
        *([unit.name_vi, scores[unit.code]] for unit in units),
    ]
    with pytest.raises(DataError, match="speaks of SIPAS, not of PAR INDEX"):
        understood(catalog, names, workbook({"S": rows}))
    table, _ = understood(catalog, names, workbook({"S": rows}), columns="TOTAL=B")
    assert totals(table) == scores


def test_columns_that_could_both_be_it_are_named(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số", "Chỉ số"]]
    rows += [[unit.name_vi, scores[unit.code], scores[unit.code] - 1] for unit in units]
    _, findings = understood(catalog, names, workbook({"S": rows}))
    (problem,) = findings.problems
    assert "Columns B, C could all be" in problem.what
    assert "COLUMN='TOTAL=B'" in problem.remedy
    table, findings = understood(catalog, names, workbook({"S": rows}), columns="TOTAL=B")
    assert not findings.problems
    assert totals(table) == scores


def test_a_heading_that_is_not_known_can_be_named(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Kết quả thẩm định", "Thứ bậc"]]
    rows += [[unit.name_vi, scores[unit.code], ranks[unit.code]] for unit in units]
    table, _ = understood(catalog, names, workbook({"S": rows}), columns="total=b, rank=C")
    assert (totals(table), places(table)) == (scores, ranks)


def test_columns_that_are_not_there_are_a_problem(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số"], *([unit.name_vi, scores[unit.code]] for unit in units)]
    _, findings = understood(catalog, names, workbook({"S": rows}), columns="TOTAL=Z")
    (problem,) = findings.problems
    assert "COLUMN names Z" in problem.what
    assert problem.why == "The figures stand in B."
    assert problem.remedy == "Correct COLUMN."


def test_percentages_saved_as_fractions_are_times_100(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số"], *([unit.name_vi, scores[unit.code] / 100] for unit in units)]
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert totals(table) == scores
    assert any("fractions" in note for note in findings.notes)


def test_a_single_fraction_is_not_taken_for_a_percentage(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số"], *([unit.name_vi, scores[unit.code]] for unit in units)]
    rows[3][1] = 0.8376
    table, _ = understood(catalog, names, workbook({"S": rows}))
    assert totals(table)[units[2].code] == 0.8376


def test_ranks_beside_every_figure_belong_to_the_figure_on_their_left(catalog, names, units) -> None:
    codes = [code for code in catalog.in_year("papi", 2020) if "." in code]
    raw = raw_rows(catalog, "papi", 2020)
    rows: list[list[object]] = [["Tỉnh", *(cell for code in codes for cell in (code, "Hạng")), "Tổng điểm", "Hạng"]]
    for n, row in enumerate(raw, 1):
        total = sum(float(row[code]) for code in codes)
        rows.append([row["province"], *(cell for code in codes for cell in (float(row[code]), 63)), total, n])
    table, findings = understood(catalog, names, workbook({"S": rows}), index="papi")
    assert not findings.problems
    assert places(table)["01"] == 1
    assert table.ranks["01"]["1.1"].value == 63


def test_sheets_for_each_dimension_make_one_table(catalog, names) -> None:
    raw = raw_rows(catalog, "papi", 2020)
    codes = [code for code in catalog.in_year("papi", 2020) if "." in code]
    sheets: dict[str, Rows] = {}
    for dimension in range(1, 9):
        mine = [code for code in codes if code.startswith(f"{dimension}.")]
        sheets[f"Điểm thành phần {dimension}"] = [
            ["Tỉnh", *mine],
            *([row["province"], *(float(row[code]) for code in mine)] for row in raw),
        ]
    table, findings = understood(catalog, names, workbook(sheets), index="papi")
    assert set(table.codes) == set(codes)
    assert any("Điểm thành phần 8" in note for note in findings.notes)


def test_text_with_commas_for_points_and_for_cells_is_refused(catalog, names, units, scores, ranks) -> None:
    data = "Tỉnh,Chỉ số\n" + "".join(f"{unit.name_vi},{vi(scores[unit.code])}\n" for unit in units)
    with pytest.raises(DataError, match="3 cells where the heading has 2"):
        understood(catalog, names, data.encode(), file="a.csv")
    quoted = text([["Tỉnh", "Chỉ số"], *([unit.name_vi, vi(scores[unit.code])] for unit in units)])
    table, _ = understood(catalog, names, quoted.encode(), file="a.csv")
    assert totals(table) == scores


def test_a_page_with_several_tables(catalog, names, units, scores, ranks) -> None:
    rows = [[n, unit.name_vi, vi(scores[unit.code]), ranks[unit.code]] for n, unit in enumerate(units, 1)]
    head = "<tr><td>STT</td><td>Tỉnh</td><td>PAR INDEX 2020</td><td>Xếp hạng</td></tr>"
    menu = "<table><tr><td>Trang chủ</td><td>Cần Thơ</td></tr></table>"
    source = page(rows, head=head).replace("<body>", f"<body>{menu}")
    table, findings = understood(catalog, names, source.encode(), file="a.html")
    assert not findings.problems
    assert (totals(table), places(table)) == (scores, ranks)


def test_a_file_without_provinces_says_what_was_looked_for(catalog, names) -> None:
    with pytest.raises(DataError, match="No table of the file lists provinces"):
        understood(catalog, names, workbook({"S": [["a", 1], ["b", 2]]}))


def test_a_table_without_the_index_says_what_was_found(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["Tỉnh", "Dân số", "Cải cách thể chế"], *([unit.name_vi, 1000, 5] for unit in units)]
    with pytest.raises(DataError, match="No table of the file has a column of PAR INDEX 2020") as caught:
        understood(catalog, names, workbook({"S": rows}))
    assert "Cải cách thể chế" in caught.value.why


def test_a_workbook_of_unsaved_formulas_says_so(catalog, names, units) -> None:
    rows = [["Tỉnh", "Chỉ số"], *([unit.name_vi, "=1+1"] for unit in units)]
    with pytest.raises(DataError, match="63 formulas whose results were not saved"):
        understood(catalog, names, workbook({"S": rows}))


def test_a_row_for_every_unit_and_year_gives_those_of_the_year(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["province", "year", "PAR INDEX", "rank"]]
    for year in (2018, 2019, 2020, 2021):
        own = scores if year == 2020 else made_scores(units, year)
        rows += [[unit.name_en, year, own[unit.code], n] for n, unit in enumerate(units, 1)]
    table, findings = understood(catalog, names, text(rows).encode(), file="panel.csv")
    assert not findings.problems
    assert totals(table) == scores
    assert table.scores["01"]["TOTAL"].place == "row 128, column C (C128)"


def test_a_rank_in_a_merged_cell_is_that_of_all_its_rows(catalog, names, units, scores, ranks) -> None:
    equal = {**scores, units[1].code: scores[units[0].code]}
    places_of = made_ranks(equal)
    ordered = sorted(units, key=lambda unit: places_of[unit.code])
    rows: list[list[object]] = [["Tỉnh", "Chỉ số", "Hạng"]]
    rows += [[unit.name_vi, equal[unit.code], places_of[unit.code]] for unit in ordered]
    first = next(n for n, unit in enumerate(ordered, 2) if unit.code in (units[0].code, units[1].code))
    data = workbook({"S": rows}, {"S": [f"C{first}:C{first + 1}"]})
    table, findings = understood(catalog, names, data)
    assert not findings.problems
    assert places(table) == places_of


@pytest.mark.parametrize(
    "label", ["Nội dung thành phần {n}", "Sub-Dimension {n}: something else", "Trục thành phần {n}"]
)
def test_parts_that_are_numbered_within_their_dimension(catalog, names, label) -> None:
    meanings = catalog.in_year("papi", 2020)
    raw = raw_rows(catalog, "papi", 2020)
    rows: list[list[object]] = [["Chỉ tiêu 2020", *(row["province"] for row in raw)]]
    for top in (code for code in meanings if code.startswith("D")):
        mine = [code for code in meanings if meanings[code].parent == top]
        rows.append([f"Dimension {top[1:]}", *(sum(float(row[code]) for code in mine) for row in raw)])
        rows += [[label.format(n=n), *(float(row[code]) for row in raw)] for n, code in enumerate(mine, 1)]
    table, findings = understood(catalog, names, workbook({"2020": rows}), index="papi")
    assert not findings.problems
    row = next(row for row in raw if row["province_code"] == "92")
    assert {code: figure.value for code, figure in table.scores["92"].items() if "." in code} == {
        code: float(row[code]) for code in meanings if "." in code
    }


def test_the_index_goes_before_the_sum_of_points(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [
        ["TT", "Tỉnh", "Điểm thẩm định", "Điểm điều tra XHH", "Tổng điểm đạt được", "Chỉ số (%)", "Hạng"]
    ]
    for n, unit in enumerate(units, 1):
        rows.append([n, unit.name_vi, 50, 20, scores[unit.code] - 1, scores[unit.code], ranks[unit.code]])
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert not findings.problems
    assert totals(table) == scores


def test_means_of_the_country_in_columns_are_passed_over(catalog, names) -> None:
    meanings = [code for code in catalog.in_year("papi", 2020) if "." in code]
    raw = raw_rows(catalog, "papi", 2020)
    rows: list[list[object]] = [
        ["Chỉ tiêu", "PAPI toàn quốc", "Trung vị", "Giá trị cao nhất", *(row["province"] for row in raw)]
    ]
    rows += [[code, 1.1, 1.2, 1.3, *(float(row[code]) for row in raw)] for code in meanings]
    table, findings = understood(catalog, names, workbook({"2020": rows}), index="papi")
    assert not findings.problems
    assert len(table.scores) == 63


def test_a_column_of_words_is_named_and_not_taken(catalog, names, units, scores, ranks) -> None:
    rows = [["TT", "Tỉnh", "Chỉ số (%)", "Xếp hạng"], *([*row[:3], "Khá"] for row in plain(units, scores, ranks))]
    table, findings = understood(catalog, names, workbook({"S": rows}))
    assert totals(table) == scores
    assert not table.ranks
    assert any("'Xếp hạng' is not taken: its cells are no numbers, such as 'Khá'" in note for note in findings.notes)


def test_a_rank_column_of_unsaved_formulas_is_named(catalog, names, units, scores, ranks) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số", "Xếp hạng"], *plain(units, scores, ranks)]
    table, findings = understood(
        catalog, names, workbook({"S": [[*row[:3], None] if n else row for n, row in enumerate(rows)]})
    )
    assert totals(table) == scores
    assert any("the column 'Xếp hạng' is empty" in note for note in findings.notes)
    _, findings = understood(catalog, names, workbook({"S": rows}))
    assert not [note for note in findings.notes if "is empty" in note]


def test_captions_tell_the_tables_of_a_page_apart(catalog, names, units, scores, ranks) -> None:
    head = ["TT", "Tỉnh", "Chỉ số", "Hạng"]
    before = [[row[0], row[1], row[2] - 1, row[3]] for row in plain(units, scores, ranks)]
    first = page([head, *before], head="<caption>Năm 2019</caption>")
    second = page([head, *plain(units, scores, ranks)], head="<caption>Năm 2020</caption>")
    source = first.replace("</body></html>", second.partition("<body>")[2])
    table, _ = understood(catalog, names, source.encode(), "a.html")
    assert totals(table) == scores


def test_headings_of_other_wording_are_taken_for_their_place_and_named(catalog, names) -> None:
    meanings = catalog.in_year("papi", 2016)
    parts = [code for code in meanings if "." in code]
    shown = {code: "Một tên gọi khác" if code == "4.3" else meanings[code].name_vi for code in parts}
    rows = [["Mã", "Tỉnh", *shown.values()]]
    rows += [
        [float(row["province_code"]), row["province"], *(float(row[code]) for code in parts)]
        for row in raw_rows(catalog, "papi", 2016)
    ]
    table, findings = understood(catalog, names, workbook({"2016": rows}), index="papi", year=2016)
    read = {unit: figures["4.3"].value for unit, figures in table.scores.items()}
    assert read == {row["province_code"]: float(row["4.3"]) for row in raw_rows(catalog, "papi", 2016)}
    assert any("taken by their place: 4.3 'Một tên gọi khác'" in note for note in findings.notes)


def test_places_do_not_speak_for_numbers_off_the_scale(catalog, names) -> None:
    meanings = catalog.in_year("papi", 2016)
    parts = [code for code in meanings if "." in code]
    rows = [["Tỉnh", *("Một tên gọi khác" if code == "4.3" else meanings[code].name_vi for code in parts)]]
    rows += [
        [row["province"], *(20 if code == "4.3" else float(row[code]) for code in parts)]
        for row in raw_rows(catalog, "papi", 2016)
    ]
    table, _ = understood(catalog, names, workbook({"2016": rows}), index="papi", year=2016)
    assert "4.3" not in table.codes
