"""A briefing shows nothing of the years after it: a new table leaves earlier reports as they are."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chiso.catalog import Project
from chiso.report.briefing import Briefing

YEAR = 2020


@pytest.fixture
def changed(processed: Project, tmp_path: Path) -> Project:
    """The project with other figures in every later index year, and one more year."""
    shutil.copytree(processed.root, tmp_path / "p", ignore=shutil.ignore_patterns("reports"))
    project = Project(tmp_path / "p")
    table = pd.read_csv(project.observations, dtype={"unit_code": "str", "code": "str"}, keep_default_na=False)
    later = table["index_year"] >= YEAR
    assert later.sum() > 1000
    table.loc[later, "value"] = [value and f"{float(value) / 2:.6f}" for value in table.loc[later, "value"].astype(str)]
    table.to_csv(project.observations, index=False)
    for index in ("papi", "par_index", "sipas"):
        for path in (project.raw / index).glob("20[2-9]*.csv"):
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        shutil.copy(project.raw / index / "2024.csv", project.raw / index / "2026.csv")
    return project


def shown(project: Project, province: str, locale: str) -> dict[str, Any]:
    briefing = Briefing(YEAR, province, locale, project=str(project.root))
    blocks = {}
    for name in dir(Briefing):
        if name.startswith("_") or name == "record":  # the run record names the lock file, not the figures
            continue
        method = getattr(briefing, name)
        for index in briefing.context.catalog.indices if inspect.signature(method).parameters else [""]:
            block = method(index) if index else method()
            blocks[f"{name} {index}"] = None if block is None else block.to_json()
    return blocks


@pytest.mark.parametrize(("province", "locale"), [("can-tho", "vi"), ("quang-ninh", "en")])
def test_later_figures_change_no_block(processed: Project, changed: Project, province: str, locale: str) -> None:
    before, after = shown(processed, province, locale), shown(changed, province, locale)
    assert len(before) > 20
    assert {name for name in before if before[name] != after[name]} == set()
