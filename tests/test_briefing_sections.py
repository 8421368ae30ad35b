"""What a briefing says: right figures, three kinds of missing told apart, and never a raw key or a `nan`."""

from __future__ import annotations

import re

import pytest
from reading import NEVER, Brief, Briefing, card, cells, is_prose, table_row, text_of, texts

import chiso
from chiso import briefing
from chiso.blocks.fonts import printable
from chiso.blocks.specs import CardRow, Cover, Figure, Note, Prose, Table
from chiso.catalog import Catalog

PROMISED = [(2021, "can-tho"), (2012, "can-tho"), (2016, "can-tho"), (2019, "can-tho"), (2025, "can-tho"),
            (2023, "bac-giang"), (2024, "binh-duong"), (2022, "quang-ninh")]  # fmt: skip
"""A plan, the first edition, a pilot, a redesign, later editions, parts withheld and all withheld."""


# Every briefing that the project promises


def sentences(shown: Briefing) -> dict[str, str]:
    """Return what is said of each index, whether the message chose it or not."""
    facts = shown.facts()
    told = briefing.message.sentences(facts["results"], facts["gaps"], chiso.Words("en"))
    return {index: text.replace("\u00a0", " ") for index, text in told.items()}


@pytest.mark.parametrize(("year", "province"), PROMISED)
def test_both_languages_say_the_same_and_no_reader_meets_a_raw_key(brief: Brief, year: int, province: str) -> None:
    vi, en = brief(year, province, "vi").blocks, brief(year, province, "en").blocks
    assert list(vi) == list(en)
    for name in vi:
        assert type(vi[name]) is type(en[name])
        if name == "record.table":  # names files, parameters and checksums as they are
            continue
        assert figures(vi[name], ",") == figures(en[name], "."), name
        for text in (*texts(vi[name]), *texts(en[name])):
            assert not is_prose(text) or not NEVER.search(text), (name, text)
    for shown in (vi, en):
        made = [block for name, block in shown.items() if not name.startswith("rank_course.by_part")]
        ids = [block.id for block in made if isinstance(block, (Table, Figure))]
        ids += [block.data.id for block in made if isinstance(block, Figure) and block.data]
        ids += [row.anchor for block in made if isinstance(block, Table) for row in block.rows if row.anchor]
        assert len(ids) == len(set(ids))


def figures(block: object, decimal: str) -> list[str]:
    """Return the numbers with decimals of a block, written in one way; one decimal may be a code such as 3.2."""
    found = re.findall(rf"(?<![\d.,/])[+−]?\d+{re.escape(decimal)}\d{{2,}}(?![\d.,]\d)", text_of(block))
    return sorted(figure.replace(decimal, ".") for figure in found)


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_source_can_be_cited_in_the_letters_of_the_page(catalog: Catalog, locale: str) -> None:
    for source in catalog.sources.values():
        title = source.name(locale)
        assert title
        assert printable(title) == title


# The briefing of 2021, whose figures the city's plan states


def test_the_cover_says_in_words_which_years_are_compared_and_when_they_were_published(brief: Brief) -> None:
    cover = brief(2021, "can-tho", "en")["cover.cover"]
    assert isinstance(cover, Cover)
    assert cover.unit == "Can Tho City"
    assert cover.subtitle == "Results for 2020 compared with 2019, and the targets of the plan for 2021"
    assert cover.facts == (
        ("PAR INDEX 2020", "published on 24 June 2021"),
        ("SIPAS 2020", "published on 24 June 2021"),
        ("PAPI 2020", "published on 14 April 2021; 14,732 people asked nationwide"),
    )
    assert cover.date == "2021-06-24"
    vi = brief(2021, "can-tho", "vi")["cover.cover"]
    assert vi.subtitle == "Kết quả năm 2020 so với năm 2019 và mục tiêu theo kế hoạch năm 2021"
    assert vi.facts[2] == ("PAPI 2020", "công bố ngày 14/4/2021; khảo sát 14.732 người trên cả nước")


@pytest.mark.parametrize(
    ("locale", "index", "parts"),
    [
        (
            "vi",
            "PAR INDEX",
            ["83,76 %", "+2,51 điểm phần trăm", "37/63", "−8", "≥ 86 %, nhóm 15 đầu", "2,24 điểm phần trăm, 22 bậc"],
        ),
        (
            "vi",
            "SIPAS",
            ["84,14 %", "+3,75 điểm phần trăm", "38/63", "+13", "≥ 88 %, nhóm 25 đầu", "3,86 điểm phần trăm, 13 bậc"],
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
    shown = card(brief(2021, "can-tho", locale)["cover.cards"], index)
    for part in parts:
        assert part in shown


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_a_coloured_figure_has_a_word_that_fits_its_sign(brief: Brief, locale: str) -> None:
    words = {"gain": ("tăng", "rose"), "loss": ("giảm", "fell"), "same": ("không đổi", "no change")}
    for year in range(2012, 2026):
        row = brief(year, "can-tho", locale)["cover.cards"]
        assert isinstance(row, CardRow)
        for line in (line for found in row.cards for line in found.lines):
            if line.tone in ("gain", "loss") and line.text.startswith(("+", "−")):
                assert line.tone == ("gain" if line.text.startswith("+") else "loss")
                assert line.word in words[line.tone]
            if line.tone == "same":
                assert not re.search("[1-9]", line.text)
                assert line.word in words["same"]


def test_the_message_is_written_from_the_figures(brief: Brief) -> None:
    en = text_of(brief(2021, "can-tho", "en")["message.message"]).splitlines()
    assert en[0] == (
        "Can Tho’s PAPI fell in 2020: 42.89 out of 80, 2.83 points less than in 2019 (2.49 less on the parts that can "
        "be compared). It came 29th of 63 (range 4–60), 21 places lower, a move that the errors leave open."
    )
    assert en[1] == (
        "Of 498 yearly changes of PAPI ranks from 2011 to 2020, 48 were falls of 21 places or more (22 of 128 from "
        "ranks 1–16). The total’s own change was −1.99 points; −0.84 was to be expected from a start +2.10 points from "
        "the mean of 2019."
    )
    assert en[2] == (
        "Against the targets of the plan for 2021: PAR INDEX is 2.24 percentage points short, SIPAS is 3.86 percentage "
        "points short and PAPI is 2.11 points short."
    )
    vi = text_of(brief(2021, "can-tho", "vi")["message.message"]).splitlines()
    assert vi[0] == (
        "Năm 2020, PAPI của Cần Thơ giảm: đạt 42,89/80 điểm, thấp hơn 2,83 điểm so với năm 2019 (phần so sánh được: "
        "thấp hơn 2,49); xếp thứ 29/63 (khoảng 4–60), thấp hơn 21 bậc nhưng chưa vượt ra ngoài sai số."
    )


def test_without_an_error_neither_rise_nor_fall_is_told(brief: Brief) -> None:
    said = sentences(brief(2021, "can-tho", "en"))["par_index"]
    assert said == (
        "Can Tho scored 83.76% on PAR INDEX in 2020, 2.51 percentage points more than in 2019, while the mean was "
        "2.57 higher. It came 37th of 63, 8 places lower. No error is published for this index, so neither is called "
        "a rise or a fall."
    )
    for year in range(2012, 2026):
        for found in brief(year, "can-tho", "en")["cover.cards"].cards:  # type: ignore[union-attr]
            if found.label.startswith(("PAR INDEX", "SIPAS")):
                assert not {line.tone for line in found.lines if line.text.startswith(("+", "−"))} & {"gain", "loss"}


def test_the_plan_shows_targets_results_and_what_is_still_to_go(brief: Brief) -> None:
    table = brief(2021, "can-tho", "en")["targets.table"]
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
    assert "168/KH-UBND" in text_of(brief(2021, "can-tho", "vi")["targets.table"])


def test_a_target_on_another_scale_is_shown_and_not_compared(brief: Brief) -> None:
    """The target of 2018 for PAPI 2020 was set when the total went to 60."""
    table = brief(2020, "can-tho", "en")["targets.table"]
    row = table_row(table, "PAPI")
    assert cells(row) == ["PAPI", "45.71, 8th of 63", "≥ 42.05", "different scale", "not set", "–"]
    assert row.cells[3].tone == "break"
    assert "set when its total went up to 60; the total of 2019 goes up to 80" in text_of(table)
    assert "The target was set before the index was redesigned" in card(
        brief(2020, "can-tho", "en")["cover.cards"], "PAPI"
    )


def test_without_a_plan_the_briefing_says_so(brief: Brief) -> None:
    note = brief(2016, "can-tho", "vi")["targets.table"]
    assert isinstance(note, Note)
    assert note.paragraphs == ("Các văn bản thu thập được không có mục tiêu năm 2016 của thành phố Cần Thơ.",)


def test_each_line_of_the_plan_stands_in_the_annex_with_what_the_data_give(brief: Brief, catalog: Catalog) -> None:
    table = brief(2021, "can-tho", "en")["statements.table"]
    assert isinstance(table, Table)
    lines = [found for found in catalog.statements if found.document == "plan 2021"]
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


def test_figures_that_two_documents_state_are_told_apart(brief: Brief) -> None:
    table = brief(2022, "can-tho", "en")["statements.table"]
    assert isinstance(table, Table)
    headings = [row.cells[0].text for row in table.rows]
    assert len(set(headings)) == len(headings)
    assert {"PAR INDEX 2021, score (1)", "PAR INDEX 2021, score (2)"} <= set(headings)
    assert "(1) Cần Thơ administrative reform portal" in table.caption
    assert "; (2) Cần Thơ City: Plan 153/KH-UBND" in table.caption


def test_every_source_of_the_figures_is_named_with_date_and_address(brief: Brief) -> None:
    table = brief(2021, "can-tho", "vi")["sources.table"]
    plan, papi = table.rows
    assert plan.cells[0].text == "PAR INDEX 2019, PAR INDEX 2020, SIPAS 2019, SIPAS 2020, Mục tiêu 2021"
    assert plan.cells[2].text == "5/8/2021"
    assert papi.cells[0].text == "PAPI 2019, PAPI 2020"
    assert all(row.cells[3].href == row.cells[3].text for row in table.rows)
    assert "CECODES, VFF-CRT, RTA và UNDP" in table.notes[1]


def test_where_the_publishers_changed_each_year_names_its_own(brief: Brief) -> None:
    notes = brief(2024, "can-tho", "en")["sources.table"].notes
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
        (2013, "can-tho", "SIPAS", "not collected here", "chưa thu thập được"),
        (2012, "can-tho", "PAR INDEX", "not collected here", "chưa thu thập được"),
    ],
)
def test_a_card_without_a_figure_says_which_kind_of_missing_it_is(
    brief: Brief, year: int, province: str, index: str, en: str, vi: str
) -> None:
    for locale, word in (("en", en), ("vi", vi)):
        (mine,) = [
            found for found in brief(year, province, locale)["cover.cards"].cards if found.label.startswith(index)
        ]
        assert mine.score == "–"
        assert [line.text for line in mine.lines if line.tone == "missing"] == [word]


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
                "In 2024, Quang Ninh scored 47.82 out of 80 on PAPI and came 1st of 61 (range 1–17). There is no "
                "figure for 2023 to compare with: measured, but withheld by the publisher; the reason given: "
                "results beyond the permitted statistical error (press)."
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
            "There is no SIPAS result for Can Tho in 2013: no edition for 2013 is among the tables collected here.",
        ),
        (
            2022,
            "quang-ninh",
            "PAR INDEX",
            (
                "Quang Ninh scored 91.14% on PAR INDEX in 2021, 0.10 percentage points more than in 2020, while the "
                "mean was 2.65 higher. It came 2nd of 63, 1 place lower. No error is published for this index, so "
                "neither is called a rise or a fall."
            ),
        ),
    ],
)
def test_the_message_says_plainly_what_is_not_published(
    brief: Brief, year: int, province: str, index: str, sentence: str
) -> None:
    said = sentences(brief(year, province, "en"))[index.lower().replace(" ", "_")]
    assert said.replace("\u00a0", " ") == sentence


def test_the_annex_names_the_dimensions_that_were_withheld(brief: Brief) -> None:
    row = table_row(brief(2023, "bac-giang", "vi")["breaks.table"], "PAPI 2022")
    assert row.cells[1].text == "Không có số liệu"
    assert row.cells[1].tone == "missing"
    assert row.cells[2].text == (
        "Có đo lường nhưng đơn vị thực hiện không công bố chỉ số nội dung 1, 2, 4 và 5, vì vậy không có tổng điểm; "
        "lý do được nêu: dữ liệu khảo sát bị đánh giá là không chính xác (theo báo chí). Phần không công bố: D1 Tham "
        "gia của người dân ở cấp cơ sở; D2 Công khai, minh bạch trong việc ra quyết định ở địa phương; D4 Kiểm soát "
        "tham nhũng trong khu vực công; D5 Thủ tục hành chính công."
    )


def test_a_rank_without_its_score_is_told_from_no_figure_at_all(brief: Brief) -> None:
    breaks = brief(2022, "bac-giang", "en")["breaks.table"]
    ranked = table_row(breaks, "PAR INDEX 2021").cells
    assert [cell.text for cell in ranked[1:]] == [
        "No score",
        "Published, but not among the tables collected here; published rank: 7th of 63.",
    ]
    assert table_row(breaks, "PAR INDEX 2020").cells[1].text == "No figure"


def test_a_withheld_unit_keeps_the_figures_that_were_published(brief: Brief) -> None:
    shown = brief(2024, "quang-ninh", "en")
    assert "92.18%" in card(shown["cover.cards"], "PAR INDEX")
    assert "1st of 63" in card(shown["cover.cards"], "PAR INDEX")
    assert "90.61%" in card(shown["cover.cards"], "SIPAS")
    assert isinstance(shown["course.figure papi"], (Figure, Note))


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
    table = briefing["units.table"]
    assert len(table.rows) == 63
    met = {cell.text for row in table.rows for cell in row.cells[1:]} & {"×", "–", "…"}
    assert met == set(signs.values())
    legend = [note for note in table.notes if note.startswith("“")]
    assert len(legend) == len(notes)
    assert all(note.startswith(said) for note, said in zip(legend, notes, strict=True))


def test_the_pilot_of_sipas_is_whole_for_ten_provinces_and_covers_no_others(brief: Brief) -> None:
    table = brief(2016, "can-tho", "en")["units.table"]
    column = [column.header for column in table.columns].index("SIPAS")
    shown = [row.cells[column].text for row in table.rows]
    assert shown.count("–") == 53
    assert "among the 10 units with a complete total" in text_of(table)


def test_withheld_units_come_last_and_are_marked_so(brief: Brief) -> None:
    table = brief(2022, "can-tho", "en")["units.table"]
    assert {row.cells[0].text for row in table.rows[-3:]} == {"Quang Ninh", "Bac Giang", "Bac Ninh"}
    assert all([cell.text for cell in row.cells[-3:]] == ["×", "×", "×"] for row in table.rows[-3:])
    assert [row.cells[-2].text for row in table.rows[:60]] == [str(rank) for rank in range(1, 61)]


def test_only_the_unit_of_the_briefing_is_marked(brief: Brief) -> None:
    table = brief(2021, "hau-giang", "vi")["units.table"]
    assert [row.cells[0].text for row in table.rows if row.marked] == ["Hậu Giang"]


# Year over year


def test_a_course_begins_at_its_last_break_and_says_why(brief: Brief) -> None:
    table = brief(2021, "can-tho", "en")["course.table par_index"]
    assert table is not None
    assert [row.cells[0].text for row in table.rows] == ["2019", "2020"]
    assert table.notes[0].startswith("The series begins in 2019: Criteria set of Decision 1150/QĐ-BNV")
    assert [cell.text for cell in table.rows[1].cells] == ["2020", "83.76", "+2.51", "37th of 63", "−8"]
    assert [cell.text for cell in table.rows[0].cells][2] == "–"


def test_a_course_tells_its_missing_years_apart(brief: Brief) -> None:
    table = brief(2025, "quang-ninh", "en")["course.table papi"]
    assert table is not None
    assert [(row.cells[0].text, row.cells[1].text) for row in table.rows] == [
        ("2021", "withheld"),
        ("2022", "47.88"),
        ("2023", "withheld"),
        ("2024", "47.82"),
    ]
    assert [row.cells[2].text for row in table.rows] == ["–", "–", "–", "–"]


def test_a_figure_tells_in_words_what_it_draws(brief: Brief) -> None:
    figure = brief(2021, "can-tho", "en")["course.figure papi"]
    assert isinstance(figure, Figure)
    assert figure.title == "PAPI fell in 2020, by 2.49 points on the parts that can be compared"
    assert "2018: 46.06, 8th of 61; 2019: 45.71, 8th of 63; 2020: 42.89, 29th of 63." in figure.alt
    assert "The target of the plan for 2021 is 45" in figure.alt


def test_a_figure_says_where_a_series_breaks(brief: Brief) -> None:
    figure = brief(2022, "can-tho", "en")["course.figure papi"]
    assert isinstance(figure, Figure)
    assert figure.title == "PAPI: a new series begins in 2021"
    assert "a new series begins in 2021; 2021:" in figure.alt


def test_without_any_score_a_note_stands_in_the_place_of_the_chart(brief: Brief) -> None:
    note = brief(2016, "can-tho", "en")["course.figure sipas"]
    assert isinstance(note, Note)
    assert note.title == "SIPAS: no figure for 2015"
    assert note.paragraphs == ("That edition did not cover this province or city.",)


# Breaks


def test_a_change_across_a_break_is_neither_gain_nor_loss(brief: Brief) -> None:
    (mine,) = [found for found in brief(2022, "can-tho", "en")["cover.cards"].cards if found.label.startswith("PAPI")]
    changes = [line for line in mine.lines if line.text.startswith(("+", "−"))]
    assert changes
    assert all(line.tone == "break" and line.word for line in changes)
    message = text_of(brief(2022, "ha-noi", "en")["message.message"])
    assert "This cannot be compared with 2020 because the method changed." in message


def test_a_new_dimension_is_called_new(brief: Brief) -> None:
    row = table_row(brief(2019, "can-tho", "en")["breaks.table"], "PAPI, D7 Environmental Governance")
    assert [cell.text for cell in row.cells[1:]] == ["New", "Measured for the first time in 2018."]
    vi = table_row(brief(2019, "can-tho", "vi")["breaks.table"], "PAPI, D8 Quản trị điện tử")
    assert [cell.text for cell in vi.cells[1:]] == ["Mới", "Lần đầu được đo lường năm 2018."]


def test_a_change_of_meaning_or_scale_names_both_sides(brief: Brief) -> None:
    breaks = brief(2019, "can-tho", "en")["breaks.table"]
    assert table_row(breaks, "PAPI, 2.1 Access to Information").cells[2].text == (
        "In 2017 the code stood for “Poverty Lists”, in 2018 it stands for “Access to Information”."
    )
    assert table_row(breaks, "PAPI, 2.2 Poverty Lists").cells[2].text == (
        "The scale was 0.33–3.33 in 2017 and is 0.25–2.5 in 2018."
    )


def test_without_breaks_and_gaps_the_annex_says_so(brief: Brief) -> None:
    found = [
        note
        for province in ("can-tho", "quang-ninh", "ha-noi")
        for year in (2024, 2025)
        if isinstance(note := brief(year, province, "en")["breaks.table"], Note)
    ]
    assert found
    assert all("No break or gap was found" in note.paragraphs[0] for note in found)


# How it was made


def test_the_record_names_parameters_software_and_checksums(brief: Brief) -> None:
    shown = {row.cells[0].text: row.cells[1].text for row in brief(2021, "can-tho", "en")["record.table"].rows}
    assert shown["Parameters"] == "YEAR=2021, PROVINCE=can-tho, LOCALE=en"
    assert shown["Software"].startswith("chiso ")
    assert re.fullmatch(r"SHA-256 [0-9a-f]{64}", shown["Locked versions"])
    assert all(shown.values())


def test_the_reading_guide_names_the_years_of_the_briefing(brief: Brief) -> None:
    guide = brief(2021, "can-tho", "vi")["method.guide"]
    assert isinstance(guide, Prose)
    assert "bản tóm tắt năm 2021 so sánh năm 2020 với năm 2019." in text_of(guide)
