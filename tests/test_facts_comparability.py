"""What two years of a code may be compared, by its meaning, scale, method and set of units."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.facts.comparability import breaks_between, predecessor, reasons, series_start


def kinds(catalog: Catalog, index: str, code: str, year: int) -> list[str]:
    return [one.kind for one in reasons(catalog, index, code, year)]


def test_the_breaks_of_the_published_series_are_met(catalog: Catalog) -> None:
    for index, code, year, expected in (
        ("papi", "TOTAL", 2018, ["concept", "scale"]),  # eight dimensions of 80 points after six of 60
        ("papi", "TOTAL", 2021, ["method"]),
        ("papi", "TOTAL", 2020, []),
        ("papi", "D2", 2018, ["concept"]),
        ("papi", "D5", 2021, ["method", "scale"]),  # its own break, and that of the whole index
        ("papi", "D8", 2019, ["scale"]),
        ("papi", "2.1", 2018, ["concept"]),  # poverty lists before, access to information since
        ("papi", "2.2", 2018, ["scale"]),  # poverty lists, which were 2.1 of 3.33 points
        ("papi", "3.2", 2016, ["concept"]),
        ("papi", "3.3", 2016, []),  # people's inspection boards, which were 3.2
        ("papi", "3.2", 2018, ["concept"]),
        ("papi", "3.3", 2018, ["concept"]),
        ("papi", "5.1", 2021, ["method", "scale"]),
        ("papi", "8.3", 2020, ["level"]),
        ("papi", "D1", 2018, []),  # another meaning of the total is not one of each dimension
        ("par_index", "TOTAL", 2016, ["method"]),
        ("par_index", "TOTAL", 2019, ["method"]),
        ("par_index", "TOTAL", 2020, []),
        ("par_index", "TOTAL", 2022, ["method"]),
        ("sipas", "TOTAL", 2017, ["coverage"]),
        ("sipas", "TOTAL", 2022, ["method"]),
        ("sipas", "TOTAL", 2020, []),
    ):
        assert kinds(catalog, index, code, year) == expected, (index, code, year)


def test_every_break_of_the_table_makes_its_code_incomparable_in_its_year_only(catalog: Catalog) -> None:
    for one in catalog.breaks:
        year = one.first_year_of_new_series
        found = [reason.series_break for reason in reasons(catalog, one.index, one.code, year)]
        assert one in found, one
        for other in (year - 1, year + 1):
            if one.code in catalog.in_year(one.index, other):
                assert one not in [reason.series_break for reason in reasons(catalog, one.index, one.code, other)]


def test_a_new_method_holds_for_every_part_and_another_meaning_of_the_total_does_not(catalog: Catalog) -> None:
    for code in catalog.in_year("papi", 2021):
        assert "TOTAL" in [one.code for one in breaks_between(catalog, "papi", code, 2021, 2020)], code
    for code in catalog.in_year("papi", 2018):
        assert {code}.issuperset(one.code for one in breaks_between(catalog, "papi", code, 2018, 2017)), code


def test_a_code_faces_the_earlier_code_of_the_same_meaning(catalog: Catalog) -> None:
    for code, year, before in (
        ("2.2", 2018, "2.1"),
        ("2.3", 2018, "2.2"),
        ("2.4", 2018, "2.3"),
        ("3.3", 2016, "3.2"),
        ("3.2", 2016, None),
        ("2.1", 2018, None),
        ("D7", 2018, None),
        ("8.3", 2019, None),
        ("5.3", 2021, "5.3"),
        ("TOTAL", 2018, "TOTAL"),
        ("TOTAL", 2011, None),
    ):
        found = predecessor(catalog, "papi", catalog.indicator("papi", code, year), year - 1)
        assert (found.code if found else None) == before, (code, year)


def test_a_predecessor_has_the_same_meaning_or_is_the_total(catalog: Catalog) -> None:
    for year in range(2012, 2025):
        for code, indicator in catalog.in_year("papi", year).items():
            before = predecessor(catalog, "papi", indicator, year - 1)
            assert before is None or before.concept == indicator.concept or code == "TOTAL"


def test_where_meaning_and_scale_hold_and_nothing_broke_there_is_no_reason(catalog: Catalog) -> None:
    """The other way round: no reason exactly where concept and scale are those of the year before, without a break."""
    for year in range(2012, 2025):
        for code, now in catalog.in_year("papi", year).items():
            same = [one for one in catalog.in_year("papi", year - 1).values() if one.concept == now.concept]
            scale = bool(same) and (same[0].scale_min, same[0].scale_max) == (now.scale_min, now.scale_max)
            first_ever = not same and code not in catalog.in_year("papi", year - 1)
            broken = bool(breaks_between(catalog, "papi", code, year, year - 1))
            assert (not kinds(catalog, "papi", code, year)) == ((scale or first_ever) and not broken), (code, year)


def test_a_series_begins_at_its_series_start(catalog: Catalog) -> None:
    for index, year, first in (
        ("papi", 2017, None),
        ("papi", 2018, 2018),
        ("papi", 2020, 2018),
        ("papi", 2021, 2021),
        ("papi", 2024, 2021),
        ("par_index", 2015, None),
        ("par_index", 2018, 2016),
        ("par_index", 2020, 2019),
        ("par_index", 2024, 2022),
        ("sipas", 2015, None),
        ("sipas", 2021, 2017),
        ("sipas", 2024, 2022),
    ):
        assert series_start(catalog, index, year) == first, (index, year)


def test_a_dimension_has_a_series_of_its_own(catalog: Catalog) -> None:
    assert series_start(catalog, "papi", 2020, "D8") == 2019
    assert series_start(catalog, "papi", 2020, "D1") is None
    assert series_start(catalog, "papi", 2017, "D3") == 2016


@pytest.fixture
def edited(project: Project) -> Callable[[str, str, str], Catalog]:
    def edit(file: str, old: str, new: str) -> Catalog:
        path: Path = project.raw / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return Catalog(project.raw)

    return edit


def test_a_scale_that_changes_in_the_table_is_a_reason_without_any_break(
    edited: Callable[[str, str, str], Catalog],
) -> None:
    old = "1,10,2011,2024,official\nD2,"
    new = "1,10,2011,2019,official\nD1,participation,TOTAL,Participation,Tham gia,1,20,2020,2024,official\nD2,"
    catalog = edited("papi/indicators.csv", old, new)
    found = reasons(catalog, "papi", "D1", 2020)
    assert [one.kind for one in found] == ["scale"]
    assert found[0].before is not None
    assert found[0].now is not None
    assert (found[0].before.scale_max, found[0].now.scale_max) == (10, 20)


def test_a_meaning_that_changes_in_the_table_is_a_reason_without_any_break(
    edited: Callable[[str, str, str], Catalog],
) -> None:
    old = "1,10,2011,2024,official\nD2,"
    new = "1,10,2011,2019,official\nD1,something_else,TOTAL,Something else,Khác,1,10,2020,2024,official\nD2,"
    catalog = edited("papi/indicators.csv", old, new)
    found = reasons(catalog, "papi", "D1", 2020)
    assert [one.kind for one in found] == ["concept"]
    assert found[0].before is not None
    assert found[0].before.concept == "participation"
    assert found[0].now is not None
    assert found[0].now.concept == "something_else"


def test_another_meaning_of_the_total_is_a_reason_even_where_no_break_is_noted(
    edited: Callable[[str, str, str], Catalog],
) -> None:
    lines = "papi,TOTAL,2018,concept,yes,"
    catalog = edited("reference/series_breaks.csv", lines, "papi,TOTAL,2012,concept,yes,")
    assert kinds(catalog, "papi", "TOTAL", 2018) == ["concept", "scale"]
