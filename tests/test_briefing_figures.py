"""The charts of real briefings: titles that state the finding, words for those who cannot see, no label lost."""

from __future__ import annotations

import re

import pytest
from measured import ink
from reading import NEVER, Brief, Briefing

from chiso.blocks.palette import GAIN, LOSS
from chiso.blocks.specs import Figure, Note, Table
from chiso.ingest import Observations

CASES = [(2021, "can-tho"), (2024, "binh-duong"), (2012, "can-tho")]
"""A plan, all withheld, the first edition of one index alone."""

BROKEN = [(2019, "can-tho"), (2022, "can-tho")]

KINDS = ("strip.figure", "rank_map.figure", "rank_course.figure papi", "waterfall.figure papi", "profile.figure papi")


def figures(briefing: Briefing) -> dict[str, Figure]:
    """Return all charts of a briefing by their ids."""
    made = [briefing[f"course.figure {index}"] for index in ("par_index", "sipas", "papi")]
    made += [briefing[name] for name in KINDS] if "blocks" not in vars(briefing) else list(briefing.blocks.values())
    return {figure.id: figure for figure in made if isinstance(figure, Figure)}


def said(figure: Figure) -> str:
    return " ".join(label.text for label in ink(figure.svg))


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), CASES)
def test_every_chart_can_be_read_without_seeing_it(brief: Brief, year: int, province: str, locale: str) -> None:
    for figure in figures(brief(year, province, locale)).values():
        assert figure.title
        assert len(figure.alt) > 60
        assert figure.data is not None
        assert figure.data.rows
        for text in (figure.title, figure.alt, figure.caption, said(figure)):
            assert not NEVER.search(text), (figure.id, NEVER.search(text))


@pytest.mark.parametrize(("year", "province"), CASES)
def test_every_figure_on_a_chart_has_the_decimal_sign_of_its_language(brief: Brief, year: int, province: str) -> None:
    code = re.compile(r"^\d\.\d (?=\w)|(?<=: )(\d\.\d(, | và | and )?)+$")  # 1.1 Civic Knowledge, not comparable: 8.3
    vietnamese, english = (
        " ".join(
            code.sub("", one.text)
            for figure in figures(brief(year, province, locale)).values()
            for one in ink(figure.svg)
        )
        for locale in ("vi", "en")
    )
    assert not re.search(r"\d\.\d", vietnamese)
    assert not re.search(r"\d,\d", english)
    assert len(re.findall(r"\d,\d", vietnamese)) == len(re.findall(r"\d\.\d", english))


@pytest.mark.parametrize(("year", "province"), BROKEN)
def test_in_a_year_across_a_break_no_chart_shows_a_gain_or_a_loss_of_papi(
    brief: Brief, year: int, province: str
) -> None:
    found = figures(brief(year, province, "vi"))
    # A sub-dimension may be comparable though the total is not; in a year of another method none is.
    parts = ("heat-papi",) if year == 2022 else ()
    for name in ("waterfall-papi", "ranks-papi", *parts):
        if name in found:
            assert GAIN not in found[name].svg, name
            assert LOSS not in found[name].svg, name
            tones = {cell.tone for row in found[name].data.rows for cell in row.cells}  # type: ignore[union-attr]
            assert not tones & {"gain", "loss"}
            title = found[name].title.replace("không phải tăng hay giảm", "")
            assert not re.search(r"\b(tăng|giảm|lên|xuống)\b", title)


def test_steps_between_totals_of_other_maxima_are_not_drawn(brief: Brief) -> None:
    assert brief(2019, "can-tho", "vi")["waterfall.figure papi"] is None


def test_a_single_comparable_year_shows_ranks_by_dimension_in_the_place_of_a_course(brief: Brief) -> None:
    one = brief(2022, "can-tho", "vi")
    figure = one["rank_course.figure papi"]
    assert figure == one["rank_course.by_part papi"]
    assert figure is not None
    assert figure.title == "PAPI 2021 theo chỉ số nội dung: từ thứ 4 đến thứ 55"
    assert figure.data is not None
    changes = one.facts()["changes"]
    mine = changes[(changes["index"] == "papi") & (changes["unit_code"] == "92")].set_index("code")["rank"]
    assert [row.cells[1].text for row in figure.data.rows] == [f"{mine[f'D{at}']}/60" for at in range(1, 9)]


def test_withheld_dimensions_keep_their_place_without_a_rank(brief: Brief) -> None:
    figure = figures(brief(2023, "bac-giang", "vi"))["part-ranks-papi"]
    assert said(figure).count("×") == 4
    assert "“×”: không công bố." in figure.caption
    assert figure.alt.count("không công bố") == 4


def test_a_single_score_is_no_course(brief: Brief) -> None:
    block = brief(2021, "thua-thien-hue", "vi")["course.figure par_index"]
    assert isinstance(block, Table)
    assert "88,47" in block.caption
    assert [(cell.text, cell.href) for cell in block.rows[0].cells[:2]] == [
        ("2020", ""),
        ("88,47", "#figure-par-index-2020-46"),
    ]
    assert "chưa có diễn biến" in block.notes[0]


def test_every_scored_year_of_a_course_has_its_label(brief: Brief) -> None:
    one = brief(2025, "can-tho", "en")
    for index in ("par_index", "sipas", "papi"):
        figure = one[f"course.figure {index}"]
        assert isinstance(figure, Figure)
        assert figure.data is not None
        scores = [row.cells[1].text for row in figure.data.rows if row.cells[1].tone is None]
        assert scores
        assert all(score in said(figure).split() for score in scores)


@pytest.mark.parametrize(
    ("year", "province", "chart", "title"),
    [
        (2021, "can-tho", "course-papi", "PAPI năm 2020 giảm 2,49 điểm trên phần so sánh được"),
        (2022, "can-tho", "course-papi", "PAPI: chuỗi số liệu mới bắt đầu từ năm 2021"),
        (
            2021,
            "can-tho",
            "strip",
            "Cần Thơ năm 2020: PAR INDEX thứ 37/63, SIPAS thứ 38/63 và PAPI thứ 29/63 (khoảng 4–60)",
        ),
        (2012, "can-tho", "strip", "Cần Thơ năm 2011: PAPI thứ 33/63"),
        (2021, "can-tho", "map", "PAPI 2020: Cần Thơ thứ 29/63, nhóm trung bình cao"),
        (2022, "can-tho", "map", "PAPI 2021: Cần Thơ thứ 42/60, nhóm phần tư trung bình thấp"),
        (2024, "binh-duong", "map", "PAPI 2023: Bình Dương không có tổng điểm nên không thuộc nhóm nào"),
        (2021, "can-tho", "ranks-papi", "PAPI: thứ 8/61 năm 2018, thứ 29/63 năm 2020"),
        (
            2014,
            "can-tho",
            "ranks-papi",
            "PAPI: thứ 33/63 năm 2011, thứ 25/63 năm 2013; chưa rõ thứ hạng có đổi hay không",
        ),
        (2021, "can-tho", "waterfall-papi", "PAPI giảm 2,83 điểm theo công bố; −2,49 trên phần so sánh được"),
        (
            2025,
            "can-tho",
            "waterfall-papi",
            "PAPI cao hơn năm 2023 0,27 điểm, có thể chỉ do sai số",
        ),
        (2022, "can-tho", "waterfall-papi", "PAPI: chênh lệch giữa năm 2020 và năm 2021, không phải tăng hay giảm"),
        (
            2021,
            "can-tho",
            "heat-papi",
            "Cần Thơ cao hơn trung vị các tỉnh, thành phố ở 10/29 nội dung thành phần PAPI năm 2020",
        ),
    ],
)
def test_a_title_states_the_finding(brief: Brief, year: int, province: str, chart: str, title: str) -> None:
    assert figures(brief(year, province, "vi"))[chart].title == title


def test_alternative_text_holds_the_figures_that_the_chart_shows(brief: Brief) -> None:
    found = figures(brief(2021, "can-tho", "vi"))
    assert "2020: 42,89, thứ 29/63" in found["course-papi"].alt
    assert "Mục tiêu của kế hoạch năm 2021 là 45." in found["course-papi"].alt
    assert "Cần Thơ thứ 29/63" in found["strip"].alt
    assert "Đồng Tháp 2, Bến Tre 8" in found["strip"].alt
    assert "Cung ứng dịch vụ công: −0,54 (phần chung −0,22, phần riêng −0,32)" in found["waterfall-papi"].alt
    assert "7.3 Chất lượng nguồn nước sinh hoạt: 33, so với trung vị cả nước +24" in found["heat-papi"].alt
    assert "Quần đảo Hoàng Sa (Đà Nẵng) và Quần đảo Trường Sa (Khánh Hòa)" in found["map"].alt


def test_of_a_fragment_only_published_ranks_are_drawn(brief: Brief, observations: Observations) -> None:
    figure = figures(brief(2021, "can-tho", "en"))["strip"]
    assert "PAR INDEX and SIPAS: published ranks only." in figure.caption
    ranks = observations.ranks
    known = set(ranks[(ranks["index"] == "par_index") & (ranks["index_year"] == 2020)]["rank"])
    assert figure.data is not None
    shown = {row.cells[0].text: row.cells[1].text for row in figure.data.rows}
    assert shown["Can Tho"] == "37"
    assert shown["Ca Mau"] == "–"
    assert {int(rank) for rank in shown.values() if rank != "–"} <= known


def test_a_map_names_every_unit_and_hatches_the_withheld(brief: Brief) -> None:
    figure = figures(brief(2024, "can-tho", "vi"))["map"]
    assert figure.data is not None
    assert len(figure.data.rows) == 63
    assert [row.cells[2].text for row in figure.data.rows].count("Không công bố") == 2
    assert said(figure).count("×") == 3  # two tiles and the key


def test_withheld_sub_dimensions_leave_the_others_in_the_heat_table(brief: Brief) -> None:
    figure = figures(brief(2023, "bac-giang", "vi"))["heat-papi"]
    assert "“×”: không công bố." in figure.caption
    assert figure.data is not None
    levels = [row.cells[1].text for row in figure.data.rows]
    assert 0 < levels.count("–") < len(levels)


def test_a_unit_of_which_all_was_withheld_has_no_heat_table_and_no_steps(brief: Brief) -> None:
    one = brief(2024, "binh-duong", "vi")
    assert one["profile.figure papi"] is None
    assert one["waterfall.figure papi"] is None
    assert one["rank_course.figure papi"] is None


def test_an_index_without_a_score_to_draw_says_why(brief: Brief) -> None:
    block = brief(2012, "can-tho", "vi")["course.figure sipas"]
    assert isinstance(block, Note)
    assert "Các bảng số liệu thu thập được không có kết quả năm 2011" in block.paragraphs[0]
