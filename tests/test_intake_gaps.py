"""What the check lists as missing."""

from __future__ import annotations

import pytest
from checkout import thin

from chiso.catalog import Catalog, Project
from chiso.cli import main
from chiso.ingest import Observations, read_observations
from chiso.intake.gaps import gaps, strays
from chiso.intake.unusual_moves import all_jumps


@pytest.fixture(scope="module")
def lines(catalog: Catalog, observations: Observations) -> list[str]:
    return list(gaps(catalog, observations))


def line(lines: list[str], start: str) -> str:
    (found,) = [one for one in lines if one.startswith(start)]
    return found


def test_every_edition_that_lacks_units_names_them(lines: list[str]) -> None:
    # 63 units less the 24 of the table; 8 of these have a rank alone.
    found = line(lines, "PAR INDEX 2020: neither score nor rank of 39 units: ")
    names = found.partition("units: ")[2].rstrip(".").split(", ")
    assert len(names) == 39
    assert "Hà Giang" in names
    assert "Cần Thơ" not in names
    assert "Lào Cai" in line(lines, "PAR INDEX 2020: a rank but no score of 8 units: ")


def test_what_was_withheld_is_told_apart(lines: list[str]) -> None:
    assert line(lines, "PAPI 2022: ") == "PAPI 2022: withheld from Bắc Giang (D1 D2 D4 D5), Bắc Ninh (D2 D3 D4 D8)."
    assert not [one for one in lines if one.startswith("PAPI 2020")]


def test_a_pilot_lacks_nothing_that_it_did_not_cover(lines: list[str]) -> None:
    assert line(lines, "SIPAS 2015") == "SIPAS 2015: 10 of 63 units were covered."


def test_years_without_an_edition_are_named(lines: list[str]) -> None:
    assert "SIPAS: no edition for 2016." in lines


def test_editions_and_sources_are_named_by_what_they_lack(catalog: Catalog, lines: list[str]) -> None:
    sources = len(catalog.sources)
    assert "PAPI 2012, 2014" in line(lines, "Editions without a day of publication: ")
    assert "PAR INDEX" not in line(lines, "Editions without a number of respondents: ")
    assert line(lines, "Sources without an address on the web: ").endswith(f"1 of {sources}: s12a15a90.")
    assert f"{sources} of {sources}" in line(lines, "Sources without the file as received")


def test_every_gap_is_in_the_data(catalog: Catalog, observations: Observations, lines: list[str]) -> None:
    totals = observations.values[(observations.values["code"] == "TOTAL") & observations.values["value"].notna()]
    known = totals.groupby(["index", "index_year"]).size()
    for (index, year), publication in catalog.publications.items():
        label = f"{catalog.indices[index].label} {year}"
        lacking = publication.units - int(known.get((index, year), 0))
        told = [one for one in lines if one.startswith(f"{label}:") and "covered" not in one]
        assert bool(told) == (lacking > 0), label


def test_moves_that_no_unit_made_before_are_named(catalog: Catalog, observations: Observations) -> None:
    found = list(all_jumps(catalog, observations))
    (papi,) = [one for one in found if one.startswith("PAPI 2024")]
    assert "Tây Ninh +8.109, Bình Thuận +4.653, Cà Mau +4.416." in papi
    assert not [one for one in found if one.startswith(("PAPI 2018", "PAPI 2021", "PAR INDEX 2022"))]  # breaks


def test_an_edition_on_another_scale_is_named_by_the_check(project: Project) -> None:
    path = project.raw / "par_index" / "2023.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    cells = [row.split(",") for row in rows]
    scaled = [[*one[:2], f"{float(one[2]) / 100:.4f}" if one[2] else "", *one[3:]] for one in cells]
    path.write_text("\n".join([header, *(",".join(one) for one in scaled)]) + "\n", encoding="utf-8")
    (path.parent / "2023-parts.csv").unlink()  # its parts would contradict such totals
    catalog = Catalog(project.raw)
    found = [one for one in all_jumps(catalog, read_observations(catalog)) if "on the scale" in one]
    assert [one[:15] for one in found] == ["PAR INDEX 2023:", "PAR INDEX 2024:"]


def test_the_check_lists_gaps_and_ends_well(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    thin(project, (2020,))
    monkeypatch.chdir(project.root)
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "no problem." in said
    assert "PAR INDEX 2020: neither score nor rank of 39 units" in said


def test_an_index_without_any_edition_is_named(project: Project) -> None:
    thin(project, (2014,))
    catalog = Catalog(project.raw)
    assert "SIPAS: no edition at all." in list(gaps(catalog, read_observations(catalog)))


def test_dates_in_words_are_named(project: Project) -> None:
    path = project.raw / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(ja),,2019-05-28,", "(ja),,28/05/2019,", 1), encoding="utf-8")
    catalog = Catalog(project.raw)
    (found,) = [one for one in gaps(catalog, read_observations(catalog)) if "in words" in one]
    counted = f"1 of {len(catalog.sources)}"
    assert found == f"Sources dated in words, which briefings print as they stand: {counted}: s04a6508a."


def test_every_table_of_the_data_is_read(catalog: Catalog) -> None:
    assert list(strays(catalog)) == []


def test_tables_that_nothing_reads_are_named(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    strays = {
        "papi/2020 (1).csv": "tables of index years are called after the year, such as 2021.csv",
        "papi/2026.CSV": "tables here are called .csv; make import brings others in",
        "pci/2020.csv": "no table or index of this name is known; indices are listed in indices.csv",
        "plans/target.csv": "no table or index of this name is known; indices are listed in indices.csv",
        "sipas/2025.xlsx": "tables here are called .csv; make import brings others in",
    }
    for name in (*strays, "papi/.hidden.csv"):
        path = project.raw / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("province_code\n", encoding="utf-8")
    monkeypatch.chdir(project.root)
    assert main(["check"]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "is not read" in line]
    assert told == [f"data/raw/{name} is not read: {why}." for name, why in strays.items()]
