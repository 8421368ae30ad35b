"""What is shared of an executed notebook: the same for the same inputs, without traces of the run."""

from __future__ import annotations

import nbformat
import pytest
from checkout import ROOT

from chiso.run.published import notebook_bytes, published


@pytest.fixture
def executed() -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(
        "briefing.cover()",
        metadata={
            "papermill": {"duration": 0.1, "start_time": "2026-01-01"},
            "execution": {"iopub": "x"},
            "tags": ["vi"],
        },
        outputs=[
            nbformat.v4.new_output(
                "display_data",
                {"application/vnd.chiso.block+json": {"kind": "prose"}, "text/plain": "<object at 0x7f00>"},
            )
        ],
    )
    injected = nbformat.v4.new_code_cell("year = 2021", metadata={"tags": ["injected-parameters"]}, id="random-1234")
    notebook = nbformat.v4.new_notebook(cells=[injected, cell])
    notebook.metadata["papermill"] = {"input_path": "/home/somebody/notebook.ipynb", "duration": 1.5}
    return notebook


def test_what_is_shared_holds_no_times_random_ids_paths_or_addresses(executed: nbformat.NotebookNode) -> None:
    text = notebook_bytes(published(executed, ROOT)).decode()
    for trace in ("papermill", "2026-01-01", "random-1234", "/home/somebody", "0x7f00", "iopub", "duration"):
        assert trace not in text
    assert '"injected-parameters"' in text
    assert '"vi"' in text
    assert "briefing.cover()" in text


def test_what_is_shared_is_a_valid_notebook_and_leaves_the_executed_one_alone(executed: nbformat.NotebookNode) -> None:
    before = nbformat.writes(executed)
    content = notebook_bytes(published(executed, ROOT))
    nbformat.validate(nbformat.reads(content.decode(), as_version=4))
    assert content.endswith(b"}\n")
    assert nbformat.writes(executed) == before
