"""How time and memory of ingest and compare grow with the data: `.venv/bin/python tests/load.py`.

The tables are made up: of up to ten thousand units, as many as the country had communes, and of up to twenty
index years. Each size is measured in a process of its own.
"""

from __future__ import annotations

import csv
import dataclasses
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from chiso.catalog import Catalog, Project, Unit, Units
from chiso.catalog.store import Store
from chiso.facts.changes import changes
from chiso.facts.comparisons import read_changes, write_changes
from chiso.facts.data import Data
from chiso.ingest import load_observations, read_observations, write_observations

ROOT = Path(__file__).parents[1]
LAST = 2024
UNITS = (625, 1250, 2500, 5000, 10000)
YEARS = (2, 5, 10, 20)
FEW_YEARS, FEW_UNITS = 2, 63


@dataclasses.dataclass(frozen=True)
class Measured:
    """What one size took: seconds, and megabytes at the highest point beyond those of the modules alone."""

    units: int
    years: int
    values: int
    ingest: float
    compare: float
    memory: float


def made_up(folder: Path, units: int, years: int) -> tuple[Project, Catalog]:
    """Write the raw tables of a project with any number of units and index years, and return its catalogue."""
    raw = folder / "data" / "raw"
    shutil.copytree(ROOT / "data" / "raw", raw, ignore=shutil.ignore_patterns("sipas", "20*.csv"))
    indices = _rows(raw / "indices.csv")
    _write(raw / "indices.csv", [row for row in indices if row["index"] in ("papi", "par_index")])
    emptied = ("series_breaks", "suppressed", "corrections", "national", "column_names")
    for name in (*emptied, "regional", "conflicts", "text_names"):
        _empty(raw / "reference" / f"{name}.csv")
    for name in ("targets", "measures", "statements", "agencies", "roles"):
        _empty(raw / "plans" / f"{name}.csv")
    _empty(raw / "office" / "offices.csv")
    _empty(raw / "provinces" / "region_names.csv")
    sets = raw / "provinces" / "sets.csv"
    _write(sets, [{**row, "grid": ""} for row in _rows(sets)])  # a map has a place for each unit
    first = LAST - years + 1
    span = {"first_year": str(first), "last_year": str(LAST)}
    for index in ("papi", "par_index"):
        known = [row for row in _rows(raw / index / "indicators.csv") if row["last_year"] == str(LAST)]
        _write(raw / index / "indicators.csv", [{**row, **span} for row in known])
    editions = {row["index"]: row for row in _rows(raw / "reference" / "publications.csv")}
    counts = {"units": str(units), "units_ranked": str(units)}
    _write(
        raw / "reference" / "publications.csv",
        [
            {**editions[index], **counts, "index_year": str(year), "source_id": "s4df47424"}
            for index in ("papi", "par_index")
            for year in range(first, LAST + 1)
        ],
    )
    store = Store(raw)
    real = store.units(63)
    store.crosswalk(63, 34)  # of the real units alone
    kind = real.by_code["93"].kind
    others = [
        Unit(
            vintage=63, code=f"{number:05d}", name_vi=f"Xã {number}", name_en=f"Commune {number}", kind=kind,
            region_vi="Vùng", region_en="Region", weight=1.0,
        )
        for number in range(units - len(real))
    ]  # fmt: skip
    everyone = [*real, *others]
    store._units[63, None] = Units(everyone, {}, store.kinds)
    catalog = Catalog(raw)
    catalog.__dict__["store"] = store
    named = [(unit.code, unit.name_vi) for unit in everyone]
    chance = random.Random(1)  # noqa: S311 - made-up scores
    for year in range(first, LAST + 1):
        _write(raw / "papi" / f"{year}.csv", _parts(raw, named, chance))
        _write(raw / "par_index" / f"{year}.csv", _scores(named, chance))
    return Project(folder), catalog


def measure(units: int, years: int) -> Measured:
    """Take the measure of one size in this process."""
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        project, catalog = made_up(Path(folder), units, years)
        before = _memory()
        started = time.perf_counter()
        observations = read_observations(catalog)
        write_observations(project, catalog, observations)
        ingested = time.perf_counter()
        observations = load_observations(project)
        data = Data(project, catalog, LAST + 1, observations.values, observations.ranks, observations)
        write_changes(data, changes(data))
        read_changes(data)
        compared = time.perf_counter()
        return Measured(
            units=units,
            years=years,
            values=len(observations.values),
            ingest=ingested - started,
            compare=compared - ingested,
            memory=_memory() - before,
        )


def table(measured: Iterable[Measured]) -> str:
    """Return measures as a table of Markdown."""
    lines = ["| units | index years | values | ingest | per 1,000 values | compare | per 1,000 values | memory |"]
    lines.append("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for one in measured:
        rows = one.values / 1000
        lines.append(
            f"| {one.units:,} | {one.years} | {one.values:,} | {one.ingest:.2f} s | {one.ingest / rows * 1000:.1f} ms "
            f"| {one.compare:.2f} s | {one.compare / rows * 1000:.1f} ms | {one.memory:.0f} MB |"
        )
    return "\n".join(lines)


def _parts(raw: Path, named: list[tuple[str, str]], chance: random.Random) -> list[dict[str, str]]:
    indicators = _rows(raw / "papi" / "indicators.csv")
    parents = {row["parent"] for row in indicators}
    parts = [row for row in indicators if row["code"] not in parents]
    return [
        {
            "province_code": code,
            "province": name,
            **{row["code"]: f"{chance.uniform(float(row['scale_min']), float(row['scale_max'])):.6f}" for row in parts},
        }
        for code, name in named
    ]


def _scores(named: list[tuple[str, str]], chance: random.Random) -> list[dict[str, str]]:
    scores = sorted((round(chance.uniform(60, 95), 4) for _ in named), reverse=True)
    ranks = {score: place for place, score in reversed(list(enumerate(scores, start=1)))}
    known = {"score_status": "A", "score_source": "s4df47424", "rank_status": "A", "rank_source": "s4df47424"}
    return [
        {
            "province_code": code,
            "province": name,
            "score": f"{score}",
            "rank": f"{ranks[score]}",
            "units_ranked": f"{len(named)}",
            **known,
        }
        for (code, name), score in zip(named, scores, strict=True)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _empty(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _elsewhere(units: int, years: int) -> Measured:
    command = [sys.executable, __file__, str(units), str(years)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    return Measured(**json.loads(done.stdout))


if __name__ == "__main__":
    if sys.argv[1:]:
        json.dump(dataclasses.asdict(measure(*map(int, sys.argv[1:]))), sys.stdout)
    else:
        sys.stdout.write(table(_elsewhere(units, FEW_YEARS) for units in UNITS) + "\n\n")
        sys.stdout.write(table(_elsewhere(FEW_UNITS, years) for years in YEARS) + "\n")
