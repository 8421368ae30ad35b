"""Broken and hostile files: one clear error each, in the process that is made for it, and nothing written."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
import typst
from checkout import thin
from intake_tables import made_scores, page, pdf, put, text, workbook
from msoffcrypto.format.ooxml import OOXMLFile

from chiso.catalog import Catalog, Project
from chiso.cli import main
from chiso.errors import ChisoError, DataError
from chiso.file_kinds import MOST_UNPACKED
from chiso.intake import bounded, worker
from chiso.intake.bounded import read_file
from chiso.intake.names import Names
from chiso.intake.receive import import_table
from chiso.intake.request import parse_request
from chiso.intake.worker import Choice
from chiso.run.check import check_statements


@pytest.fixture(scope="module")
def keys(catalog: Catalog) -> frozenset[str]:
    return Names(catalog).keys


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> list[list[object]]:
    scores = made_scores(catalog.units, 1)
    return [["Tỉnh", "Chỉ số CCHC"], *([unit.name_vi, scores[unit.code]] for unit in catalog.units)]


def refused(data: bytes, name: str, keys: frozenset[str]) -> DataError:
    with pytest.raises(DataError) as caught:
        read_file(data, name, keys, Choice())
    error = caught.value
    assert error.where.startswith(name)
    assert error.remedy
    assert "Traceback" not in str(error)
    return error


def test_a_healthy_file_is_read_the_same_in_its_own_process(keys: frozenset[str], rows: list[list[object]]) -> None:
    data = workbook({"S": rows}, {"S": ["A1:B1"]})
    (apart,) = read_file(data, "a.xlsx", keys, Choice())
    (here,) = worker.read_grids(data, "a.xlsx", keys, Choice())
    assert json.dumps(apart.to_json()) == json.dumps(here.to_json())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(keys: frozenset[str], rows: list[list[object]], share: float) -> None:
    data = workbook({"S": rows})
    assert "cannot be read" in refused(data[: int(len(data) * share)], "a.xlsx", keys).what


def test_a_workbook_with_a_damaged_part(keys: frozenset[str], rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"S": rows}))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, data[: len(data) // 2] if "sheet1" in part.filename else data)
    assert "cannot be read" in refused(stream.getvalue(), "a.xlsx", keys).what


def test_an_encrypted_workbook(keys: frozenset[str], rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook({"S": rows}))).encrypt("secret", stream)
    assert "password" in refused(stream.getvalue(), "a.xlsx", keys).what


def test_an_encrypted_pdf(keys: frozenset[str], rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(rows, ruled=True))) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in refused(stream.getvalue(), "a.pdf", keys).what


def test_a_truncated_pdf(keys: frozenset[str], rows: list[list[object]]) -> None:
    data = pdf(rows, ruled=True)
    refused(data[: len(data) // 3], "a.pdf", keys)


def test_a_pdf_page_with_more_letters_than_any_printed_one(keys: frozenset[str]) -> None:
    names = "Cần Thơ 83,76 37 Hà Nội 86,07 8 An Giang 81,1 4 " * 1000
    data = typst.compile(f"#set page(width: 2000pt, height: 2000pt)\n#set text(5pt)\n{names}".encode())
    assert "too large" in refused(data, "a.pdf", keys).what


def test_a_workbook_that_unpacks_to_gigabytes(keys: frozenset[str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(5):
                part.write(bytes(MOST_UNPACKED // 4))
    assert "too large" in refused(stream.getvalue(), "a.xlsx", keys).what


def test_a_long_text_that_many_cells_share(keys: frozenset[str]) -> None:
    shared = workbook({"S": [["x" * 2000] * 100] * 300})
    assert len(shared) < 2**21
    assert "too large" in refused(shared, "a.xlsx", keys).what


def test_an_archive_of_very_many_parts(keys: frozenset[str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", "")
    refused(stream.getvalue(), "a.xlsx", keys)


def test_a_sheet_with_a_cell_in_its_last_corner(keys: frozenset[str]) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Cần Thơ"
    book.active["XFD1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)
    assert "too large" in refused(stream.getvalue(), "a.xlsx", keys).what


@pytest.mark.parametrize("line", [b"a\n", b"C\xe1\xba\xa7n Th\xc6\xa1,83.76\n"])
def test_ten_million_rows(keys: frozenset[str], line: bytes) -> None:
    assert "too large" in refused(line * 10_000_000 if len(line) < 4 else line * 4_000_000, "a.csv", keys).what


def test_a_cell_of_a_million_letters(keys: frozenset[str]) -> None:
    assert "cannot be read as CSV" in refused(b'a,"' + b"x" * 1_000_000 + b'"\n', "a.csv", keys).what


def test_quotation_marks_that_do_not_pair(keys: frozenset[str]) -> None:
    (grid,) = read_file('Tỉnh,Điểm\n"Cần Thơ,83\n'.encode(), "a.csv", keys, Choice())
    assert grid.height <= 2


def test_a_page_with_a_million_nested_tables(keys: frozenset[str]) -> None:
    data = b"<table><tr><td>" * 200_000
    with pytest.raises(DataError):
        read_file(data, "a.html", keys, Choice())


def test_a_page_with_a_cell_that_spans_the_world(keys: frozenset[str]) -> None:
    wide = page([["a"], ["b"]]).replace("<td>a", "<td colspan='5000'>a")
    (grid,) = read_file(wide.encode(), "a.html", keys, Choice())
    assert (grid.height, grid.width) == (2, 1)
    high = page([["a", "b"]]).replace("<td>a", "<td colspan='99999' rowspan='99999'>a")
    with pytest.raises(DataError, match="too large"):
        read_file(high.encode(), "a.html", keys, Choice())


def test_an_entity_that_unfolds_to_gigabytes(keys: frozenset[str]) -> None:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    data = f"<!DOCTYPE html [<!ENTITY a0 'ha'>{entities}]><html><table><tr><td>&a11;</td></tr></table></html>"
    (grid,) = read_file(data.encode(), "a.html", keys, Choice())
    assert sum(len(str(value)) for row in grid.values for value in row) < 1000


def test_a_page_that_names_files_and_addresses_fetches_none(keys: frozenset[str]) -> None:
    data = """<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><table>
    <tr><td>&x;<iframe src="file:///etc/passwd"></iframe><img src="http://127.0.0.1:9/"></td></tr></table></html>"""
    (grid,) = read_file(data.encode(), "a.html", keys, Choice())
    assert "root:" not in str(grid.values)


def test_a_reader_that_takes_too_long_is_ended(
    keys: frozenset[str], rows: list[list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST_SECONDS", 0.01)
    told = refused(workbook({"S": rows}), "a.xlsx", keys)
    assert told.what == "Reading the file was stopped after 0.01 seconds."
    assert told.where == "a.xlsx"


def test_a_library_that_fails_unexpectedly_gives_one_error(
    keys: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("x" * 1000)

    monkeypatch.setattr(worker, "read_grids", fails)
    found = worker.answer({"name": "a.xlsx", "keys": sorted(keys), "choice": {}, "ruled": False}, b"")
    assert "ZeroDivisionError" in found["error"]["why"]
    assert len(found["error"]["why"]) < 400


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://example.org","Cần Thơ")',
        "<script>alert(1)</script>",
        '#read("/etc/passwd")',
        "../../x",
        "@SUM(1)",
    ],
)
def test_a_hostile_name_is_an_unknown_name(
    project: Project, rows: list[list[object]], tmp_path: Path, name: str
) -> None:
    thin(project, (2020,))
    changed = [list(row) for row in rows]
    changed[5][0] = name
    before = {path: path.read_bytes() for path in project.raw.rglob("*.csv")}
    for file in (put(tmp_path, "a.csv", text(changed)), put(tmp_path, "a.html", page(changed))):
        with pytest.raises(ChisoError) as caught:
            import_table(project, parse_request(Catalog(project.raw), given(file)), check_statements)
        assert "No province or city is called" in str(caught.value) or "names no unit" in str(caught.value)
    assert {path: path.read_bytes() for path in project.raw.rglob("*.csv")} == before


def test_nothing_that_a_terminal_would_act_on_is_printed(
    project: Project,
    rows: list[list[object]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    thin(project, (2019,))
    changed = [list(row) for row in rows]
    changed[0] = ["Tỉnh\x1b[2J", "Chỉ số CCHC\x1b\x07\u202e"]
    file = put(tmp_path, "a\x1b[31m.csv", text(changed))
    monkeypatch.chdir(project.root)
    for name, value in {**given(file), "INDEX_YEAR": "2018", "PUBLISHED": "2019-05-24", "DRY_RUN": "1"}.items():
        monkeypatch.setenv(name, value)
    assert main(["import"]) == 0
    changed[3][0] = "\x1b[2JKhông rõ"
    put(tmp_path, file.name, text(changed))
    assert main(["import"]) == 2
    said = capsys.readouterr()
    assert not set("\x1b\x07\u202e") & set(said.out + said.err)


@pytest.mark.parametrize("option", ["SOURCE", "SOURCE_VI", "PUBLISHER_VI", "PUBLISHER_EN"])
@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@x", "a\nb", "a\x00b"])
def test_no_text_that_a_spreadsheet_would_run_is_written(catalog: Catalog, option: str, said: str) -> None:
    with pytest.raises(ChisoError, match=r"cannot be written into a table|named in one language"):
        parse_request(catalog, {**given(Path("a.csv")), option: f"{said} x"})


def test_a_file_that_is_called_like_a_formula_is_quoted(
    project: Project, rows: list[list[object]], tmp_path: Path
) -> None:
    thin(project, (2019,))
    file = put(tmp_path, "=cmd|' -C calc'!A0.csv", text(rows))
    request = parse_request(Catalog(project.raw), {**given(file), "INDEX_YEAR": "2018", "PUBLISHED": "2019-05-24"})
    import_table(project, request, check_statements)
    written = (project.raw / "sources.csv").read_text(encoding="utf-8")
    assert ",'=cmd|' -C calc'!A0.csv," in written


def given(file: Path) -> dict[str, str]:
    return {
        "INDEX": "par_index",
        "INDEX_YEAR": "2020",
        "FILE": str(file),
        "SOURCE": "Quyết định 577/QĐ-BNV",
        "URL": "https://moha.gov.vn/577",
        "PUBLISHED": "2021-06-24",
    }
