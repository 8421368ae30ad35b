"""What kind of file was received; and the files that are refused before anything reads them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from intake_tables import page, pdf, text, workbook
from packages import compound, packed

from chiso.errors import DataError
from chiso.file_kinds import MOST_BYTES, MOST_UNPACKED
from chiso.intake.formats import detect

ROWS = [["Tỉnh", "Điểm"], ["Cần Thơ", "83,76"], ["Hà Nội", "86,07"]]


def test_a_format_is_told_by_content() -> None:
    assert detect(workbook({"A": ROWS}), "a.xlsx") == "xlsx"
    assert detect(page(ROWS).encode(), "a.html") == "html"
    assert detect(pdf(ROWS, ruled=True), "a.pdf") == "pdf"
    assert detect(text(ROWS).encode(), "a.csv") == "text"
    assert detect(text(ROWS).encode("utf-16"), "a.txt") == "text"
    assert detect(text(ROWS).encode(), "a") == "text"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "empty"),
        (b"  \r\n \n", "a.csv", "empty"),
        (b"\xef\xbb\xbf", "a.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png", "picture"),
        (b"{\\rtf1 abc}", "a.rtf", "text document"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "a.odp", "a presentation"),
        (packed({"a.txt": b"x"}), "a.zip", "ZIP archive"),
        (packed({"xl/workbook.xml": b"<x/>"})[:60], "a.xlsx", "cannot be read as an Excel workbook"),
        (b"PK\x03\x04" + bytes(200), "a.xlsx", "cannot be read"),
        (compound("EncryptedPackage"), "a.xlsx", "password"),
        (compound(""), "a.xls", "an old Office file without"),
        (bytes(range(32)) * 40, "a.dat", "does not know"),
    ],
    # Not the bytes themselves: an archive holds the time at which it was packed, another one in each process.
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else value,
)
def test_what_holds_no_table_is_named(data: bytes, name: str, said: str) -> None:
    with pytest.raises(DataError, match=said) as caught:
        detect(data, name)
    assert caught.value.where == name
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "right"), [("a.xlsx", "a.csv"), ("a.pdf", "a.csv"), ("a.html", "a.csv"), ("a.ods", "a.csv")]
)
def test_a_wrong_ending_is_refused_with_the_right_one(name: str, right: str) -> None:
    with pytest.raises(DataError, match="but is plain text") as caught:
        detect(text(ROWS).encode(), name)
    assert right in caught.value.remedy


def test_a_page_that_is_called_a_workbook_is_named_as_what_it_is() -> None:
    with pytest.raises(DataError, match=r"is called \.xls but is a page of HTML"):
        detect(page(ROWS).encode(), "a.xls")


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(MOST_UNPACKED + 1)})
    assert len(bomb) < 2**20
    with pytest.raises(DataError, match="too large") as caught:
        detect(bomb, "a.xlsx")
    assert "unpacks to" in caught.value.why


def test_a_file_above_the_limit_is_not_read() -> None:
    with pytest.raises(DataError, match="too large"):
        detect(b"7" * (MOST_BYTES + 1), "a.csv")


def test_an_ods_workbook_is_told_from_a_text_document() -> None:
    sheet = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
    assert detect(sheet, "a.ods") == "ods"
    with pytest.raises(DataError, match="text document"):
        detect(packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "a.odt")


def test_a_workbook_with_macros_is_read_for_its_values() -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    assert detect(stream.getvalue(), "a.xlsm") == "xlsx"
