"""The ledger held against the catalogue: what of it cannot be, and where that stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.ingest.checks.ledger import check_ledger
from chiso.intake.gaps import _ledger_gaps

Change = Callable[..., str]
AGENCY = {"province_code": "92", "name_vi": "Sở Ví dụ", "id": "so-vi-du"}
MEASURE = {"plan_year": "2021", "province_code": "92", "plan": "plan 2021", "measure_vi": "Biện pháp ví dụ", "id": "x"}


def add(path: Path, *rows: dict[str, str]) -> None:
    """Add rows to a table."""
    known = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    columns = list(dict.fromkeys([*known[0], *(name for row in rows for name in row)]))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([*known, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")


@pytest.fixture
def told(short: Project) -> Change:
    """What gives all that is told when rows are added to measures and agencies."""

    def change(*measures: dict[str, str], agencies: tuple[dict[str, str], ...] = ()) -> str:
        add(short.raw / "plans" / "measures.csv", *({**MEASURE, **one} for one in measures))
        add(short.raw / "plans" / "agencies.csv", *({**AGENCY, **one} for one in agencies))
        return "\n".join(str(error) for one in check_ledger(Catalog(short.raw)) if (error := one.error()))

    return change


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"lead_agency": "so-noi-v"}, "lead_agency", "Nearest: so-noi-vu (Sở Nội vụ)"),
        ({"with_agencies": "so-noi-vu; so-y-te"}, "with_agencies", "no agency 'so-y-te' of unit 92"),
        ({"deadline": "2020-12"}, "deadline", "2020-12 is before 2021"),
        ({"deadline": "Quý III"}, "deadline", "no day, month or year"),
        ({"deadline": "2021-02-30"}, "deadline", "no day, month or year"),
        ({"state": "done", "state_on": "2020-05-01"}, "state_on", "since 2020-05-01, before 2021"),
        ({"state": "done", "state_on": "2021-05"}, "state_on", "which is no day"),
        ({"state": "done"}, "state_on", "no day since when"),
        ({"state": "finished", "state_on": "2021-05-01"}, "state", "'finished' is not known as state"),
        ({"evidence": "Báo cáo 1"}, "state", "'Báo cáo 1' as evidence, and no state"),
        ({"id": "2021-01"}, "id", "stands in row 2 already"),
        ({"id": "A 1"}, "id", "'A 1' is no id"),
        ({"plan": ""}, "plan", "A cell is empty"),
        ({"index": "papi", "concept": "voluntary_contribution"}, "concept", "Nearest: voluntary_contributions"),
        ({"index": "papi", "concept": "land_use_plans"}, "concept", "It holds from"),
        ({"index": "papi", "concept": "participation", "code": "D2"}, "code", "is transparency in 2020 or 2021, not"),
        ({"index": "papi", "code": "D9"}, "code", "'D9' is no code of PAPI in 2020 or 2021"),
        ({"concept": "participation"}, "index", "no index is named"),
    ],
)
def test_what_cannot_be_is_named_with_its_row_and_column(
    told: Change, cells: dict[str, str], column: str, what: str
) -> None:
    if cells.get("concept") == "land_use_plans":
        cells = {**cells, "concept": _gone()}
    said = told(cells)
    assert what in said
    assert f"measures.csv, row 16, column {column!r}" in said


def _gone() -> str:
    """A concept that PAPI had once, and has no more in 2020 and 2021."""
    parts = Catalog(Path(__file__).parents[1] / "data" / "raw").indicators["papi"]
    now = {part.concept for part in parts if part.holds_in(2020) or part.holds_in(2021)}
    return next(part.concept for part in parts if part.concept not in now)


def test_the_same_words_in_one_plan_and_index_are_one_measure(told: Change) -> None:
    said = told(
        {"id": "a", "measure_vi": "Một,  hai"}, {"id": "b", "measure_vi": "một hai."}, {"id": "c", "index": "papi"}
    )
    assert said.count("stands in row 16 already") == 1
    assert "row 17, column 'measure_vi'" in said


def test_all_problems_of_the_table_are_told_at_once(told: Change) -> None:
    said = told(
        {"id": "a", "lead_agency": "nobody", "deadline": "1999"}, {"id": "b", "measure_vi": "", "state": "done"}
    )
    assert "4 problems in" in said


@pytest.mark.parametrize(
    ("agencies", "what"),
    [
        (({"successor": "so-noi-vu"},), "on '', which is no day"),
        (({"successor_on": "2025-03-01"},), "no successor is named"),
        (({"successor": "so-noi-v", "successor_on": "2025-03-01"},), "Nearest: so-noi-vu"),
        (({"successor": "34-92/so-noi-vu", "successor_on": "2025-07-01"},), "Unit 92 of 34 has no agency"),
        (
            ({"successor": "so-khac", "successor_on": "2025-03-01"},
             {"id": "so-khac", "name_vi": "Sở Khác", "successor": "so-vi-du", "successor_on": "2025-07-01"}),
            "go in a circle: so-vi-du → so-khac → so-vi-du",
        ),
        (({"kind": "ministry"},), "'ministry' is not known as kind"),
        (({"name_vi": "Sở Nội Vụ"},), "'Sở Nội Vụ' names so-noi-vu in row 2 already"),
    ],
)  # fmt: skip
def test_an_agency_becomes_one_that_is_known(told: Change, agencies: tuple[dict[str, str], ...], what: str) -> None:
    assert what in told(agencies=agencies)


def test_a_successor_may_be_of_another_unit_and_set(told: Change) -> None:
    new = {"id": "so-noi-vu", "name_vi": "Sở Nội vụ", "vintage": "34"}
    assert not told(agencies=({"successor": "34-92/so-noi-vu", "successor_on": "2025-07-01"}, new))


def test_who_is_not_named_is_a_gap_with_a_count_and_three_places(catalog: Catalog) -> None:
    said = list(_ledger_gaps(catalog))
    assert said[0] == (
        "Measures of plans that name no lead agency: 14 of 14: plans/measures.csv, 2021-01 (row 2), 2021-02 (row 3), "
        "2021-03 (row 4) and 11 more."
    )
