"""What becomes of a notebook that fails: one message with place and remedy, the evidence kept, nothing written."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from running import assert_refused, chiso, files

from chiso.catalog import Project
from chiso.errors import NotebookFailure, for_terminal
from chiso.kernels.client import PromptChannel
from chiso.kernels.environment import SERVER
from chiso.kernels.warm import can_fork, warm_server
from chiso.run.execute import execute

PARAMETERS = 'project: str = ""'


def put(project: Project, *cells: str, name: str = "1_ingest", parameters: str = PARAMETERS) -> None:
    """Put a small notebook in the place of one of the three."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    first = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell("# A small notebook"), first]
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in cells]
    nbformat.write(notebook, project.notebooks / f"{name}.ipynb")


def kept_notebook(project: Project, stderr: str) -> dict[str, Any]:
    """Return the notebook that the message says was kept."""
    found = re.search(r"\.chiso/\S+\.ipynb", stderr)
    assert found, stderr
    kept: dict[str, Any] = json.loads((project.root / found.group()).read_text(encoding="utf-8"))
    return kept


def shown_in(notebook: dict[str, Any]) -> str:
    return "".join("".join(out.get("text", "")) for cell in notebook["cells"] for out in cell.get("outputs", []))


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        (
            ("print('got this far')", "total = 1\nwhole = total / 0\n", "print('never')"),
            ["ZeroDivisionError", "division by zero", "1_ingest.ipynb, cell 4: total = 1"],
        ),
        (
            ("print('got this far')", "quit()", "print('never')"),
            ["ended the notebook before its end", "cell 4: quit()"],
        ),
        (
            ("print('got this far')", "import os\nos._exit(1)", "print('never')"),
            ["kernel died", "cell 4: import os"],
        ),
    ],
    ids=["an error", "quit", "a dead kernel"],
)
def test_a_cell_that_fails_is_one_message_and_what_was_shown_is_kept(
    project: Project, cells: tuple[str, ...], parts: list[str]
) -> None:
    put(project, *cells)
    done = chiso(project, "ingest")
    assert_refused(done, "notebooks/1_ingest.ipynb", *parts)
    shown = shown_in(kept_notebook(project, done.stderr))
    assert "got this far" in shown
    assert "never" not in shown
    assert files(project.processed) == {}


def test_an_error_of_chiso_within_a_notebook_says_all_that_it_says_elsewhere(short: Project) -> None:
    path = short.raw / "papi" / "2020.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("01,Hà Nội,0.737979,", "01,Hà Nội,abc,"), encoding="utf-8")
    done = chiso(short, "ingest")
    assert_refused(done, "papi/2020.csv, row 2, column '1.1'", "'abc'", "not a number")
    assert done.stderr.count("A cell holds") == 1


GROUP = """
def nested():
    try:
        raise ExceptionGroup("inner", [OSError(2, "gone", "f"), KeyError("k")])
    except ExceptionGroup as error:
        return error
raise ExceptionGroup("several", [ValueError("one"), nested(), TypeError("two\\nlines")])
"""
TASKS = """
import asyncio
async def late():
    raise OSError("late")
async with asyncio.TaskGroup() as tasks:
    tasks.create_task(late())
"""
UNWRITABLE = "raise ValueError(chr(0xd800))"
ERRORS = {
    "a group": (
        GROUP,
        "ExceptionGroup: several (3 sub-exceptions): ValueError: one; FileNotFoundError: [Errno 2] gone",
    ),
    "the rest of it": (GROUP, "KeyError: 'k'; and 1 more"),
    "no message": ("raise ValueError", "A notebook failed: ValueError\n"),
    "an empty message": ("raise ValueError('')", "A notebook failed: ValueError\n"),
    "no text": ("raise ValueError({'a': 1}, [2], None)", "ValueError: ({'a': 1}, [2], None)"),
    "a message that fails": (
        "class E(Exception):\n    def __str__(self):\n        raise RuntimeError('no')\nraise E",
        "RuntimeError: no",
    ),
    "a message that is no UTF-8": (UNWRITABLE, "UnicodeEncodeError"),
    "one from another": (
        "try:\n    1 / 0\nexcept ArithmeticError as e:\n    raise OSError('outer') from e",
        "OSError: outer",
    ),
    "an interruption of its own": ("raise KeyboardInterrupt", "A notebook failed: KeyboardInterrupt\n"),
    "a missing module": ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
    "no Python": ("def broken(:", "SyntaxError: invalid syntax"),
    "an end without a status": ("raise SystemExit", "ended the notebook before its end"),
    "an end with a status": ("raise SystemExit(3)", "SystemExit: 3"),
    "an end with words": ("raise SystemExit('bye')", "SystemExit: bye"),
    "an unknown magic": ("%no_such_magic 1", "UsageError: Line magic function `%no_such_magic` not found."),
    "an unknown magic of a cell": ("%%no_such_magic\nx", "UsageError: Cell magic `%%no_such_magic` not found."),
    "a script": ("%%bash\nexit 3", "CalledProcessError"),
    "after waiting": ("import asyncio\nawait asyncio.sleep(0.01)\nraise OSError('late')", "OSError: late"),
    "a group of tasks": (TASKS, "unhandled errors in a TaskGroup (1 sub-exception): OSError: late"),
    "a control sequence": ("raise ValueError('\x1b]0;title\x07\u202e')", "ValueError: \ufffd]0;title\ufffd\ufffd"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    if not can_fork():  # ordinary kernels say the same, and take longer
        yield
        return
    with warm_server() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVER, server.address)
        yield


@pytest.mark.usefixtures("server")
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
@pytest.mark.parametrize("case", ERRORS)
def test_whatever_a_cell_raises_is_named(project: Project, case: str) -> None:
    source, told = ERRORS[case]
    put(project, source)
    with pytest.raises(NotebookFailure) as caught:
        execute(project, project.notebooks / "1_ingest.ipynb", {"project": ""})
    assert told in for_terminal(str(caught.value))
    assert f"1_ingest.ipynb, cell 3: {source.strip().splitlines()[0]}" in str(caught.value)
    kept = json.loads(caught.value.notebook)
    assert "error" in [out["output_type"] for cell in kept["cells"] for out in cell.get("outputs", [])]


@pytest.mark.usefixtures("server")
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_an_error_names_the_lines_of_the_package_or_of_a_module_that_it_came_through(project: Project) -> None:
    (project.notebooks / "own_module.py").write_text("def work(x):\n    raise KeyError(x)\n", encoding="utf-8")
    for cells, parts in (
        (
            ("import chiso", "chiso.Words('vi').text('no-such-message')"),
            ("no message 'no-such-message'", "blocks/language.py:", "cell 4: chiso.Words('vi')"),
        ),
        (
            ("import own_module", "own_module.work('key')"),
            ("KeyError: 'key'", "notebooks/own_module.py:2, in work", "cell 4: own_module.work('key')"),
        ),
    ):
        put(project, *cells)
        with pytest.raises(NotebookFailure) as caught:
            execute(project, project.notebooks / "1_ingest.ipynb", {})
        assert [part for part in parts if part not in str(caught.value)] == []


@pytest.mark.usefixtures("server")
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_an_error_of_any_length_is_told_in_short(project: Project) -> None:
    put(project, "raise ValueError('a whole table ' * 10_000)")
    with pytest.raises(NotebookFailure, match="ValueError: a whole table") as caught:
        execute(project, project.notebooks / "1_ingest.ipynb", {})
    assert len(str(caught.value)) < 2000


def test_without_a_home_that_can_be_written_a_run_ends_without_a_traceback(project: Project) -> None:
    put(project, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint('drawn')")
    done = chiso(project, "ingest", HOME="/proc/1", XDG_CONFIG_HOME="", XDG_CACHE_HOME="")
    assert_refused(done, "has not written its table")


def test_a_notebook_without_its_parameter_does_not_start(project: Project) -> None:
    put(project, "open('ran', 'w').close()", parameters='projekt: str = ""')
    done = chiso(project, "ingest")
    assert_refused(done, "does not declare its parameter 'project'", "1_ingest.ipynb")
    assert not (project.notebooks / "ran").exists()


def test_a_notebook_that_is_no_notebook_does_not_start(project: Project) -> None:
    (project.notebooks / "1_ingest.ipynb").write_text("{", encoding="utf-8")
    assert_refused(chiso(project, "ingest"), "notebook cannot be read", "1_ingest.ipynb")


def test_a_failed_run_leaves_the_notebook_and_the_last_good_data_as_they_were(ready: Project) -> None:
    good = ready.notebooks / "1_ingest.ipynb"
    right = good.read_bytes()
    before = files(ready.processed)
    assert len(before) == 4
    put(ready, "1 / 0")
    source = good.read_bytes()
    assert_refused(chiso(ready, "ingest"), "ZeroDivisionError")
    assert files(ready.processed) == before
    assert good.read_bytes() == source
    good.write_bytes(right)
    done = chiso(ready, "ingest")
    assert done.returncode == 0
    assert "Nothing to do" in done.stdout
    assert files(ready.processed) == before


def test_a_notebook_that_writes_no_table_is_not_taken_for_done(project: Project) -> None:
    put(project, "print('all is well')")
    done = chiso(project, "ingest")
    assert_refused(done, "has not written its table", "data/processed/observations.csv", "notebooks/1_ingest.ipynb")
    assert_refused(chiso(project, "ingest"), "has not written its table")


@pytest.mark.parametrize(
    ("bundle", "says"),
    [
        ('{"image/png": 5}', "data/image/png: 5 is not valid"),
        ('{"text/plain": {"a": 1}}', "data/text/plain: {'a': 1} is not valid"),
        ('{"application/vnd.chiso.block+json": {"kind": "note"}, "text/html": 7}', "data/text/html: 7 is not valid"),
    ],
)
def test_a_cell_that_shows_what_no_notebook_can_hold_is_told(project: Project, bundle: str, says: str) -> None:
    put(project, "1", f"display({bundle}, raw=True)")
    with pytest.raises(NotebookFailure, match=re.escape(says)) as caught:
        execute(project, project.notebooks / "1_ingest.ipynb", {})
    assert "cell 4: display(" in caught.value.where


def test_a_cell_that_shows_without_end_is_one_message(project: Project) -> None:
    put(project, "while True: display(1)")
    assert_refused(chiso(project, "ingest", CELL_SECONDS="2"), "CELL_SECONDS", "cell 3: while True: display(1)")


def test_what_a_cell_has_shown_is_waited_for_on_a_machine_that_is_slow(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = PromptChannel.get_msg

    async def slowly(channel: PromptChannel, timeout: float | None = None) -> dict[str, Any]:
        told = await receive(channel, timeout)
        if told["msg_type"] == "display_data":
            await asyncio.sleep(1)
        return told

    monkeypatch.setattr(PromptChannel, "get_msg", slowly)
    put(project, "for turn in range(6): display(turn)")
    done = execute(project, project.notebooks / "1_ingest.ipynb", {})
    shown = [output["data"]["text/plain"] for cell in done.cells for output in cell.get("outputs", [])]
    assert shown == [str(turn) for turn in range(6)]


def tagged(project: Project, number: int, *tags: str) -> None:
    """Give a cell of the small notebook tags, counted from 1."""
    path = project.notebooks / "1_ingest.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[number - 1].metadata["tags"] = list(tags)
    nbformat.write(notebook, path)


def test_a_run_goes_on_after_an_error_that_is_meant_and_stops_at_one_that_is_not(project: Project) -> None:
    path = project.notebooks / "1_ingest.ipynb"
    put(project, "1 / 0", "print('goes on')", "raise KeyError('meant')", "print('to its end')")
    tagged(project, 3, "raises-exception")
    tagged(project, 5, "raises-exception", "remove-output")
    done = execute(project, path, {})
    assert shown_in(done) == "goes on\nto its end\n"
    errors = [one["ename"] for cell in done.cells for one in cell.get("outputs", ()) if one["output_type"] == "error"]
    assert errors == ["ZeroDivisionError", "KeyError"]
    tagged(project, 5)
    with pytest.raises(NotebookFailure, match="KeyError: 'meant'") as caught:
        execute(project, path, {})
    assert "cell 5: raise KeyError" in caught.value.where


@pytest.mark.parametrize("source", ["print('x' * 30, turn)", "print(turn, flush=True)"])
def test_a_cell_that_prints_without_end_costs_as_much_for_each_line(
    project: Project, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    real = nbformat.v4.output_from_msg
    monkeypatch.setattr("nbclient.client.output_from_msg", lambda msg: checked.append(msg["msg_type"]) or real(msg))
    for count in (300, 2000):
        put(project, f"for turn in range({count}): {source}")
        outputs = execute(project, project.notebooks / "1_ingest.ipynb", {}).cells[2]["outputs"]
        text = "".join(output["text"] for output in outputs)
        assert text.count("\n") == count
        assert len(outputs) <= count * 1.1, "no piece is kept twice"
    assert "stream" not in checked, "each piece would be held against the schema of notebooks"
