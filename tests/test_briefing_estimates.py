"""A briefing in 34 units of a year that was measured in 63: every rank says that it is estimated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from reading import NEVER, Brief, cells, table_row, text_of, texts

from chiso.blocks.specs import Block, CardRow, Cover, Figure, Note, Table

WORD = {"vi": "ước tính", "en": "estimated"}
SHOWN = [(2021, "can-tho"), (2021, "lang-son"), (2023, "bac-ninh")]
# 27/34, 27th of 34; how many units are known (4/34, 4 of 34) is no rank.
RANK = {"vi": r"\b\d+/(?:63|3[0-4])\b", "en": r"\b\d+(?:st|nd|rd|th) of \d+"}

Shown = Callable[[int, str, str], dict[str, Block]]


@pytest.fixture(scope="session")
def shown(brief: Brief) -> Shown:
    def make(year: int, province: str, locale: str) -> dict[str, Block]:
        return brief(year, province, locale, 34).blocks

    return make


def outside_of_estimated_columns(block: Block, word: str) -> Iterator[str]:
    """Return the texts of a block but for the cells of columns whose header says the word, and charts that do."""
    if isinstance(block, Figure):
        yield from (block.title, block.alt, block.caption)
        drawn = re.findall(r"<text[^>]*>([^<]*)</text>", block.svg)
        yield from () if any(word in text for text in drawn) else drawn
        yield from outside_of_estimated_columns(block.data, word) if block.data else ()
        return
    if not isinstance(block, Table):
        yield from texts(block)
        return
    yield block.caption
    yield from block.notes
    for row in block.rows:
        for column, cell in zip(block.columns, row.cells, strict=True):
            if word not in column.header:
                yield cell.text


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), SHOWN)
def test_no_rank_stands_without_the_word_estimated(shown: Shown, year: int, province: str, locale: str) -> None:
    met = 0
    for cell, block in shown(year, province, locale).items():
        if cell in ("method.guide", "record.table", "origins.table"):
            continue  # a rank as an example; checksums; titles of sources
        for text in outside_of_estimated_columns(block, WORD[locale]):
            for rank in re.finditer(RANK[locale], text.replace("\u00a0", " ")):
                counts = cell == "standing.table" or "đơn vị" in text
                told = text[rank.end() :].startswith((f" ({WORD[locale]})", f" ({WORD[locale]}, "))
                assert counts or told, (cell, text)
                met += 1
    assert met or province == "bac-ninh"


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), SHOWN)
def test_no_rank_among_63_is_shown(shown: Shown, year: int, province: str, locale: str) -> None:
    for cell, block in shown(year, province, locale).items():
        text = "" if cell == "origins.table" else text_of(block)  # titles of sources, as they are
        assert "/63" not in text, cell
        assert not re.search(r"\d of 63\b", text), cell


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), SHOWN)
def test_every_rank_of_a_column_of_ranks_has_the_word(shown: Shown, year: int, province: str, locale: str) -> None:
    met = set()
    for block in shown(year, province, locale).values():
        for place, column in enumerate(block.columns if isinstance(block, Table) else ()):
            if not re.search(r"[Hh]ạng|[Rr]ank", column.header) or re.search(r"Thay đổi|Change", column.header):
                continue
            assert isinstance(block, Table)
            ranks = [row.cells[place].text for row in block.rows if re.search(r"\d", row.cells[place].text)]
            assert WORD[locale] in column.header or all(WORD[locale] in rank for rank in ranks), block.caption
            met |= {block.id} if ranks else set()
    assert "units" in met


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(("year", "province"), SHOWN)
def test_no_reader_meets_a_raw_key_or_a_value_that_is_none(shown: Shown, year: int, province: str, locale: str) -> None:
    for cell, block in shown(year, province, locale).items():
        for text in () if cell == "record.table" else texts(block):
            assert text.startswith(("http", "data/raw/")) or not NEVER.search(text), (cell, text)


def test_the_cover_says_what_the_figures_are(shown: Shown) -> None:
    cover = shown(2021, "can-tho", "en")["cover.cover"]
    assert isinstance(cover, Cover)
    assert cover.title == "PAR INDEX, SIPAS and PAPI: briefing 2021 for 34 provinces and cities"
    assert cover.subtitle == (
        "Estimates for Can Tho as it stands since 1 July 2025, made of the former Can Tho, Hau Giang and Soc Trang: "
        "results for 2020 compared with 2019"
    )
    assert cover.facts[-1] == (
        "Figures of 2019 and 2020",
        "estimated: means of the former units, weighted by population",
    )
    assert cover.running_title.endswith("Estimates for 34 provinces and cities")
    assert "ước tính" in text_of(shown(2021, "can-tho", "vi")["cover.cover"]).lower()


def test_the_cover_of_an_unchanged_unit_says_that_only_its_ranks_are_estimated(shown: Shown) -> None:
    cover = shown(2021, "lang-son", "vi")["cover.cover"]
    assert isinstance(cover, Cover)
    assert "không sáp nhập: điểm số là điểm đã công bố, thứ hạng là ước tính" in cover.subtitle
    assert cover.facts[-1] == ("Số liệu 2019 và 2020", "thứ hạng là ước tính")


def test_the_annex_names_the_parts_with_their_weights_and_scores(shown: Shown) -> None:
    # 1,271.72 / 3,207.07 = 39.65 %, 730.01 / 3,207.07 = 22.76 %, 1,205.34 / 3,207.07 = 37.58 %.
    table = shown(2021, "can-tho", "en")["former.block"]
    assert isinstance(table, Table)
    assert [cells(row) for row in table.rows] == [
        ["Can Tho", "1,271.72", "39.7%", "83.76%", "84.14%", "42.89"],
        ["Hau Giang", "730.01", "22.8%", "–", "–", "43.08"],
        ["Soc Trang", "1,205.34", "37.6%", "–", "88.67%", "39.48"],
        ["Can Tho City", "3,207.07", "100.0%", "not estimated", "not estimated", "41.65 (estimated)"],
    ]
    assert "weighted by population" in " ".join(table.notes)


def test_the_annex_of_an_unchanged_unit_says_that_its_scores_are_as_published(shown: Shown) -> None:
    note = shown(2021, "lang-son", "en")["former.block"]
    assert isinstance(note, Note)
    assert "Lang Son Province was not merged: its scores of 2020 are as published." in note.paragraphs[0]


def test_a_view_in_the_units_that_were_measured_has_no_parts(brief: Brief) -> None:
    briefing = brief(2021, "can-tho", "vi")
    assert briefing["former.block"] is None
    assert not any("ước tính" in text for text in texts(briefing["units.table"]))


def test_the_card_names_the_parts_for_want_of_which_there_is_no_estimate(shown: Shown) -> None:
    row = shown(2021, "can-tho", "vi")["cover.cards"]
    assert isinstance(row, CardRow)
    notes = {card.label: card.note for card in row.cards}
    assert notes["PAR INDEX 2020"] == (
        "Không ước tính được vì thiếu số liệu của đơn vị cũ Hậu Giang và Sóc Trăng (chưa thu thập được)."
    )
    assert notes["SIPAS 2020"].endswith("đơn vị cũ Hậu Giang (chưa thu thập được).")
    row = shown(2023, "bac-ninh", "vi")["cover.cards"]
    assert isinstance(row, CardRow)
    assert row.cards[2].note.endswith("đơn vị cũ Bắc Ninh và Bắc Giang (không công bố).")


def test_an_estimate_of_a_fragment_has_no_rank_and_says_why(shown: Shown) -> None:
    # PAR INDEX 2019 of Tây Ninh and Long An is known, so the unit has an estimate, but the table is not whole.
    row = shown(2020, "tay-ninh", "en")["cover.cards"]
    assert isinstance(row, CardRow)
    card = next(card for card in row.cards if card.label == "PAR INDEX 2019")
    assert (card.score, card.scale) == ("82.59%", "estimated")
    assert {line.label: line.text for line in card.lines}["Rank"] == "not estimated"
    assert "No rank is estimated: the full table of this index is not available here." in card.note


def test_the_table_of_units_tells_published_scores_from_estimates_and_ranks_no_fragment(shown: Shown) -> None:
    table = shown(2021, "can-tho", "vi")["units.table"]
    assert isinstance(table, Table)
    assert [column.header for column in table.columns] == [
        "Tỉnh, thành phố", "PAR INDEX", "SIPAS", "PAPI", "Hạng PAPI, ước tính", "Khoảng hạng PAPI, ước tính",
    ]  # fmt: skip
    names = [row.cells[0].text for row in table.rows]
    assert len(names) == 34
    assert {name.removesuffix("*") for name in names if name.endswith("*")} == {
        "Hà Nội", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Lạng Sơn",
        "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Huế",
    }  # fmt: skip
    assert cells(table_row(table, "Cần Thơ"))[3:5] == ["41,65", "27"]


def test_the_plan_of_the_former_unit_is_named_and_left_to_its_own_briefing(shown: Shown) -> None:
    targets = shown(2021, "can-tho", "en")["targets.table"]
    statements = shown(2021, "can-tho", "en")["statements.table"]
    assert "The former Can Tho had targets before the merger." in text_of(targets)
    assert "What documents state of the former Can Tho" in text_of(statements)
    assert "86" not in text_of(targets)


def test_every_chart_of_ranks_says_that_they_are_estimated(shown: Shown) -> None:
    charts = {one.id: one for one in shown(2021, "can-tho", "vi").values() if isinstance(one, Figure)}
    assert set(charts) == {
        "course-papi",
        "strip",
        "ranks-papi",
        "part-ranks-papi",
        "map",
        "waterfall-papi",
        "heat-papi",
    }
    assert "Xếp hạng, ước tính" in charts["course-papi"].svg
    assert charts["strip"].title == "Cần Thơ năm 2020: PAPI thứ 27/34 (ước tính, khoảng 11–33)"
    assert "PAPI 2020, ước tính" in charts["strip"].svg
    assert charts["ranks-papi"].title.count("(ước tính)") == 2
    assert "(ước tính)" in charts["map"].title
    for name in ("strip", "ranks-papi", "map"):
        assert "Mọi thứ hạng đều là ước tính." in charts[name].caption


def test_every_part_whose_score_is_shown_has_its_source(shown: Shown) -> None:
    # SIPAS 2020 of Sóc Trăng was read elsewhere than that of Cần Thơ.
    sources = shown(2021, "can-tho", "vi")["sources.table"]
    assert isinstance(sources, Table)
    assert sum("SIPAS 2020" in row.cells[0].text for row in sources.rows) == 2
