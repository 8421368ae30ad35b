"""A made-up country as a project: other units, other kinds of them, other indices – tables of data and no code.

Norland had 17 districts, a few of which were merged on 1 March 2022; since then it has 12 cantons. Its Burden
Index counts hours, so that less is better; it has parts in three levels, and its publisher puts districts in
three groups. Its Trust Index has scores and ranks only.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from checkout import ROOT

from chiso.catalog import Project

YEARS = (2019, 2020, 2021, 2022, 2023)
"""The index years; those from 2022 on are measured in the cantons, where there are any."""

DISTRICTS = (
    "Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gorse", "Heath", "Iris", "Juniper", "Kelp", "Larch", "Moss",
    "Nettle", "Oak", "Port Pine", "Quince",
)  # fmt: skip
MERGED = {"Birch": "Alder", "Dune": "Cedar", "Moss": "Larch", "Nettle": "Larch", "Quince": "Oak"}
"""Districts that became part of a canton of another name."""

CANTONS = tuple(name for name in DISTRICTS if name not in MERGED)
FREE_TOWNS = ("Cedar", "Port Pine")

LEAVES = {"A-1.x": (0, 10), "A-1.y": (0, 10), "A-2": (0, 20), "B-1": (0, 30), "B-2": (0, 30)}
"""The parts of the Burden Index that have none of their own, with their scales in hours."""

TREE = {"TOTAL": "", "A": "TOTAL", "B": "TOTAL", "A-1": "A", "A-2": "A", "A-1.x": "A-1", "A-1.y": "A-1",
        "B-1": "B", "B-2": "B"}  # fmt: skip
WITHHELD = ("2020", "Fern", "A-1")
"""Index year, district and code of what the publisher of the Burden Index withheld."""


def code_of(name: str, *, canton: bool = False) -> str:
    """Return the code of a district (*N-03*) or of a canton (*Cedar* is *K.cedar*)."""
    return f"K.{name.lower().replace(' ', '')}" if canton else f"N-{DISTRICTS.index(name) + 1:02d}"


def other_country(folder: Path, *, sets: int = 2) -> Project:
    """Write the project and return it.

    Parameters
    ----------
    folder
        An empty folder.
    sets
        2 for the districts and the cantons that were made of them, 1 for a country whose districts still stand.
    """
    raw = folder / "data" / "raw"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy2(ROOT / "requirements.lock", folder / "requirements.lock")
    _units(raw / "provinces", sets)
    _indices(raw)
    _reference(raw, sets)
    for year in YEARS:
        is_canton = sets == 2 and year >= 2022
        names = CANTONS if is_canton else DISTRICTS
        units = [(code_of(name, canton=is_canton), name) for name in names]
        _burden(raw / "burden" / f"{year}.csv", units, year)
        _trust(raw / "trust" / f"{year}.csv", units, year)
    return Project(folder)


def burden(name: str, year: int) -> dict[str, float]:
    """Return the hours of one unit in the parts of the Burden Index."""
    chance = random.Random(f"{name} {year}")  # noqa: S311 - made-up figures
    return {code: round(chance.uniform(0.1, 0.9) * top, 2) for code, (_, top) in LEAVES.items()}


def total(name: str, year: int) -> float:
    """Return the hours of one unit in all."""
    return round(sum(burden(name, year).values()), 6)


def trust(name: str, year: int) -> float:
    """Return the score of one unit in the Trust Index."""
    return round(random.Random(f"trust {name} {year}").uniform(40, 95), 1)  # noqa: S311 - made-up figures


def _units(folder: Path, sets: int) -> None:
    """Write the sets, kinds, units and spellings, and a small map of the cantons."""
    common = {"weight": "people", "weight_vi": "số dân năm 2021", "weight_en": "population of 2021"}
    known = [
        {"vintage": 1, "count": 17, "units": "districts.csv", "name_vi": "17 quận Norland",
         "name_en": "17 districts of Norland", **common},
        {"vintage": 2, "first_day": "2022-03-01", "first_index_year": 2022, "count": 12, "units": "cantons.csv",
         "crosswalk": "districts_to_cantons.csv", "name_vi": "12 bang Norland", "name_en": "12 cantons of Norland",
         "grid": "grid_cantons.csv", **common},
    ]  # fmt: skip
    columns = ("vintage", "first_day", "first_index_year", "count", "units", "crosswalk", "weight", "weight_vi",
               "weight_en", "name_vi", "name_en", "grid", "default_unit")  # fmt: skip
    write(folder / "sets.csv", known[:sets], columns)
    plain = {"full_vi": "Quận {name}", "within_vi": "quận {name}", "full_en": "{name} District",
             "within_en": "{name} District", "plural_vi": "quận", "plural_en": "districts"}  # fmt: skip
    town = {"full_vi": "Phố tự do {name}", "within_vi": "phố tự do {name}", "full_en": "Free Town of {name}",
            "within_en": "the Free Town of {name}", "plural_vi": "phố tự do", "plural_en": "free towns"}  # fmt: skip
    kinds = [
        {"type": "district", "slug": "", "is_city": "no", **plain, "spellings": "Dist. {name}"},
        {"type": "free town", "slug": "", "is_city": "yes", **town, "spellings": ""},
    ]
    write(folder / "kinds.csv", kinds)
    write(folder / "districts.csv", [_unit(name) for name in DISTRICTS])
    aliases = [{"alias": "Portpine-on-Sea", "gso_code": code_of("Port Pine"), "kind": "attested", "vintage": ""}]
    write(folder / "name_aliases.csv", aliases)
    write(folder / "non_province_rows.csv", [{"cell_text": "Norland", "guess": "total"}])
    if sets == 1:
        return
    write(folder / "cantons.csv", [_canton(name) for name in CANTONS])
    write(folder / "districts_to_cantons.csv", [_became(name) for name in DISTRICTS])
    places = [
        {"gso_code": code_of(name, canton=True), "name_vi": name, "row": 1 + place // 4, "col": 1 + place % 4}
        for place, name in enumerate(CANTONS)
    ]
    write(folder / "grid_cantons.csv", places)
    write(folder / "grid_islands.csv", [], ("vintage", "name_vi", "row", "col"))
    write(folder / "islands.csv", [], ("name_vi", "name_en", "belongs_to"))


def _unit(name: str) -> dict[str, object]:
    place = DISTRICTS.index(name)
    region = ("North", "South")[place % 2]
    return {
        "gso_code": code_of(name), "name_vi": name, "name_en": name,
        "type": "free town" if name in FREE_TOWNS else "district",
        "region_vi": {"North": "Miền Bắc", "South": "Miền Nam"}[region], "region_en": region, "people": 10 + 7 * place,
    }  # fmt: skip


def _canton(name: str) -> dict[str, object]:
    people = sum(int(str(_unit(one)["people"])) for one in made_of(name))
    return {**_unit(name), "gso_code": code_of(name, canton=True), "people": people}


def made_of(canton: str) -> list[str]:
    """Return the districts that a canton was made of."""
    return [name for name in DISTRICTS if MERGED.get(name, name) == canton]


def _became(name: str) -> dict[str, object]:
    canton = MERGED.get(name, name)
    return {
        "old_gso_code": code_of(name), "old_name_vi": name, "new_gso_code": code_of(canton, canton=True),
        "new_name_vi": canton, "relation": "merged" if len(made_of(canton)) > 1 else "unchanged",
    }  # fmt: skip


def _indices(raw: Path) -> None:
    """Write the indices and what their codes mean."""
    publisher = {"publisher_vi": "Cục Thống kê Norland", "publisher_en": "Statistics Norland"}
    burden_index = {
        "index": "burden", "label": "Burden", "name_vi": "Chỉ số gánh nặng", "name_en": "Burden Index",
        "measure": "points", "layout": "parts", "better": "lower", "order": 1, "total": "sum", **publisher,
        "grouped": "yes", "notable_change": 0.1, "notable_vi": "Cục Thống kê Norland đánh dấu thay đổi trên 10 %",
        "notable_en": "Statistics Norland marks changes of more than 10 %",
        "citation_vi": "Cục Thống kê Norland: Chỉ số gánh nặng {year}",
        "citation_en": "Statistics Norland: Burden Index {year}",
        "rights_vi": "Norland giữ quyền.", "rights_en": "Norland keeps the rights.",
    }  # fmt: skip
    trust_index = {
        "index": "trust", "label": "Trust", "name_vi": "Chỉ số tin cậy", "name_en": "Trust Index",
        "measure": "percent", "layout": "scores", "better": "higher", "order": 2, "total": "published", **publisher,
        "grouped": "no",
    }  # fmt: skip
    write(raw / "indices.csv", [burden_index, trust_index], tuple(burden_index))
    tops = {code: top for code, (_, top) in LEAVES.items()} | {"A-1": 20, "A": 40, "B": 60, "TOTAL": 100}
    write(
        raw / "burden" / "indicators.csv",
        [_meaning(code, f"burden_{code}", parent, tops[code]) for code, parent in TREE.items()],
    )
    write(raw / "trust" / "indicators.csv", [_meaning("TOTAL", "trust_total", "", 100)])


def _meaning(code: str, concept: str, parent: str, top: float) -> dict[str, object]:
    return {
        "code": code, "concept": concept, "parent": parent, "name_en": f"{concept} in English",
        "name_vi": f"{concept} tiếng Việt", "scale_min": 0, "scale_max": top, "first_year": YEARS[0],
        "last_year": YEARS[-1], "name_vi_basis": "translation",
    }  # fmt: skip


def _reference(raw: Path, sets: int) -> None:
    """Write editions, groups, what was withheld, a plan and sources."""
    folder = raw / "reference"
    editions = []
    for index in ("burden", "trust"):
        for year in YEARS:
            units = 12 if sets == 2 and year >= 2022 else 17
            withheld = index == "burden" and str(year) == WITHHELD[0]
            editions.append(
                {"index": index, "index_year": year, "published_on": f"{year + 1}-05-02",
                 "publisher_vi": "Cục Thống kê Norland", "publisher_en": "Statistics Norland", "respondents": "",
                 "units": units, "units_ranked": units - withheld, "source_id": "norland"}
            )  # fmt: skip
    write(folder / "publications.csv", editions)
    groups = [
        {"index": "burden", "first_year": YEARS[0], "last_year": "", "units_ranked": "", "by": "score",
         "number": number, "bound": bound, "basis": "publisher", "name_vi": vi, "name_en": en, "note": "",
         "source_id": "norland"}
        for number, bound, vi, en in ((1, 40, "nhẹ", "light"), (2, 60, "vừa", "middling"), (3, 100, "nặng", "heavy"))
    ]  # fmt: skip
    write(folder / "groups.csv", groups)
    year, name, code = WITHHELD
    withheld_row = {"index": "burden", "index_year": year, "province_code": code_of(name), "codes": code,
                    "reason_vi": "quá ít câu trả lời", "reason_en": "too few answers"}  # fmt: skip
    write(folder / "suppressed.csv", [withheld_row])
    empty = {
        "series_breaks": "index,code,first_year_of_new_series,kind,official_statement,what_vi,what_en",
        "corrections": "index,index_year,province_code,code,published_elsewhere,here,note",
        "national": "index,index_year,statistic,value,province_code,status,source",
    }
    for table, header in empty.items():
        write(folder / f"{table}.csv", [], header.split(","))
    source = {"source_id": "norland", "title": "Statistics Norland", "title_vi": "Cục Thống kê Norland",
              "published": "2024-05-02", "url": "https://example.org/norland"}  # fmt: skip
    write(raw / "sources.csv", [source])
    plan = {"plan_year": 2021, "province_code": code_of("Cedar"), "index": "burden"}
    target = {"concept": "burden_TOTAL", "target_score": 35, "target_rank_within": 5, "source_vi": "Kế hoạch 2021",
              "source_en": "Plan of 2021", "source_id": "norland"}  # fmt: skip
    write(raw / "plans" / "targets.csv", [{**plan, **target}])
    measure = {"id": "2021-01", "plan": "plan 2021", "theme": "forms", "measure_en": "Halve the forms",
               "measure_vi": "Giảm một nửa biểu mẫu", "concept": "burden_A-1"}  # fmt: skip
    write(raw / "plans" / "measures.csv", [{**plan, **measure}])
    columns = ("document", "province_code", "index_year", "index", "quantity", "value", "source_id")
    write(raw / "plans" / "statements.csv", [], columns)


def _burden(path: Path, units: Sequence[tuple[str, str]], year: int) -> None:
    rows = []
    for code, name in units:
        figures: dict[str, object] = {**burden(name, year)}
        if (str(year), name) == WITHHELD[:2]:
            figures |= {"A-1.x": "", "A-1.y": ""}
        # So small that every change is beyond its error.
        lacking = ("A-1.x", "A-1.y", "A-1", "A", "TOTAL") if "" in figures.values() else ()
        errors = {f"{code}:standard_error": "" if code in lacking else 0.001 for code in TREE}
        rows.append({"province_code": code, "province": name, **figures, **errors})
    write(path, rows)


def _trust(path: Path, units: Sequence[tuple[str, str]], year: int) -> None:
    scores = {name: trust(name, year) for _, name in units}
    rows = [
        {"province_code": code, "province": name, "score": scores[name], "score_status": "A",
         "score_source": "norland", "rank": 1 + sum(other > scores[name] for other in scores.values()),
         "rank_status": "A", "rank_source": "norland", "units_ranked": len(units)}
        for code, name in units
    ]  # fmt: skip
    write(path, rows)


def write(path: Path, rows: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> None:
    """Write a table; a row without a cell has an empty one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(columns or rows[0]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
