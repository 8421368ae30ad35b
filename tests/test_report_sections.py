"""What a briefing says: right figures, three kinds of missing told apart, and never a raw key or a `nan`."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable

import pandas as pd
import pytest
from reading import NEVER, blocks, briefing_of, cells, table_row, text_of, texts

from chiso.catalog import Catalog, Project
from chiso.ingest import Observations
from chiso.report.briefing import Briefing
from chiso.report.fonts import printable
from chiso.report.specs import Block, CardRow, Cover, Figure, Note, Prose, Table

Brief = Callable[[int, str, str], Briefing]

CAN_THO = [(year, "can-tho") for year in range(2012, 2026)]
WITHHELD = [(year, one) for one in ("quang-ninh", "bac-giang", "bac-ninh", "binh-duong") for year in (2022, 2023, 2024)]


@pytest.fixture(scope="session")
def brief(
    catalog: Catalog, observations: Observations, comparisons: dict[int, pd.DataFrame], processed: Project
) -> Brief:
    def make(year: int, province: str, locale: str) -> Briefing:
        return briefing_of(catalog, observations, comparisons[year], processed, year, province, locale)

    return make


@pytest.fixture(scope="session")
def shown(brief: Brief) -> Callable[[int, str, str], dict[str, Block]]:
    """All blocks of a briefing, made once."""

    @functools.cache
    def make(year: int, province: str, locale: str) -> dict[str, Block]:
        return blocks(brief(year, province, locale))

    return make


def card(briefing: Briefing, index: str) -> str:
    row = briefing.cards()
    (one,) = [one for one in row.cards if one.label.startswith(index)]
    return text_of(one)


# Every briefing that the project promises


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), [*CAN_THO, *WITHHELD])
def test_no_reader_meets_a_raw_key_or_a_value_that_is_none(brief: Brief, year: int, province: str, locale: str) -> None:
    for cell, block in blocks(brief(year, province, locale)).items():
        # The record names files, parameters and checksums as they are; an address is no sentence.
        for text in () if cell == "briefing.record()" else texts(block):
            assert text.startswith(("http", "data/raw/")) or not NEVER.search(text), (cell, text)


@pytest.mark.parametrize(("year", "province"), [*CAN_THO, *WITHHELD])
def test_both_languages_show_the_same_blocks_with_the_same_figures(
    shown: Callable[[int, str, str], dict[str, Block]], year: int, province: str
) -> None:
    vi, en = shown(year, province, "vi"), shown(year, province, "en")
    assert list(vi) == list(en)
    for cell in vi:
        assert type(vi[cell]) is type(en[cell])
        if cell != "briefing.record()":
            assert figures(vi[cell], ",") == figures(en[cell], "."), cell


def figures(block: object, decimal: str) -> list[str]:
    """Return the numbers with decimals of a block, written in one way; one decimal may be a code such as 3.2."""
    found = re.findall(rf"(?<![\d.,/])[+−]?\d+{re.escape(decimal)}\d{{2,}}(?![\d.,]\d)", text_of(block))
    return sorted(one.replace(decimal, ".") for one in found)


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), [*CAN_THO, *WITHHELD])
def test_ids_and_anchors_are_unique_in_a_report(
    shown: Callable[[int, str, str], dict[str, Block]], year: int, province: str, locale: str
) -> None:
    made = shown(year, province, locale).values()
    ids = [block.id for block in made if isinstance(block, (Table, Figure))]
    ids += [block.data.id for block in made if isinstance(block, Figure) and block.data]
    ids += [row.anchor for block in made if isinstance(block, Table) for row in block.rows if row.anchor]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_source_can_be_cited_in_the_letters_of_the_page(catalog: Catalog, locale: str) -> None:
    for source in catalog.sources.values():
        title = source.name(locale)
        assert title
        assert printable(title) == title


# The briefing of 2021, whose figures the city's plan states


def test_the_cover_says_in_words_which_years_are_compared_and_when_they_were_published(brief: Brief) -> None:
    cover = brief(2021, "can-tho", "en").cover()
    assert isinstance(cover, Cover)
    assert cover.unit == "Can Tho City"
    assert cover.subtitle == "Results for 2020 compared with 2019, and the targets of the plan for 2021"
    assert cover.facts == (
        ("PAR INDEX 2020", "published on 24 June 2021"),
        ("SIPAS 2020", "published on 24 June 2021"),
        ("PAPI 2020", "published on 14 April 2021"),
    )
    assert cover.date == "2021-06-24"
    vi = brief(2021, "can-tho", "vi").cover()
    assert vi.subtitle == "Kết quả năm 2020 so với năm 2019 và mục tiêu theo kế hoạch năm 2021"
    assert vi.facts[2] == ("PAPI 2020", "công bố ngày 14/4/2021")


@pytest.mark.parametrize(
    ("locale", "index", "parts"),
    [
        (
            "vi",
            "PAR INDEX",
            ["83,76 %", "+2,51 điểm %", "37/63", "−8", "≥ 86 %, nhóm 15 đầu", "2,24 điểm %, 22 bậc"],
        ),
        (
            "vi",
            "SIPAS",
            ["84,14 %", "+3,75 điểm %", "38/63", "+13", "≥ 88 %, nhóm 25 đầu", "3,86 điểm %, 13 bậc"],
        ),
        (
            "vi",
            "PAPI",
            ["42,89", "trên 80 điểm", "−2,83 điểm", "29/63", "−21", "≥ 45, nhóm 20 đầu", "2,11 điểm, 9 bậc"],
        ),
        ("vi", "PAPI", ["42,8855", "42,88 và −2,82"]),
        ("en", "PAR INDEX", ["83.76%", "+2.51 pp", "37th of 63", "−8", "≥ 86% and top 15", "2.24 pp, 22 places"]),
        ("en", "SIPAS", ["84.14%", "+3.75 pp", "38th of 63", "+13", "≥ 88% and top 25", "3.86 pp, 13 places"]),
        (
            "en",
            "PAPI",
            ["42.89", "of 80 points", "−2.83 points", "29th of 63", "−21", "≥ 45 and top 20", "2.11 points"],
        ),
        ("en", "PAPI", ["42.8855", "42.88 and −2.82"]),
    ],
)
def test_the_cards_show_the_figures_of_the_plan(brief: Brief, locale: str, index: str, parts: list[str]) -> None:
    shown = card(brief(2021, "can-tho", locale), index)
    for part in parts:
        assert part in shown


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_a_coloured_figure_has_a_word_that_fits_its_sign(brief: Brief, locale: str) -> None:
    words = {"gain": ("tăng", "up"), "loss": ("giảm", "down"), "same": ("không đổi", "no change")}
    for year in range(2012, 2026):
        row = brief(year, "can-tho", locale).cards()
        assert isinstance(row, CardRow)
        for line in (line for one in row.cards for line in one.lines):
            if line.tone in ("gain", "loss") and line.text.startswith(("+", "−")):
                assert line.tone == ("gain" if line.text.startswith("+") else "loss")
                assert line.word in words[line.tone]
            if line.tone == "same":
                assert not re.search("[1-9]", line.text)
                assert line.word in words["same"]


def test_the_message_is_written_from_the_figures(brief: Brief) -> None:
    en = text_of(brief(2021, "can-tho", "en").message()).splitlines()
    assert en[:3] == [
        (
            "In 2020, Can Tho scored 83.76% on PAR INDEX, 2.51 percentage points more than in 2019, but fell 8 places "
            "to 37th of 63."
        ),
        (
            "In 2020, Can Tho scored 84.14% on SIPAS, 3.75 percentage points more than in 2019, and rose 13 places "
            "to 38th of 63."
        ),
        (
            "In 2020, Can Tho scored 42.89 out of 80 on PAPI, 2.83 points less than in 2019, and fell 21 places "
            "to 29th of 63."
        ),
    ]
    vi = text_of(brief(2021, "can-tho", "vi").message()).splitlines()
    assert vi[0] == (
        "Năm 2020, PAR INDEX của Cần Thơ đạt 83,76 %, tăng 2,51 điểm % so với năm 2019, "
        "nhưng giảm 8 bậc, xuống thứ 37/63."
    )
    assert vi[1].endswith("và tăng 13 bậc, lên thứ 38/63.")
    assert (
        vi[2] == "Năm 2020, PAPI của Cần Thơ đạt 42,89/80 điểm, giảm 2,83 điểm so với năm 2019 "
        "và giảm 21 bậc, xuống thứ 29/63."
    )


@pytest.mark.parametrize(
    ("locale", "says"), [("vi", "xuống thứ 29/63 (đồng hạng)."), ("en", "fell 21 places to joint 29th of 63.")]
)
def test_a_rank_that_two_units_share_is_called_so_wherever_it_stands_alone(
    brief: Brief, comparisons: dict[int, pd.DataFrame], locale: str, says: str
) -> None:
    one = brief(2021, "can-tho", locale)
    tied = comparisons[2021].copy()
    mine = (tied["index"] == "papi") & (tied["code"] == "TOTAL")
    tied.loc[mine & (tied["rank"] == 30), "rank"] = 29
    one.context = dataclasses.replace(one.context, comparison=tied)
    joint = {"vi": "29/63 (đồng hạng)", "en": "joint 29th of 63"}[locale]
    assert text_of(one.message()).splitlines()[2].endswith(says)
    assert joint in text_of(one.cards())
    assert joint in text_of(one.standing())


def test_the_plan_shows_targets_results_and_what_is_still_to_go(brief: Brief) -> None:
    table = brief(2021, "can-tho", "en").targets()
    assert cells(table_row(table, "PAPI")) == [
        "PAPI",
        "42.89, 29th of 63",
        "≥ 45",
        "2.11 points short",
        "top 20",
        "9 places short",
    ]
    assert cells(table_row(table, "PAR INDEX"))[2:] == [
        "≥ 86%",
        "2.24 percentage points short",
        "top 15",
        "22 places short",
    ]
    assert "168/KH-UBND" in text_of(brief(2021, "can-tho", "vi").targets())


def test_a_target_on_another_scale_is_shown_and_not_compared(brief: Brief) -> None:
    """The target of 2018 for PAPI 2020 was set when the total went to 60."""
    table = brief(2020, "can-tho", "en").targets()
    row = table_row(table, "PAPI")
    assert cells(row) == ["PAPI", "45.71, 8th of 63", "≥ 42.05", "different scale", "not set", "–"]
    assert row.cells[3].tone == "break"
    assert "set when its total went up to 60; the total of 2019 goes up to 80" in text_of(table)
    assert "The target was set before the index was redesigned" in card(brief(2020, "can-tho", "en"), "PAPI")


def test_without_a_plan_the_briefing_says_so(brief: Brief) -> None:
    note = brief(2016, "can-tho", "vi").targets()
    assert isinstance(note, Note)
    assert note.paragraphs == ("Các văn bản thu thập được không có mục tiêu năm 2016 của thành phố Cần Thơ.",)


def test_each_line_of_the_plan_stands_in_the_annex_with_what_the_data_give(brief: Brief, catalog: Catalog) -> None:
    table = brief(2021, "can-tho", "en").statements()
    assert isinstance(table, Table)
    lines = [one for one in catalog.statements if one.document == "plan 2021"]
    assert len(table.rows) == len(lines) == 17
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    assert rows["PAPI 2020, score"] == ["42.88", "42.8855", "agrees, digits cut off"]
    assert rows["PAPI 2020, change of score"] == ["−2.82", "−2.8270", "agrees, digits cut off"]
    assert rows["PAPI 2020, rank"] == ["29", "29", "agrees"]
    assert rows["PAPI 2020, change of rank"] == ["−21", "−21", "agrees"]
    assert rows["PAPI 2020, highest possible score"] == ["80", "80", "agrees"]
    assert rows["PAR INDEX 2020, score"] == ["83.76", "83.76", "agrees (taken from this document)"]
    assert rows["PAR INDEX 2020, change of score"] == ["+2.51", "+2.51", "agrees (taken from this document)"]
    assert rows["SIPAS 2020, change of rank"] == ["+13", "+13", "agrees (taken from this document)"]
    assert not any("disagrees" in text for row in rows.values() for text in row)


def test_every_source_of_the_figures_is_named_with_date_and_address(brief: Brief) -> None:
    table = brief(2021, "can-tho", "vi").sources()
    plan, papi = table.rows
    assert plan.cells[0].text == "PAR INDEX 2019, PAR INDEX 2020, SIPAS 2019, SIPAS 2020, Mục tiêu 2021"
    assert plan.cells[2].text == "5/8/2021"
    assert papi.cells[0].text == "PAPI 2019, PAPI 2020"
    assert all(row.cells[3].href == row.cells[3].text for row in table.rows)
    assert "CECODES, VFF-CRT, RTA và UNDP" in table.notes[1]


def test_where_the_publishers_changed_each_year_names_its_own(brief: Brief) -> None:
    notes = brief(2024, "can-tho", "en").sources().notes
    assert notes[0].startswith("PAR INDEX and SIPAS. Publisher: Ministry of Home Affairs")
    assert notes[1:] == (
        "PAPI 2023. Publisher: CECODES, RTA and UNDP.",
        "PAPI 2022. Publisher: CECODES, VFF-CRT, RTA and UNDP.",
    )


# Three kinds of missing


@pytest.mark.parametrize(
    ("year", "province", "index", "en", "vi"),
    [
        (2022, "quang-ninh", "PAPI", "withheld", "không công bố"),
        (2024, "quang-ninh", "PAPI", "withheld", "không công bố"),
        (2022, "bac-giang", "PAPI", "withheld", "không công bố"),
        (2023, "bac-giang", "PAPI", "withheld", "không công bố"),
        (2022, "bac-ninh", "PAPI", "withheld", "không công bố"),
        (2023, "bac-ninh", "PAPI", "withheld", "không công bố"),
        (2024, "binh-duong", "PAPI", "withheld", "không công bố"),
        (2015, "can-tho", "PAR INDEX", "not collected here", "chưa thu thập được"),
        (2018, "can-tho", "SIPAS", "not collected here", "chưa thu thập được"),
        (2016, "can-tho", "SIPAS", "not covered", "không thuộc diện đo"),
        (2017, "can-tho", "SIPAS", "not measured", "không đo lường"),
        (2013, "can-tho", "SIPAS", "not measured", "không đo lường"),
        (2012, "can-tho", "PAR INDEX", "not measured", "không đo lường"),
    ],
)
def test_a_card_without_a_figure_says_which_kind_of_missing_it_is(
    brief: Brief, year: int, province: str, index: str, en: str, vi: str
) -> None:
    for locale, word in (("en", en), ("vi", vi)):
        (one,) = [one for one in brief(year, province, locale).cards().cards if one.label.startswith(index)]
        assert one.score == "–"
        assert [line.text for line in one.lines if line.tone == "missing"] == [word]


@pytest.mark.parametrize(
    ("year", "province", "index", "sentence"),
    [
        (
            2024,
            "quang-ninh",
            "PAPI",
            (
                "There is no PAPI result for Quang Ninh in 2023: measured, but withheld by the publisher; the reason "
                "given: results beyond the permitted statistical error (press)."
            ),
        ),
        (
            2022,
            "bac-ninh",
            "PAPI",
            "There is no PAPI result for Bac Ninh in 2021: measured, but withheld by the publisher.",
        ),
        (
            2023,
            "bac-giang",
            "PAPI",
            (
                "There is no PAPI result for Bac Giang in 2022: measured, but the publisher withheld dimensions 1, 2, "
                "4 and 5, so that there is no total; the reason given: survey data judged inaccurate (press)."
            ),
        ),
        (
            2025,
            "quang-ninh",
            "PAPI",
            (
                "In 2024, Quang Ninh scored 47.82 out of 80 on PAPI and came 1st of 61. There is no figure for 2023 to "
                "compare with: measured, but withheld by the publisher; the reason given: results beyond the permitted "
                "statistical error (press)."
            ),
        ),
        (
            2019,
            "can-tho",
            "SIPAS",
            "The SIPAS result of Can Tho for 2018 was published, but is not among the tables collected here.",
        ),
        (
            2016,
            "can-tho",
            "SIPAS",
            "There is no SIPAS result for Can Tho in 2015: that edition did not cover this province or city.",
        ),
        (2017, "can-tho", "SIPAS", "There is no SIPAS result for Can Tho in 2016: there was no edition for 2016."),
        (
            2014,
            "can-tho",
            "SIPAS",
            "There is no SIPAS result for Can Tho in 2013: the index was not yet measured in 2013.",
        ),
        (
            2022,
            "quang-ninh",
            "PAR INDEX",
            (
                "In 2021, Quang Ninh scored 91.14% on PAR INDEX, 0.10 percentage points more than in 2020, but fell "
                "1 place to 2nd of 63."
            ),
        ),
    ],
)
def test_the_message_says_plainly_what_is_not_published(
    brief: Brief, year: int, province: str, index: str, sentence: str
) -> None:
    place = ["PAR INDEX", "SIPAS", "PAPI"].index(index)
    assert text_of(brief(year, province, "en").message()).splitlines()[place] == sentence


def test_the_annex_names_the_dimensions_that_were_withheld(brief: Brief) -> None:
    row = table_row(brief(2023, "bac-giang", "vi").breaks(), "PAPI 2022")
    assert row.cells[1].text == "Không có số liệu"
    assert row.cells[1].tone == "missing"
    assert row.cells[2].text == (
        "Có đo lường nhưng đơn vị thực hiện không công bố chỉ số nội dung 1, 2, 4 và 5, vì vậy không có tổng điểm; "
        "lý do được nêu: dữ liệu khảo sát bị đánh giá là không chính xác (theo báo chí). Phần không công bố: D1 Tham "
        "gia của người dân ở cấp cơ sở; D2 Công khai, minh bạch trong việc ra quyết định ở địa phương; D4 Kiểm soát "
        "tham nhũng trong khu vực công; D5 Thủ tục hành chính công."
    )


def test_a_rank_without_its_score_is_told_from_no_figure_at_all(brief: Brief) -> None:
    breaks = brief(2022, "bac-giang", "en").breaks()
    ranked = table_row(breaks, "PAR INDEX 2021").cells
    assert [cell.text for cell in ranked[1:]] == [
        "No score",
        "Published, but not among the tables collected here; published rank: 7th of 63.",
    ]
    assert table_row(breaks, "PAR INDEX 2020").cells[1].text == "No figure"


def test_a_withheld_unit_keeps_the_figures_that_were_published(brief: Brief) -> None:
    shown = brief(2024, "quang-ninh", "en")
    assert "92.18%" in card(shown, "PAR INDEX")
    assert "1st of 63" in card(shown, "PAR INDEX")
    assert "90.61%" in card(shown, "SIPAS")
    assert isinstance(shown.course_figure("papi"), (Figure, Note))


# All units


@pytest.mark.parametrize(
    ("year", "signs", "notes"),
    [
        (2021, {"par_index": "…", "sipas": "…"}, ["“…”: published"]),
        (2022, {"papi": "×", "sipas": "…"}, ["“×”: measured, but withheld", "“…”: published"]),
        (2016, {"sipas": "–", "par_index": "…"}, ["“–”: not covered by that edition", "“…”: published"]),
    ],
)
def test_the_table_of_all_units_explains_exactly_the_signs_that_it_shows(
    brief: Brief, year: int, signs: dict[str, str], notes: list[str]
) -> None:
    briefing = brief(year, "can-tho", "en")
    table = briefing.units()
    assert len(table.rows) == 63
    met = {cell.text for row in table.rows for cell in row.cells[1:]} & {"×", "–", "…"}
    assert met == set(signs.values())
    legend = [note for note in table.notes if note.startswith("“")]
    assert len(legend) == len(notes)
    assert all(note.startswith(said) for note, said in zip(legend, notes, strict=True))


def test_the_pilot_of_sipas_is_whole_for_ten_provinces_and_covers_no_others(brief: Brief) -> None:
    table = brief(2016, "can-tho", "en").units()
    column = [column.header for column in table.columns].index("SIPAS")
    shown = [row.cells[column].text for row in table.rows]
    assert shown.count("–") == 53
    assert "among the 10 units with a complete total" in text_of(table)


def test_withheld_units_come_last_and_are_marked_so(brief: Brief) -> None:
    table = brief(2022, "can-tho", "en").units()
    assert {row.cells[0].text for row in table.rows[-3:]} == {"Quang Ninh", "Bac Giang", "Bac Ninh"}
    assert all([cell.text for cell in row.cells[-2:]] == ["×", "×"] for row in table.rows[-3:])
    assert [row.cells[-1].text for row in table.rows[:60]] == [str(rank) for rank in range(1, 61)]


def test_only_the_unit_of_the_briefing_is_marked(brief: Brief) -> None:
    table = brief(2021, "hau-giang", "vi").units()
    assert [row.cells[0].text for row in table.rows if row.marked] == ["Hậu Giang"]


# Year over year


def test_a_course_begins_at_its_last_break_and_says_why(brief: Brief) -> None:
    table = brief(2021, "can-tho", "en").course_table("par_index")
    assert table is not None
    assert [row.cells[0].text for row in table.rows] == ["2019", "2020"]
    assert table.notes[0].startswith("The series begins in 2019: Criteria set of Decision 1150/QĐ-BNV")
    assert [cell.text for cell in table.rows[1].cells] == ["2020", "83.76", "+2.51", "37th of 63", "−8"]
    assert [cell.text for cell in table.rows[0].cells][2] == "–"


def test_a_course_tells_its_missing_years_apart(brief: Brief) -> None:
    table = brief(2025, "quang-ninh", "en").course_table("papi")
    assert table is not None
    assert [(row.cells[0].text, row.cells[1].text) for row in table.rows] == [
        ("2021", "withheld"),
        ("2022", "47.88"),
        ("2023", "withheld"),
        ("2024", "47.82"),
    ]
    assert [row.cells[2].text for row in table.rows] == ["–", "–", "–", "–"]


def test_a_year_without_an_edition_leaves_no_change_across_it(brief: Brief) -> None:
    """Were SIPAS 2017 and 2019 one series without an edition for 2018, their difference would be no yearly change."""
    briefing = brief(2021, "can-tho", "en")
    points = briefing.context.courses["sipas"]
    without = [point for point in points if point.index_year != 2019]
    earlier = [dataclasses.replace(point, value=80.0, gap=None) for point in without if point.index_year == 2018]
    briefing.context.courses["sipas"] = [*earlier, without[-1]]
    table = briefing.course_table("sipas")
    assert table is not None
    assert [row.cells[2].text for row in table.rows] == ["–", "–"]


def test_a_figure_tells_in_words_what_it_draws(brief: Brief) -> None:
    figure = brief(2021, "can-tho", "en").course_figure("papi")
    assert isinstance(figure, Figure)
    assert figure.title == "PAPI: down 2.83 points in 2020"
    assert "2018: 46.06, 8th of 61; 2019: 45.71, 8th of 63; 2020: 42.89, 29th of 63." in figure.alt
    assert "The plan’s target for 2021 is 45" in figure.alt


def test_a_figure_says_where_a_series_breaks(brief: Brief) -> None:
    figure = brief(2022, "can-tho", "en").course_figure("papi")
    assert isinstance(figure, Figure)
    assert figure.title == "PAPI: a new series begins in 2021"
    assert "a new series begins in 2021; 2021:" in figure.alt


def test_without_any_score_a_note_stands_in_the_place_of_the_chart(brief: Brief) -> None:
    note = brief(2016, "can-tho", "en").course_figure("sipas")
    assert isinstance(note, Note)
    assert note.title == "SIPAS: no figure for 2015"
    assert note.paragraphs == ("That edition did not cover this province or city.",)


# Breaks


def test_a_change_across_a_break_is_neither_gain_nor_loss(brief: Brief) -> None:
    (one,) = [one for one in brief(2022, "can-tho", "en").cards().cards if one.label.startswith("PAPI")]
    changes = [line for line in one.lines if line.text.startswith(("+", "−"))]
    assert changes
    assert all(line.tone == "break" and line.word for line in changes)
    message = text_of(brief(2022, "can-tho", "en").message())
    assert "This cannot be compared with 2020 because the method changed." in message


def test_a_new_dimension_is_called_new(brief: Brief) -> None:
    row = table_row(brief(2019, "can-tho", "en").breaks(), "PAPI, D7 Environmental Governance")
    assert [cell.text for cell in row.cells[1:]] == ["New", "Measured for the first time in 2018."]
    vi = table_row(brief(2019, "can-tho", "vi").breaks(), "PAPI, D8 Quản trị điện tử")
    assert [cell.text for cell in vi.cells[1:]] == ["Mới", "Lần đầu được đo lường năm 2018."]


def test_a_change_of_meaning_or_scale_names_both_sides(brief: Brief) -> None:
    breaks = brief(2019, "can-tho", "en").breaks()
    assert table_row(breaks, "PAPI, 2.1 Access to Information").cells[2].text == (
        "The code used to stand for “Poverty Lists”; it now stands for “Access to Information”."
    )
    assert table_row(breaks, "PAPI, 2.2 Poverty Lists").cells[2].text == "The scale was 0.33–3.33; it is now 0.25–2.5."


def test_without_breaks_and_gaps_the_annex_says_so(brief: Brief) -> None:
    found = [
        note
        for province in ("can-tho", "quang-ninh", "ha-noi")
        for year in (2024, 2025)
        if isinstance(note := brief(year, province, "en").breaks(), Note)
    ]
    assert found
    assert all("No break or gap was found" in note.paragraphs[0] for note in found)


# How it was made


def test_the_record_names_parameters_software_and_checksums(brief: Brief) -> None:
    shown = {row.cells[0].text: row.cells[1].text for row in brief(2021, "can-tho", "en").record().rows}
    assert shown["Parameters"] == "YEAR=2021, PROVINCE=can-tho, LOCALE=en"
    assert shown["Software"].startswith("chiso ")
    assert re.fullmatch(r"SHA-256 [0-9a-f]{64}", shown["Locked versions"])
    assert all(shown.values())


def test_the_reading_guide_names_the_years_of_the_briefing(brief: Brief) -> None:
    guide = brief(2021, "can-tho", "vi").reading_guide()
    assert isinstance(guide, Prose)
    assert "Bản tóm tắt năm 2021 so sánh năm 2020 với năm 2019." in text_of(guide)
