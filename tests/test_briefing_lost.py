"""The section on points lost: what it shows of whole tables, of single figures, and of nothing."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from reading import NEVER, Brief, cells, table_row, text_of, texts

import chiso
from chiso import briefing
from chiso.blocks.specs import Prose, Table
from chiso.facts.data import Data

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def made(data: Loaded, changes: Compared, year: int, unit: str, locale: str = "en") -> dict[str, Table | None]:
    say = chiso.Words(locale)
    lost = chiso.lost(data(year), changes(year), unit)
    measures = chiso.measures(data(year), changes(year), unit)
    return {str(index): briefing.lost.table(frame, measures, say) for index, frame in lost.groupby("index")}


def headers(table: Table | None) -> list[str]:
    assert table is not None
    return [column.header for column in table.columns]


def test_the_parts_of_a_whole_table_stand_beside_the_best_scores_and_the_measures_that_aim_at_them(
    brief: Brief,
) -> None:
    table = brief(2021, "can-tho", "en")["lost.table papi"]
    assert isinstance(table, Table)
    assert headers(table)[2:] == ["Points lost", "Change on 2019", "To the best of the region", "To the best of all"]
    assert cells(table_row(table, "D8 E-Governance"))[1:3] == ["2.77 of 10", "7.23"]
    row = table_row(table, "3.2 Local Government Response to Citizen Appeals")
    assert cells(row) == [row.cells[0].text, "0.72 of 3.33", "2.61", "−0.44", "+0.59 (Ben Tre)", "+0.93 (Quang Binh)"]
    assert row.cells[3].tone == "loss"
    assert all(cell.href for cell in row.cells[1:])
    names = [row.cells[0].text.split()[0] for row in table.rows]
    assert names[:3] == ["D8", "D7", "D3"]
    assert {"3.1", "1.4", "4.4"} < set(names)  # measures aim at them, though they lost little
    assert len(names) < 29
    assert "A measure of the plan aims at 3.1 Interactions with Local Authorities: Open more channels" in text_of(table)
    assert "16 finer parts" in text_of(table)


def test_single_figures_stand_with_their_maximum_rank_and_change_and_beside_nothing_else(
    data: Loaded, changes: Compared
) -> None:
    table = made(data, changes, 2024, "kon-tum")["par_index"]
    assert headers(table) == ["Part", "Score 2023", "Points lost", "Rank as published", "Change on 2022"]
    row = table_row(table, "D3 Reform of administrative procedures")
    assert cells(row)[1:] == ["12.38 of 13", "0.62", "34th of 63", "+0.50"]
    assert row.cells[4].tone is None  # nobody published an error
    said = text_of(table)
    assert "no rank, median or best is worked out" in said
    assert "A, B, B1, B2 and B3 take the same total apart in another way" in said
    assert "Not found among the published figures: D8" in said


def test_where_no_maximum_is_known_the_table_shows_what_was_published_and_no_loss(
    data: Loaded, changes: Compared
) -> None:
    table = made(data, changes, 2022, "thanh-hoa")["par_index"]
    assert table is not None
    assert table.caption == "Parts of PAR INDEX 2021 as published"
    assert headers(table) == ["Part", "Score 2021", "Rank as published"]
    assert cells(table_row(table, "D8 Impact of administrative reform"))[1:] == ["13.61", "6th of 63"]
    assert "no source at hand gives it" in text_of(table)
    assert "A lost point" not in text_of(table)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "en",
            (
                "For PAR INDEX (parts at hand for 2012 only) and SIPAS (no parts at hand for any year), "
                "it cannot be told where Can Tho lost points in 2020."
            ),
        ),
        (
            "vi",
            (
                "Với PAR INDEX (chỉ có điểm thành phần của 2012) và SIPAS (chưa có điểm thành phần của năm nào), "
                "chưa nói được năm 2020 Cần Thơ mất điểm ở đâu."
            ),
        ),
    ],
)
def test_what_was_not_published_is_said_in_one_sentence(
    data: Loaded, changes: Compared, locale: str, said: str
) -> None:
    lost = chiso.lost(data(2021), changes(2021), "can-tho")
    block = briefing.lost.unknown(lost, chiso.Words(locale))
    assert isinstance(block, Prose)
    assert text_of(block.paragraphs) == said
    assert made(data, changes, 2021, "can-tho", locale)["par_index"] is None


def test_a_measure_is_shown_with_its_owner_and_deadline_where_the_frame_has_them(
    data: Loaded, changes: Compared
) -> None:
    say = chiso.Words("vi")
    lost = chiso.lost(data(2021), changes(2021), "can-tho", "papi")
    measures = chiso.measures(data(2021), changes(2021), "can-tho").assign(
        lead_vi="Sở Nội vụ", lead_en="Department of Home Affairs", deadline_written="Quý III/2021"
    )
    assert "(Sở Nội vụ, Quý III/2021)" in text_of(briefing.lost.table(lost, measures, say))


@pytest.mark.parametrize(
    ("year", "unit"), [(2013, "can-tho"), (2018, "dak-lak"), (2020, "quang-binh"), (2024, "hoa-binh"), (2025, "son-la")]
)
@pytest.mark.parametrize("locale", ["vi", "en"])
def test_whatever_is_known_of_a_unit_reads_well(
    data: Loaded, changes: Compared, year: int, unit: str, locale: str
) -> None:
    table = made(data, changes, year, unit, locale)["par_index"]
    assert table is not None
    for text in texts(table):
        assert not NEVER.search(text), text
    if unit == "hoa-binh":
        assert "87,89" in text_of(table) or "87.89" in text_of(table)
    if unit == "quang-binh":
        assert "1–2" in text_of(table)
