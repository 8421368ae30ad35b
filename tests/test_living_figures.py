"""Figures that know what they are: in every text of a briefing, as fields of its Word file, and after an edit."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reading import Brief
from sample_blocks import notebook, shown
from word_files import parts_of, text_of_word

import chiso
from chiso.blocks.living import Names
from chiso.blocks.specs import ENTRY, Block, BlockError, Card, CardLine, Cell, Figure, Prose, Span
from chiso.export import build_document
from chiso.export.word import render_word
from chiso.facts.named import NamedFloat, NamedInt, name_of, worked_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CASES = [
    (2021, "can-tho", "vi", 0),
    (2021, "can-tho", "en", 0),
    (2024, "binh-duong", "en", 0),
    (2025, "can-tho", "vi", 34),
]
"""Two languages, a unit whose figures were withheld, and estimates for a later set of units."""

SETTINGS = re.compile(r"\b(?:19|20)\d\d\b|\b[A-Z]?\d(?:\.\d)+(?= \w)|\bD\d\b")
"""Years and codes: they say what figures are, and are none."""


def linked(value: object) -> list[tuple[Names, str]]:
    """Return the texts of a block, with marks, that lead to where a figure stands."""
    names = Names()
    found = []

    def look(item: object) -> None:
        if isinstance(item, (Span, Cell, CardLine, Card)) and item.href.startswith(f"#{ENTRY}"):
            found.append((names, item.score if isinstance(item, Card) else item.text))
        if isinstance(item, tuple):
            for one in item:
                look(one)
        elif dataclasses.is_dataclass(item):
            for field in dataclasses.fields(item):
                look(getattr(item, field.name))

    look(names.put_back(value) if isinstance(value, Block) else value)
    return found


def figures_of(block: Block) -> list[tuple[str, str]]:
    return [(name, shown) for _, _, shown, name in block.figures.places] if block.figures else []


@pytest.mark.parametrize(("year", "unit", "locale", "units"), CASES)
def test_every_figure_that_is_linked_knows_what_it_is(
    brief: Brief, year: int, unit: str, locale: str, units: int
) -> None:
    count = 0
    for name, block in brief(year, unit, locale, units).blocks.items():
        for names, text in linked(block):
            unnamed = "".join(part for part, figure in names.parts(text) if not figure)
            assert not re.search(r"\d", SETTINGS.sub("", unnamed)), (name, text)
            count += sum(bool(figure) for _, figure in names.parts(text))
    assert count > 300


def test_a_name_leads_to_the_very_cell_of_the_frame(brief: Brief) -> None:
    made = brief(2021, "can-tho", "en")
    changes = made.facts()["changes"].set_index(["index", "unit_code", "code"])
    checked: Counter[str] = Counter()
    for block in made.blocks.values():
        for name, figure in figures_of(block):
            index, year, unit, code, quantity = name.split("/")
            if year != "2020" or quantity not in ("value", "rank", "units_ranked", "change", "core_change"):
                continue
            cell = changes.loc[(index, unit.partition("-")[2], code), quantity]
            digits = len(figure.partition(".")[2])
            assert made.say.number(abs(float(cell)), digits) == figure.lstrip("+−"), name
            checked[quantity] += 1
    assert min(checked.values()) > 5
    assert len(checked) == 5


def test_a_figure_of_the_earlier_year_has_the_name_of_its_own_year_and_a_target_that_of_its_plan() -> None:
    row = {"index": "papi", "index_year": 2020, "previous_year": 2019, "vintage": 63, "unit_code": "92", "code": "D1"}
    assert name_of(row, "previous_rank") == "papi/2019/63-92/D1/rank"
    assert name_of({**row, "plan_year": 2021}, "target_score") == "papi/2021/63-92/D1/target_score"
    assert name_of({**row, "aim": "median"}, "gain") == "papi/2020/63-92/D1/gain.median"
    assert name_of({**row, "previous_year": 2018}, "change") == "papi/2020/63-92/D1/change.against2018"
    assert name_of({**row, "previous_year": 2018}, "value") == "papi/2020/63-92/D1/value"
    assert name_of({**row, "former_code": "93"}, "value") == "papi/2020/63-92-93/D1/value"
    assert name_of({"index": "papi", "group": 2}, "bound") == "papi/-/-/TOTAL/bound.group2"


def test_a_number_keeps_its_name_as_long_as_it_is_the_same_figure() -> None:
    row = {"index": "papi", "index_year": 2020, "unit_code": "92"}
    change, moved = NamedFloat(-2.5, row, "change"), NamedInt(-21, row, "rank_change")
    assert [type(one) for one in (abs(change), -change, 100 * change)] == [NamedFloat] * 3
    assert [type(one) for one in (abs(moved), -moved)] == [NamedInt] * 2
    assert [type(one) for one in (change + 1, moved + 1, change - change)] == [float, int, float]
    assert worked_out(change - 1, row, "own").figure_name == "papi/2020/92/TOTAL/own"


@given(st.lists(st.tuples(st.text(alphabet="ab 1,%#", max_size=6), st.integers(0, 99)), max_size=6))
def test_marks_are_taken_out_of_a_block_and_put_back_as_they_were(pieces: list[tuple[str, int]]) -> None:
    names = Names()
    marked = "".join(f"{text}{names.mark(str(figure), f'name {figure % 7}')}" for text, figure in pieces)
    block = Prose(paragraphs=((Span(text=marked),), (Span(text="7"),)))
    lifted = names.lift(block)
    assert "".join(f"{text}{figure}" for text, figure in pieces) == lifted.paragraphs[0][0].text
    assert names.put_back(lifted).paragraphs == block.paragraphs


def test_outside_a_block_a_figure_is_plain_text(brief: Brief) -> None:
    made = brief(2021, "can-tho", "en")
    row = {"value": NamedFloat(42.8855, {}, "value")}
    assert made.say.number(row["value"]) == "42.89"
    for block in made.blocks.values():
        assert not re.search("[\U000f0000-\U0010ffff]", str(block))


def test_a_block_that_somebody_changed_has_no_wrong_names() -> None:
    say = chiso.Words("en")
    with say.naming():
        text = f"{say.number(NamedFloat(42.89, {'index': 'papi'}, 'value'))} and 29"
    block = say.names.lift(Prose(paragraphs=((Span(text=text),), (Span(text="end"),))))
    moved = dataclasses.replace(block, paragraphs=((Span(text="new"),), *block.paragraphs))
    other = dataclasses.replace(block, paragraphs=((Span(text="43.00 and 29"),), *block.paragraphs[1:]))
    names = Names()
    assert names.put_back(moved) == moved
    assert [name for _, name in names.parts(names.put_back(other).paragraphs[0][0].text)] == [""]


def test_a_chart_is_not_given_a_marked_figure() -> None:
    names = Names()
    svg = f"<svg>{names.mark('29', 'papi/2020/63-92/TOTAL/rank')}</svg>"
    with pytest.raises(BlockError, match="give it plain text"):
        names.lift(Figure(id="a", title="A", svg=svg, alt="A chart of nothing"))


def test_the_figures_of_a_word_file_are_fields_on_properties_that_name_them(brief: Brief) -> None:
    made = brief(2021, "can-tho", "vi")
    others = ("plan.", "sheet.")  # documents of their own
    blocks = [block for name, block in made.blocks.items() if not name.startswith(others)]
    data = render_word(build_document(notebook(shown(*blocks)), "study"))
    parts = parts_of(data)
    known = {
        one.get("name"): "".join(one.itertext())
        for one in etree.fromstring(parts["docProps/custom.xml"])
        if one.get("name") != "chiso"
    }
    fields = fields_of(parts["word/document.xml"])
    assert {name for name, _ in fields} == set(known)
    assert all(known[name] == figure for name, figure in fields)
    assert ("papi/2020/63-92/TOTAL/value", "42,89") in fields
    assert ("papi/2021/63-92/TOTAL/target_score", "45") in fields
    assert len(fields) > 500
    assert "42,89" in text_of_word(data)


def fields_of(document: bytes) -> list[tuple[str, str]]:
    """Return the fields on properties of a Word file, each with what it shows."""
    found: list[tuple[str, str]] = []
    name, said, state = "", "", ""
    for run in etree.fromstring(document).iter(f"{W}r"):
        for child in run:
            if child.tag == f"{W}fldChar":
                state = child.get(f"{W}fldCharType")
                if state == "end" and name:
                    found.append((name, said))
                if state != "separate":
                    name, said = "", ""
            elif child.tag == f"{W}instrText" and state == "begin":
                match = re.fullmatch(r' DOCPROPERTY "([^"]+)" ', child.text or "")
                name = match[1] if match else ""
            elif child.tag == f"{W}t" and state == "separate":
                said += child.text or ""
    return found
