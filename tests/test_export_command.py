"""``jupyter nbconvert`` says what is wrong in one message, and what is left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from sample_blocks import markdown, notebook, printed
from traitlets.config import Application

from chiso.errors import ExportError
from chiso.export import BriefingHTMLExporter, BriefingPDFExporter


def convert(path: Path, kind: str = "pdf", *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbconvert", "--to", f"briefing-{kind}", path.name, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)  # noqa: S603 - our own interpreter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.ipynb"


def failing() -> nbformat.NotebookNode:
    error = nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    return nbformat.v4.new_code_cell("1/0", outputs=[error], execution_count=1)


def test_an_export_that_fails_says_so_in_one_message(path: Path) -> None:
    nbformat.write(notebook(markdown("# T"), failing()), path)
    run = convert(path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    parts = ("stopped with an error", "mine, cell 2: 1/0", "ZeroDivisionError", "run the whole notebook again")
    for part in ("where:", "why:", "what to do:", *parts):
        assert part in run.stderr
    assert not path.with_suffix(".pdf").exists()


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (markdown("![x](gone.png)"), ("'gone.png' is not part of the notebook", "mine, cell 2", "attachment")),
        (nbformat.v4.new_code_cell("x"), ("has not been run", "where: mine", "Run all cells")),
    ],
)
def test_what_cannot_be_exported_is_told_with_its_place(
    path: Path, cell: nbformat.NotebookNode, parts: tuple[str, ...]
) -> None:
    nbformat.write(notebook(markdown("# T"), cell), path)
    with pytest.raises(ExportError) as caught:
        BriefingHTMLExporter().from_filename(str(path))
    for part in ("where:", "why:", "what to do:", *parts):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    "content", ["no notebook", '{"cells": [{}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_a_file_that_is_no_notebook_is_refused(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=r"no notebook[\s\S]*where: mine"):
        BriefingPDFExporter().from_filename(str(path))


def test_what_cannot_be_set_or_led_to_is_told_on_the_command_line(path: Path) -> None:
    nbformat.write(
        notebook(markdown("# T\n\n[a](b.csv)\n\n### S"), nbformat.v4.new_raw_cell("raw"), printed("x")), path
    )
    run = convert(path)
    assert run.returncode == 0, run.stderr
    for told in ("The heading 'S' of cell 1", "'b.csv' leads nowhere", "Cell 2 is a raw cell"):
        assert run.stderr.count(told) == 1, run.stderr


def test_elsewhere_than_on_the_command_line_an_error_ends_nothing(path: Path) -> None:
    assert not Application.initialized()
    nbformat.write(notebook(markdown("# T"), failing()), path)
    with pytest.raises(ExportError, match="stopped with an error"):
        BriefingPDFExporter().from_filename(str(path))
