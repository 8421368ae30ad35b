"""What a report is made as: PDF and HTML, and a Word file where somebody asks for it, which is never written over."""

from __future__ import annotations

import itertools
import json

import pytest
from checkout import Briefed
from running import chiso

from chiso.catalog import Project
from chiso.errors import ParameterError
from chiso.export.word_seal import is_untouched
from chiso.files import sha256
from chiso.run.forms import FORMATS, USUAL
from chiso.run.options import read_formats

STEM = "briefing-2021-can-tho.vi"


def test_formats_come_in_one_order_however_they_are_asked_for() -> None:
    assert read_formats("") == read_formats(" , ") == USUAL
    for count in range(1, len(FORMATS) + 1):
        for asked in itertools.permutations(FORMATS, count):
            wanted = tuple(name for name in FORMATS if name in asked)
            assert read_formats(" ".join(asked)) == read_formats(", ".join(asked).upper()) == wanted


def test_an_unknown_format_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ParameterError, match="There is no format 'doc'") as caught:
        read_formats("pdf doc")
    assert "pdf, html, docx" in caught.value.remedy


def test_a_word_file_stands_beside_the_same_pdf_and_one_that_was_changed_by_hand_is_kept(
    ready: Project, short_briefed: Briefed
) -> None:
    done = chiso(ready, "report", YEAR="2021", LOCALE="vi", FORMATS="docx pdf html")
    assert done.returncode == 0, done.stderr
    folder = ready.report_folder(2021, "can-tho")
    usual = short_briefed.project.report_folder(2021, "can-tho")
    assert (folder / f"{STEM}.pdf").read_bytes() == (usual / f"{STEM}.pdf").read_bytes()
    record = json.loads((folder / f"{STEM}.json").read_text(encoding="utf-8"))
    files = {one["@id"]: one["sha256"] for one in record["@graph"] if one.get("@type") == "File" and "sha256" in one}
    word = folder / f"{STEM}.docx"
    made = word.read_bytes()
    assert files[word.name] == sha256(made)
    assert any("FORMATS='pdf html docx'" in str(one.get("name")) for one in record["@graph"])

    assert is_untouched(made)
    assert not is_untouched(made[:-9])
    word.write_bytes(b"what an official wrote")
    done = chiso(ready, "report", YEAR="2021", LOCALE="vi", FORMATS="docx pdf html")
    assert done.returncode == 0, done.stderr
    assert f"it is kept as {STEM}.edited-1.docx" in done.stdout + done.stderr
    assert (folder / f"{STEM}.edited-1.docx").read_bytes() == b"what an official wrote"
    assert word.read_bytes() == made
    # One that nobody touched makes room for the next, whatever was made in between.
    assert chiso(ready, "report", YEAR="2021", LOCALE="vi").returncode == 0
    (folder / f"{STEM}.json").unlink()
    assert chiso(ready, "report", YEAR="2021", LOCALE="vi", FORMATS="docx").returncode == 0
    assert len(list(folder.glob("*.edited-*"))) == 1
