"""Files that are no text to be checked: one clear error each, in seconds, and nothing in them is run or followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from packages import compound, packed
from texts import RIGHT, pdf, with_parts, word

from chiso.errors import DataError
from chiso.file_kinds import MOST_BYTES, MOST_UNPACKED
from chiso.texts import open_text
from chiso.texts.open_text import load, read_text
from chiso.texts.passages import Text


def encrypted_word() -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(word(RIGHT))).encrypt("secret", stream)
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("PAPI"))) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(5):
            part.write(bytes(MOST_UNPACKED // 4))
    return stream.getvalue()


def workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def scan() -> bytes:
    return pdf("#rect(width: 5cm, height: 5cm, fill: gray)")


def entities() -> bytes:
    bombs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    body = f"<!DOCTYPE d [{bombs}]><d>&a8;</d>".encode()
    return with_parts(word(RIGHT), {"word/document.xml": body})


@pytest.mark.parametrize(
    ("name", "make", "part"),
    [
        ("a.docx", encrypted_word, "protected by a password"),
        ("a.pdf", encrypted_pdf, "protected by a password"),
        ("a.docx", lambda: word(RIGHT)[:3000], "cannot be read"),
        ("a.docx", bomb, "too large"),
        ("a.docx", entities, "cannot be read"),
        ("a.pdf", lambda: pdf("PAPI")[:900], "cannot be read"),
        ("a.pdf", scan, "is a scan"),
        ("a.xlsx", workbook, "a workbook"),
        ("a.docx", workbook, "a workbook"),
        ("a.pptx", lambda: packed({"ppt/presentation.xml": b"<x/>"}), "a presentation"),
        ("a.doc", lambda: compound("WordDocument"), "Word 97"),
        ("a.txt", lambda: bytes(range(256)) * 50, "no text"),
        ("a.txt", lambda: RIGHT.encode() * 20 + b"\x00", "NUL"),
        ("a.txt", lambda: "Chỉ số PAPI của thành phố".encode("cp1258", "replace") + b"\xff\xfe\xd5", "encoding"),
        ("a.txt", lambda: b"a" * 3_100_000, "too large"),
        ("a.pdf", lambda: word(RIGHT), "called .pdf but is a Word file"),
        ("a.txt", lambda: b"  \n ", "is empty"),
        ("a.html", lambda: b"<html><body><script>PAPI</script></body></html>", "no text"),
        ("a.rtf", lambda: b"{\\rtf1 PAPI}", ".rtf"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_text_ends_with_one_clear_error(name: str, make: Callable[[], bytes], part: str) -> None:
    with pytest.raises(DataError) as caught:
        read_text(name, make(), ())
    error = caught.value
    assert part in str(error)
    assert error.where
    assert error.remedy


def test_macros_and_what_is_nested_are_told_and_left_alone() -> None:
    data = with_parts(
        word(RIGHT),
        {"word/vbaProject.bin": b"\x00macro", "word/embeddings/oleObject1.bin": b"\x00", "word/afchunk1.html": b"<p>"},
    )
    text = read_text("a.docm", data, ())
    assert [one.text for one in text.passages] == [RIGHT]
    said = " ".join(text.unread)
    for word_of in ("macros", "1 embedded object", "altChunk"):
        assert word_of in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_usual_encodings_are_told_by_their_signs(encoding: str) -> None:
    text: Text = read_text("a.txt", RIGHT.encode(encoding), ())
    assert text.passages[0].text == RIGHT


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(DataError, match="too large"):
        load(str(path))


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=r"no (?:such|ordinary) file"):
        load(str(tmp_path / name))


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_text, "MOST_SECONDS", 0.01)
    with pytest.raises(DataError, match="too large"):
        read_text("a.txt", RIGHT.encode(), ())
