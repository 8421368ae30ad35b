"""Every figure of a briefing leads to an entry of the annex that names its raw rows, and every entry is led to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator

import lxml.html
import pandas as pd
import pytest
from checkout import ROOT, Report
from reading import Brief, Briefing, table_row
from reading import texts as every_text

import chiso
from chiso import briefing
from chiso.blocks.specs import Block, CardRow, Figure, Prose, Table
from chiso.facts.data import Data

SHOWN = [
    (2021, "can-tho", "vi", 0),
    (2021, "can-tho", "en", 0),
    (2022, "can-tho", "vi", 0),
    (2024, "binh-duong", "vi", 0),
    (2023, "bac-ninh", "en", 0),
    (2021, "thai-nguyen", "en", 0),
    (2012, "ha-noi", "vi", 0),
    (2021, "can-tho", "vi", 34),
    (2023, "cao-bang", "vi", 34),
]
"""A plan, its judgement a year later, withheld, known by ranks alone, the first edition, estimates."""

NOT_FIGURES = {
    "cover.cover": "days of publication, which the table of sources has with the sources",
    "origins.table": "the entries themselves: rows, sources and days",
    "sources.table": "sources, days and addresses",
    "breaks.table": "prose on scales, years and codes; a rank that it names is linked in the card and the course",
    "method.guide": "general rules with examples",
    "record.table": "parameters and checksums",
    "measures.others": "the plan's own words",
    "sheet.summary": "counts of measures, and days",
    "sheet.roles": "documents by their numbers and days",
}
"""Blocks whose digits are no figures of an index, or stand linked elsewhere."""

WORDS = {"measures.table": 2, "measures.became": 3, "sheet.nobodys": 3}
"""Columns of words that may have digits: the plan's own words, and names of indicators with their codes."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"\d+[.,]\d\d+(?!\d)|(?<![\d/])\d+/\d\d\b(?!/)|\d+(?:st|nd|rd|th) of \d+")
"""A score or change, or a rank among others: what can stand in a title, a caption or a note."""
_WITHHELD = re.compile(r"(?:dimensions?|chỉ số nội dung)(?:,? (?:and |và )?\d(?![\d,.]\d))+")
"""Dimensions by their number, of which the publisher withheld some."""
_OUT_OF = re.compile(r"(?:/| out of )(?:60|80)\b")
_CODE = re.compile(r"(?<![\d,.])(?:D\d|\d{1,2}\.\d{1,2})(?= \w)")


@dataclasses.dataclass(frozen=True)
class Text:
    """A text of a block, where it stands, what it leads to, and whether it is the header of a row."""

    block: str
    place: str
    text: str
    href: str
    heads: bool = False


def linkable(name: str, block: Block) -> Iterator[Text]:
    """Yield every text of a block that could be a link."""
    if isinstance(block, Figure) and block.data is not None:
        yield from linkable(name, block.data)
    if isinstance(block, Table):
        for row in block.rows:
            for at, cell in enumerate(row.cells):
                yield Text(name, block.columns[at].header, cell.text, cell.href, at < WORDS.get(name, 1))
    if isinstance(block, Prose):
        for paragraph in block.paragraphs:
            yield from (Text(name, "", span.text, span.href) for span in paragraph)
    if isinstance(block, CardRow):
        for card in block.cards:
            yield Text(name, "score", card.score, card.href)
            yield from (Text(name, line.label, line.text, line.href) for line in card.lines)


def of_figures(shown: Briefing) -> dict[str, Block]:
    """Return the blocks that show figures of an index."""
    return {name: block for name, block in shown.blocks.items() if name not in NOT_FIGURES}


def links(shown: Briefing) -> set[tuple[str, str]]:
    """Return every text of a briefing that could be a link with what it leads to."""
    return {(one.text, one.href) for name, block in of_figures(shown).items() for one in linkable(name, block)}


def figures_in(text: str) -> set[str]:
    """Return the figures that a text states, ranks in one way of writing."""
    return {re.sub(r"(?:st|nd|rd|th) of ", "/", one) for one in _FIGURE.findall(text)}


def without_names(text: str) -> str:
    """Return a text without years, codes and numbers of indicators and what a total is out of."""
    for names in (_OUT_OF, _WITHHELD, _YEAR, _CODE):
        text = names.sub("", text)
    return text


def entries(table: Block | None) -> dict[str, list[str]]:
    """Return the texts of every entry of an annex by its anchor."""
    assert isinstance(table, Table)
    found = {row.anchor: [cell.text for cell in row.cells] for row in table.rows}
    assert len(found) == len(table.rows), "two entries have one anchor"
    return found


# Both ways: from figures to entries, from entries to figures


@pytest.mark.parametrize(("year", "province", "locale", "units"), SHOWN)
def test_every_figure_leads_to_an_entry_and_every_entry_is_led_to(
    brief: Brief, year: int, province: str, locale: str, units: int
) -> None:
    shown = brief(year, province, locale, units)
    figures = [one for name, block in of_figures(shown).items() for one in linkable(name, block) if not one.heads]
    assert [one for one in figures if not one.href and re.search(r"\d", without_names(one.text))] == []
    found = entries(shown["origins.table"])
    assert {one.href for one in figures if one.href} == {f"#{anchor}" for anchor in found}
    assert len({entry[0] for entry in found.values()}) == len(found), "two entries have one name"
    assert all(".csv, " in entry[1] for entry in found.values())


@pytest.mark.parametrize(("year", "province", "locale", "units"), SHOWN)
def test_what_is_plain_text_states_no_figure_that_is_linked_nowhere(
    brief: Brief, year: int, province: str, locale: str, units: int
) -> None:
    blocks = of_figures(brief(year, province, locale, units))
    runs = [one for name, block in blocks.items() for one in linkable(name, block)]
    linked = {figure for one in runs if one.href for figure in figures_in(one.text)}
    could_be = {one.text for one in runs}
    # The title of a profile counts rows of the table behind it, each of which is linked.
    counts = {
        block.title for name, block in blocks.items() if name.startswith("profile.") and isinstance(block, Figure)
    }
    plain = [text for block in blocks.values() for text in every_text(block) if text not in could_be | counts]
    assert sum(len(figures_in(text)) for text in plain) >= 10, "titles, captions, notes and alternative texts"
    assert [(text, missing) for text in plain if (missing := figures_in(text) - linked)] == []


def test_the_annex_has_the_entries_of_what_was_shown_before_it_and_none_else(brief: Brief) -> None:
    whole = brief(2021, "can-tho", "vi")
    shown = Briefing(whole.data, "can-tho", chiso.Words("vi"))
    sources = (shown.facts()["sources"], shown.facts()["editions"], shown.facts()["raw_rows"])
    assert briefing.origins.table(*sources, shown.say) is None
    table = shown["units.table"]
    assert table is not None
    few = entries(briefing.origins.table(*sources, shown.say))
    assert {f"#{anchor}" for anchor in few} == {one.href for one in linkable("units.table", table) if one.href}
    assert few.keys() < entries(whole["origins.table"]).keys()


def test_in_the_page_every_link_to_an_entry_arrives(report: Report) -> None:
    page = lxml.html.document_fromstring(report.made["html"].decode())
    found = [one for one in page.iter("a") if one.get("href", "").startswith("#figure-")]
    assert len(found) > 600
    assert {page.get_element_by_id(one.get("href")[1:]).tag for one in found} == {"tr"}


# What an entry says


def test_an_entry_has_table_row_source_and_date(brief: Brief) -> None:
    label, raw, source, date = entries(brief(2021, "can-tho", "vi")["origins.table"])["figure-papi-2020-92"]
    assert (label, raw, date) == ("PAPI 2020", "data/raw/papi/2020.csv, dòng 60", "14/4/2021")
    assert "PAPI" in source


def test_score_rank_change_target_and_median_lead_to_their_entries(brief: Brief) -> None:
    found = links(brief(2021, "can-tho", "vi"))
    for figure, href in (
        ("83,76", "#figure-par-index-2020-92"),
        ("37/63", "#figure-par-index-2020-92"),
        ("45,71", "#figure-papi-2019-92"),
        ("−2,83", "#figure-papi-2020-92-change"),
        ("21\u00a0bậc", "#figure-papi-2020-92-change"),
        ("≥\xa045, nhóm 20 đầu", "#figure-target-2021-92"),
        ("+0,16 (trung vị 42,72)", "#figure-papi-2020-all"),
    ):
        assert (figure, href) in found, figure


def test_the_rows_that_an_entry_names_are_those_of_the_unit(brief: Brief) -> None:
    met = 0
    for anchor, entry in entries(brief(2021, "can-tho", "vi")["origins.table"]).items():
        if anchor.endswith(("all", "national", "scales")):
            continue
        for row in raw_rows(entry):
            assert re.match("92,Cần Thơ,|202[01],92,|plan 2021,92,", row), entry
            met += 1
    assert met > 30


def raw_rows(entry: list[str]) -> Iterator[str]:
    """Yield the lines of raw tables that an entry names by their numbers."""
    for file, rows in re.findall(r"(data/raw/\S+\.csv), (?:dòng|rows?) ([\d–, vàand]+)", entry[1]):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", rows):
            yield from lines[int(first) - 1 : int(last or first)]


# Two units in one briefing


def test_the_block_of_a_second_unit_leads_to_the_rows_of_that_unit(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame]
) -> None:
    of_year, compared = data(2021), changes(2021)
    say = chiso.Words("vi")
    led = {}
    for unit in ("can-tho", "da-nang"):
        results = chiso.results(of_year, compared, unit)
        gaps, targets = chiso.gaps(of_year, results), chiso.targets(of_year, results)
        statements = chiso.statements(of_year, compared, unit)
        led[unit] = briefing.cover.cards(results, gaps, targets, statements, say).cards[0]
    assert (led["can-tho"].score, led["da-nang"].score) == ("83,76\u00a0%", "86,56\u00a0%")
    found = entries(
        briefing.origins.table(chiso.sources(of_year), chiso.editions(of_year), chiso.raw_rows(of_year), say)
    )
    for unit, name, score in (("can-tho", "Cần Thơ", "83.76"), ("da-nang", "Đà Nẵng", "86.56")):
        entry = found[led[unit].href.removeprefix("#")]
        assert entry[0] == f"PAR INDEX 2020, {name}"
        (row,) = raw_rows(entry)
        assert row.split(",")[1] == name
        assert score in row.split(",")


# Figures that are missing, known by rank alone, corrected or estimated


def test_a_figure_that_is_missing_leads_nowhere(brief: Brief) -> None:
    shown = brief(2024, "binh-duong", "vi")  # PAPI 2023 was withheld
    cards = shown["cover.cards"]
    assert isinstance(cards, CardRow)
    assert (cards.cards[2].label, cards.cards[2].href) == ("PAPI 2023", "")
    found = entries(shown["origins.table"])
    assert "figure-papi-2023-74" not in found
    assert "figure-papi-2022-74" in found


def test_where_only_a_rank_is_known_the_rank_leads_to_the_entry(brief: Brief) -> None:
    shown = brief(2021, "thai-nguyen", "en")  # its scores were not collected
    assert ("12th of 63", "#figure-par-index-2020-19") in links(shown)


def test_where_a_figure_was_corrected_the_correction_is_named(brief: Brief) -> None:
    found = entries(brief(2023, "ha-noi", "en")["origins.table"])
    corrected = "data/raw/reference/corrections.csv, row 2"
    assert found["figure-papi-2022-01"][1] == f"data/raw/papi/2022.csv, row 2; {corrected}"
    both = f"data/raw/papi/2022.csv, row 2; {corrected}; data/raw/papi/2021.csv, row 2"
    assert found["figure-papi-2022-01-change"][1] == both
    assert found["figure-papi-2022-all"][1].endswith(f"Ca Mau 64; {corrected}")
    assert corrected not in found["figure-papi-2021-01"][1]
    other = entries(brief(2023, "can-tho", "en")["origins.table"])
    assert corrected not in other["figure-papi-2022-92"][1]
    assert corrected in other["figure-papi-2022-all"][1]


def test_an_estimate_names_the_rows_of_all_former_units_and_each_of_them_its_own(brief: Brief) -> None:
    shown = brief(2021, "can-tho", "en", 34)
    found = entries(shown["origins.table"])
    assert found["figure-papi-2020-92"][:2] == ["PAPI 2020, Can Tho", "data/raw/papi/2020.csv, rows 60–62"]
    led = {}
    for name in ("Can Tho", "Hau Giang", "Soc Trang"):
        last = table_row(shown["former.block"], name).cells[-1]
        led[name] = found[last.href.removeprefix("#")]
        assert led[name][0] == f"PAPI 2020, {name} before the merger"
    assert [[row.split(",")[0] for row in raw_rows(entry)] for entry in led.values()] == [["92"], ["93"], ["94"]]
