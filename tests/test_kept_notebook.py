"""Opening, running and saving a notebook leaves version control nothing to see, and an edit alone."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import kept_notebooks
import nbformat
import pytest
from checkout import ROOT
from running import until
from test_provenance import git

from chiso.export.server import settle
from chiso.kept_notebook import kept
from chiso.provenance import checksums, origin

FILTER = f'"{sys.executable}" -m chiso.kept_notebook'
NAME = "notebooks/my work.ipynb"


def notebook() -> dict[str, Any]:
    """Return a notebook as it is committed."""
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Chào", id="a")])
    content.cells.append(nbformat.v4.new_code_cell("x = 1\nx", id="b", metadata={"tags": ["vi"]}))
    content.metadata.kernelspec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    content.metadata.language_info = {"name": "python"}
    return dict(content)


def used(content: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook as JupyterLab saves it when it was looked at and run."""
    content = json.loads(json.dumps(content))
    content["metadata"]["language_info"] |= {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.13.1",
    }
    first, second = content["cells"]
    first["metadata"] |= {"jp-MarkdownHeadingCollapsed": True}
    second |= {"execution_count": 7, "outputs": [nbformat.v4.new_output("execute_result", {"text/plain": "1"})]}
    second["metadata"] |= {"collapsed": False, "scrolled": True, "execution": {"iopub.execute_input": "2026-01-01"}}
    return dict(content)


def written(content: dict[str, Any]) -> bytes:
    return f"{nbformat.v4.writes(nbformat.from_dict(content))}\n".encode()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with a notebook, in a folder whose name has a space, in which nothing is set up."""
    root = tmp_path / "a clone"
    (root / "notebooks").mkdir(parents=True)
    (root / "data" / "raw").mkdir(parents=True)
    (root / "data" / "raw" / "indices.csv").touch()
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, root)
    (root / NAME).write_bytes(written(notebook()))
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root


def save(clone: Path, data: bytes) -> None:
    """Save a notebook as the server of JupyterLab does."""
    (clone / NAME).write_bytes(data)
    settle(str(clone / NAME), {"type": "notebook"}, SimpleNamespace(log=logging.getLogger("test")))


def test_all_that_use_leaves_goes_and_what_an_author_says_stays() -> None:
    assert kept(written(used(notebook()))) == written(notebook())
    assert kept(written(notebook())) == written(notebook())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b'{"nbformat": 4}', b'{"nbformat": 3, "worksheets": []}'])
def test_what_is_no_notebook_stays_as_it_is(data: bytes) -> None:
    assert kept(data) == data


def test_a_notebook_that_was_run_and_saved_is_not_changed_for_git_and_keeps_its_outputs(clone: Path) -> None:
    git(clone, "config", "filter.chiso.clean", FILTER)
    save(clone, written(used(notebook())))
    assert git(clone, "status", "--short") == ""
    assert b"execute_result" in (clone / NAME).read_bytes()


def running(runtime: Path) -> dict[str, str]:
    """Return what a server says of itself, nothing until it answers: it writes its file before it listens."""
    with contextlib.suppress(OSError, StopIteration, ValueError):
        told: dict[str, str] = json.loads(next(runtime.glob("jpserver-*.json")).read_text())
        with urlopen(f"{told['url']}api", timeout=60):  # noqa: S310 - our own server
            return told
    return {}


def test_what_jupyter_s_own_server_saves_is_not_changed_either(clone: Path, tmp_path: Path) -> None:
    git(clone, "config", "filter.chiso.clean", FILTER)
    runtime = tmp_path / "runtime"
    own = {**os.environ, "JUPYTER_RUNTIME_DIR": str(runtime), "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.port=0"]
    with subprocess.Popen(command, cwd=clone, env=own, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            until(lambda: bool(running(runtime)))
            told = running(runtime)
            address = f"{told['url']}api/contents/{quote(NAME)}"
            headers = {"Authorization": f"token {told['token']}"}
            with urlopen(Request(address, headers=headers), timeout=60) as answer:  # noqa: S310 - our own server
                opened = json.load(answer)
            opened["content"] = used(opened["content"])
            body = json.dumps({"type": "notebook", "format": "json", "content": opened["content"]}).encode()
            with urlopen(Request(address, body, headers, method="PUT"), timeout=60) as answer:  # noqa: S310
                assert answer.status == 200
        finally:
            server.terminate()
    assert b"execute_result" in (clone / NAME).read_bytes()
    assert git(clone, "status", "--short") == ""


def test_of_an_edit_the_edit_alone_is_committed(clone: Path) -> None:
    git(clone, "config", "filter.chiso.clean", FILTER)
    edited = used(notebook())
    edited["cells"][0]["source"] = "Chào bạn"
    save(clone, written(edited))
    assert git(clone, "status", "--short") == f'M "{NAME}"'
    git(clone, "commit", "--quiet", "-a", "-m", "edit")
    assert git(clone, "show", "--numstat", "--format=", "HEAD").split("\t")[:2] == ["1", "1"]


def test_a_clone_without_the_filter_and_a_folder_without_git_are_let_be(clone: Path, tmp_path: Path) -> None:
    save(clone, written(used(notebook())))
    assert git(clone, "status", "--short") == f'M "{NAME}"'
    assert git(clone, "diff", "--cached") == ""
    bare = tmp_path / "unpacked"
    shutil.copytree(clone, bare, ignore=shutil.ignore_patterns(".git"))
    save(bare, written(used(notebook())))
    assert {path.name for path in bare.iterdir()} == {".gitattributes", ".gitignore", "data", "notebooks"}
    assert kept_notebooks.main(bare) == 0


@pytest.mark.parametrize("is_set_up", [True, False])
def test_lint_judges_what_would_be_committed(
    clone: Path, capsys: pytest.CaptureFixture[str], *, is_set_up: bool
) -> None:
    if is_set_up:
        git(clone, "config", "filter.chiso.clean", FILTER)
    assert kept_notebooks.main(clone) == 0
    (clone / NAME).write_bytes(written(used(notebook())))
    assert kept_notebooks.main(clone) == (0 if is_set_up else 1)
    git(clone, "add", ".")
    assert kept_notebooks.main(clone) == (0 if is_set_up else 1)
    assert (NAME in capsys.readouterr().err) is not is_set_up


def test_lint_tells_of_outputs_that_were_added_before_there_was_a_filter(clone: Path) -> None:
    (clone / NAME).write_bytes(written(used(notebook())))
    git(clone, "add", ".")
    git(clone, "config", "filter.chiso.clean", FILTER)
    assert kept_notebooks.main(clone) == 1


@pytest.mark.parametrize("is_set_up", [True, False])
def test_a_run_record_names_a_notebook_that_was_only_run_as_its_commit_has_it(clone: Path, *, is_set_up: bool) -> None:
    if is_set_up:
        git(clone, "config", "filter.chiso.clean", FILTER)
    before = (origin(clone), checksums(clone, [clone / NAME]))
    (clone / NAME).write_bytes(written(used(notebook())))
    assert (origin(clone), checksums(clone, [clone / NAME])) == before
    (clone / NAME).write_bytes(written(used(notebook())).replace(b"x = 1", b"x = 2"))
    assert origin(clone).changed
    assert checksums(clone, [clone / NAME]) != before[1]


def test_looking_for_the_commit_does_not_run_the_filter(clone: Path, tmp_path: Path) -> None:
    git(clone, "config", "filter.chiso.clean", f"touch '{tmp_path / 'ran'}'; cat")
    git(clone, "config", "filter.chiso.required", "true")
    (clone / NAME).touch()
    assert not origin(clone).changed
    assert not (tmp_path / "ran").exists()


def test_the_filter_that_make_lab_sets_up_commits_files_as_they_are_where_the_environment_is_gone(
    clone: Path, tmp_path: Path
) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (clone / name).write_bytes((ROOT / name).read_bytes())
    place = clone / ".venv" / "bin"
    place.mkdir(parents=True)
    (place / "python").symlink_to(sys.executable)
    (place / "jupyter").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > told\n')
    (place / "jupyter").chmod(0o755)
    (clone / ".venv" / ".ready").touch()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "lab", "LAB_OPTIONS=--ip=0.0.0.0 $(touch pwned) *"]
    subprocess.run(command, cwd=clone, check=True, env=own)  # noqa: S603
    assert (clone / "told").read_text().split()[-4:] == ["--ip=0.0.0.0", "$(touch", "pwned)", "*"]
    assert "chiso.kept_notebook" in git(clone, "config", "filter.chiso.clean")
    assert not (clone / "pwned").exists()
    (place / "python").unlink()
    (clone / NAME).write_bytes(written(used(notebook())))
    git(clone, "add", "notebooks")
    assert "execute_result" in git(clone, "show", f":{NAME}")
