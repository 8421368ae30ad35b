"""Charts of whatever may come: real ones of many units and years, and made-up extremes, long names and ties."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measured import faults
from reading import Brief

from chiso import charts
from chiso.blocks.page_svg import page_svg
from chiso.blocks.specs import Figure
from chiso.briefing.words import Words

VI = Words("vi")

#: Long names, 60, 61 and 63 ranked units, ties, withheld figures, the first edition, a region of fourteen.
CASES = [(2021, "can-tho"), (2024, "binh-duong"), (2018, "ba-ria-vung-tau")]

few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
names = st.sampled_from(
    [
        "Cần Thơ",
        "Bà Rịa – Vũng Tàu",
        "Thừa Thiên Huế",
        "Thành phố Hồ Chí Minh",
        "A",
        "Đồng bằng sông Cửu Long và miền Đông",
    ]
)
scores = st.one_of(st.none(), st.floats(-1e6, 1e6).map(lambda value: round(value, 2)))


@pytest.mark.parametrize(("year", "province"), CASES)
def test_no_label_of_a_real_chart_is_cut_off_or_covered(brief: Brief, year: int, province: str) -> None:
    for locale in ("vi", "en"):
        made = brief(year, province, locale).blocks
        for name, figure in made.items():
            if isinstance(figure, Figure):
                assert faults(figure.svg) == [], name
                assert 'class="sheet"' not in page_svg(figure.svg, prefix="a"), name


@few
@given(st.lists(st.tuples(scores, st.booleans(), st.integers(1, 63)), min_size=1, max_size=18), st.data())
def test_a_course_of_any_scores_keeps_its_labels_apart(rows: list[tuple[Any, bool, int]], data: st.DataObject) -> None:
    series, made = 2000, []
    for at, (value, is_break, rank) in enumerate(rows):
        series = 2000 + at if is_break else series
        made.append(
            {
                "index_year": 2000 + at,
                "value": value,
                "series": series,
                "break_kind": "method" if series > 2000 else "",
                "rank": rank,
                "units_ranked": 63,
                "change": None if value is None else value / 7,
            }
        )
    goal = data.draw(st.one_of(st.none(), st.tuples(st.integers(1995, 2030), st.floats(-1e4, 1e4))))
    target = goal and {"plan_year": goal[0], "target_score": round(goal[1], 1), "score_gap": 1.5}
    text = charts.svg_of(charts.course(pd.DataFrame(made), VI, target=target), "c")
    assert faults(text) == []


@few
@given(st.lists(st.tuples(names, st.lists(scores, min_size=3, max_size=3)), min_size=2, max_size=9))
def test_several_courses_keep_their_names_apart(lines: list[tuple[str, list[Any]]]) -> None:
    frame = pd.DataFrame(
        [
            {"index_year": 2000 + at, "value": value, "series": 2000, "break_kind": "", "rank": None,
             "units_ranked": None, "change": None, "unit_code": str(code), "unit_vi": name, "unit_en": name}
            for code, (name, values) in enumerate(lines)
            for at, value in enumerate(values)
        ]
    )  # fmt: skip
    assert faults(charts.svg_of(charts.course(frame, VI), "c")) == []


units = st.lists(
    st.tuples(names, st.integers(1, 80), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=16
)


@few
@given(units, st.integers(1, 3))
def test_strips_keep_names_apart_whatever_the_ranks(found: list[tuple[str, int, bool, bool, bool]], lanes: int) -> None:
    frame = pd.DataFrame(
        [
            {"index": str(lane), "index_label": f"Chỉ số {lane}",
             "unit_code": str(code),
             "unit_vi": name, "unit_en": name, "rank": rank, "units_ranked": 80,
             "is_city": city, "in_region": region, "mine": mine and code == 0,
             "region_vi": "Bắc Trung Bộ và Duyên hải miền Trung", "region_en": "X"}
            for lane in range(lanes)
            for code, (name, rank, city, region, mine) in enumerate(found)
        ]
    )  # fmt: skip
    assert faults(charts.svg_of(charts.strip(frame, VI), "s")) == []


@few
@given(
    st.lists(st.tuples(names, st.lists(st.one_of(st.none(), st.integers(1, 80)), min_size=4, max_size=4)), min_size=1,
             max_size=20)
)  # fmt: skip
def test_a_course_of_ranks_keeps_names_apart(lines: list[tuple[str, list[int | None]]]) -> None:
    frame = pd.DataFrame(
        [
            {"index_year": 2000 + at, "unit_code": str(code), "unit_vi": name, "unit_en": name, "rank": rank,
             "units_ranked": 80, "mine": code == 0}
            for code, (name, ranks) in enumerate(lines)
            for at, rank in enumerate(ranks)
        ]
    )  # fmt: skip
    assert faults(charts.svg_of(charts.bump(frame, VI), "b")) == []


parts = st.sampled_from(
    [
        "Quản trị điện tử",
        "Công khai, minh bạch trong việc ra quyết định ở địa phương",
        "Z",
        "Trách nhiệm giải trình với người dân",
    ]
)


@few
@given(st.lists(st.tuples(parts, st.one_of(st.none(), st.integers(1, 80))), min_size=1, max_size=14))
def test_ladders_of_any_length_keep_their_rungs_apart(rungs: list[tuple[str, int | None]]) -> None:
    frame = pd.DataFrame(
        [
            {"code": str(code), "part_vi": name, "part_en": name, "rank": rank, "units_ranked": 80}
            for code, (name, rank) in enumerate(rungs)
        ]
    )
    assert faults(charts.svg_of(charts.ladder(frame, VI), "l")) == []


@few
@given(
    st.lists(st.tuples(parts, st.floats(-99, 99), st.floats(-99, 99), st.booleans()), min_size=1, max_size=14),
    st.floats(-1e3, 1e3),
)
def test_steps_of_any_height_keep_their_words_apart(steps: list[tuple[str, float, float, bool]], start: float) -> None:
    total = sum(change for _, change, _, _ in steps)
    rows = [
        {"code": str(code), "part_vi": name, "part_en": name, "change": change, "shared": shared,
         "own": change - shared, "comparable": comparable, "previous_value": None, "value": None}
        for code, (name, change, shared, comparable) in enumerate(steps)
    ]  # fmt: skip
    rows.append(
        {"code": "TOTAL", "part_vi": "Tổng", "part_en": "Total", "change": total, "shared": 0.0, "own": total,
         "comparable": True, "previous_value": start, "value": start + total}
    )  # fmt: skip
    assert faults(charts.svg_of(charts.waterfall(pd.DataFrame(rows), VI), "w")) == []


levels = st.one_of(st.none(), st.floats(0, 1))


@few
@given(
    st.lists(st.tuples(parts, st.sampled_from("ABC"), levels, levels, st.floats(-9, 9), st.booleans()), min_size=1,
             max_size=20)
)  # fmt: skip
def test_a_heat_table_of_any_levels_keeps_its_cells_apart(rows: list[tuple[str, str, Any, Any, float, bool]]) -> None:
    frame = pd.DataFrame(
        [
            {"code": f"{at}.{at}", "parent": parent, "part_vi": name, "part_en": name, "level": level,
             "national": median, "regional": median, "relative_change": change,
             "comparable": notable or None, "notable": notable}
            for at, (name, parent, level, median, change, notable) in enumerate(rows)
        ]
    )  # fmt: skip
    assert faults(charts.svg_of(charts.heat(frame, VI), "h")) == []


@few
@given(
    st.dictionaries(st.tuples(st.integers(1, 19), st.integers(1, 8)), st.tuples(names, levels, st.booleans()),
                    min_size=1, max_size=63)
)  # fmt: skip
def test_a_map_of_any_grid_keeps_its_tiles_apart(places: dict[tuple[int, int], tuple[str, Any, bool]]) -> None:
    frame = pd.DataFrame(
        [
            {"row": row, "column": column, "unit_vi": name, "unit_en": name, "mine": mine,
             "group": None if group is None else 1 + round(3 * group)}
            for (row, column), (name, group, mine) in places.items()
        ]
    )  # fmt: skip
    islands = pd.DataFrame({"row": [9, 15], "name_vi": ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"], "name_en": ""})
    assert faults(charts.svg_of(charts.tilemap(frame, VI, islands=islands), "m")) == []
