"""Parts whose level broke: told where no break is listed, and only there."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from checkout import copy_project
from hypothesis import given
from hypothesis import strategies as st
from running import chiso

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest import Observations
from chiso.ingest.checks.levels import broken, level_shifts, said_of
from chiso.ingest.checks.reference import check_reference

LEVEL = re.compile(r"^papi,[0-9.]+,20[0-9]{2},level,.*\n", re.MULTILINE)


@pytest.fixture(name="project")
def fixture_project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "copy")


def without(project: Project, listed: str) -> Catalog:
    """Take the rows of the listed breaks that match away."""
    path = project.raw / "reference" / "series_breaks.csv"
    text, count = re.subn(listed, "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count
    path.write_text(text, encoding="utf-8")
    return Catalog(project.raw)


def found(catalog: Catalog, observations: Observations) -> dict[tuple[str, int], tuple[float, float, float]]:
    return {
        (one.code, one.index_year): (round(one.correlation, 3), round(one.spread_before, 3), round(one.spread_now, 3))
        for one in level_shifts(catalog, observations.values)
    }


def test_of_what_is_not_listed_one_part_is_told(catalog: Catalog, observations: Observations) -> None:
    """Nobody has looked at the questionnaires for 4.2 yet: its mean stayed, but units lie closer ever since 2018."""
    assert found(catalog, observations) == {("4.2", 2018): (-0.824, 0.19, 0.109)}


def test_a_break_that_is_taken_away_is_told(project: Project, observations: Observations) -> None:
    catalog = without(project, r"^papi,8\.3,2020,level,.*\n")
    told = found(catalog, observations)
    assert told.pop(("4.2", 2018))
    assert told == {("8.3", 2020): (-0.997, 0.654, 0.053)}
    (shift,) = (one for one in level_shifts(catalog, observations.values) if one.code == "8.3")
    said = said_of(catalog, shift)
    for part in ("PAPI 2020", "8.3", "-0.997", "2019", "0.654", "0.053", "series_breaks.csv", "levels_seen.csv"):
        assert part in said


def test_without_any_listed_break_the_rule_finds_those_that_are_mirrored_and_squeezed(
    project: Project, observations: Observations
) -> None:
    told = found(without(project, LEVEL.pattern), observations)
    assert {key: figures[0] for key, figures in told.items()} == {
        ("4.2", 2018): -0.824,
        ("1.1", 2019): -0.86,
        ("7.1", 2019): -0.839,
        ("8.3", 2020): -0.997,
        ("3.2", 2021): -0.979,
    }


def test_what_was_looked_at_is_not_told_again(project: Project, observations: Observations) -> None:
    path = project.raw / "reference" / "levels_seen.csv"
    path.write_text("index,code,index_year,note\npapi,4.2,2018,The questions are the same.\n", encoding="utf-8")
    catalog = Catalog(project.raw)
    check_reference(catalog)
    assert found(catalog, observations) == {}


def test_what_was_looked_at_names_a_part_and_says_why(project: Project) -> None:
    path = project.raw / "reference" / "levels_seen.csv"
    path.write_text("index,code,index_year,note\npapi,4.9,2018,\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    for part in ("levels_seen.csv, row 2", "'4.9'", "A cell is empty"):
        assert part in str(caught.value)


def test_check_tells_of_a_level_that_broke_and_does_not_stop(project: Project) -> None:
    without(project, r"^papi,8\.3,2020,level,.*\n")
    done = chiso(project, "check")
    assert done.returncode == 0, done.stderr
    told = done.stdout.partition("To look at:")[2].partition("What is not there")[0]
    assert "PAPI 2020, 8.3" in told
    assert "PAPI 2020, 7.1" not in told


SCORES = st.lists(st.floats(0.25, 2.5).map(lambda score: round(score, 6)), min_size=10, max_size=63)


@given(level=st.floats(-1, 1), scores=SCORES)
def test_a_part_that_only_moved_by_a_constant_is_never_told(level: float, scores: list[float]) -> None:
    was = pd.Series(scores)
    assert broken(was, was + level) is None
    assert broken(was, (was + level).round(6)) is None


@given(scores=SCORES)
def test_a_part_whose_units_lie_no_closer_is_never_told(scores: list[float]) -> None:
    was = pd.Series(scores)
    assert broken(was, pd.Series(scores[::-1])) is None


def test_scores_drawn_anew_within_a_tenth_of_the_spread_are_told() -> None:
    drawn = np.random.default_rng(1)
    was, now = pd.Series(drawn.normal(1.5, 0.3, 63)), pd.Series(drawn.normal(1.5, 0.03, 63))
    units, correlation, *_ = broken(was, now) or (0, 0.0)
    assert (units, correlation < -0.99) == (63, True)
    assert broken(was[:9], now[:9]) is None  # too few units to tell
