"""Every figure of a briefing leads to an entry of the annex, and every entry is led to by some figure."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from reading import blocks
from reading import texts as every_text

from chiso.analysis.change import compare, write_comparison
from chiso.catalog import Catalog, Project
from chiso.ingest import Observations
from chiso.report.briefing import Briefing
from chiso.report.specs import Block, CardRow, Figure, Prose, Table

#: A plan, its judgement a year later, withheld, known by ranks alone, later editions, estimates.
SHOWN = [
    (2021, "can-tho", "vi", 0),
    (2021, "can-tho", "en", 0),
    (2022, "can-tho", "vi", 0),
    (2023, "can-tho", "en", 0),
    (2025, "can-tho", "vi", 0),
    (2024, "binh-duong", "vi", 0),
    (2023, "bac-ninh", "en", 0),
    (2025, "quang-ninh", "en", 0),
    (2021, "thai-nguyen", "en", 0),
    (2012, "ha-noi", "vi", 0),
    (2021, "can-tho", "vi", 34),
    (2021, "bac-ninh", "en", 34),
    (2023, "cao-bang", "vi", 34),
]

#: Blocks whose digits are no figures of an index, or stand linked elsewhere.
NOT_FIGURES = {
    "cover": "days of publication, which the table of sources has with the sources",
    "origins": "the entries themselves: rows, sources and days",
    "sources": "sources, days and addresses",
    "breaks": "prose on scales, years and codes; a rank that it names is linked in the card and the course",
    "reading_guide": "general rules with examples",
    "record": "parameters and checksums",
    "other_measures": "the plan's own words",
}

#: Columns of words that may have digits: the plan's own words, and names of indicators with their codes.
WORDS = {"measures": 2}

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: A score or change, or a rank among others: what can stand in a title, a caption or a note.
_FIGURE = re.compile(r"\d+[.,]\d\d+(?!\d)|(?<![\d/])\d+/\d\d\b(?!/)|\d+(?:st|nd|rd|th) of \d+")
#: Dimensions by their number, of which the publisher withheld some.
_WITHHELD = re.compile(r"(?:dimensions?|chỉ số nội dung)(?:,? (?:and |và )?\d(?![\d,.]\d))+")
_OUT_OF = re.compile(r"(?:/| out of )(?:60|80)\b")
_CODE = re.compile(r"(?<![\d,.])(?:D\d|\d{1,2}\.\d{1,2})(?= \w)")

Shown = Callable[[int, str, str, int], Briefing]


def figures_in(text: str) -> set[str]:
    """Return the figures that a text states, ranks in one way of writing."""
    return {re.sub(r"(?:st|nd|rd|th) of ", "/", one) for one in _FIGURE.findall(text)}


@dataclasses.dataclass(frozen=True)
class Text:
    """A text of a block, where it stands, what it leads to, and whether it is the header of a row."""

    where: str
    text: str
    href: str
    heads: bool = False


def named_blocks(briefing: Briefing) -> Iterator[tuple[str, Block]]:
    """Yield every block that the notebook shows, with the method that makes it."""
    for cell, block in blocks(briefing).items():
        yield cell.removeprefix("briefing.").partition("(")[0], block


def texts(name: str, block: Block) -> Iterator[Text]:
    """Yield every text of a block that could be a link."""
    if isinstance(block, Figure) and block.data is not None:
        yield from texts(name, block.data)
    if isinstance(block, Table):
        for row in block.rows:
            for at, cell in enumerate(row.cells):
                yield Text(f"{name}: {block.columns[at].header}", cell.text, cell.href, at < WORDS.get(name, 1))
    if isinstance(block, Prose):
        for paragraph in block.paragraphs:
            yield from (Text(name, span.text, span.href) for span in paragraph)
    if isinstance(block, CardRow):
        for card in block.cards:
            yield Text(f"{name}: score", card.score, card.href)
            yield from (Text(f"{name}: {line.label}", line.text, line.href) for line in card.lines)


def without_names(text: str) -> str:
    """Return a text without years, codes and numbers of indicators and what a total is out of."""
    for names in (_OUT_OF, _WITHHELD, _YEAR, _CODE):
        text = names.sub("", text)
    return text


@pytest.fixture(scope="module")
def shown(processed: Project, observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Return briefings; those in the 34 units from a copy with the comparisons that they need."""
    project = Project(shutil.copytree(processed.root, tmp_path_factory.mktemp("views") / "project"))
    for year in (2021, 2023):
        view = Catalog(project.raw).view(year - 1, 34)
        write_comparison(project, view, compare(view, observations, year), year)

    def made(year: int, province: str, locale: str, units: int) -> Briefing:
        return Briefing(year, province, locale, units=units, project=str(project.root))

    return made


@pytest.mark.parametrize(("year", "province", "locale", "units"), SHOWN)
def test_every_figure_leads_to_an_entry_and_every_entry_is_led_to(
    shown: Shown, year: int, province: str, locale: str, units: int
) -> None:
    briefing = shown(year, province, locale, units)
    found = [text for name, block in named_blocks(briefing) for text in texts(name, block)]
    figures = [one for one in found if one.where.partition(":")[0] not in NOT_FIGURES and not one.heads]
    loose = [one for one in figures if not one.href and re.search(r"\d", without_names(one.text))]
    assert loose == []
    table = briefing.origins()
    assert table is not None
    anchors = [f"#{row.anchor}" for row in table.rows]
    assert {one.href for one in figures if one.href} == set(anchors)
    assert len(set(anchors)) == len(anchors)
    assert len({row.cells[0].text for row in table.rows}) == len(anchors), "two entries have one name"
    assert all(re.search(r"\.csv, ", row.cells[1].text) for row in table.rows)


@pytest.mark.parametrize(("year", "province", "locale", "units"), SHOWN)
def test_what_is_plain_text_states_no_figure_that_is_linked_nowhere(
    shown: Shown, year: int, province: str, locale: str, units: int
) -> None:
    briefing = shown(year, province, locale, units)
    named = [pair for pair in named_blocks(briefing) if pair[0] not in NOT_FIGURES]
    runs = [one for name, block in named for one in texts(name, block)]
    linked = {figure for one in runs if one.href for figure in figures_in(one.text)}
    could_be = {one.text for one in runs}
    plain = [text for _, block in named for text in every_text(block) if text not in could_be]
    heat = briefing.heat_figure()  # its title counts rows of the table behind it, each of which is linked
    plain = [text for text in plain if heat is None or text != heat.title]
    assert sum(len(figures_in(text)) for text in plain) >= 10, "titles, captions, notes and alternative texts"
    assert [(text, missing) for text in plain if (missing := figures_in(text) - linked)] == []


@pytest.mark.parametrize(("year", "province", "locale", "units"), SHOWN[::3])
def test_the_annex_is_the_same_where_nothing_was_shown_before_it(
    shown: Shown, year: int, province: str, locale: str, units: int
) -> None:
    after = shown(year, province, locale, units)
    blocks(after)
    assert shown(year, province, locale, units).origins() == after.origins()
