"""One engine makes one report or many: what has to be made, all of it that can be, and nothing twice."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import NotebookFailure
from chiso.run.limits import Limits
from chiso.run.options import Options
from chiso.run.outcome import Outcome
from chiso.run.pipeline import make_observations, make_reports
from chiso.run.selection import selected
from chiso.run.summary import tell

UNITS = "can-tho, ha-noi"

CARDS = "statements = chiso.statements("
"""How the cell of the cards begins."""


def make(project: Project, provinces: str = UNITS, **options: int) -> Outcome:
    catalog = Catalog(project.raw)
    return make_reports(project, catalog, selected(catalog, "2021", provinces, "vi"), Options(jobs=1, **options))


def states(outcome: Outcome) -> dict[str, str]:
    return {result.step.name: result.state for result in outcome.all}


def edit(project: Project, old: str, new: str) -> None:
    """Change the source of the briefing notebook."""
    path = project.notebooks / "3_briefing.ipynb"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def written(project: Project) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.reports.rglob("*.*")}


def test_all_are_made_then_none_and_then_what_changed(
    short: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(short.root)
    first = make(short)
    assert set(states(first).values()) == {"made"}
    assert tell(short, first, why=True) == 0
    told = capsys.readouterr()
    assert told.err.splitlines()[0].startswith("[1/4] Ingest data/raw (it was not made yet): ")
    assert "Brief Cần Thơ 2021 (vi): it was not made yet" in told.out
    for path in first.files:
        assert short.relative(path) in told.out
        assert path.stat().st_size > 1000
    assert {path.suffix for path in first.files} == {".pdf", ".html", ".ipynb", ".json"}
    before = written(short)

    again = make(short)
    assert set(states(again).values()) == {"reused"}
    assert tell(short, again) == 0
    assert capsys.readouterr().out.startswith("Nothing to do, all up to date:\n")
    assert written(short) == before

    os.utime(short.raw / "papi" / "2020.csv")
    assert set(states(make(short)).values()) == {"reused"}

    shutil.rmtree(short.state / "steps")
    third = make(short, provinces="can-tho")
    assert states(third) == {"ingest": "made", "compare-2021": "made", "briefing-2021-can-tho.vi": "made"}
    after = written(short)
    assert {name: data for name, (_, data) in after.items() if name in before} == {
        name: data for name, (_, data) in before.items()
    }
    fourth = states(make(short))
    assert (fourth["briefing-2021-ha-noi.vi"], fourth["briefing-2021-can-tho.vi"]) == ("made", "reused")


def test_a_failing_report_stops_no_other_and_says_what_to_do(
    ready: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ready, CARDS, f"assert province != 'ha-noi', 'no cards for <ha-noi>'\\n{CARDS}")
    outcome = make(ready, "can-tho, ha-noi, hue")
    assert states(outcome) == {
        "ingest": "reused",
        "compare-2021": "reused",
        "briefing-2021-ha-noi.vi": "failed",
        "briefing-2021-can-tho.vi": "made",
        "briefing-2021-thua-thien-hue.vi": "made",
    }
    error = outcome.failed[0].error
    assert isinstance(error, NotebookFailure)
    assert "AssertionError: no cards for <ha-noi>" in error.what
    assert "notebooks/3_briefing.ipynb, cell 10: assert province != 'ha-noi'" in error.where
    assert "`make report YEAR=2021 PROVINCE=ha-noi LOCALE=vi`" in error.remedy
    kept = ready.state / "failed" / "briefing-2021-ha-noi.vi.ipynb"
    assert ready.relative(kept) in error.remedy
    assert "no cards for" in kept.read_text(encoding="utf-8")
    assert not ready.report_folder(2021, "ha-noi").exists()

    assert tell(ready, outcome) != 0
    told = capsys.readouterr()
    assert "3 reports: 2 made, 0 reused, 1 failed, 0 not made." in told.out
    assert "make report YEAR=2021 PROVINCE=ha-noi LOCALE=vi" in told.out
    assert "Traceback" not in told.out + told.err

    edit(ready, "assert province != 'ha-noi', 'no cards for <ha-noi>'\\n", "")
    assert set(states(make(ready, "ha-noi")).values()) == {"reused", "made"}
    assert not kept.exists()


def test_without_its_data_nothing_is_made_and_the_last_stand(
    short: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    table = short.raw / "papi" / "2020.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("01,", "xx,", 1), encoding="utf-8")
    outcome = make(short)
    assert states(outcome) == {
        "ingest": "failed",
        "compare-2021": "not made",
        "briefing-2021-ha-noi.vi": "not made",
        "briefing-2021-can-tho.vi": "not made",
    }
    assert not short.observations.exists()
    assert tell(short, outcome) != 0
    told = capsys.readouterr()
    assert "papi/2020.csv" in told.err
    assert "`make ingest`" in told.err


def test_what_a_report_cannot_have_of_its_notebook_is_told(ready: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = ready.notebooks / "3_briefing.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Xem [bảng của tôi](my-table.xlsx)."))
    notebook.cells.append(nbformat.v4.new_raw_cell("raw"))
    bar = "import sys, warnings\nsys.stderr.write('50%|█████ | 1/2 [00:01<00:01, 1.0it/s]\\r')"
    warning = f"{bar}\nwarnings.warn('few units')"
    notebook.cells.append(nbformat.v4.new_code_cell(warning))
    nbformat.write(notebook, path)
    assert tell(ready, make(ready, "can-tho")) == 0
    told = capsys.readouterr().err
    assert "note: Brief Cần Thơ 2021 (vi): The link to 'my-table.xlsx' leads nowhere in a report." in told
    assert "is a raw cell, which a report leaves out." in told
    assert re.search(r"Cell \d+ wrote to the error stream, which a report leaves out: .*few units", told)


def test_an_endless_cell_is_given_up_with_its_report_alone(ready: Project) -> None:
    edit(ready, CARDS, f"import time\\nwhile province == 'ha-noi':\\n    time.sleep(1)\\n{CARDS}")
    catalog = Catalog(ready.raw)
    options = Options(jobs=2, limits=Limits(cell=8))
    outcome = make_reports(ready, catalog, selected(catalog, "2021", UNITS, "vi"), options)
    error = outcome.failed[0].error
    assert error is not None
    assert "8 seconds for a cell" in error.what
    assert "cell 10: import time" in error.where
    assert states(outcome)["briefing-2021-can-tho.vi"] == "made"


def test_reports_that_lose_their_kernels_with_the_server_are_made_in_ordinary_ones(
    ready: Project, tmp_path: Path
) -> None:
    # As the system does it where memory is short: to the server, and not for what a cell did.
    mark = tmp_path / "mark"
    kill = (
        f"import os, pathlib, signal, time\\nmark = pathlib.Path('{mark}')\\nif not mark.exists():\\n"
        f"    mark.touch()\\n    os.kill(os.getppid(), signal.SIGKILL)\\n    time.sleep(60)\\n{CARDS}"
    )
    edit(ready, CARDS, kill)
    outcome = make(ready, "can-tho")
    assert mark.exists()
    assert {state for name, state in states(outcome).items() if "briefing" in name} == {"made"}


def test_ingest_alone_makes_the_observations(short: Project) -> None:
    assert states(make_observations(short, Catalog(short.raw), Options())) == {"ingest": "made"}
    assert json.loads(short.datapackage.read_text(encoding="utf-8"))["resources"]
    assert states(make_observations(short, Catalog(short.raw), Options())) == {"ingest": "reused"}


def test_a_run_leaves_no_temporary_file(ready: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    temporary = Path(os.path.realpath("/tmp")) / f"chiso-test-{os.getpid()}"  # noqa: S108 - sockets need short paths
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    try:
        make(ready, "can-tho")
        assert list(temporary.iterdir()) == []
    finally:
        temporary.rmdir()
