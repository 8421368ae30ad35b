"""What a figure comes from: raw cells where they are said to be, sums, corrections, former units, neighbours."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.errors import DataError
from chiso.facts.data import Data
from chiso.proof.chain import Chain

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


@pytest.fixture
def chain(data: Loaded, changes: Compared) -> Callable[..., Chain]:
    return lambda year, index="papi", units=0: Chain(data(year, units), changes(year, units), index)


def test_every_total_is_the_sum_of_the_raw_cells_that_it_names(data: Loaded, chain: Callable[..., Chain]) -> None:
    for year in (2013, 2018, 2021, 2023):
        known, found = data(year), chain(year)
        totals = 0
        for unit in known.catalog.units:
            figure = found.figure(year - 1, unit.code, "TOTAL")
            cells = [leaf.cell for leaf in figure.leaves()]
            if figure.value is None:
                assert figure.gap is not None
                assert None in cells
                continue
            corrected = [part.correction for part in (figure, *figure.parts) if part.correction is not None]
            mended = sum(correction.published_elsewhere - correction.here for correction in corrected)
            raw = sum(float(cell.text) for cell in cells if cell is not None)
            assert raw + mended == pytest.approx(figure.value, abs=1e-5), (year, unit.name_vi)
            totals += 1
        assert totals == known.catalog.publications["papi", year - 1].units_ranked


def test_every_score_and_printed_rank_is_the_raw_cell_that_it_names(data: Loaded, chain: Callable[..., Chain]) -> None:
    for index in ("par_index", "sipas"):
        known, found = data(2021), chain(2021, index)
        for year in (2020, 2019):
            scores = known.observations.query("index == @index and index_year == @year and code == 'TOTAL'")
            rows = scores.to_dict("records")
            assert rows
            for row in rows:
                cell = found.figure(year, row["unit_code"], "TOTAL").cell
                assert cell is not None
                assert (float(cell.text), cell.status, cell.source_id) == (
                    row["value"],
                    row["status"],
                    row["source_id"],
                )
            printed = known.published_ranks.query("index == @index and index_year == @year and code == 'TOTAL'")
            for row in printed.to_dict("records"):
                place = found.place(row["unit_code"], "TOTAL", earlier=year == 2019)
                assert place is not None
                assert place.published is not None
                assert int(place.published.text) == place.rank == row["rank"]


def test_a_raw_cell_is_where_it_is_said_to_be(data: Loaded, chain: Callable[..., Chain]) -> None:
    raw = data(2021).project.raw
    for index, code in (("papi", "3.2"), ("par_index", "TOTAL"), ("sipas", "TOTAL")):
        cell = chain(2021, index).figure(2020, "92", code).cell
        assert cell is not None
        lines = (raw / cell.table).read_text(encoding="utf-8").splitlines()
        at = lines[0].split(",").index(cell.column)
        assert lines[cell.row - 1].split(",")[at] == cell.text
        assert lines[cell.row - 1].startswith("92,")


def test_the_neighbours_of_a_rank_surround_it(data: Loaded, chain: Callable[..., Chain]) -> None:
    found = chain(2021)
    for unit in data(2021).catalog.units:
        place = found.place(unit.code, "TOTAL")
        assert place is not None
        assert place.is_whole
        assert [each.rank for each in place.around] == sorted(each.rank for each in place.around)
        scores = [each.value for each in place.around if each.value is not None]
        assert scores == sorted(scores, reverse=True)
        assert unit in [each.unit for each in place.around]
        assert (place.around[0].rank < place.rank) == (place.rank > 1)
        assert (place.around[-1].rank > place.rank) == (place.rank < 63)


def test_a_unit_stands_before_those_that_share_its_rank(data: Loaded) -> None:
    edited = data(2021).replace(data(2021).observations.copy())
    is_total = edited.observations.eval("index == 'papi' and index_year == 2020 and code == 'TOTAL'")
    edited.observations.loc[is_total & edited.observations["unit_code"].isin(["92", "01"]), "value"] = 79.0
    place = Chain(edited, chiso.changes(edited), "papi").place("92", "TOTAL")
    assert place is not None
    assert (place.rank, [each.unit.code for each in place.around][:2]) == (1, ["92", "01"])


def test_in_a_table_that_is_not_whole_the_nearest_known_units_are_named_as_such(chain: Callable[..., Chain]) -> None:
    place = chain(2021, "par_index").place("92", "TOTAL")
    assert place is not None
    assert not place.is_whole
    assert [(each.unit.code, each.rank) for each in place.around] == [("08", 35), ("92", 37), ("35", 43)]


def test_what_is_not_there_has_neither_cell_nor_rank_and_says_why(chain: Callable[..., Chain]) -> None:
    withheld = chain(2019).figure(2018, "22", "D2")
    assert (withheld.value, withheld.gap and withheld.gap.kind) == (None, "withheld")
    assert [leaf.cell for leaf in withheld.leaves()] == [None] * 4
    assert chain(2019).place("22", "D2") is None
    absent = chain(2018, "sipas").figure(2017, "92", "TOTAL")
    assert (absent.value, absent.cell, absent.gap and absent.gap.kind) == (None, None, "not_in_raw")
    assert chain(2018, "sipas").place("92", "TOTAL") is None


def test_a_corrected_sum_names_its_correction(chain: Callable[..., Chain]) -> None:
    figure = chain(2023).figure(2022, "01", "D1")
    assert figure.correction is not None
    assert figure.value == figure.correction.published_elsewhere
    assert sum(part.value or 0 for part in figure.parts) == pytest.approx(figure.correction.here)


def test_an_estimate_comes_from_the_cells_of_the_former_units(chain: Callable[..., Chain]) -> None:
    figure = chain(2021, units=34).figure(2020, "92", "TOTAL")
    assert [part.unit.name_vi for _, part in figure.former] == ["Cần Thơ", "Hậu Giang", "Sóc Trăng"]
    assert sum(share for share, _ in figure.former) == pytest.approx(1)
    assert figure.value == pytest.approx(sum(share * (part.value or 0) for share, part in figure.former), abs=1e-5)
    assert (figure.cell, figure.parts) == (None, ())
    assert all(leaf.cell is not None for _, part in figure.former for leaf in part.leaves())
    alone = chain(2021, units=34).figure(2020, "01", "TOTAL")  # Hà Nội was not merged
    assert [share for share, _ in alone.former] == [1.0]


def test_a_total_that_the_publisher_gives_itself_is_a_cell_and_no_sum(data: Loaded, changes: Compared) -> None:
    known = data(2021)
    papi = dataclasses.replace(known.catalog.indices["papi"], total="published")
    store = {**known.catalog.indices, "papi": papi}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(known.catalog), "indices", property(lambda _: store))
        figure = Chain(known, changes(2021), "papi").figure(2020, "92", "TOTAL")
    assert figure.parts == ()


def test_a_code_without_meaning_is_refused(chain: Callable[..., Chain]) -> None:
    with pytest.raises(DataError, match="has no meaning"):
        chain(2021).figure(2020, "92", "9.9")
