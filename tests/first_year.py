"""A project with made tables of the index year 2025, the first one that is measured in 34 units."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from chiso.catalog import Catalog, Project
from chiso.facts.merger import in_units
from chiso.ingest import Observations

SOURCE = "s4df47424"
WITHHELD = "22"


def add_first_year(project: Project, observations: Observations) -> Catalog:
    """Add PAPI and PAR INDEX 2025 in 34 units: made figures, near the estimates of 2024; Quảng Ninh is withheld.

    PAR INDEX has five units with published ranks among 34.
    """
    raw = project.raw
    present = Catalog(raw).in_vintage(34)
    for index in ("papi", "par_index"):
        indicators = raw / index / "indicators.csv"
        text = indicators.read_text(encoding="utf-8")
        # What holds in 2024 holds on: the last year stands before the basis of the Vietnamese name.
        indicators.write_text(re.sub(r",2024,(?=[a-z])", ",2025,", text), encoding="utf-8")
    append(raw / "reference" / "publications.csv", f"papi,2025,2026-04-14,CECODES,CECODES,20000,34,33,{SOURCE},")
    append(
        raw / "reference" / "publications.csv", "par_index,2025,2026-05-20,Bộ Nội vụ,Ministry of Home Affairs,,34,34,,"
    )
    append(raw / "reference" / "suppressed.csv", f"papi,2025,{WITHHELD},all,,")
    present = Catalog(raw).in_vintage(34)
    papi(present, observations)
    rows = [
        [unit.code, unit.name_vi, f"{90 - place}", "A", SOURCE, str(place), "A", SOURCE, "34"]
        for place, unit in enumerate(list(present.units)[:5], start=1)
    ]
    header = "province_code,province,score,score_status,score_source,rank,rank_status,rank_source,units_ranked"
    write(raw / "par_index" / "2025.csv", [header.split(","), *rows])
    return Catalog(raw)


def papi(present: Catalog, observations: Observations) -> None:
    """Write PAPI 2025: each score a little below or above the estimate of 2024, inside its scale."""
    estimates = in_units(present, observations).values.query("index == 'papi' and index_year == 2024")
    table = estimates.pivot_table(index="unit_code", columns="code", values="value", dropna=False)
    codes = [one for one in present.in_year("papi", 2025).values() if re.fullmatch(r"\d\.\d", one.code)]
    rows = []
    for number, unit in enumerate(present.units):
        mine = table.loc[unit.code].fillna(table.median())
        moved = [min(one.scale_max, max(one.scale_min, mine[one.code] + (number % 5 - 2) / 50)) for one in codes]
        shown = ["" if unit.code == WITHHELD else f"{score:.6f}" for score in moved]
        rows.append([unit.code, unit.name_vi, *shown])
    write(present.raw / "papi" / "2025.csv", [["province_code", "province", *(one.code for one in codes)], *rows])


def append(path: Path, line: str) -> None:
    """Add a line to a table."""
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")


def write(path: Path, rows: list[list[str]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
