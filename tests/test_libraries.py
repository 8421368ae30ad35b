"""Libraries of a researcher's own: locked, installed, and named in the record of every report made with them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from checkout import Report

import chiso
from chiso.catalog import Catalog, Project, report_inputs
from chiso.errors import ReportError, RunError
from chiso.facts.data import Data
from chiso.facts.inputs import making
from chiso.installed import OWN_LOCK, in_words, libraries
from chiso.proof.read_record import read_record
from chiso.proof.verify import differences
from chiso.run import libraries as bringing
from chiso.run.libraries import LAST_LOCK, OWN, bring_libraries
from chiso.run.record import run_record


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python looks into, where any distribution may be."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr("sys.path", [str(folder)])
    return folder


def put(place: Path, *names: str) -> None:
    for name in names:
        (place / f"{name}.dist-info").mkdir()


class Pip:
    """A stand-in for pip: it finds two distributions, one of which is there already."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, *, hashed: bool = True) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._place, self._hashed = place, hashed
        monkeypatch.setattr(bringing, "_pip", self)

    def __call__(self, *arguments: str) -> None:
        self.asked.append(arguments)
        if "--report" in arguments:
            known = Path(arguments[arguments.index("-c") + 1]).read_text(encoding="utf-8")
            assert known == "numpy==2.0\n"
            items = [self._item("Own_Lib", "1.5"), self._item("numpy", "2.0")]
            Path(arguments[arguments.index("--report") + 1]).write_text(json.dumps({"install": items}))
        elif arguments[0] == "install":
            put(self._place, "own_lib-1.5")
        elif arguments[0] == "uninstall":
            (self._place / "own_lib-1.5.dist-info").rmdir()

    def _item(self, name: str, version: str) -> dict[str, Any]:
        archive = {"hashes": {"sha256": "ab" * 32}} if self._hashed else {}
        return {"metadata": {"name": name, "version": version}, "download_info": {"archive_info": archive}}

    def kinds(self) -> list[str]:
        kinds = ["resolve" if "--report" in one else one[0] for one in self.asked]
        self.asked.clear()
        return kinds


@pytest.fixture
def small(tmp_path: Path, place: Path) -> Project:
    (tmp_path / "requirements.lock").write_text("numpy==2.0 ; python_version > '3' \\\n    --hash=sha256:00\n")
    (tmp_path / OWN).write_text("own-lib\n")
    put(place, "numpy-2.0", "pip-26.0", "chiso-0.1.0")
    return Project(tmp_path)


def test_what_is_asked_for_is_locked_once_installed_and_removed_when_it_is_asked_for_no_longer(
    small: Project, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip(place, monkeypatch)
    assert bring_libraries(small) == "own-lib 1.5"
    lock = small.root / OWN_LOCK
    assert lock.read_text(encoding="utf-8").splitlines()[1:] == [f"own-lib==1.5 --hash=sha256:{'ab' * 32}"]
    assert pip.kinds() == ["resolve", "install"]
    assert bring_libraries(small) == "own-lib 1.5"
    assert pip.kinds() == []
    assert libraries(small.root) == ({"own-lib": "1.5"}, {})
    monkeypatch.setattr(Pip, "_item", lambda *_: {"metadata": {"name": "numpy", "version": "2.0"}, "download_info": {
        "archive_info": {"hashes": {"sha256": "00"}}}})  # fmt: skip
    (small.root / OWN).write_text("")
    assert bring_libraries(small) == ""
    assert (pip.kinds(), lock.exists()) == (["resolve", "uninstall"], False)


def test_what_the_lock_of_an_earlier_set_up_alone_names_is_removed_and_nothing_else(
    small: Project, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip(place, monkeypatch)
    monkeypatch.setattr("sys.prefix", str(small.root))
    (small.root / OWN).unlink()
    (small.root / LAST_LOCK).write_text("numpy==1.0\nown-lib==1.5 \\\n    --hash=sha256:00\nnot-here==1\n")
    put(place, "own_lib-1.5", "stray-0.1")
    assert bring_libraries(small) == ""
    assert pip.asked == [("uninstall", "--yes", "own-lib")]


def test_what_has_no_checksum_cannot_be_locked(small: Project, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Pip(place, monkeypatch, hashed=False)
    with pytest.raises(RunError, match="cannot be locked") as caught:
        bring_libraries(small)
    assert "Own_Lib" in caught.value.where
    assert not (small.root / OWN_LOCK).exists()


def test_what_pip_refuses_is_told_in_its_words_without_a_traceback(small: Project) -> None:
    (small.root / OWN).write_text("own-lib @ nonsense://\n")
    with pytest.raises(RunError, match="cannot be installed") as caught:
        bring_libraries(small)
    assert caught.value.why
    assert OWN in caught.value.remedy


def test_what_no_lock_names_is_told_apart_from_what_was_locked(small: Project, place: Path) -> None:
    put(place, "own_lib-1.5", "stray-0.1")
    (small.root / OWN_LOCK).write_text("own-lib==1.5 --hash=sha256:00\n")
    assert libraries(small.root) == ({"own-lib": "1.5"}, {"stray": "0.1"})
    (place / "numpy-2.0.dist-info").rename(place / "numpy-2.1.dist-info")
    assert libraries(small.root)[1] == {"numpy": "2.1", "stray": "0.1"}


def test_the_record_names_them_and_a_check_tells_which_are_others_here(report: Report, catalog: Catalog) -> None:
    before = making(report.project, catalog, 2021, report.parameters.unit, "vi")
    origin = dataclasses.replace(before.origin, libraries="own-lib 1.5", unlocked="stray 0.1")
    made = run_record(dataclasses.replace(before, origin=origin), {}, {}, date="2021-06-24", title="x")
    record = read_record(made)
    assert (in_words(record.libraries), in_words(record.unlocked)) == ("own-lib 1.5", "stray 0.1")
    told = differences(report.project, record, before, {})
    assert told == ("the library own-lib: 1.5, here not installed", "the library stray: 0.1, here not installed")
    with pytest.raises(ReportError, match="cannot be read"):
        read_record(made.replace(b'"0.1"', b'"0.1, other"'))


def test_the_briefing_prints_them_where_there_are_any(data: Callable[..., Data]) -> None:
    known = data(2021)
    results = chiso.results(known, chiso.changes(known), "can-tho")
    frame = chiso.making(known, "can-tho", "en")
    more = pd.DataFrame({"item": ["libraries", "unlocked"], "value": ["own-lib 1.5", "stray 0.1"]})
    plain = frame[~frame["item"].isin(more["item"])]
    table = chiso.briefing.record.table(pd.concat([plain, more]), results, chiso.Words("en"))
    assert [row.cells[1].text for row in table.rows[-2:]] == ["own-lib 1.5", "stray 0.1"]
    assert len(chiso.briefing.record.table(plain, results, chiso.Words("en")).rows) == len(table.rows) - 2


def test_the_lock_of_ones_own_libraries_is_an_input_of_every_report(project: Project, catalog: Catalog) -> None:
    def names() -> set[str]:
        return {one.path.name for one in report_inputs(project, catalog, 2021)}

    assert OWN_LOCK not in names()
    (project.root / OWN_LOCK).write_text("own-lib==1.5 --hash=sha256:00\n")
    assert OWN_LOCK in names()
