"""The public Python API: all of it is described, each example is run, and it works from an installed wheel."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from checkout import ROOT

import chiso
from chiso import charts
from chiso.api_page import page
from chiso.catalog import Project
from chiso.facts.frames import SCHEMAS
from chiso.run.warm_up import sections

_PAGE = ROOT / "docs" / "api.md"


def test_the_page_says_what_the_docstrings_and_schemas_say() -> None:
    assert _PAGE.read_text(encoding="utf-8") == page(), "run `chiso api > docs/api.md`"


def test_every_public_name_parameter_and_column_is_on_the_page() -> None:
    text = _PAGE.read_text(encoding="utf-8")
    functions = {f"chiso.{name}": getattr(chiso, name) for name in chiso.HOMES}
    functions |= {f"chiso.charts.{name}": getattr(charts, name) for name in charts.__all__}
    functions |= {f"chiso.briefing.{name}": function for name, function in sections()}
    missing = []
    for name, member in functions.items():
        if inspect.ismodule(member):
            continue
        start = text.find(f"### `{name}`")
        entry = text[start : text.find("\n### ", start + 1)] if start >= 0 else ""
        wanted = [*inspect.signature(member).parameters]
        wanted += (
            [f"`{field.name}`" for field in SCHEMAS[name.rpartition(".")[2]].fields]
            if name.count(".") == 1 and name.rpartition(".")[2] in SCHEMAS
            else []
        )
        missing += [f"{name}: {word}" for word in wanted if word not in entry]
        if name.count(".") == 1 and ">>>" not in entry:
            missing.append(f"{name}: an example")
    assert not missing


def test_every_example_of_the_page_gives_what_it_says(processed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(processed.root)
    failed, run = doctest.testfile(str(_PAGE), module_relative=False, globs={"chiso": chiso})
    assert run > 60
    assert not failed


def test_an_installed_wheel_loads_a_project_from_outside_the_checkout(tmp_path: Path, processed: Project) -> None:
    subprocess.run(  # noqa: S603 - our own project
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")], cwd=ROOT, check=True,
        capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = (
        "import sys, chiso; from pathlib import Path; "
        "assert Path(chiso.__file__).is_relative_to(sys.argv[1]), chiso.__file__; "
        "data = chiso.load(sys.argv[2], year=2021); changes = chiso.changes(data); "
        "results = chiso.results(data, changes, 'can-tho'); say = chiso.Words('vi'); "
        "print(chiso.briefing.message.sentences(results, chiso.gaps(data, results), say)['papi'])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(tmp_path / "installed"), str(processed.root)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "installed"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "42,89" in done.stdout
