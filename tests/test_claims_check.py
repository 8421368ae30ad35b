"""`chiso check FILE`: table, JSON, exit status, and the copy with comments."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from checkout import ROOT
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from running import files
from texts import RIGHT, WRONG, around, run, word
from word_files import parts_of, text_of_word

from chiso.catalog import Project
from chiso.claims.said import message_file
from chiso.cli import main

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def here(processed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the folder of the processed project."""
    monkeypatch.chdir(processed.root)
    for name in ("FILE", "OUT", "PROVINCE", "YEAR", "UNITS"):
        monkeypatch.delenv(name, raising=False)


def test_a_wrong_claim_is_told_with_place_right_figure_and_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Báo cáo.\n\n{WRONG}\n", encoding="utf-8")
    before = files(tmp_path)
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    for part in ("WRONG   line 3", "“42,98 điểm”", "42.885496 points", "data/raw/papi/2020.csv, row 60", "1 wrong"):
        assert part in told
    assert files(tmp_path) == before


def test_a_right_text_ends_well_and_says_what_it_did_not_understand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{RIGHT} PAPI hỏi 14.732 người.\n", encoding="utf-8")
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "1 right, 1 rounded" in told


def test_json_says_the_same_as_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG, encoding="utf-8")
    assert main(["check", "--json", str(path)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"right": 1, "wrong": 1}
    first = found["claims"][0]
    assert (first["claim"], first["judgement"], first["right"]) == ("42,98 điểm", "wrong", "42.885496")
    start, end = first["letters"]
    assert WRONG[start:end] == first["claim"]


def test_standard_input_is_a_text_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode()), encoding="utf-8"))
    assert main(["check", "-"]) == 1
    assert "standard input: 2 claims" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["missing.docx"], "no such file"),
        (["--json"], "no text to check"),
        (["{file}", "--province", "xyz"], "No province or city is called 'xyz'"),
        (["{file}", "--year", "twenty"], "'twenty' is no year"),
        (["{file}", "--out", "{file}"], "take the place of the text itself"),
        (["{file}", "--out", "{folder}/copy.docx"], "Word file only"),
    ],
)
def test_what_cannot_be_done_is_one_error_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], part: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RIGHT, encoding="utf-8")
    before = files(tmp_path)
    assert main(["check", *(one.format(file=path, folder=tmp_path) for one in arguments)]) == 2
    told = capsys.readouterr()
    assert told.err.count("error: ") == 1
    assert part in told.err
    assert not told.out
    assert files(tmp_path) == before


def test_the_sample_is_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    samples = ROOT / "docs" / "samples"
    assert main(["check", str(samples / "check.txt")]) == 1
    assert capsys.readouterr().out == (samples / "check.out.txt").read_text(encoding="utf-8")


def _written(document: Any) -> None:
    paragraph = document.add_paragraph("Năm 2020, PAPI của Cần Thơ đạt 42,")
    paragraph.add_run("9").bold = True
    paragraph.add_run("8 điểm, ")
    paragraph._p.append(around("w:hyperlink", run("hạng 28/63"), anchor="x"))
    document.add_comment(paragraph.runs[0], text="Đã có", author="A", initials="A")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Chỉ số", "Hạng năm 2020"), ("SIPAS", "38/63"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("Can Tho's PAR INDEX was 83.67% in 2020.")


def test_a_copy_has_a_comment_at_each_claim_and_all_else_as_it_was(tmp_path: Path) -> None:
    path, out, again = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx"))
    path.write_bytes(word(change=_written))
    for target in (out, again):
        assert main(["check", str(path), "--out", str(target)]) == 1
    assert out.read_bytes() == again.read_bytes()
    old, new = parts_of(path.read_bytes()), parts_of(out.read_bytes())
    assert text_of_word(path.read_bytes()) == text_of_word(out.read_bytes())
    changed = {name for name in new if new[name] != old.get(name)}
    assert changed <= {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    comments = {one.comment_id: one for one in docx.Document(str(out)).comments}
    said = [one.text for one in comments.values()]
    assert said[0] == "Đã có"
    assert [one.author for one in comments.values()] == ["A", *["chiso"] * 4]
    assert said[1].startswith("Sai: PAPI 2020, Cần Thơ: điểm 42,98. Theo số liệu: 42,885496 điểm.")
    assert said[3].startswith("Đúng: SIPAS 2020")
    assert said[4].startswith("Wrong: PAR INDEX 2020, Can Tho: score 83.67. The data give 83.76%.")
    anchored = {number: _anchored(new["word/document.xml"], number) for number in comments}
    assert list(anchored.values())[1:] == ["42,98 điểm", "hạng 28/63", "38/63", "83.67%"]


def _anchored(body: bytes, number: int) -> str:
    """Return the letters between the marks of a comment."""
    text = body.decode("utf-8")
    start = text.index(f'commentRangeStart w:id="{number}"')
    end = text.index(f'commentRangeEnd w:id="{number}"')
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text[start:end]))


def test_both_languages_have_the_same_messages_with_the_same_values() -> None:
    def messages(locale: str) -> dict[str, set[str]]:
        resource = FluentParser().parse(message_file(locale).read_text(encoding="utf-8"))
        found = {}
        for entry in resource.body:
            assert not isinstance(entry, fluent.Junk)
            if isinstance(entry, fluent.Message):
                names = set(re.findall(r"\{ \$(\w+) \}", "".join(map(_text, entry.value.elements))))
                found[entry.id.name] = {re.sub("_(vi|en)$", "", name) for name in names}
        return found

    def _text(element: Any) -> str:
        if isinstance(element, fluent.Placeable):
            assert isinstance(element.expression, fluent.VariableReference)
            return f"{{ ${element.expression.id.name} }}"
        return str(element.value)

    assert messages("vi") == messages("en")
