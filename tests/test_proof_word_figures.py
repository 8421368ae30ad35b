"""A Word file of ours that an office went on with: what of its figures holds, found in the file itself."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from checkout import copy_project
from reading import Brief
from real_reports import office
from sample_blocks import notebook, shown
from word_files import parts_of

from chiso.blocks.specs import Block, Figure
from chiso.catalog import Catalog, Project
from chiso.claims.judged import JudgedFigure
from chiso.export import build_document
from chiso.export.word import render_word
from chiso.proof.word_figures import word_figures
from chiso.texts.passages import Text
from chiso.texts.worker import read

SCORE, RANK = "papi/2020/63-92/TOTAL/value", "papi/2020/63-92/TOTAL/rank"
FIELD = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="{}"/></w:r>'


def without_drawing(block: Block) -> Block:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt" viewBox="0 0 9 9"/>'
    return dataclasses.replace(block, svg=svg) if isinstance(block, Figure) else block


@pytest.fixture(scope="module")
def word(brief: Brief) -> bytes:
    """The figures of a briefing as a Word file, in the blocks that an office reads first."""
    made = brief(2021, "can-tho", "vi")
    names = ("cover.cover", "cover.cards", "message.message", "standing.table", "course.table papi")
    blocks = [without_drawing(made.blocks[name]) for name in names]
    return render_word(build_document(notebook(shown(*blocks)), "study"))


def rewritten(data: bytes, change: dict[str, tuple[str, str]]) -> bytes:
    """Return a file with other figures in the fields of some names: typed into the field, or in its place."""
    document = parts_of(data)["word/document.xml"].decode()
    for name, (figure, how) in change.items():
        run = r"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)([^<]*)(</w:t></w:r>)"
        instruction = (
            rf'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:instrText[^>]*> DOCPROPERTY "{name}" </w:instrText></w:r>'
        )
        field = f"({FIELD.format('begin')}{instruction}{FIELD.format('separate')}){run}({FIELD.format('end')})"
        found = re.search(field, document)
        assert found is not None, name
        inside = f"{found[2]}{figure}{found[4]}"
        new = f"{found[1]}{inside}{found[5]}" if how == "typed into" else inside
        document = document[: found.start()] + new + document[found.end() :]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new_file:
        for entry in old.namelist():
            new_file.writestr(entry, document.encode() if entry == "word/document.xml" else old.read(entry))
    return made.getvalue()


def saved_by_an_office(data: bytes, folder: Path) -> bytes:
    """Return a file as LibreOffice saves it anew."""
    path, out = folder / "draft.docx", folder / "saved"
    path.write_bytes(data)
    subprocess.run(  # noqa: S603 - found on the path of the tests
        [office(), f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "docx", "--outdir",
         str(out), str(path)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (out / "draft.docx").read_bytes()


def judged(data: bytes, project: Project) -> tuple[JudgedFigure, ...]:
    kind, passages, unread, properties = read(data, "draft.docx", frozenset())
    return word_figures(
        project, Catalog(project.raw), Text("draft.docx", kind, tuple(passages), (*unread,), properties)
    )


def told(figures: Sequence[JudgedFigure]) -> list[tuple[str, str, str, str]]:
    return [(one.judgement, one.name, one.text, one.now) for one in figures if one.is_bad]


def test_what_was_altered_by_hand_is_found_after_libreoffice_saved_the_file_and_nothing_else_is(
    word: bytes, processed: Project, tmp_path: Path
) -> None:
    altered = rewritten(word, {"sipas/2020/63-92/TOTAL/value": ("85,00", "in place of"), RANK: ("19", "in place of")})
    saved = judged(saved_by_an_office(altered, tmp_path), processed)
    assert told(saved) == [
        ("altered by hand", "sipas/2020/63-92/TOTAL/value", "85,00", "84,14"),
        ("altered by hand", RANK, "19", "29"),
    ]
    typed = judged(rewritten(word, {SCORE: ("45,00", "typed into")}), processed)
    assert told(typed) == [("altered by hand", SCORE, "45,00", "42,89")]
    assert len(typed) == len(saved) > 100


def test_what_the_data_give_otherwise_is_stale_and_what_they_do_not_give_has_no_support(
    word: bytes, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    for index, new in (("par_index", "83.79,A"), ("sipas", ",")):
        path = project.raw / index / "2020.csv"
        table = path.read_text(encoding="utf-8")
        row = next(line for line in table.splitlines() if line.startswith("92,"))
        code, name, _, _, *rest = row.split(",")
        rest = rest if index == "par_index" else ["", *rest[1:]]
        path.write_text(table.replace(row, ",".join([code, name, new, *rest])), encoding="utf-8")
    found = {(name, judgement, now) for judgement, name, _, now in told(judged(word, project))}
    assert ("par_index/2020/63-92/TOTAL/value", "stale", "83,79") in found
    assert ("par_index/2020/63-92/TOTAL/change", "stale", "+2,54") in found
    assert ("sipas/2020/63-92/TOTAL/value", "no longer supported", "") in found
    assert not any(name.startswith("papi/") for name, *_ in found)


def test_a_word_file_of_somebody_else_has_no_figures_that_know_what_they_are(processed: Project) -> None:
    text = Text("letter.docx", "docx", (), properties={"Title": "A letter", "chiso": "no subject"})
    assert word_figures(processed, Catalog(processed.raw), text) == ()
