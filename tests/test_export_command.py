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
from chiso.export import BriefingPDFExporter


def convert(path: Path, kind: str = "pdf", *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbconvert", "--to", f"briefing-{kind}", path.name, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)  # noqa: S603 - our own interpreter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.ipynb"


def failing() -> nbformat.NotebookNode:
    error = nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    return nbformat.v4.new_code_cell("1/0", outputs=[error], execution_count=1)


@pytest.mark.parametrize(
    ("kind", "cell", "parts"),
    [
        (
            "pdf",
            failing(),
            ("stopped with an error", "mine, cell 2: 1/0", "ZeroDivisionError", "run the whole notebook again"),
        ),
        ("html", markdown("![x](gone.png)"), ("'gone.png' is not part of the notebook", "mine, cell 2", "attachment")),
        ("pdf", nbformat.v4.new_code_cell("x"), ("has not been run", "where: mine", "Run all cells")),
    ],
)
def test_an_export_that_fails_says_so_in_one_message(
    path: Path, kind: str, cell: nbformat.NotebookNode, parts: tuple[str, ...]
) -> None:
    nbformat.write(notebook(markdown("# T"), cell), path)
    run = convert(path, kind)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    for part in ("where:", "why:", "what to do:", *parts):
        assert part in run.stderr
    assert not path.with_suffix(f".{kind}").exists()


@pytest.mark.parametrize(
    "content", ["no notebook", '{"cells": [{}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_a_file_that_is_no_notebook_is_refused_in_one_message(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    run = convert(path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "no notebook" in run.stderr
    assert "where: mine" in run.stderr


def test_what_cannot_be_set_or_led_to_is_told_on_the_command_line(path: Path) -> None:
    nbformat.write(notebook(markdown("# T\n\nไทย [a](b.csv)"), nbformat.v4.new_raw_cell("raw"), printed("漢")), path)
    run = convert(path)
    assert run.returncode == 0, run.stderr
    for told in ("no font for Thai, CJK", "'b.csv' leads nowhere", "Cell 2 is a raw cell"):
        assert run.stderr.count(told) == 1, run.stderr


def test_elsewhere_than_on_the_command_line_an_error_ends_nothing(path: Path) -> None:
    assert not Application.initialized()
    nbformat.write(notebook(markdown("# T"), failing()), path)
    with pytest.raises(ExportError, match="stopped with an error"):
        BriefingPDFExporter().from_filename(str(path))
