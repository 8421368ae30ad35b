from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from chiso.analysis.merger import in_units
from chiso.analysis.trace import Trace, Tracer
from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.ingest import Observations


@pytest.fixture(scope="module")
def tracer(catalog: Catalog, observations: Observations) -> Tracer:
    return Tracer(catalog, observations)


def test_every_papi_total_is_the_sum_of_its_raw_cells(catalog: Catalog, tracer: Tracer) -> None:
    totals = 0
    for index_year in catalog.tables["papi"]:
        for unit in catalog.units:
            trace = tracer.trace("papi", index_year, unit.code)
            if trace.value is None:
                assert trace.gap is not None
                assert any(leaf.cell is None for leaf in trace.leaves())
                continue
            corrected = [part.correction for part in (trace, *trace.parts) if part.correction is not None]
            difference = sum(one.published_elsewhere - one.here for one in corrected)
            raw = sum(float(leaf.cell.text) for leaf in trace.leaves() if leaf.cell is not None)
            assert raw + difference == pytest.approx(trace.value, abs=1e-5)
            totals += 1
    assert totals == sum(
        publication.units_ranked for (index, _), publication in catalog.publications.items() if index == "papi"
    )


def test_every_score_and_rank_of_a_table_of_scores_is_its_raw_cell(
    catalog: Catalog, observations: Observations, tracer: Tracer
) -> None:
    scores = observations.values[observations.values["index"].isin(["par_index", "sipas"])]
    for row in scores.to_dict("records"):
        trace = tracer.trace(row["index"], row["index_year"], row["unit_code"])
        assert trace.cell is not None
        assert float(trace.cell.text) == trace.value == row["value"]
        assert (trace.cell.source_id, trace.cell.status) == (row["source_id"], row["status"])
    for row in observations.ranks.to_dict("records"):
        place = tracer.trace(row["index"], row["index_year"], row["unit_code"]).place
        assert place is not None
        assert place.published is not None
        assert int(place.published.text) == place.rank == row["rank"]


def test_a_raw_cell_is_where_it_is_said_to_be(catalog: Catalog, tracer: Tracer) -> None:
    for index, column in (("papi", "3.2"), ("par_index", "score"), ("sipas", "rank")):
        cell = tracer.raw_cell(index, 2020, "92", column)
        assert cell is not None
        lines = cell.path.read_text(encoding="utf-8").splitlines()
        at = lines[0].split(",").index(column)
        assert lines[cell.row - 1].split(",")[at] == cell.text
        assert lines[cell.row - 1].startswith("92,")


def test_the_neighbours_of_a_rank_surround_it(catalog: Catalog, tracer: Tracer) -> None:
    for unit in catalog.units:
        place = tracer.trace("papi", 2020, unit.code).place
        assert place is not None
        assert place.is_whole
        value = tracer.trace("papi", 2020, unit.code).value
        assert value is not None
        assert [one.rank < place.rank for one in place.above] == [True] * len(place.above)
        assert all(one.value is not None and one.value > value for one in place.above)
        assert all(one.rank == place.rank and one.value == value for one in place.beside)
        assert all(one.value is not None and one.value < value for one in place.below)
        assert bool(place.above) == (place.rank > 1)
        assert bool(place.below) == (place.rank < 63)


def test_equal_scores_stand_beside_one_another(catalog: Catalog, observations: Observations) -> None:
    values = observations.values.copy()
    mine = (values["index"] == "papi") & (values["index_year"] == 2020) & (values["code"] == "TOTAL")
    values.loc[mine & values["unit_code"].isin(["92", "01"]), "value"] = 99.0
    place = Tracer(catalog, dataclasses.replace(observations, values=values)).trace("papi", 2020, "92").place
    assert place is not None
    assert (place.rank, [one.unit.code for one in place.beside], place.above) == (1, ["01"], ())


def test_in_a_fragment_the_nearest_known_units_are_named_as_such(tracer: Tracer) -> None:
    place = tracer.trace("par_index", 2020, "92").place
    assert place is not None
    assert not place.is_whole
    assert [(one.unit.code, one.rank) for one in (*place.above, *place.below)] == [("08", 35), ("36", 47)]


def test_a_withheld_figure_says_so_and_has_no_cell(tracer: Tracer) -> None:
    trace = tracer.trace("papi", 2018, "22", "D2")
    assert trace.value is None
    assert trace.place is None
    assert trace.gap is not None
    assert trace.gap.kind == "withheld"
    assert [leaf.cell for leaf in trace.leaves()] == [None] * 4


def test_a_corrected_sum_names_its_correction(tracer: Tracer) -> None:
    trace = tracer.trace("papi", 2022, "01", "D1")
    assert trace.correction is not None
    assert trace.value == trace.correction.published_elsewhere
    assert sum(part.value or 0 for part in trace.parts) == pytest.approx(trace.correction.here)


def _weighed(trace: Trace) -> float:
    return sum(share * (part.value or 0) for share, part in trace.estimate)


def test_an_estimate_is_traced_to_the_former_units(catalog: Catalog, observations: Observations) -> None:
    view = catalog.view(2020, 34)
    tracer = Tracer(view, observations, in_units(view, observations))
    trace = tracer.trace("papi", 2020, "92")
    assert [part.unit.name_vi for _, part in trace.estimate] == ["Cần Thơ", "Hậu Giang", "Sóc Trăng"]
    assert sum(share for share, _ in trace.estimate) == pytest.approx(1)
    assert trace.value == pytest.approx(_weighed(trace), abs=1e-5)
    assert trace.cell is None
    assert trace.parts == ()
    for _, part in trace.estimate:
        assert part.unit.vintage == 63
        assert all(leaf.cell is not None for leaf in part.leaves())
    alone = tracer.trace("papi", 2020, "01")  # Hà Nội was not merged
    assert [share for share, _ in alone.estimate] == [1.0]


def test_a_figure_that_is_in_no_table_has_neither_cell_nor_rank(tracer: Tracer) -> None:
    trace = tracer.trace("sipas", 2017, "92")
    assert (trace.value, trace.cell, trace.place) == (None, None, None)
    assert trace.gap is not None
    assert trace.gap.kind == "not_in_raw"


def test_a_code_without_meaning_is_refused(tracer: Tracer) -> None:
    with pytest.raises(DataError, match="has no meaning"):
        tracer.trace("papi", 2020, "92", "9.9")


def test_a_table_is_read_again_by_the_next_tracer(
    catalog: Catalog, observations: Observations, project: object, tmp_path: Path
) -> None:
    other = Catalog(tmp_path / "data" / "raw")
    path = other.tables["sipas"][2020]
    cell = Tracer(other, observations).raw_cell("sipas", 2020, "92", "score")
    assert cell is not None
    path.write_text(path.read_text(encoding="utf-8").replace(cell.text, "12.34"), encoding="utf-8")
    again = Tracer(other, observations).raw_cell("sipas", 2020, "92", "score")
    assert again is not None
    assert again.text == "12.34"
    assert pd.notna(float(again.text))
