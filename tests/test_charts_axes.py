"""Charts on axes of matplotlib: what a researcher adds or changes says what it says, and ours makes room for it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from measured import faults, ink

from chiso import charts
from chiso.blocks import palette
from chiso.blocks.fonts import text_width
from chiso.blocks.page_svg import page_svg
from chiso.blocks.plain_json import BlockError
from chiso.briefing.words import Words
from chiso.charts.heat import heat_ground
from chiso.charts.tilemap import short_name
from chiso.errors import DataError

VI, EN = Words("vi"), Words("en")
TARGET = {"plan_year": 2021, "target_score": 86.0, "score_gap": 2.24}

COURSE = pd.DataFrame(
    {
        "index_year": [2017, 2018, 2019, 2020],
        "value": [80.87, None, 81.25, 83.76],
        "series": [2015, 2015, 2019, 2019],
        "break_kind": ["", "", "method", "method"],
        "rank": [12, None, 29, 37],
        "units_ranked": [63, None, 63, 63],
        "change": [None, None, None, 2.51],
        "sign": 1,
        "measure": "percent",
        "unit_code": "92",
        "unit_vi": "Cần Thơ",
        "unit_en": "Can Tho",
    }
)
UNITS = [
    ("92", "Cần Thơ", 29),
    ("01", "Hà Nội", 48),
    ("48", "Đà Nẵng", 48),
    ("87", "Đồng Tháp", 2),
    ("83", "Bến Tre", 8),
]
RANKING = pd.DataFrame(
    [
        {
            "index": index, "index_label": label, "index_year": 2020,
            "unit_code": code, "unit_vi": name, "unit_en": name,
            "rank": rank, "units_ranked": 63,
            "is_city": code in ("92", "01", "48"), "in_region": code in ("92", "87", "83"),
            "mine": code == "92", "region_vi": "Đồng bằng sông Cửu Long", "region_en": "Mekong River Delta",
        }
        for index, label, count in (("first", "PAPI", 5), ("second", "SIPAS", 1))
        for code, name, rank in UNITS[:count]
    ]
)  # fmt: skip
RANKS = pd.DataFrame(
    [
        {"index_year": year, "unit_code": code, "unit_vi": name, "unit_en": name, "rank": rank, "units_ranked": 63,
         "mine": code == "92"}
        for code, name, ranks in (
            ("92", "Cần Thơ", {2018: 8, 2019: 8, 2020: 29}),
            ("87", "Đồng Tháp", {2018: 2, 2019: None, 2020: 2}),
            ("77", "Bà Rịa – Vũng Tàu", {2018: 30, 2019: 28, 2020: 29}),
        )
        for year, rank in ranks.items()
    ]
)  # fmt: skip
LADDER = pd.DataFrame(
    {
        "code": ["D1", "D2", "D3"],
        "part_vi": ["Công khai, minh bạch trong việc ra quyết định ở địa phương", "Quản trị điện tử", "Môi trường"],
        "part_en": ["Transparency in Local Decision-making", "E-Governance", "Environmental Governance"],
        "rank": [1, 63, None],
        "units_ranked": [63, 63, 60],
    }
)  # fmt: skip
DRIVERS = pd.DataFrame(
    {
        "code": ["D1", "D2", "D3", "D4", "TOTAL"],
        "part_vi": ["Thủ tục hành chính công", "Quản trị điện tử", "Môi trường", "Cung ứng dịch vụ công", "Tổng"],
        "part_en": ["Public Administrative Procedures", "E-Governance", "Environment", "Public Services", "Total"],
        "change": [-0.5, 0.25, 0.0, 0.1, -0.15],
        "shared": [0.1, 0.5, 0.0, 0.1, 0.7],
        "own": [-0.6, -0.25, 0.0, 0.0, -0.85],
        "comparable": [True, True, True, False, True],
        "previous_value": [None, None, None, None, 40.0],
        "value": [None, None, None, None, 39.85],
        "index_year": 2020,
        "sign": 1,
    }
)  # fmt: skip
PROFILE = pd.DataFrame(
    {
        "code": ["D1", "1.1", "1.2", "1.3", "D2", "2.1"],
        "parent": ["TOTAL", "D1", "D1", "D1", "TOTAL", "D2"],
        "part_vi": ["Tham gia", "Tri thức công dân", "Chất lượng bầu cử trưởng thôn, tổ trưởng dân phố", "Đóng góp",
                    "Công khai", "Tiếp cận thông tin"],
        "part_en": ["Participation", "Civic Knowledge", "Quality of Village Head Elections", "Contributions",
                    "Transparency", "Access to Information"],
        "level": [None, 0.23, 0.49, None, None, 0.5],
        "national": [None, 0.24, 0.3, 0.4, None, 0.7],
        "regional": [None, 0.43, 0.45, 0.4, None, None],
        "relative_change": [None, -0.053, 0.01, None, None, 0.2],
        "comparable": [None, True, True, None, None, False],
        "notable": [False, True, False, False, False, True],
        "index_year": 2020,
        "sign": 1,
    }
)  # fmt: skip
GROUPS = pd.DataFrame(
    {
        "row": [1, 2, 2, 8, 8], "column": [1, 1, 2, 2, 1], "group": [1, 2, 3, 4, None],
        "unit_vi": ["Hà Nội", "Thừa Thiên Huế", "Đà Nẵng", "Cần Thơ", "Bình Dương"],
        "unit_en": ["Ha Noi", "Thua Thien–Hue", "Da Nang", "Can Tho", "Binh Duong"],
        "mine": [False, False, False, True, False],
    }
)  # fmt: skip
ISLANDS = pd.DataFrame(
    {
        "row": [2, 7], "name_vi": ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"],
        "name_en": ["Hoang Sa archipelago", "Truong Sa archipelago"],
    }
)  # fmt: skip
KEY = {1: "Cao nhất: thứ 1–16", 2: "Trung bình cao", 3: "Trung bình thấp", 4: "Thấp nhất"}

Drawn = Callable[..., Axes]
CHARTS: dict[str, tuple[Drawn, pd.DataFrame]] = {
    "course": (lambda frame=COURSE, say=VI, **given: charts.course(frame, say, target=TARGET, **given), COURSE),
    "strip": (lambda frame=RANKING, say=VI, **given: charts.strip(frame, say, **given), RANKING),
    "bump": (lambda frame=RANKS, say=VI, **given: charts.bump(frame, say, **given), RANKS),
    "ladder": (lambda frame=LADDER, say=VI, **given: charts.ladder(frame, say, **given), LADDER),
    "waterfall": (lambda frame=DRIVERS, say=VI, **given: charts.waterfall(frame, say, **given), DRIVERS),
    "heat": (lambda frame=PROFILE, say=VI, **given: charts.heat(frame, say, **given), PROFILE),
    "tilemap": (
        lambda frame=GROUPS, say=VI, **given: charts.tilemap(
            frame, say, islands=ISLANDS, title="Nhóm 2020", key=KEY, **given
        ),
        GROUPS,
    ),
}
every_chart = pytest.mark.parametrize("name", CHARTS)

#: A place in the data of each chart, where a researcher may point at something.
PLACES = {
    "course": (2019.0, 82.0), "strip": (29.0, 0.0), "bump": (2019.0, 20.0), "ladder": (31.0, 1.0),
    "waterfall": (39.8, 2.0), "heat": (240.0, 30.0), "tilemap": (2.0, 5.0),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _closed() -> Any:
    yield
    plt.close("all")


def drawn(name: str, **given: Any) -> Axes:
    return CHARTS[name][0](**given)


def svg(name: str, **given: Any) -> str:
    return charts.svg_of(drawn(name, **given), name)


def said(text: str) -> list[str]:
    return [label.text.replace("\u00a0", " ") for label in ink(text)]


def at(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Return where data are in the SVG that was just made."""
    figure = ax.get_figure(root=True)
    px, py = ax.transData.transform((x, y)) * 72 / figure.dpi
    return float(px), float(figure.get_size_inches()[1] * 72 - py)


def lines_of(text: str, colour: str) -> list[list[tuple[float, float]]]:
    """Return the corners of all paths with a stroke of some colour."""
    found = []
    for element in ET.fromstring(text).iter():  # noqa: S314 - what we made ourselves
        if f"stroke: {colour}" in element.get("style", "") and "d" in element.attrib:
            numbers = [float(part) for part in re.findall(r"-?[\d.]+", element.attrib["d"])]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


# Every chart


@every_chart
@pytest.mark.parametrize("say", [VI, EN], ids=["vi", "en"])
def test_text_is_text_and_no_label_is_cut_off_or_covered(name: str, say: Words) -> None:
    text = svg(name, say=say)
    assert "<text" in text
    assert faults(text) == []
    assert all(float(size) >= 6 for size in re.findall(r"font-size: ([\d.]+)px", text))


@every_chart
def test_only_colours_of_the_palette_are_used_so_that_they_follow_the_scheme(name: str) -> None:
    assert 'class="sheet"' not in page_svg(svg(name), prefix="a")
    assert "var(--chiso-" in page_svg(svg(name), prefix="a")


@every_chart
def test_equal_frames_give_equal_bytes_and_another_id_gives_other_ids(name: str) -> None:
    assert svg(name) == svg(name)
    ax = drawn(name)
    first = charts.svg_of(ax, name)
    assert charts.svg_of(ax, name) == first
    assert f'id="{name}"' in first
    assert charts.svg_of(ax, "another") != first


@every_chart
def test_what_a_user_has_told_matplotlib_changes_no_chart_and_stays_told(name: str) -> None:
    as_it_comes = svg(name)
    told = {"text.usetex": True, "savefig.bbox": "tight", "savefig.transparent": True, "hatch.color": "red"}
    told |= {"svg.fonttype": "path", "path.sketch": (1, 100, 2), "path.simplify": False, "font.size": 31}
    told |= {"axes.facecolor": "red", "axes.xmargin": 0.3, "axes.grid": True, "lines.linewidth": 9, "figure.dpi": 31}
    told |= {"figure.constrained_layout.use": True, "lines.marker": "x", "lines.dash_capstyle": "projecting"}
    with mpl.rc_context(told):
        assert svg(name) == as_it_comes
        assert {key: mpl.rcParams[key] for key in told} == told


@every_chart
def test_a_chart_is_as_wide_as_the_place_it_goes_to(name: str) -> None:
    width = ET.fromstring(svg(name)).get("width")  # noqa: S314
    assert width == {"bump": "182pt", "ladder": "182pt", "tilemap": "290pt"}.get(name, "487pt")


@every_chart
def test_a_line_of_a_researchers_own_is_where_it_says(name: str) -> None:
    ax = drawn(name)
    x, y = PLACES[name]
    ax.axhline(y, color="#123456")
    ax.axvline(x, color="#654321")
    text = charts.svg_of(ax, name)
    across, down = at(ax, x, y)
    ((level, _),) = [(line[0][1], line) for line in lines_of(text, "#123456")]
    ((upright, _),) = [(line[0][0], line) for line in lines_of(text, "#654321")]
    assert level == pytest.approx(down, abs=0.01)
    assert upright == pytest.approx(across, abs=0.01)


@every_chart
def test_notes_and_titles_are_written_where_they_belong(name: str) -> None:
    ax = drawn(name)
    height = ax.get_figure(root=True).get_size_inches()[1]
    ax.set_title("Của riêng tôi")
    ax.set_xlabel("năm nào đó")
    ax.annotate("lưu ý", PLACES[name], xytext=PLACES[name])
    ax.text(*PLACES[name], "ở đây", color="#123456")
    text = charts.svg_of(ax, name)
    for words in ("Của riêng tôi", "năm nào đó", "lưu ý", "ở đây"):
        assert f">{words}</text>" in text
    (note,) = [one for one in ET.fromstring(text).iter() if one.text == "ở đây"]  # noqa: S314
    assert (float(note.get("x", 0)), float(note.get("y", 0))) == pytest.approx(at(ax, *PLACES[name]), abs=0.6)
    # The figure has grown by what was written above and below, and nothing of it is cut off or covers a label.
    box = ET.fromstring(text).get("viewBox", "").split()  # noqa: S314
    assert float(box[3]) > height * 72
    labels = {one.text: one.box for one in ink_of_ours(text)}
    assert labels["Của riêng tôi"].top >= 0
    assert labels["năm nào đó"].bottom <= float(box[3])
    for words in ("Của riêng tôi", "năm nào đó"):
        mine = labels.pop(words)
        assert [other for other, room in labels.items() if room.overlaps(mine)] == []


def of_the_house(text: str) -> str:
    """Return an SVG without the labels that a researcher wrote in another font, and none of them anchored."""
    root = ET.fromstring(text)  # noqa: S314
    for parent in root.iter():
        for child in list(parent):
            style = child.get("style", "")
            if child.tag.endswith("}text") and "Be Vietnam Pro" not in style:
                parent.remove(child)
            elif "text-anchor" in style:
                size = float(re.findall(r"font-size: ([\d.]+)px", style)[0])
                width = text_width(child.text or "", size, bold="600" in style)
                left = float(child.get("x", 0)) - width * ("middle" in style) / 2
                child.set("transform", f"translate({left} {child.get('y')})")
    return ET.tostring(root, encoding="unicode")


def ink_of_ours(text: str) -> list[Any]:
    return ink(of_the_house(text))


@every_chart
@pytest.mark.parametrize("laid_out", [False, True], ids=["plain", "constrained"])
def test_two_charts_share_a_figure_and_keep_apart(name: str, laid_out: bool) -> None:
    with mpl.rc_context({"figure.constrained_layout.use": laid_out, "axes.grid": True}):
        figure, (above, below) = plt.subplots(2, 1, figsize=(487 / 72, 487 / 144))
    assert drawn(name, ax=above) is above
    drawn(name, ax=below)
    above.set_title("Trên")
    text = charts.svg_of(figure, "both")
    assert faults(of_the_house(text)) == []
    first = list(ink_of_ours(text))
    assert len(first) >= 2 * len(said(svg(name))) - 8  # in narrower axes a label or two may go


@every_chart
def test_a_picture_of_a_chart_can_be_saved_too(name: str, tmp_path: Any) -> None:
    drawn(name).get_figure(root=True).savefig(tmp_path / "chart.png", dpi=60, facecolor="w")
    assert (tmp_path / "chart.png").stat().st_size > 1000


@every_chart
def test_a_frame_without_a_column_is_refused_by_name(name: str) -> None:
    chart, frame = CHARTS[name]
    needed = {"course": "value", "tilemap": "group", "heat": "level", "waterfall": "change"}.get(name, "rank")
    with pytest.raises(DataError) as caught:
        chart(frame.rename(columns={needed: "x"}))
    for word in (needed, name, "rename", "has: "):
        assert word in str(caught.value)
    if name != "course":
        nameless = [column for column in frame if str(column).startswith(("unit_v", "unit_e", "part_"))]
        with pytest.raises(DataError, match=r"lacks a column: (unit|part)_vi"):
            chart(frame.drop(columns=nameless))


@every_chart
def test_a_text_among_the_numbers_an_empty_frame_and_a_row_that_is_there_twice_are_refused(name: str) -> None:
    chart, frame = CHARTS[name]
    number = {"course": "value", "tilemap": "group", "heat": "level", "waterfall": "change"}.get(name, "rank")
    with pytest.raises(DataError, match=f"{number!r} holds 'abc' in row 1"):
        chart(frame.astype({number: object}).assign(**{number: ["abc", *frame[number][1:]]}))
    with pytest.raises(DataError, match="no rows"):
        chart(frame.iloc[:0])
    with pytest.raises(DataError, match="two rows of"):
        chart(pd.concat([frame, frame.iloc[:1]]))
    with pytest.raises(DataError, match="not dict"):
        chart({})


# Course


def test_no_line_of_a_course_crosses_a_break_or_a_missing_year() -> None:
    ax = drawn("course")
    runs = [line.get_xdata() for line in ax.lines]
    assert [[int(year) for year in run if year == year] for run in runs] == [[2017], [2019, 2020]]  # noqa: PLR0124
    assert [line.get_color() for line in ax.lines] == [palette.BREAK, palette.ACCENT]


def test_a_gap_within_a_series_parts_its_line() -> None:
    ax = charts.course(COURSE.assign(series=2015, break_kind="", value=[1.0, None, 3.0, 4.0]), VI)
    (line,) = ax.lines
    assert [pd.isna(y) for y in line.get_ydata()] == [False, True, False, False]


def test_a_line_outside_todays_limits_becomes_visible() -> None:
    ax = drawn("course")
    low, high = ax.get_ylim()
    assert not low < 45 < high
    ax.axhline(45, color="#123456")
    text = charts.svg_of(ax, "course")
    ((start, _),) = [line[:2] for line in lines_of(text, "#123456")]
    assert 0 < start[1] < ax.get_figure(root=True).get_size_inches()[1] * 72
    assert faults(text) == []
    ax.plot([2012, 2013], [60, 50], color="#654321")
    assert "2012" in said(charts.svg_of(ax, "course"))


def test_labels_keep_off_a_researchers_line() -> None:
    ax = drawn("course")
    plain = {label.text: label.box for label in ink(charts.svg_of(ax, "course"))}
    label = plain["83,76"]
    _, y = at(ax, 2020, 83.76)
    ax.axhline(83.76 + (y - (label.top + label.bottom) / 2) * 0.05)
    moved = {one.text: one.box for one in ink(charts.svg_of(ax, "course"))}["83,76"]
    ((start, _),) = [line[:2] for line in lines_of(charts.svg_of(ax, "course"), "#1f77b4")]
    assert not moved.top < start[1] < moved.bottom


def test_what_lies_outside_limits_that_were_set_is_not_written_elsewhere() -> None:
    ax = drawn("course")
    ax.set_ylim(83, 90)
    ax.set_xlim(2018.5, 2021)
    words = said(charts.svg_of(ax, "course"))
    assert "83,76" in words
    assert not {"80,87", "81,25", "2017", "12/63"} & set(words)


def test_the_target_stands_at_its_score_and_says_how_far_it_is() -> None:
    ax = drawn("course")
    text = charts.svg_of(ax, "course")
    _, y = at(ax, 2021, 86.0)
    (dashed,) = [line for line in lines_of(text, palette.TARGET) if len(line) == 2]
    assert dashed[0][1] == pytest.approx(y, abs=0.01)
    assert {"Mục tiêu: ≥ 86 %", "còn thiếu 2,24 điểm phần trăm"} <= set(said(text))
    again = charts.svg_of(charts.course(COURSE, VI, target=pd.DataFrame([TARGET])), "course")
    assert again == text
    own = charts.course(COURSE, VI, target=TARGET, target_lines=("86, mong vậy",))
    assert "86, mong vậy" in said(charts.svg_of(own, "course"))


def test_where_less_is_better_a_fall_is_a_gain() -> None:
    rising = charts.svg_of(charts.course(COURSE, VI), "c")
    falling = charts.svg_of(charts.course(COURSE.assign(sign=-1), VI), "c")
    assert palette.GAIN in rising
    assert palette.LOSS not in rising
    assert palette.LOSS in falling
    assert palette.GAIN not in falling
    steps = charts.svg_of(charts.waterfall(DRIVERS.assign(sign=-1), VI), "w")
    assert steps.count(palette.GAIN) == svg("waterfall").count(palette.LOSS)
    assert heat_ground(-0.2, -1) == heat_ground(0.2) == palette.HEAT[4]


def test_a_flat_course_does_not_look_steep() -> None:
    flat = COURSE.iloc[2:].assign(value=[50.0, 50.01])
    ax = charts.course(flat, VI)
    charts.svg_of(ax, "c")
    assert abs(at(ax, 2019, 50.0)[1] - at(ax, 2020, 50.01)[1]) < 1.0


def several() -> pd.DataFrame:
    names = [("92", "Cần Thơ", 0.0), ("01", "Hà Nội", 0.1), ("48", "Đà Nẵng", 0.1), ("77", "Bà Rịa – Vũng Tàu", -3.0)]
    return pd.concat(
        [
            COURSE.assign(unit_code=code, unit_vi=name, unit_en=name, value=COURSE["value"] + more)
            for code, name, more in names
        ]
    )


def test_several_courses_are_each_named_at_their_end_and_told_apart_by_shape_too() -> None:
    ax = charts.course(several(), VI, target=TARGET)
    text = charts.svg_of(ax, "course")
    ends = [words for words in said(text) if re.search(r"\w \d\d,|Mục", words)]
    assert sorted(ends) == sorted(
        ["Cần Thơ 83,76", "Hà Nội 83,86", "Đà Nẵng 83,86", "Bà Rịa – Vũng Tàu 80,76", "Mục tiêu: ≥ 86 %"]
    )
    assert faults(text) == []
    labels = list(ax.get_legend_handles_labels()[1])
    assert labels == ["Cần Thơ", "Hà Nội", "Đà Nẵng", "Bà Rịa – Vũng Tàu"]
    assert not any("/63" in words for words in said(text))
    assert 'class="sheet"' not in page_svg(text, prefix="a")


def test_two_indices_in_one_frame_are_two_lines() -> None:
    frame = pd.concat([COURSE.assign(index="a", index_label="PAPI"), COURSE.assign(index="b", index_label="SIPAS")])
    words = said(charts.svg_of(charts.course(frame, EN), "c"))
    assert {"PAPI 83.76", "SIPAS 83.76"} <= set(words)


# Ranks


def test_the_first_place_is_left_and_on_top() -> None:
    assert drawn("strip").get_xlim() == (1, 63)
    assert drawn("ladder").get_xlim() == (1, 63)
    low, high = drawn("bump").get_ylim()
    assert (low, high) == (63, 1)
    ax = drawn("bump")
    ax.axhline(80)
    assert ax.get_ylim() == pytest.approx((80, 1))


def test_a_lane_shows_the_ranks_that_are_known_alone() -> None:
    part = RANKING[RANKING["unit_code"] == "92"]
    words = said(charts.svg_of(charts.strip(part, VI), "s"))
    assert words.count("Cần Thơ 29") == 2
    whole = said(svg("strip"))
    assert whole.count("Cần Thơ 29") == 3
    assert charts.svg_of(charts.strip(RANKING.drop(columns="mine"), VI, unit="92"), "s") == charts.svg_of(
        drawn("strip"), "s"
    )


def test_each_lane_stands_at_its_number() -> None:
    ax = drawn("strip")
    text = charts.svg_of(ax, "s")
    _, y = at(ax, 29, 1)
    (label,) = [one for one in ink(text) if one.text.startswith("SIPAS")]
    assert 0 < y - label.box.top < 20
    assert [line[0][1] for line in lines_of(text, palette.FAINT) if line[0][1] == pytest.approx(y, abs=0.01)]


def test_a_line_of_ranks_is_broken_where_a_year_is_missing() -> None:
    ax = drawn("bump")
    lines = {line.get_label(): line for line in ax.lines}
    assert [pd.isna(rank) for rank in lines["Đồng Tháp"].get_ydata()] == [False, True, False]
    assert ax.lines[-1].get_label() == "Cần Thơ"
    assert lines["Cần Thơ"].get_color() == palette.ACCENT


def test_years_that_would_touch_are_left_out_but_never_the_last() -> None:
    years = range(2011, 2018)
    frame = pd.concat([RANKS.iloc[:1].assign(index_year=year, rank=10) for year in years])
    text = charts.svg_of(charts.bump(frame, VI), "b")
    written = [words for words in said(text) if re.fullmatch(r"20\d\d", words)]
    assert written[0] == "2017"
    assert 1 < len(written) < 7
    assert faults(text) == []


# Steps, table and map


def test_a_step_that_cannot_be_compared_is_hollow_and_grey() -> None:
    text = svg("waterfall")
    assert f"fill: {palette.PAPER}; stroke: {palette.BREAK}" in text
    assert palette.LOSS in text
    none = charts.svg_of(charts.waterfall(DRIVERS.assign(comparable=False), VI), "w")
    assert palette.LOSS not in none
    assert palette.GAIN not in none


def test_the_steps_lead_from_one_total_to_the_other() -> None:
    ax = drawn("waterfall")
    text = charts.svg_of(ax, "w")
    ticks = [line for line in lines_of(text, palette.INK) if line[0][0] == line[1][0]]
    assert [tick[0][0] for tick in ticks] == pytest.approx([at(ax, 40.0, 0)[0], at(ax, 39.85, 5)[0]], abs=0.01)
    with pytest.raises(DataError, match="no row with the code TOTAL"):
        charts.waterfall(DRIVERS.iloc[:4], VI)
    with pytest.raises(DataError, match="'shared' is empty in the row D2"):
        charts.waterfall(DRIVERS.assign(shared=[0.1, None, 0.0, 0.1, 0.7]), VI)


def test_only_the_parts_of_the_total_are_steps() -> None:
    inner = DRIVERS.iloc[:1].assign(code="1.1", part_vi="Phần trong", parent="D1")
    frame = pd.concat([DRIVERS.assign(parent="TOTAL"), inner])
    assert charts.svg_of(charts.waterfall(frame, VI), "w") == charts.svg_of(drawn("waterfall"), "w")


def test_every_cell_of_a_heat_table_says_its_figure_and_has_its_ground() -> None:
    text = svg("heat")
    words = said(text)
    assert {"23", "−1", "−20", "+19", "+4", "−5,3"} <= set(words)
    assert words.count("×") == 3 + 1
    assert "1. Tham gia" in words
    assert [heat_ground(distance) for distance in (-0.2, -0.05, 0.0, 0.05, 0.2)] == list(palette.HEAT)
    assert heat_ground(None) == palette.PAPER
    plain = said(charts.svg_of(charts.heat(PROFILE.assign(notable=False), VI), "h"))
    assert "−5,3" not in plain


def test_both_archipelagos_stand_in_boxes_with_their_names() -> None:
    words = " ".join(said(svg("tilemap")))
    assert "Quần đảo Hoàng Sa" in words
    assert "Quần đảo Trường Sa" in words


def test_every_tile_says_its_group_and_a_withheld_one_is_hatched() -> None:
    text = svg("tilemap")
    assert sum(text.count(f"fill: {colour}") for colour in palette.GROUPS) >= 4 + 4  # and the key
    assert text.count("fill: url(#") == 1 + 1
    assert said(text).count("×") == 2
    with pytest.raises(DataError, match="no colour for group 7"):
        charts.tilemap(GROUPS.assign(group=7), VI, islands=ISLANDS)


def test_a_tile_stands_at_its_column_and_row() -> None:
    ax = drawn("tilemap")
    text = charts.svg_of(ax, "m")
    (label,) = [one for one in ink(text) if one.text == "Đà Nẵng"]
    x, y = at(ax, 2, 2)
    assert label.box.left < x < label.box.right
    assert abs(y - label.box.bottom) < 4


@pytest.mark.parametrize(
    ("name", "short"),
    [("Hà Nội", "Hà Nội"), ("Thái Nguyên", "T.Nguyên"), ("Hồ Chí Minh", "HCM"), ("Bà Rịa – Vũng Tàu", "BR–VT")],
)
def test_a_long_name_is_shortened_as_people_shorten_it(name: str, short: str) -> None:
    assert short_name(name, 28.5) == short


# Figures of a researcher


def test_any_figure_of_a_researcher_becomes_svg_with_its_text_as_text() -> None:
    with mpl.rc_context({"svg.fonttype": "path", "savefig.bbox": "tight"}):
        figure, ax = plt.subplots(figsize=(4, 3))
        ax.scatter([1, 2], [3, 4])
        ax.set_title("Hai chỉ số")
        canvas, dpi = figure.canvas, figure.dpi
        text = charts.svg_of(ax, "mine")
    assert (figure.canvas, figure.dpi) == (canvas, dpi)
    assert ">Hai chỉ số</text>" in text
    assert 'width="288pt" height="216pt"' in text
    assert charts.svg_of(figure, "mine") == text
    assert "date" not in text.lower()


def test_a_scatter_in_the_house_style_follows_the_colour_scheme_and_has_the_house_font() -> None:
    with mpl.rc_context():
        charts.style()
        _, ax = plt.subplots()
        ax.scatter([1, 2, 3], [3, 4, 1])
        ax.set_title("Hai chỉ số")
        ax.set_xlabel("PAPI")
        text = charts.svg_of(ax, "mine")
    assert 'class="sheet"' not in page_svg(text, prefix="a")
    assert re.findall(r"font-family: ([^;,]+)", text)
    assert set(re.findall(r"font-family: ([^;,]+)", text)) == {"'Be Vietnam Pro'"}


def test_titles_of_a_charts_own_figure_have_the_looks_of_the_house() -> None:
    ax = drawn("course")
    ax.set_title("Tên", loc="center")
    ax.get_figure(root=True).suptitle("Tên của cả hình")
    text = charts.svg_of(ax, "c")
    assert faults(of_the_house(text)) == []
    assert text.count("'Be Vietnam Pro'") == text.count("font-family")
    assert 'class="sheet"' not in page_svg(text, prefix="a")


def test_ticks_of_a_researchers_own_take_the_place_of_ours() -> None:
    ax = drawn("course")
    ax.set_xticks([2017.5, 2019.5], ["đầu", "cuối"])
    words = [label.text for label in ink_of_ours(charts.svg_of(ax, "c"))]
    assert {"đầu", "cuối"} <= set(words)
    assert not {"2017", "2019", "2020"} & set(words)


def test_labels_keep_off_a_researchers_note() -> None:
    ax = drawn("course")
    ax.text(2020, 84.0, "lưu ý", fontfamily="Be Vietnam Pro", ha="left")
    assert faults(of_the_house(charts.svg_of(ax, "c"))) == []


def test_another_scale_is_followed() -> None:
    ax = drawn("course")
    ax.set_yscale("log")
    ax.set_ylim(1, 100)
    text = charts.svg_of(ax, "c")
    (label,) = [one for one in ink_of_ours(text) if one.text == "83,76"]
    _, y = at(ax, 2020, 83.76)
    assert abs((label.box.top + label.box.bottom) / 2 - y) < 15


def test_a_figure_with_no_text_at_all_can_be_shown() -> None:
    assert charts.svg_of(Figure(), "blank").startswith("<svg")


@pytest.mark.parametrize("nothing", [None, 3, "<svg/>", [1]])
def test_what_is_no_figure_is_refused(nothing: Any) -> None:
    with pytest.raises(BlockError, match="cannot be shown; give an Axes or a Figure"):
        charts.svg_of(nothing, "x")


def test_a_figure_needs_an_id_and_a_size() -> None:
    with pytest.raises(BlockError, match="needs an id"):
        charts.svg_of(Figure(), " ")
    with pytest.raises(BlockError, match="nothing of it could be seen"):
        charts.svg_of(Figure(figsize=(0, 1)), "x")
