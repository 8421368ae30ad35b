"""Every frame is what its schema says, for any unit, year and set of units, and nothing later is visible in it."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.errors import DataError, ParameterError
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.frames import SCHEMAS
from chiso.facts.results import RESULTS
from chiso.run.warm_up import Facts

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]

OF_AN_INDEX = ("course", "drivers", "profile", "what_if", "rank_course", "part_ranks")

# The pilot, breaks, a unit without tables, merged and unchanged units.
BRIEFINGS = (
    (2012, "can-tho", 0),
    (2019, "ha-giang", 0),
    (2021, "can-tho", 0),
    (2025, "ho-chi-minh", 0),
    (2021, "can-tho", 34),
    (2025, "lang-son", 34),
)


@pytest.mark.parametrize("name", sorted(name for name in chiso.__all__ if name not in ("briefing", "charts")))
def test_every_name_of_the_package_is_there(name: str) -> None:
    assert getattr(chiso, name)


def test_every_frame_of_many_briefings_fits_its_schema_and_is_read_back(data: Loaded, changes: Compared) -> None:
    for home in {home for home in chiso.HOMES.values() if home}:
        importlib.import_module(f"chiso.{home}")
    filled = set()
    for year, province, units in BRIEFINGS:
        known = data(year, units)
        whole = Facts(known, known.unit(province), chiso.Words("vi"))
        whole.known["changes"] = changes(year, units)
        for index in [None, *known.indices]:
            facts = Facts(known, known.unit(province), whole["say"], index)
            facts.known = {**whole.known, "index": index}
            for name, schema in SCHEMAS.items():
                if (name in OF_AN_INDEX) != (index is not None):
                    continue
                frame = facts[name]
                schema.pandera.validate(frame, lazy=True)
                assert list(frame.columns) == schema.columns, (name, year, province)
                assert len(schema.rows(frame)) == len(frame)
                filled |= {name} if len(frame) else set()
                if "index_year" in frame and name not in ("editions", "raw_rows", "sources"):
                    assert (frame["index_year"] < year).all(), (name, year)
    assert filled == set(SCHEMAS)


def test_nothing_later_than_the_briefing_year_is_visible(data: Loaded) -> None:
    for year in (2012, 2018, 2021):
        for units in (0, 34):
            known = data(year, units)
            for table in (known.observations, known.published_ranks, known.measured.values, known.measured.ranks):
                assert (table["index_year"] < year).all()
            assert not known.observations.empty


def test_a_cell_that_cannot_be_read_is_told_with_frame_row_and_column(changes: Compared) -> None:
    frame = changes(2021).copy()
    frame["value"] = frame["value"].astype(object)
    frame.loc[7, "value"] = "forty"
    with pytest.raises(DataError, match=r"'forty', which is no float[\s\S]*changes, row 7, column 'value'"):
        CHANGES.rows(frame)
    with pytest.raises(DataError, match="lacks the column 'rank'"):
        CHANGES.rows(changes(2021).drop(columns="rank"))
    with pytest.raises(DataError, match="not list"):
        CHANGES.rows([])  # type: ignore[arg-type]


def test_types_that_pandas_changed_are_restored_and_further_columns_go_along(data: Loaded, changes: Compared) -> None:
    frame = chiso.results(data(2021), changes(2021), "can-tho").assign(note="mine")
    frame["rank"] = frame["rank"].astype("float64")
    rows = RESULTS.rows(frame.sample(frac=1, random_state=1))
    assert {type(row["rank"]) for row in rows} == {int}
    assert {row.note for row in rows} == {"mine"}


@pytest.mark.parametrize("text", ["par_index", "PAR INDEX", "par-index", " Par_Index "])
def test_an_index_is_known_by_its_id_or_label(data: Loaded, text: str) -> None:
    assert data(2021).index(text).index == "par_index"


def test_an_index_that_is_not_there_is_answered_with_those_that_are(data: Loaded) -> None:
    with pytest.raises(ParameterError, match="There is no index 'hdi'") as caught:
        data(2021).index("hdi")
    assert "par_index, sipas, papi" in caught.value.remedy
