"""A briefing shows nothing of the years after it: a new table leaves earlier reports as they are."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from reading import Briefing

import chiso
from chiso.catalog import Project

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


def shown(project: Project, unit: str, locale: str) -> dict[str, Any]:
    blocks = Briefing(chiso.load(project.root, year=YEAR), unit, chiso.Words(locale)).blocks
    return {name: block.to_json() for name, block in blocks.items() if name != "record.table"}


@pytest.mark.parametrize(("unit", "locale"), [("can-tho", "vi"), ("quang-ninh", "en")])
def test_later_figures_change_no_block(processed: Project, changed: Project, unit: str, locale: str) -> None:
    before, after = shown(processed, unit, locale), shown(changed, unit, locale)
    assert len(before) > 20
    assert {name for name in before if before[name] != after[name]} == set()
