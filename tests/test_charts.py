"""Each chart from a few hand-made facts: what stands on it and where, whatever draws it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from measured import compared, faults

from chiso.report.canvas import Area, Dot, Sheet, Stroke
from chiso.report.charts.bump import Line, bump_chart
from chiso.report.charts.course import Goal, Stop, course_chart
from chiso.report.charts.heat import Entry, Section, Versus, heat_chart, heat_ground
from chiso.report.charts.ladder import Rung, ladder_chart
from chiso.report.charts.strip import Lane, Placed, strip_chart
from chiso.report.charts.tilemap import Island, Tile, short_name, tile_map
from chiso.report.charts.waterfall import End, Step, waterfall_chart
from chiso.report.palette import ACCENT, BREAK, GAIN, GROUPS, HEAT, LOSS, PAPER, TARGET


def course() -> Sheet:
    stops = [
        Stop(year=2017, score=80.87, series=2015, label="80,87", rank="12/63"),
        Stop(year=2018, score=None, series=2015),
        Stop(year=2019, score=81.25, series=2019, label="81,25", rank="29/63"),
        Stop(year=2020, score=83.76, series=2019, label="83,76", rank="37/63", change="+2,51", tone="gain"),
    ]
    goal = Goal(year=2021, score=86.0, lines=("Mục tiêu: ≥ 86 %", "còn thiếu 2,24 điểm %"))
    return course_chart(
        stops,
        rank_label="Xếp hạng",
        change_label="Thay đổi, điểm %",
        none="–",
        breaks={2019: "Đổi phương pháp"},
        goal=goal,
    )


def strip(region: int = 3) -> Sheet:
    neighbours = tuple(Placed(name=f"Bà Rịa – Vũng Tàu {at}", rank=1 + at // 2) for at in range(region))
    mine = Placed(name="Cần Thơ", rank=29, mine=True)
    lane = Lane(
        label="PAPI 2020",
        units_ranked=63,
        ranks=(*range(1, 64),),
        cities=(mine, Placed(name="Hà Nội", rank=48), Placed(name="Đà Nẵng", rank=48)),
        region=(*neighbours, mine),
    )
    part = Lane(label="SIPAS 2020", units_ranked=63, ranks=(38,), cities=(mine,), region=(mine,))
    return strip_chart([lane, part], cities_label="Thành phố trực thuộc TW", region_label="Đồng bằng sông Cửu Long")


def bump() -> Sheet:
    lines = [
        Line(name="Cần Thơ", ranks={2018: 8, 2019: 8, 2020: 29}, mine=True),
        Line(name="Đồng Tháp", ranks={2018: 2, 2020: 2}),
        Line(name="Bà Rịa – Vũng Tàu", ranks={2018: 30, 2019: 28, 2020: 29}),
        Line(name="Sóc Trăng", ranks={2018: 40}),
    ]
    years = {2018: "trong 61", 2019: "trong 63", 2020: "trong 63"}
    return bump_chart(lines, years, last_place=63, height=240)


def tilemap() -> Sheet:
    tiles = [
        Tile(row=1, column=1, name="Hà Nội", group=1),
        Tile(row=2, column=1, name="Thừa Thiên Huế", group=2),
        Tile(row=2, column=2, name="Đà Nẵng", group=3),
        Tile(row=8, column=2, name="Cần Thơ", group=4, mine=True),
        Tile(row=8, column=1, name="Bình Dương", group=None),
    ]
    islands = [
        Island(row=2, column=6, name="Quần đảo Hoàng Sa"),
        Island(row=7, column=6, name="Quần đảo Trường Sa"),
    ]
    groups = {1: "Cao nhất: thứ 1–16", 2: "Trung bình cao: thứ 17–32", 3: "Trung bình thấp", 4: "Thấp nhất"}
    return tile_map(tiles, islands, groups, title="Nhóm PAPI 2020", withheld="không công bố", missing="×", height=240)


def waterfall() -> Sheet:
    steps = [
        Step(name="Thủ tục hành chính công", change=-0.5, shared=0.1, tone="loss", texts=("−0,50", "+0,10", "−0,60")),
        Step(name="Quản trị điện tử", change=0.25, shared=0.5, tone="gain", texts=("+0,25", "+0,50", "−0,25")),
        Step(name="Quản trị môi trường", change=0.0, shared=0.0, tone="same", texts=("0,00", "0,00", "0,00")),
        Step(name="Cung ứng dịch vụ công", change=0.1, shared=0.1, tone="break", texts=("+0,10", "+0,10", "0,00")),
    ]
    total = Step(name="Tổng", change=-0.15, shared=0.7, tone="loss", texts=("−0,15", "+0,70", "−0,85"))
    start = End(name="Tổng điểm năm 2019", score=40.0, label="40,00")
    end = End(name="Tổng điểm năm 2020", score=39.85, label="39,85")
    return waterfall_chart(start, steps, end, total, headers=("Thay đổi", "Phần chung", "Phần riêng"))


def heat(columns: int = 4) -> Sheet:
    near, far = Versus(distance=0.01, text="+1"), Versus(distance=-0.2, text="−20")
    unknown = Versus(distance=None, text="×")
    entries = (
        Entry(name="1.1 Tri thức công dân", level="23", versus=(near, far), change="−5,3", tone="loss"),
        Entry(name="1.2 Chất lượng bầu cử trưởng thôn, tổ trưởng dân phố", level="49", versus=(far, near)),
        Entry(name="1.3 Đóng góp tự nguyện", level="×", versus=(unknown, unknown), tone="break"),
    )
    sections = [Section(name=f"{at}. Tham gia của người dân ở cấp cơ sở", entries=entries) for at in range(1, 4)]
    headers = ["Mức, %", "So với cả nước", "So với vùng", "So với 2019, %"]
    return heat_chart(sections, headers[:columns])


def ladder() -> Sheet:
    rungs = [
        Rung(name="Công khai, minh bạch trong việc ra quyết định ở địa phương", rank=1, units_ranked=63),
        Rung(name="Quản trị điện tử", rank=63, units_ranked=63),
        Rung(name="Quản trị môi trường", rank=None, units_ranked=60),
    ]
    return ladder_chart(rungs, withheld="×", height=150)


CHARTS = {
    "ladder": ladder,
    "course": course, "strip": strip, "bump": bump, "tilemap": tilemap, "waterfall": waterfall, "heat": heat,
}  # fmt: skip


def plain(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the items of a sheet as JSON with whole tenths of a point."""

    def rounded(value: Any) -> Any:
        if isinstance(value, float | int) and not isinstance(value, bool):
            return round(float(value), 1)
        return [rounded(one) for one in value] if isinstance(value, tuple) else value

    return [
        {
            "item": type(item).__name__,
            **{key: rounded(value) for key, value in dataclasses.asdict(item).items() if value},
        }
        for item in sheet.items
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_places_its_items_as_it_did(name: str) -> None:
    compared(f"chart-{name}", plain(CHARTS[name]()))


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_is_cut_off_or_covered(name: str) -> None:
    assert faults(CHARTS[name]().svg(name)) == []


# Course


def test_no_line_of_a_course_crosses_a_break_or_a_missing_year() -> None:
    lines = [item for item in course().items if isinstance(item, Stroke) and item.colour in (ACCENT, BREAK)]
    runs = [line for line in lines if not line.dashes]
    assert [(line.colour, len(line.points)) for line in runs] == [(ACCENT, 2)]


def test_the_target_is_drawn_and_says_how_far_it_is() -> None:
    said = [one.text for one in course().words if one.colour == TARGET]
    assert said == ["Mục tiêu: ≥ 86 %", "còn thiếu 2,24 điểm %"]


def test_an_earlier_series_is_grey_and_a_break_is_named() -> None:
    colours = {one.text: one.colour for one in course().words}
    assert colours["80,87"] == BREAK
    assert colours["Đổi phương pháp"] == BREAK
    assert colours["83,76"] != BREAK


def test_a_flat_course_does_not_look_steep() -> None:
    stops = [Stop(year=year, score=50 + year % 2 / 100, series=2019, label="50") for year in (2019, 2020)]
    chart = course_chart(stops, rank_label="Hạng", change_label="Thay đổi", none="–", breaks={})
    (line,) = [item for item in chart.items if isinstance(item, Stroke) and item.colour == ACCENT]
    assert abs(line.points[0][1] - line.points[1][1]) < 1.0


# Rank strip


def test_unit_region_and_cities_differ_by_shape_as_well_as_colour() -> None:
    items = strip().items
    mine = {(item.radius, item.fill) for item in items if isinstance(item, Dot) and item.fill == ACCENT}
    region = {(item.radius, item.fill) for item in items if isinstance(item, Dot) and item.fill == PAPER}
    diamonds = [item for item in items if isinstance(item, Area) and len(item.points) == 4]
    assert len(mine) == len(region) == 1
    assert len(diamonds) == 2


@pytest.mark.parametrize("region", [0, 1, 6, 9])
def test_a_strip_finds_room_for_long_names_and_ties(region: int) -> None:
    chart = strip(region)
    assert faults(chart.svg("strip")) == []
    assert sum(one.text.startswith("Bà Rịa") for one in chart.words) == region


def test_a_fragment_shows_its_published_ranks_alone() -> None:
    ticks = [item for item in strip().items if isinstance(item, Stroke) and len(set(item.points)) == 2]
    vertical = [item for item in ticks if item.points[0][0] == item.points[1][0] and item.width == 0.9]
    assert len(vertical) == 63 + 1


# Course of ranks


def test_a_line_of_ranks_is_broken_where_a_year_is_missing() -> None:
    ends = [one.text for one in bump().words if one.text.endswith("Đồng Tháp")]
    assert ends == ["2 Đồng Tháp"]
    assert not any(one.text.endswith("Sóc Trăng") for one in bump().words)
    faint = [item for item in bump().items if isinstance(item, Stroke) and item.width == 0.9]
    assert len(faint) == 2


def test_years_that_would_touch_are_left_out_but_never_the_last() -> None:
    years = dict.fromkeys(range(2011, 2018), "trong 63")
    chart = bump_chart(
        [Line(name="Bà Rịa – Vũng Tàu", ranks=dict.fromkeys(years, 10), mine=True)], years, last_place=63, height=240
    )
    written = [one.text for one in chart.words if one.text.isdigit() and len(one.text) == 4]
    assert written[0] == "2017"
    assert 1 < len(written) < 7
    assert faults(chart.svg("bump")) == []


# Map


def test_both_archipelagos_stand_in_boxes_with_their_names() -> None:
    said = " ".join(one.text for one in tilemap().words)
    assert "Quần đảo Hoàng Sa" in said
    assert "Quần đảo Trường Sa" in said


def test_every_tile_says_its_group_and_a_withheld_one_is_hatched() -> None:
    chart = tilemap()
    tiles = [item for item in chart.items if isinstance(item, Area) and item.fill in GROUPS]
    assert len(tiles) == 4 + 4  # and the key
    assert sum(isinstance(item, Area) and item.hatch for item in chart.items) == 1 + 1
    assert [one.text for one in chart.words].count("×") == 2


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hà Nội", "Hà Nội"),
        ("Thái Nguyên", "T.Nguyên"),
        ("Hồ Chí Minh", "HCM"),
        ("Thừa Thiên Huế", "TTH"),
        ("Bà Rịa – Vũng Tàu", "BR–VT"),
        ("Ho Chi Minh City", "HCMC"),
        ("Thua Thien–Hue", "TT–H"),
    ],
)
def test_a_long_name_is_shortened_as_people_shorten_it(name: str, short: str) -> None:
    assert short_name(name, 28.5) == short


# Waterfall and heat table


def test_a_step_that_cannot_be_compared_is_hollow_and_grey() -> None:
    bars = [
        item for item in waterfall().items if isinstance(item, Area) and item.edge == BREAK and len(item.points) == 4
    ]
    assert [bar.fill for bar in bars if bar.fill == PAPER]
    fills = [item.fill for item in waterfall().items if isinstance(item, Area)]
    assert LOSS in fills
    assert GAIN in fills


def test_the_steps_lead_from_one_total_to_the_other() -> None:
    chart = waterfall()
    ticks = [item for item in chart.items if isinstance(item, Stroke) and item.width == 1.6]
    (start, _), (end, _) = (tick.points for tick in ticks)
    bars = [
        item for item in chart.items if isinstance(item, Area) and item.fill in (LOSS, GAIN) and len(item.points) == 4
    ]
    assert max(x for x, _ in bars[0].points) == pytest.approx(start[0])
    assert end[0] < start[0]


def test_a_distance_has_the_ground_of_its_size_and_direction() -> None:
    grounds = [heat_ground(distance) for distance in (-0.2, -0.05, 0.0, 0.05, 0.2)]
    assert grounds == list(HEAT)
    assert heat_ground(None) == PAPER


def test_every_cell_of_a_heat_table_says_its_figure() -> None:
    said = [one.text for one in heat().words]
    assert said.count("+1") == said.count("−20") == 3 * 2
    assert said.count("×") == 3 * 3


def test_without_a_change_to_show_the_names_have_its_room() -> None:
    level = {columns: next(one.x for one in heat(columns).words if one.text == "23") for columns in (3, 4)}
    assert level[3] > level[4] + 30
    assert not any(one.text == "−5,3" for one in heat(3).words)
