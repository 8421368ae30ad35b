from __future__ import annotations

import pytest

from chiso.catalog import Catalog, Project
from chiso.catalog.grids import read_grid
from chiso.errors import DataError


@pytest.mark.parametrize("vintage", [63, 34])
def test_every_unit_has_a_place_of_its_own_and_both_archipelagos_are_there(catalog: Catalog, vintage: int) -> None:
    grid = read_grid(catalog.in_vintage(vintage))
    assert grid is not None
    assert set(grid.places) == set(catalog.in_vintage(vintage).units.by_code)
    assert [one.name_vi for one in grid.islands] == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]
    places = [(one.row, one.col) for one in (*grid.places.values(), *grid.islands)]
    assert len(set(places)) == len(places)


def _spoiled(project: Project, name: str, old: str, new: str) -> Catalog:
    path = project.raw / "provinces" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Catalog(project.raw)


def test_two_units_in_one_place_are_refused_with_both_rows(project: Project) -> None:
    damaged = _spoiled(project, "grid_63.csv", "02,Hà Giang,1,3", "02,Hà Giang,4,3")
    with pytest.raises(DataError, match="Two units have the place 4, 3") as caught:
        read_grid(damaged)
    assert "rows 2 and 3" in caught.value.where


@pytest.mark.parametrize("place", ["0,3", "1,0", "-5,3", "1,41", "999999,3"])
def test_a_place_outside_the_map_is_refused_and_not_drawn_for_ever(project: Project, place: str) -> None:
    damaged = _spoiled(project, "grid_63.csv", "02,Hà Giang,1,3", f"02,Hà Giang,{place}")
    with pytest.raises(DataError, match="outside the map") as caught:
        read_grid(damaged)
    assert "grid_63.csv, row 3" in caught.value.where


def test_a_missing_unit_is_refused(project: Project) -> None:
    damaged = _spoiled(project, "grid_34.csv", "04,Cao Bằng,1,4\n", "")
    with pytest.raises(DataError, match="has 33 units"):
        read_grid(damaged.in_vintage(34))


def test_a_map_without_truong_sa_is_refused(project: Project) -> None:
    row = "63,Quần đảo Trường Sa,15,10\n"
    damaged = _spoiled(project, "grid_islands.csv", row, "")
    with pytest.raises(DataError, match="is without Quần đảo Trường Sa") as caught:
        read_grid(damaged)
    assert "Trường Sa" in caught.value.why


def test_a_set_without_a_map_has_none(project: Project) -> None:
    damaged = _spoiled(project, "sets.csv", ",grid_34.csv", ",")
    assert read_grid(damaged.in_vintage(34)) is None
    assert read_grid(damaged) is not None
