"""Figures of the unit lead to the row of the raw table that they stand in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from checkout import ROOT, Report

from chiso.analysis.change import compare, write_comparison
from chiso.catalog import Catalog, Project
from chiso.ingest import Observations
from chiso.report.briefing import Briefing
from chiso.report.specs import CardRow, Prose, Table


@pytest.fixture(scope="module")
def briefing(processed: Project) -> Briefing:
    return Briefing(2021, "can-tho", "vi", project=str(processed.root))


def entries(briefing: Briefing) -> dict[str, list[str]]:
    table = briefing.origins()
    assert table is not None
    return {row.anchor: [cell.text for cell in row.cells] for row in table.rows}


def links(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Yield every figure of the message, the cards and the tables with what it is linked to."""
    message, cards = briefing.message(), briefing.cards()
    assert isinstance(message, Prose)
    assert isinstance(cards, CardRow)
    yield from ((span.text, span.href) for paragraph in message.paragraphs for span in paragraph)
    yield from ((card.score, card.href) for card in cards.cards)
    yield from ((line.text, line.href) for card in cards.cards for line in card.lines)
    courses = [briefing.course_table(index) for index in ("par_index", "sipas", "papi")]
    for table in (briefing.standing(), briefing.targets(), briefing.units(), briefing.dimensions(), *courses):
        if isinstance(table, Table):
            yield from ((cell.text, cell.href) for row in table.rows for cell in row.cells)


def test_an_entry_has_table_row_source_and_date(briefing: Briefing) -> None:
    label, raw, source, date = entries(briefing)["figure-papi-2020"]
    assert (label, raw, date) == ("PAPI 2020", "data/raw/papi/2020.csv, dòng 60", "14/4/2021")
    assert "PAPI" in source
    assert entries(briefing)["figure-par-index-2019"][1] == "data/raw/par_index/2019.csv, dòng 17"


def test_the_rows_are_those_of_the_unit(briefing: Briefing) -> None:
    met = 0
    for anchor, entry in entries(briefing).items():
        if anchor.endswith(("all", "national", "scales")):
            continue
        for file, rows in re.findall(r"(data/raw/\S+\.csv), dòng ([\d–, và]+)", entry[1]):
            lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", rows):
                for row in range(int(first), int(last or first) + 1):
                    assert re.match("92,Cần Thơ,|202[01],92,|plan 2021,92,", lines[row - 1]), entry
                    met += 1
    assert met > 30


def test_every_link_of_a_figure_arrives(briefing: Briefing) -> None:
    wanted = {f"#{anchor}" for anchor in entries(briefing)}
    assert {href for _, href in links(briefing) if href} <= wanted
    assert {"#figure-papi-2020", "#figure-sipas-2019", "#figure-target-2021"} <= {href for _, href in links(briefing)}


def test_score_rank_and_target_lead_to_their_entries(briefing: Briefing) -> None:
    found = set(links(briefing))
    for figure, href in (
        ("83,76", "#figure-par-index-2020"),
        ("37/63", "#figure-par-index-2020"),
        ("42,89", "#figure-papi-2020"),
        ("29/63", "#figure-papi-2020"),
        ("45,71", "#figure-papi-2019"),
        ("≥\xa045, nhóm 20 đầu", "#figure-target-2021"),
        ("−2,83", "#figure-papi-2020-change"),
        ("8\u00a0bậc", "#figure-par-index-2020-change"),
        ("+0,16 (trung vị 42,72)", "#figure-papi-2020-all"),
    ):
        assert (figure, href) in found, figure


def test_a_figure_that_is_missing_leads_nowhere(processed: Project) -> None:
    briefing = Briefing(2024, "binh-duong", "vi", project=str(processed.root))  # PAPI 2023 was withheld
    cards = briefing.cards()
    assert isinstance(cards, CardRow)
    assert cards.cards[2].href == ""
    assert "figure-papi-2023" not in entries(briefing)
    assert "figure-papi-2022" in entries(briefing)
    assert {href for _, href in links(briefing) if href} <= {f"#{anchor}" for anchor in entries(briefing)}


def test_where_only_a_rank_is_known_the_rank_leads_to_the_entry(processed: Project) -> None:
    briefing = Briefing(2021, "thai-nguyen", "en", project=str(processed.root))  # its scores were not collected
    assert ("12th of 63", "#figure-par-index-2020") in set(links(briefing))


def test_an_estimate_names_the_rows_of_all_former_units(
    processed: Project, observations: Observations, tmp_path: Path
) -> None:
    project = Project(shutil.copytree(processed.root, tmp_path / "project"))
    view = Catalog(project.raw).view(2020, 34)
    write_comparison(project, view, compare(view, observations, 2021), 2021)
    briefing = Briefing(2021, "can-tho", "en", project=str(project.root), units=34)
    assert entries(briefing)["figure-papi-2020"][1] == "data/raw/papi/2020.csv, rows 60–62"


def test_where_a_figure_was_corrected_the_correction_is_named(processed: Project) -> None:
    briefing = Briefing(2023, "ha-noi", "en", project=str(processed.root))
    found = entries(briefing)
    corrected = "data/raw/reference/corrections.csv, row 2"
    assert found["figure-papi-2022"][1] == f"data/raw/papi/2022.csv, row 2; {corrected}"
    assert found["figure-papi-2022-change"][1].endswith(f"data/raw/papi/2021.csv, row 2; {corrected}")
    assert found["figure-papi-2022-all"][1].endswith(f"Ca Mau 64; {corrected}")
    assert corrected not in found["figure-papi-2021"][1]
    other = entries(Briefing(2023, "can-tho", "en", project=str(processed.root)))
    assert corrected not in other["figure-papi-2022"][1]
    assert corrected in other["figure-papi-2022-all"][1]


def test_in_the_page_every_link_to_an_entry_arrives(report: Report) -> None:
    page = lxml.html.document_fromstring(report.made["html"].decode())
    found = [one for one in page.iter("a") if one.get("href", "").startswith("#figure-")]
    assert len(found) > 600
    assert {page.get_element_by_id(one.get("href")[1:]).tag for one in found} == {"tr"}
