"""An import from beginning to end, on a copy of the project."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path

import pytest
from checkout import thin
from intake_tables import made_ranks, made_scores, put, raw_rows, vi, workbook

from chiso.catalog import Catalog, Project
from chiso.cli import main
from chiso.errors import ChisoError, DataError
from chiso.ingest import read_observations
from chiso.intake.grid import column_number
from chiso.intake.receive import Outcome, import_table
from chiso.intake.request import parse_request
from chiso.run.check import check_statements

GIVEN = {
    "INDEX": "papi",
    "INDEX_YEAR": "2020",
    "SOURCE": "PAPI 2020, provincial indicators",
    "URL": "https://papi.org.vn/2020.xlsx",
    "PUBLISHED": "2021-04-14",
}


def papi(catalog: Catalog, year: int, **changed: object) -> bytes:
    """Return a raw table of PAPI as a workbook, with sums and errors; ``changed`` sets cells such as ``A2=…``."""
    meanings = catalog.in_year("papi", year)
    parts = [code for code in meanings if "." in code]
    tops = [code for code in meanings if code.startswith("D")]
    rows: list[list[object]] = [
        ["Tỉnh", *(f"{code} {meanings[code].name_vi}" for code in (*parts, *tops)), "Tổng điểm"]
    ]
    raw = raw_rows(catalog, "papi", year)
    beside = [column for column in raw[0] if ":" in column]
    rows[0] += beside
    for row in raw:
        values = {code: float(row[code]) if row[code] else None for code in parts}
        for top in tops:
            mine = [values[code] for code in parts if code.startswith(f"{top[1:]}.")]
            values[top] = None if None in mine else sum(mine)
        total = None if None in [values[top] for top in tops] else sum(values[top] for top in tops)
        sure = [float(row[column]) if row[column] else None for column in beside]
        rows.append([row["province"], *(values[code] for code in (*parts, *tops)), total, *sure])
    for place, value in changed.items():
        letters = place.rstrip("0123456789")
        rows[int(place.removeprefix(letters)) - 1][column_number(letters)] = value
    return workbook({f"PAPI {year}": rows})


def par_index(catalog: Catalog, year: int, seed: int = 3) -> tuple[list[list[object]], dict[str, float]]:
    units = list(catalog.units)
    scores = made_scores(units, seed)
    ranks = made_ranks(scores)
    rows: list[list[object]] = [["TT", "Tỉnh", f"Chỉ số CCHC {year} (%)", "Xếp hạng"]]
    rows += [[n, unit.name_vi, vi(scores[unit.code]), ranks[unit.code]] for n, unit in enumerate(units, 1)]
    return rows, scores


def run(project: Project, file: Path, **options: str) -> Outcome:
    given = {**GIVEN, "FILE": str(file), **options}
    return import_table(project, parse_request(Catalog(project.raw), given), check_statements)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def snapshot(project: Project) -> dict[Path, bytes]:
    """Return every file of the project but those that a test received into its root."""
    paths = (path for path in project.root.rglob("*") if path.is_file() and path.parent != project.root)
    return {path: path.read_bytes() for path in paths if ".chiso" not in path.parts}


@pytest.fixture
def small(project: Project) -> Project:
    """The project with three index years only."""
    return thin(project, (2012, 2019, 2020))


def test_a_table_of_a_new_year_comes_in(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2024,))
    units = list(catalog.in_vintage(34).units)
    scores = made_scores(units, 5, 85, 95)
    ranks = made_ranks(scores)
    rows = [["TT", "Tỉnh, thành phố", "PAR INDEX 2025", "Hạng"]]
    rows += [
        [n, unit.full_name("vi"), vi(scores[unit.code]) + "%", ranks[unit.code]] for n, unit in enumerate(units, 1)
    ]
    data = workbook({"Bảng 1": rows})
    file = put(tmp_path, "par-2025.xlsx", data)
    outcome = run(
        project,
        file,
        INDEX="par_index",
        INDEX_YEAR="2025",
        SOURCE="Quyết định 1/QĐ-BNV",
        PUBLISHED="2026-04-15",
        URL="https://moha.gov.vn/1",
    )
    assert outcome.is_written
    table = {row["province_code"]: row for row in rows_of(project.raw / "par_index" / "2025.csv")}
    assert len(table) == 34
    assert {code: float(row["score"]) for code, row in table.items()} == scores
    assert {code: int(row["rank"]) for code, row in table.items()} == ranks
    (source,) = [row for row in rows_of(project.raw / "sources.csv") if row["sha256"]]
    assert source["sha256"] == hashlib.sha256(data).hexdigest()
    assert source["bytes"] == str(len(data))
    assert source["file"] == "par-2025.xlsx"
    assert source["title"] == "Quyết định 1/QĐ-BNV"
    assert source["published"] == "2026-04-15"
    assert "Home Affairs" in source["publisher"]
    assert {row["score_source"] for row in table.values()} == {source["source_id"]}
    edition = next(
        row for row in rows_of(project.raw / "reference" / "publications.csv") if row["index_year"] == "2025"
    )
    assert (edition["units"], edition["units_ranked"], edition["published_on"]) == ("34", "34", "2026-04-15")
    assert edition["publisher_vi"].startswith("Bộ Nội vụ")
    meanings = rows_of(project.raw / "par_index" / "indicators.csv")
    assert meanings[0]["last_year"] == "2025"
    observations = read_observations(Catalog(project.raw)).values
    mine = observations[(observations["index"] == "par_index") & (observations["index_year"] == 2025)]
    assert len(mine) == 34
    assert set(mine["vintage"]) == {34}


def test_the_same_file_twice_changes_nothing(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2020))
    assert run(small, file, REPLACE="1").is_written
    before = snapshot(small)
    for options in ({}, {"REPLACE": "1"}):
        again = run(small, file, **options)
        assert again.plan.is_known
        assert not again.is_written
    assert snapshot(small) == before


def test_another_file_for_the_same_year_needs_replace_and_leaves_a_line_of_history(
    small: Project, catalog: Catalog, tmp_path: Path
) -> None:
    before = snapshot(small)
    old = (small.raw / "papi" / "2020.csv").read_bytes()
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2020, B2=0.75, AE2=None, AM2=None))
    with pytest.raises(DataError, match="There is a table of PAPI for 2020 already") as caught:
        run(small, file)
    assert "1 of 1827 figures differ" in caught.value.why
    assert "Hà Nội 1.1: 0.737979 → 0.75" in caught.value.why
    assert snapshot(small) == before
    outcome = run(small, file, REPLACE="1")
    assert outcome.is_written
    (line,) = rows_of(small.raw / "reference" / "history.csv")
    assert (line["index"], line["index_year"], line["source_id"]) == ("papi", "2020", outcome.plan.source_id)
    assert line["previous_sha256"] == hashlib.sha256(old).hexdigest()
    assert line["previous_source_id"] == "s4df47424"
    assert rows_of(small.raw / "papi" / "2020.csv")[0]["1.1"] == "0.75"


def test_what_was_exported_comes_in_as_the_same_figures(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2013, 2023))
    for year in (2013, 2023):
        old = (project.raw / "papi" / f"{year}.csv").read_bytes()
        run(
            project,
            put(tmp_path, f"{year}.xlsx", papi(catalog, year)),
            INDEX_YEAR=str(year),
            PUBLISHED=f"{year + 1}-04-01",
            REPLACE="1",
        )
        assert (project.raw / "papi" / f"{year}.csv").read_bytes() == old


def test_a_raw_table_of_the_project_can_itself_be_imported(project: Project, tmp_path: Path) -> None:
    thin(project, (2016,))
    old = (project.raw / "papi" / "2016.csv").read_bytes()
    run(project, put(tmp_path, "papi-2016.csv", old), INDEX_YEAR="2016", PUBLISHED="2017-04-04", REPLACE="1")
    assert (project.raw / "papi" / "2016.csv").read_bytes() == old


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(
    small: Project, catalog: Catalog, tmp_path: Path
) -> None:
    before = snapshot(small)
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2020))
    outcome = run(small, file, REPLACE="1", DRY_RUN="1")
    assert not outcome.is_written
    assert {path.name for path in outcome.plan.contents} == {"sources.csv", "publications.csv", "history.csv"}
    assert snapshot(small) == before


def test_all_problems_are_named_at_once_with_their_cells(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    before = snapshot(small)
    data = papi(catalog, 2020, B2="abc", C3=9.5, A5="Bắc Kạnn", D6=None)
    file = put(tmp_path, "papi.xlsx", data)
    with pytest.raises(DataError) as caught:
        run(small, file, REPLACE="1")
    said = str(caught.value)
    for place in ("(B2)", "(C3)", "(A5)", "(D6)"):
        assert place in said
    assert "papi.xlsx, sheet 'PAPI 2020'" in said
    assert "'abc', which is not a number" in said
    assert "scale of 1.2" in said
    assert "ALLOW_MISSING='Bắc Kạn'" in said
    assert snapshot(small) == before


def test_sums_are_held_against_their_parts(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2020, B2=0.9))
    with pytest.raises(DataError) as caught:
        run(small, file, REPLACE="1")
    assert "Hà Nội has" in str(caught.value)
    assert "for D1, but its parts make" in str(caught.value)
    assert "for TOTAL, but its parts make" in str(caught.value)


def test_missing_units_are_confirmed_by_name(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    rows, _ = par_index(catalog, 2012)
    del rows[5:7]
    for row in rows[1:]:
        row[3] = None
    file = put(tmp_path, "par.xlsx", workbook({"S": rows}))
    options = {"INDEX": "par_index", "INDEX_YEAR": "2012", "PUBLISHED": "2013-09-01", "REPLACE": "1"}
    with pytest.raises(DataError) as caught:
        run(small, file, **options)
    assert "2 of 63 units have no figures: Tuyên Quang, Lào Cai." in str(caught.value)
    with pytest.raises(DataError, match="Lào Cai"):
        run(small, file, **options, ALLOW_MISSING="Tuyên Quang")
    with pytest.raises(DataError, match="names Cần Thơ, which has all its figures"):
        run(small, file, **options, ALLOW_MISSING="Tuyên Quang, 10, Cần Thơ")
    assert run(small, file, **options, ALLOW_MISSING="tuyen-quang; Lào Cai").is_written
    withheld = [row for row in rows_of(small.raw / "reference" / "suppressed.csv") if row["index"] == "par_index"]
    assert [(row["province_code"], row["codes"]) for row in withheld] == [("08", "all"), ("10", "all")]
    assert len(rows_of(small.raw / "par_index" / "2012.csv")) == 61
    edition = next(row for row in rows_of(small.raw / "reference" / "publications.csv") if row["index"] == "par_index")
    assert (edition["units"], edition["units_ranked"]) == ("63", "61")


def test_what_is_listed_as_withheld_needs_no_confirmation_and_keeps_its_reason(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2022,))
    before = (project.raw / "reference" / "suppressed.csv").read_bytes()
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2022))
    run(project, file, INDEX_YEAR="2022", PUBLISHED="2023-04-12", REPLACE="1")
    assert (project.raw / "reference" / "suppressed.csv").read_bytes() == before


def test_zeros_below_the_scale_are_gaps(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2024,))
    raw = raw_rows(catalog, "papi", 2024)
    codes = [code for code in catalog.in_year("papi", 2024) if "." in code]
    rows = [["Tỉnh", *codes], *([row["province"], *(float(row[code] or 0) for code in codes)] for row in raw)]
    file = put(tmp_path, "papi.xlsx", workbook({"2024": rows}))
    outcome = run(project, file, INDEX_YEAR="2024", PUBLISHED="2025-04-15", REPLACE="1")
    assert outcome.edition.withheld == {"26": "all", "82": "all"}
    assert any("Vĩnh Phúc has 0 for everything" in note for note in outcome.notes)


def test_a_correction_that_the_new_table_makes_needless_is_removed(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2022,))
    raw = raw_rows(catalog, "papi", 2022)
    codes = [code for code in catalog.in_year("papi", 2022) if "." in code]
    for row in raw:
        if row["province_code"] == "01":
            row["1.3"] = f"{float(row['1.3']) - 0.000695:.6f}"
    rows = [
        ["Tỉnh", *codes],
        *([row["province"], *(float(row[code]) if row[code] else None for code in codes)] for row in raw),
    ]
    file = put(tmp_path, "papi.xlsx", workbook({"2022": rows}))
    outcome = run(project, file, INDEX_YEAR="2022", PUBLISHED="2023-04-12", REPLACE="1")
    assert any("correction of Hà Nội D1 is removed" in remark for remark in outcome.plan.remarks)
    assert rows_of(project.raw / "reference" / "corrections.csv") == []


def test_a_table_that_contradicts_an_official_statement_is_not_written(
    small: Project, catalog: Catalog, tmp_path: Path
) -> None:
    before = snapshot(small)
    rows, _ = par_index(catalog, 2020)
    file = put(tmp_path, "par.xlsx", workbook({"S": rows}))
    with pytest.raises(DataError, match="no longer be consistent") as caught:
        run(small, file, INDEX="par_index", PUBLISHED="2021-06-24", REPLACE="1")
    assert "plan 2021 states par_index 2020 score 83.76" in caught.value.why
    assert "data/raw/plans/statements.csv" in caught.value.why
    assert snapshot(small) == before


def test_a_jump_that_no_unit_ever_made_is_a_note(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, range(2018, 2025))
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2024))
    outcome = run(project, file, INDEX_YEAR="2024", PUBLISHED="2025-04-15", REPLACE="1")
    (note,) = [note for note in outcome.notes if ": TOTAL (" in note]
    assert "from 2023 to 2024" in note
    assert "Tây Ninh +8.109" in note


@pytest.mark.parametrize("index_year", [2013, 2025])  # within a set of units, and across the merger
def test_scores_on_another_scale_are_a_note(
    project: Project, catalog: Catalog, tmp_path: Path, index_year: int
) -> None:
    thin(project, (2012,) if index_year == 2013 else (2024,))
    rows, _ = par_index(catalog.in_vintage(63 if index_year == 2013 else 34), index_year)
    for row in rows[1:]:
        row[2] = float(str(row[2]).replace(",", ".")) / 10
    file = put(tmp_path, "par.xlsx", workbook({"S": rows}))
    outcome = run(
        project, file, INDEX="par_index", INDEX_YEAR=str(index_year), PUBLISHED=f"{index_year + 1}-05-01", DRY_RUN="1"
    )
    (note,) = [note for note in outcome.notes if "see whether they are on the scale from 0 to 100" in note]
    assert f"in {index_year - 1} above" in note
    right, _ = par_index(catalog.in_vintage(63 if index_year == 2013 else 34), index_year)
    file = put(tmp_path, "right.xlsx", workbook({"S": right}))
    outcome = run(
        project, file, INDEX="par_index", INDEX_YEAR=str(index_year), PUBLISHED=f"{index_year + 1}-05-01", DRY_RUN="1"
    )
    assert not [note for note in outcome.notes if "on the scale from" in note]


def test_ranks_that_contradict_the_scores_are_named(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    rows, _ = par_index(catalog, 2012)
    rows[10][3], rows[20][3] = rows[20][3], rows[10][3]
    rows[30][3] = "abc"
    rows[40][3] = 99
    file = put(tmp_path, "par.xlsx", workbook({"S": rows}))
    with pytest.raises(DataError) as caught:
        run(small, file, INDEX="par_index", INDEX_YEAR="2012", PUBLISHED="2013-09-01", REPLACE="1")
    said = str(caught.value)
    assert "(D11)" in said or "(D21)" in said
    assert "(D31)" in said
    assert "has the rank 99" in said


def test_equal_printed_scores_may_have_different_ranks(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    rows, _scores = par_index(catalog, 2012)
    ordered = sorted(rows[1:], key=lambda row: row[3])
    ordered[1][2] = ordered[0][2]
    ordered[1][3], ordered[0][3] = 1, 2
    file = put(tmp_path, "par.xlsx", workbook({"S": [rows[0], *ordered]}))
    assert run(small, file, INDEX="par_index", INDEX_YEAR="2012", PUBLISHED="2013-09-01", REPLACE="1").is_written


def test_a_pilot_covers_fewer_units(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2015, 2020))
    units = list(catalog.units)[:12]
    rows = [["Tỉnh", "Chỉ số hài lòng chung 2015"], *([unit.name_vi, 80 + n / 10] for n, unit in enumerate(units))]
    file = put(tmp_path, "sipas.xlsx", workbook({"S": rows}))
    options = {"INDEX": "sipas", "INDEX_YEAR": "2015", "PUBLISHED": "2016-03-22", "REPLACE": "1"}
    outcome = run(project, file, **options, MEASURED="12")
    assert (outcome.edition.units, outcome.edition.units_ranked, outcome.edition.withheld) == (12, 12, {})


def test_an_interrupted_import_leaves_nothing_half_written(
    small: Project, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "papi.xlsx", papi(catalog, 2020))
    before = snapshot(small)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chiso.files._turn_page", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(small, file, REPLACE="1")
    assert snapshot(small) == before


def test_the_first_edition_of_an_index_needs_a_publisher(small: Project, catalog: Catalog, tmp_path: Path) -> None:
    indices = small.raw / "indices.csv"
    lines = indices.read_text(encoding="utf-8").splitlines()
    further = "," * (lines[0].count(",") - lines[0].partition(",publisher_vi")[0].count(","))
    lines = [
        f"{line.partition('published,')[0]}published{further}" if line.startswith("sipas") else line for line in lines
    ]
    indices.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = small.raw / "reference" / "publications.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("sipas")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for table in (small.raw / "sipas").glob("2*.csv"):
        table.unlink()
    for name in ("statements", "targets", "measures"):
        table = small.raw / "plans" / f"{name}.csv"
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(line for line in lines if ",sipas," not in line), encoding="utf-8")
    units = list(catalog.units)
    rows = [["Tỉnh", "SIPAS 2023"], *([unit.name_vi, 80.5] for unit in units)]
    file = put(tmp_path, "sipas.xlsx", workbook({"S": rows}))
    options = {"INDEX": "sipas", "INDEX_YEAR": "2023", "PUBLISHED": "2024-04-17"}
    with pytest.raises(ChisoError, match="Who publishes SIPAS is not known"):
        run(small, file, **options)
    outcome = run(small, file, **options, PUBLISHER_VI="Bộ Nội vụ", PUBLISHER_EN="Ministry of Home Affairs")
    assert outcome.is_written


def test_the_command_line_takes_options_from_the_environment(
    small: Project,
    catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = put(tmp_path, "bảng $(touch x) số.xlsx", papi(catalog, 2020))
    monkeypatch.chdir(small.root)
    for name, value in {**GIVEN, "FILE": str(file), "REPLACE": "1", "DRY_RUN": "1"}.items():
        monkeypatch.setenv(name, value)
    assert main(["import"]) == 0
    said = capsys.readouterr().out
    assert "63 of 63 units" in said
    assert "1.1 ← 1.1 Tri thức công dân" in said
    assert "Would be written" in said
    monkeypatch.setenv("DRY_RUN", "")
    assert main(["import"]) == 0
    assert "data/raw/sources.csv" in capsys.readouterr().out
    assert main(["import"]) == 0
    assert "Nothing to do" in capsys.readouterr().out
    monkeypatch.delenv("FILE")  # or its text would be checked
    assert main(["check"]) == 0
    assert not (small.root / "x").exists()


def test_a_failed_import_has_a_status_and_no_traceback(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small.root)
    file = put(tmp_path, "empty.xlsx", b"")
    arguments = [f"--{name.lower().replace('_', '-')}={value}" for name, value in GIVEN.items()]
    assert main(["import", *arguments, f"--file={file}"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("error: The file is empty.")
    assert not said.out


def test_a_file_that_is_not_there_is_named(small: Project, tmp_path: Path) -> None:
    with pytest.raises(ChisoError, match="cannot be read") as caught:
        run(small, tmp_path / "none.xlsx")
    assert "none.xlsx" in caught.value.where
    os.mkfifo(tmp_path / "pipe.xlsx")
    for other in (tmp_path, tmp_path / "pipe.xlsx", Path("/dev/zero")):
        with pytest.raises(ChisoError, match="cannot be read") as caught:
            run(small, other)
        assert "no ordinary file" in caught.value.why


def test_a_known_file_with_another_title_needs_replace(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2016,))
    file = put(tmp_path, "papi.csv", (project.raw / "papi" / "2016.csv").read_bytes())
    options = {"INDEX_YEAR": "2016", "PUBLISHED": "2017-04-04"}
    run(project, file, **options, REPLACE="1")
    with pytest.raises(DataError, match="with another title"):
        run(project, file, **options, SOURCE="Another title")
    run(project, file, **options, SOURCE="Another title", REPLACE="1")
    assert any(row["title"] == "Another title" for row in rows_of(project.raw / "sources.csv"))


def papi_34(catalog: Catalog, extra: list[str], named: dict[str, str]) -> bytes:
    units = list(catalog.in_vintage(34).units)
    meanings = catalog.in_year("papi", 2024)
    codes = [code for code in meanings if "." in code]
    heads = [f"{code} {named.get(code, meanings[code].name_vi)}" for code in codes]
    middle = [round((meanings[code].scale_min + meanings[code].scale_max) / 2, 4) for code in codes]
    return workbook(
        {"PAPI 2025": [["Tỉnh", *heads, *extra], *([unit.name_vi, *middle, *[0.5] * len(extra)] for unit in units)]}
    )


def test_the_meanings_of_the_last_year_are_extended_and_other_wordings_named(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2024,))
    file = put(tmp_path, "papi.xlsx", papi_34(catalog, [], {"1.3": "Bầu cử ở thôn"}))
    outcome = run(project, file, INDEX_YEAR="2025", PUBLISHED="2026-04-15", RESPONDENTS="18000")
    (note,) = [note for note in outcome.notes if "make sure that it means the same" in note]
    assert "1.3 is called '1.3 Bầu cử ở thôn'; until 2024 it was Chất lượng bầu cử" in note
    meanings = rows_of(project.raw / "papi" / "indicators.csv")
    assert {row["last_year"] for row in meanings if row["concept"] in ("papi_total_8d", "civic_knowledge")} == {"2025"}
    assert {row["last_year"] for row in meanings if row["concept"] == "papi_total_6d"} == {"2017"}
    (edition,) = [row for row in rows_of(project.raw / "reference" / "publications.csv") if row["index_year"] == "2025"]
    assert edition["respondents"] == "18000"


def test_a_new_part_stops_the_import(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2024,))
    file = put(tmp_path, "papi.xlsx", papi_34(catalog, ["7.4 Khí hậu", "D9 Chuyển đổi số"], {}))
    with pytest.raises(DataError) as caught:
        run(project, file, INDEX_YEAR="2025", PUBLISHED="2026-04-15")
    assert "7.4 has no meaning in 2025" in str(caught.value)
    assert "D9 has no meaning in 2025" in str(caught.value)


def test_a_dimension_that_was_withheld_is_confirmed_and_written(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2020,))
    raw = raw_rows(catalog, "papi", 2020)
    codes = [code for code in catalog.in_year("papi", 2020) if "." in code]
    rows: list[list[object]] = [["Tỉnh", *codes]]
    for row in raw:
        gone = ("2.", "8.1") if row["province_code"] == "92" else ()
        rows.append([row["province"], *("–" if gone and code.startswith(gone) else float(row[code]) for code in codes)])
    file = put(tmp_path, "papi.xlsx", workbook({"2020": rows}))
    with pytest.raises(DataError, match=r"Cần Thơ has no figure for 2\.1, 2\.2, 2\.3, 2\.4, 8\.1"):
        run(project, file, REPLACE="1")
    outcome = run(project, file, REPLACE="1", ALLOW_MISSING="Cần Thơ")
    assert outcome.edition.withheld == {"92": "D2 8.1"}
    assert outcome.edition.units_ranked == 62
    assert any(row["codes"] == "D2 8.1" for row in rows_of(project.raw / "reference" / "suppressed.csv"))


def test_a_score_that_is_missing_beside_its_rank_is_confirmed_by_name(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2020,))
    rows, _ = par_index(catalog, 2023)
    gap = next(row for row in rows if row[1] == "Cà Mau")
    gap[2] = "–"
    file = put(tmp_path, "par.xlsx", workbook({"2023": rows}))
    given = {"INDEX": "par_index", "INDEX_YEAR": "2023", "PUBLISHED": "2024-04-17"}
    with pytest.raises(DataError, match="Cà Mau has no figure for TOTAL"):
        run(project, file, **given)
    run(project, file, ALLOW_MISSING="Cà Mau", **given)
    (row,) = (one for one in rows_of(project.raw / "par_index" / "2023.csv") if one["province"] == "Cà Mau")
    assert (row["score"], row["rank"]) == ("", str(gap[3]))
    assert len(rows_of(project.raw / "par_index" / "2023.csv")) == 63


@pytest.mark.parametrize("heading", ["Chỉ số CCHC 2022 (%)", "Một tên gọi khác"])
def test_ranks_without_the_scores_beside_them_are_no_edition(
    project: Project, catalog: Catalog, tmp_path: Path, heading: str
) -> None:
    thin(project, (2020,))
    rows, _ = par_index(catalog, 2023)
    rows[0][2] = heading
    given = {"INDEX": "par_index", "INDEX_YEAR": "2023", "PUBLISHED": "2024-04-17"}
    with pytest.raises(DataError, match="The table has no column for TOTAL"):
        run(project, put(tmp_path, "par.xlsx", workbook({"Phụ lục": rows})), **given)


def test_a_gap_that_a_formula_without_its_result_left_is_explained(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2020,))
    rows, _ = par_index(catalog, 2023)
    rows[5][2] = "=80+3.76"
    given = {"INDEX": "par_index", "INDEX_YEAR": "2023", "PUBLISHED": "2024-04-17"}
    with pytest.raises(DataError, match=r"results were not saved \(1\)[^=]*save it anew"):
        run(project, put(tmp_path, "par.xlsx", workbook({"2023": rows})), **given)


def test_a_figure_with_a_digit_too_many_is_named(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2020,))
    rows, _ = par_index(catalog, 2023)
    name = rows[5][1]
    rows[5][2] = f"{rows[5][2]}1"  # a raised 1 that lost its height on the way
    given = {"INDEX": "par_index", "INDEX_YEAR": "2023", "PUBLISHED": "2024-04-17"}
    outcome = run(project, put(tmp_path, "par.xlsx", workbook({"2023": rows})), **given)
    (note,) = (note for note in outcome.notes if "footnote mark" in note)
    assert note.startswith(f"sheet '2023', row 6, column C (C6): {name} has ")
    assert "with 3 digits after the point where others have 2" in note
