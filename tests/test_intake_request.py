"""The options of an import: everything wrong with them is said at once."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chiso.catalog import Catalog
from chiso.errors import ChisoError, ParameterError
from chiso.intake.columns import parse_columns
from chiso.intake.options import OPTIONS
from chiso.intake.request import parse_request

GIVEN = {
    "INDEX": "papi",
    "INDEX_YEAR": "2025",
    "FILE": "table.xlsx",
    "SOURCE": "Chỉ số PAPI 2025",
    "URL": "https://papi.org.vn/a.xlsx?b=1",
    "PUBLISHED": "2026-04-15",
}


def wrong(catalog: Catalog, **changed: str) -> str:
    with pytest.raises(ChisoError) as caught:
        parse_request(catalog, {**GIVEN, **changed})
    return str(caught.value)


def test_a_request_is_read(catalog: Catalog) -> None:
    request = parse_request(catalog, {**GIVEN, "REPLACE": "1", "RESPONDENTS": "18894", "COLUMN": "1.1=F; TOTAL=AA"})
    assert (request.index, request.index_year, request.published) == ("papi", 2025, dt.date(2026, 4, 15))
    assert request.replace
    assert not request.dry_run
    assert request.columns == {"1.1": 5, "TOTAL": 26}
    assert request.respondents == 18894


def test_everything_that_is_missing_is_named_at_once(catalog: Catalog) -> None:
    with pytest.raises(ParameterError, match="INDEX, INDEX_YEAR, FILE, SOURCE, URL, PUBLISHED are not given"):
        parse_request(catalog, {})


def test_everything_that_is_wrong_is_named_at_once(catalog: Catalog) -> None:
    said = wrong(catalog, INDEX="xyz", URL="papi.org.vn", PUBLISHED="15/4/2026", REPLACE="maybe", RESPONDENTS="-3")
    for part in ("'xyz'", "'papi.org.vn'", "'15/4/2026'", "'maybe'", "RESPONDENTS is '-3'"):
        assert part in said


@pytest.mark.parametrize("index", ["papi", "PAPI", "Papi"])
def test_an_index_is_known_by_its_label_too(catalog: Catalog, index: str) -> None:
    assert parse_request(catalog, {**GIVEN, "INDEX": index}).index == "papi"
    assert parse_request(catalog, {**GIVEN, "INDEX": "PAR INDEX"}).index == "par_index"


def test_figures_are_not_published_before_they_were_measured(catalog: Catalog) -> None:
    assert "cannot have been published on 2024-04-15" in wrong(catalog, PUBLISHED="2024-04-15")


@pytest.mark.parametrize("date", ["2026-02-30", "2026-4-15", "20260415", "tomorrow"])
def test_a_date_is_a_day_of_the_calendar(catalog: Catalog, date: str) -> None:
    assert "is no date" in wrong(catalog, PUBLISHED=date)


@pytest.mark.parametrize(
    "url", ["ftp://x", "javascript:alert(1)", "https://a b", "https://", "file:///etc/passwd", "=1"]
)
def test_an_address_is_one_of_the_web(catalog: Catalog, url: str) -> None:
    assert "is no address" in wrong(catalog, URL=url)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Vĩnh Phúc, Tiền Giang", ("26", "82")),
        ("26;82", ("26", "82")),
        ("26 82", ("26", "82")),
        ("vinh-phuc tien-giang", ("26", "82")),
        ("TP. Cần Thơ", ("92",)),
        ("Cần Thơ, can-tho, 92", ("92",)),
        ("", ()),
    ],
)
def test_missing_units_are_named_in_any_way(catalog: Catalog, text: str, codes: tuple[str, ...]) -> None:
    given = {**GIVEN, "INDEX_YEAR": "2024", "ALLOW_MISSING": text}
    assert parse_request(catalog, given).allowed == codes


def test_a_missing_unit_must_be_one_of_its_year(catalog: Catalog) -> None:
    assert "No province or city is called 'Hà Giang'" in wrong(catalog, ALLOW_MISSING="Hà Giang")
    assert "No province or city is called 'Nơi khác'" in wrong(catalog, ALLOW_MISSING="Cần Thơ, Nơi khác")


def test_only_one_part_of_a_file_is_chosen(catalog: Catalog) -> None:
    assert "SHEET and PAGE are given together" in wrong(catalog, SHEET="A", PAGE="1")


def test_a_publisher_is_named_in_both_languages(catalog: Catalog) -> None:
    assert "one language only" in wrong(catalog, PUBLISHER_VI="Bộ Nội vụ")


@pytest.mark.parametrize("text", ["D", "TOTAL:D", "X=D", "TOTAL=", "TOTAL=D1", "1=D"])
def test_columns_are_pairs(text: str) -> None:
    with pytest.raises(ParameterError, match="names no column"):
        parse_columns(text)


def test_two_columns_for_one_figure_are_refused() -> None:
    with pytest.raises(ParameterError, match="two columns for TOTAL"):
        parse_columns("TOTAL=D RANK=E total=F")
    assert parse_columns("TOTAL=D total=D") == {"TOTAL": 3}


def test_columns_may_be_rows_where_units_stand_in_columns() -> None:
    assert parse_columns("1.1=12 total=3") == {"1.1": 11, "TOTAL": 2}


def test_every_option_is_in_the_stewards_page_and_travels_through_make() -> None:
    root = Path(__file__).parents[1]
    page = (root / "docs" / "import.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    travelling = re.search(r"^VALUES := (.*)$", makefile, re.MULTILINE)[1].split()
    for name in OPTIONS:
        assert f"`{name}" in page, name
        assert name in travelling, name


def test_make_hands_values_over_as_they_were_typed(tmp_path: Path) -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    start = makefile[makefile.index("VALUES :=") : makefile.index("# Of two runs")]
    (tmp_path / "Makefile").write_text(f"{start}\nall:\n\t@printf '%s' \"$$FILE\"\n", encoding="utf-8")
    typed = "a $(shell touch x)`touch x`'\"$$(touch x) số.xlsx"
    # Without what a make that runs these tests hands to those below it: they would tell of their folders.
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(  # noqa: S603 - a Makefile of this test
        [shutil.which("make"), f"FILE={typed}"], cwd=tmp_path, env=outside, capture_output=True, text=True, check=True
    )
    assert done.stdout == typed
    assert not (tmp_path / "x").exists()
