"""An index that is new to the project: an entry in the catalogue is enough, from the table to the card."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from checkout import thin
from intake_tables import Rows, made_ranks, page, put, vi, workbook
from pci import CODES, add_pci, lists, made_pci, overview
from reading import Briefing, text_of

import chiso
from chiso.blocks.links import links_of
from chiso.blocks.specs import Figure, Table
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.facts.data import Data
from chiso.ingest import read_observations
from chiso.ingest.checks.reference import check_reference
from chiso.intake.receive import Outcome, import_table
from chiso.intake.request import parse_request
from chiso.proof.explain import explain
from chiso.run.check import check_statements

WEIGHED = {"vi": "nhân với trọng số của phần đó.", "en": "counted by the weight of the part."}
"""What a table says of parts that do not count in full."""


def bring_in(project: Project, file: Path, year: int, **options: str) -> Outcome:
    given = {
        "INDEX": "pci",
        "INDEX_YEAR": str(year),
        "FILE": str(file),
        "SOURCE": f"PCI {year}",
        "URL": "https://pcivietnam.vn/bang",
        "PUBLISHED": f"{year + 1}-04-15",
    }
    return import_table(project, parse_request(Catalog(project.raw), {**given, **options}), check_statements)


def of_2021(project: Project) -> Data:
    return chiso.load(project.root, year=2021)


def raw(project: Project, year: int) -> dict[str, dict[str, str]]:
    with (project.raw / "pci" / f"{year}.csv").open(encoding="utf-8", newline="") as stream:
        return {row["province_code"]: row for row in csv.DictReader(stream)}


@pytest.fixture
def known(project: Project) -> Project:
    """The project with three index years and PCI in its catalogue."""
    thin(project, (2018, 2019, 2020))
    add_pci(project)
    return project


@pytest.mark.parametrize("shape", ["overview", "lists", "page"])
def test_a_table_in_each_published_shape_comes_in(known: Project, catalog: Catalog, tmp_path: Path, shape: str) -> None:
    units = list(catalog.units)
    table = made_pci(units, 1)
    if shape == "page":
        rows: Rows = [[vi(cell) if isinstance(cell, float) else cell for cell in row] for row in overview(units, table)]
        file = put(tmp_path, "pci.html", page(rows))
    else:
        file = put(
            tmp_path, "pci.xlsx", workbook({"PCI 2020": (lists if shape == "lists" else overview)(units, table)})
        )
    bring_in(known, file, 2020)
    written = raw(known, 2020)
    assert {code: {one: float(row[one]) for one in table[code]} for code, row in written.items()} == table
    if shape != "lists":
        ranks = made_ranks({code: figures["TOTAL"] for code, figures in table.items()})
        assert {code: int(row["rank"]) for code, row in written.items()} == ranks


def test_lists_in_other_wordings_beside_a_counter_of_places_come_in(
    known: Project, catalog: Catalog, tmp_path: Path
) -> None:
    units = list(catalog.units)
    table = made_pci(units, 1)
    rows = lists(units, table)
    rows[0][0] = "Rank"
    for column, name in ((3, "Land Access and Security of Tenure"), (9, "Corruption"), (19, "Legal Institutions")):
        assert rows[0][column]
        rows[0][column] = name
    outcome = bring_in(known, put(tmp_path, "pci.xlsx", workbook({"PCI 2020": rows})), 2020)
    written = raw(known, 2020)
    assert {code: {one: float(row[one]) for one in table[code]} for code, row in written.items()} == table
    assert outcome.edition.ranks == {}  # the counter is the place in each list, not that of the total
    assert any("by their place: D2 'Land Access" in note for note in outcome.notes)


def test_the_total_is_the_published_one_and_its_ranks_stand(known: Project, catalog: Catalog, tmp_path: Path) -> None:
    units = list(catalog.units)
    table = made_pci(units, 1)
    first, second = sorted(table, key=lambda code: -table[code]["TOTAL"])[:2]
    table[second] = dict(table[first])  # equal as printed; the publisher ranked on more digits
    rows = overview(units, table)
    rows[1][12], rows[2][12] = 2, 1
    bring_in(known, put(tmp_path, "pci.xlsx", workbook({"S": rows})), 2020)
    observations = read_observations(Catalog(known.raw))
    values = observations.values
    totals = values[(values["index"] == "pci") & (values["code"] == "TOTAL")].set_index("unit_code")
    assert totals["value"].to_dict() == {code: figures["TOTAL"] for code, figures in table.items()}
    assert set(totals["status"]) == {"A"}
    published = observations.ranks[observations.ranks["index"] == "pci"].set_index("unit_code")["rank"]
    assert sorted(published[[first, second]]) == [1, 2]
    assert len(published) == 63


def test_weights_hold_the_total_against_its_parts(known: Project, catalog: Catalog, tmp_path: Path) -> None:
    units = list(catalog.units)
    rows = overview(units, made_pci(units, 1))
    rows[4][1] = 1.11
    with pytest.raises(DataError, match="for TOTAL, but its parts make"):
        bring_in(known, put(tmp_path, "pci.xlsx", workbook({"S": rows})), 2020)


def test_without_weights_the_total_stands_as_published(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    thin(project, (2020,))
    add_pci(project, weights=None)
    units = list(catalog.units)
    rows = overview(units, made_pci(units, 1))
    rows[4][1] = 1.11
    assert bring_in(project, put(tmp_path, "pci.xlsx", workbook({"S": rows})), 2020).is_written


def test_weights_that_do_not_make_the_total_are_refused(project: Project) -> None:
    thin(project, (2020,))
    add_pci(project, weights=[1] * 9 + [5])
    with pytest.raises(DataError, match="the parts at their best make 140, but the total goes to 100"):
        read_observations(Catalog(project.raw))


def test_only_parts_of_the_total_have_weights(project: Project) -> None:
    thin(project, (2020,))
    add_pci(project)
    path = project.raw / "pci" / "indicators.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}1.1,pci_x,D1,X,X,0,10,2013,2024,official,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="Only the parts of the total have weights"):
        read_observations(Catalog(project.raw))


def test_a_total_that_a_later_hand_changes_is_found_by_the_check(
    known: Project, catalog: Catalog, tmp_path: Path
) -> None:
    units = list(catalog.units)
    table = made_pci(units, 1)
    bring_in(known, put(tmp_path, "pci.xlsx", workbook({"S": overview(units, table)})), 2020)
    path = known.raw / "pci" / "2020.csv"
    old = f"{table['92']['D10']:g},{table['92']['TOTAL']:g},"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{table['92']['D10']:g},99.99,"), encoding="utf-8")
    with pytest.raises(DataError, match=r"The total is 99.99, but the weighted parts make"):
        read_observations(Catalog(known.raw))


def test_an_early_edition_covered_fewer_units_and_one_that_is_no_more(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2020,))
    add_pci(project, years=(2005, 2024))
    units = list(catalog.units)[:41]
    rows = overview(units, made_pci(units, 1))
    rows.append(["Hà Tây", *[5.0] * 10, 1.0, 42, "Thấp"])
    outcome = bring_in(project, put(tmp_path, "pci.xlsx", workbook({"S": rows})), 2006, MEASURED="41")
    assert outcome.edition.units == 41
    assert outcome.edition.withheld == {}
    assert any("Hà Tây" in note for note in outcome.notes)
    assert len(raw(project, 2006)) == 41
    assert len(read_observations(Catalog(project.raw)).values.query("index == 'pci'")) == 41 * 11


def test_a_change_of_weights_has_to_be_a_break_and_is_explained_by_the_weights_of_each_year(
    known: Project, catalog: Catalog, tmp_path: Path
) -> None:
    path = known.raw / "pci" / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for code, old, new in (("D1", "0.5", "1"), ("D3", "2.0", "1.5")):
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{code},"))
        before = lines[at].replace("2013,2024", "2013,2019")
        lines[at : at + 1] = [before, lines[at].replace("2013,2024", "2020,2024").replace(f",{old}", f",{new}")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="From 2020 on other weights or parts make the total"):
        check_reference(Catalog(known.raw))
    with (known.raw / "reference" / "series_breaks.csv").open("a", encoding="utf-8") as breaks:
        breaks.write("pci,TOTAL,2020,concept,yes,Trọng số mới.,New weights.\n")
    units = list(catalog.units)
    parts = made_pci(units, 2020)
    for year, shift in ((2019, 0.0), (2020, 0.5)):
        table = {
            unit: {**row, "TOTAL": round(row["TOTAL"] + shift * (row["D1"] - row["D3"]), 2)}
            for unit, row in parts.items()
        }
        bring_in(known, put(tmp_path, f"pci-{year}.xlsx", workbook({"S": overview(units, table)})), year)
    data = of_2021(known)
    told = explain(data, data.unit("can-tho"), "pci")
    assert "not to be read as a gain or a loss" in told
    assert "comparable" in explain(data, data.unit("can-tho"), "pci", "D1")
    now, before = told.split("\n2019\n")
    first, third = parts["92"]["D1"], parts["92"]["D3"]
    for text, weights in ((now, ("1", "1.5")), (before, ("0.5", "2"))):
        for weight, score in zip(weights, (first, third), strict=True):
            assert f"{weight} × {score:g} = {float(weight) * score:g}" in text
    for text, year in ((now, 2020), (before, 2019)):
        assert f"as published {float(raw(known, year)['92']['TOTAL']):g}\n" in text


def test_from_the_table_to_the_card(known: Project, catalog: Catalog, tmp_path: Path) -> None:
    units = list(catalog.units)
    tables = {year: made_pci(units, year) for year in (2019, 2020)}
    for year, table in tables.items():
        bring_in(known, put(tmp_path, f"pci-{year}.xlsx", workbook({"S": overview(units, table)})), year)
    data = of_2021(known)
    comparison = chiso.changes(data)
    mine = comparison[(comparison["index"] == "pci") & (comparison["unit_code"] == "92")].set_index("code")
    assert list(mine.index) == ["TOTAL", *CODES]
    assert mine.loc["TOTAL", "change"] == pytest.approx(tables[2020]["92"]["TOTAL"] - tables[2019]["92"]["TOTAL"])
    assert mine["comparable"].all()
    basis = chiso.noise(data).set_index(["index", "code"])["basis"]
    assert basis["pci", "TOTAL"] == "not_said", "nothing is claimed of how an index is made that does not say so"
    ranks = made_ranks({code: figures["TOTAL"] for code, figures in tables[2020].items()})
    assert mine.loc["TOTAL", "rank"] == ranks["92"]
    for locale in ("vi", "en"):
        briefing = Briefing(data, "can-tho", chiso.Words(locale))
        shown = briefing.blocks
        card = shown["cover.cards"].cards[3]
        assert card.label == "PCI 2020"
        assert card.score.replace(",", ".") == f"{tables[2020]['92']['TOTAL']:.2f}"
        assert "100" in card.scale
        assert any(briefing.say.rank(ranks["92"], 63) == line.text for line in card.lines)
        assert "PCI" in shown["cover.cover"].title
        assert "PCI" in text_of(shown["message.message"])
        assert isinstance(shown["course.figure pci"], Figure)
        dimensions = shown["drivers.dimensions pci"]
        assert isinstance(dimensions, Table)
        assert any(note.endswith(WEIGHED[locale]) for note in dimensions.notes)
        assert isinstance(shown["waterfall.figure pci"], Figure)
        assert any("PCI" in column.header for column in shown["units.table"].columns)
        origins = shown["origins.table"]
        assert isinstance(origins, Table)
        entries = {f"#{row.anchor}" for row in origins.rows}
        assert {"#figure-pci-2020-92", "#figure-pci-2020-92-change", "#figure-pci-2020-all"} <= entries
        leads = frozenset().union(*(links_of(block) for block in shown.values()))
        assert {one for one in leads if one.startswith("#")} == entries


def test_an_index_of_which_less_is_better_ranks_the_lowest_first(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    thin(project, (2019, 2020))
    add_pci(project, weights=None)
    path = project.raw / "indices.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("parts,higher,4", "parts,lower,4"), encoding="utf-8")
    units = list(catalog.units)
    tables = {year: made_pci(units, year) for year in (2019, 2020)}
    for year, table in tables.items():
        rows = [row[:12] for row in overview(units, table)]
        bring_in(project, put(tmp_path, f"pci-{year}.xlsx", workbook({"S": rows})), year)
    data = of_2021(project)
    comparison = chiso.changes(data)
    totals = comparison[comparison["index"].eq("pci") & comparison["code"].eq("TOTAL")].set_index("unit_code")
    lowest = min(tables[2020], key=lambda code: tables[2020][code]["TOTAL"])
    assert totals.loc[lowest, "rank"] == 1
    lines = Briefing(data, lowest, chiso.Words("en"))["cover.cards"].cards[3].lines
    moved = tables[2020][lowest]["TOTAL"] - tables[2019][lowest]["TOTAL"]
    # Nothing says that people were asked, nor what the scores may be off by: no shape, and a line that says so.
    assert (lines[0].text[0], lines[0].tone, lines[0].word) == ("−" if moved < 0 else "+", None, "")
    assert [line.text for line in lines if line.label == "Error"] == ["not published"]


def test_an_index_without_any_edition_has_no_card(known: Project) -> None:
    assert len(Briefing(of_2021(known), "can-tho", chiso.Words("en"))["cover.cards"].cards) == 3


def test_ranks_against_the_scores_are_refused_in_both_directions(
    known: Project, catalog: Catalog, tmp_path: Path
) -> None:
    units = list(catalog.units)
    rows = overview(units, made_pci(units, 1))
    rows[1][12], rows[9][12] = rows[9][12], rows[1][12]
    with pytest.raises(DataError, match="higher score has the better rank"):
        bring_in(known, put(tmp_path, "pci.xlsx", workbook({"S": rows})), 2020)
