"""Names, parts and populations of the two sets of units agree, since the weights of every estimate come from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.checks.merger import check_merger
from chiso.ingest.checks.reference import check_reference


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_tables_of_the_project_agree(catalog: Catalog) -> None:
    assert [problems.error() for problems in check_merger(catalog)] == [None, None]


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value"),
    [
        ("crosswalk_63_to_34", "94,Sóc Trăng,", "94,Sóc Trang,", 62, "old_name_vi", "'Sóc Trăng'"),
        ("crosswalk_63_to_34", "93,Hậu Giang,92,Cần Thơ", "93,Hậu Giang,92,An Giang", 61, "new_name_vi", "'Cần Thơ'"),
        ("crosswalk_63_to_34", "20,Lạng Sơn,unchanged", "20,Lạng Sơn,merged", 14, "relation", "'unchanged'"),
        ("provinces_34", ",92,92 93 94", ",92,92 94", 34, "merged_from_old_gso_codes", "'92 94'"),
        ("provinces_34", ",92,92 93 94", ",96,92 93 94", 34, "namesake_old_gso_code", "'96'"),
        # The resolution on the merger counts residents otherwise: up to a third more.
        ("provinces_34", ",3207.07,", ",4199.82,", 34, "population_2024_nso_thousand", "4199.82"),
        ("provinces_63", ",1199653,1205.34,", ",1199653,1199.65,", 34, "population_2024_nso_thousand", "3201.38"),
    ],
)
def test_a_cell_that_disagrees_is_named(
    project: Project, file: str, old: str, new: str, row: int, column: str, value: str
) -> None:
    change(project.raw / "provinces" / f"{file}.csv", old, new)
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    assert f"row {row}, column '{column}'" in str(caught.value)
    assert value in str(caught.value)
