"""Published figures that contradict one another, and means of regions: read, checked, and said."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.checks.conflicts import conflicts
from chiso.ingest.checks.reference import check_reference

Loaded = Callable[..., chiso.Data]
Compared = Callable[..., pd.DataFrame]


def appended(project: Project, name: str, row: str) -> Catalog:
    path = project.raw / "reference" / name
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    return Catalog(project.raw)


def test_a_statement_of_a_known_conflict_is_no_error_and_says_how_it_is_read(data: Loaded, changes: Compared) -> None:
    found = chiso.statements(data(2018), changes(2018), "can-tho").set_index("quantity")
    assert found.loc["rank", "verdict"] == "known_conflict"
    assert found.loc["rank_change", "verdict"] == "known_conflict"
    assert "Thái Bình" in found.loc["rank", "conflict_en"]
    assert found.loc["score", "verdict"] == "off"


def test_every_known_conflict_is_told_by_the_check(catalog: Catalog) -> None:
    said = list(conflicts(catalog))
    assert len(said) == len(catalog.store.conflicts)
    assert any("Hà Nam, rank: 8 " in one and ", 9 " in one for one in said)
    assert any("national, min: 85.54 " in one for one in said)


def test_the_published_mean_of_a_region_stands_with_an_index_known_in_part(data: Loaded, changes: Compared) -> None:
    given, compared = data(2025), changes(2025)
    results = chiso.results(given, compared, "can-tho")
    standing = chiso.standing(given, compared, results).set_index("index")
    assert standing.loc["par_index", "region_mean"] == 87.37
    assert pd.isna(standing.loc["papi", "region_mean"])


@pytest.mark.parametrize(
    ("name", "row", "problem"),
    [
        ("conflicts.csv", "papi,2017,99,,rank,1,a,2,b,x,y", "'99'"),
        ("conflicts.csv", "papi,2017,92,,rank,first,a,2,b,x,y", "'first' is no figure"),
        ("conflicts.csv", "papi,2017,,Atlantis,mean,1,a,2,b,x,y", "'Atlantis'"),
        ("conflicts.csv", "papi,2017,92,Tây Nguyên,rank,1,a,2,b,x,y", "A unit and a region are named"),
        ("conflicts.csv", "papi,2017,92,,rank,3,a,2,b,,y", "reading_vi"),
        ("regional.csv", "par_index,2024,Atlantis,mean,80,sa2886f43", "'Atlantis'"),
        ("regional.csv", "par_index,2024,Tây Nguyên,mean,80,sa2886f43", "Tây Nguyên"),
    ],
)
def test_what_they_may_not_name_is_told_with_file_and_row(project: Project, name: str, row: str, problem: str) -> None:
    catalog = appended(project, name, row)
    with pytest.raises(DataError) as caught:
        check_reference(catalog)
    assert name in str(caught.value)
    assert problem in str(caught.value)


def test_both_tables_may_be_left_out(project: Project) -> None:
    for name in ("conflicts.csv", "regional.csv"):
        (project.raw / "reference" / name).unlink()
    catalog = Catalog(project.raw)
    assert (catalog.conflicts, catalog.regional) == ([], [])
