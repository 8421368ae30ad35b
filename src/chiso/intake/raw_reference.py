"""What an import changes in the tables that hang on its figures: withheld ones, corrections, marks of indicators."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.catalog import Catalog
from chiso.intake.csv_rows import CsvRows
from chiso.intake.edition import Edition

_SUPPRESSED = ("index", "index_year", "province_code", "codes", "reason_vi", "reason_en")
_CORRECTIONS = ("index", "index_year", "province_code", "code", "published_elsewhere", "here", "note")
_CLOSE = 5e-7
"""Half a unit of the last digit that is kept of a score."""


def suppressed_table(own: Catalog, edition: Edition, remarks: list[str]) -> bytes:
    """Bring what was withheld up to date; a reason stays as long as the gap does."""
    path = own.raw / "reference" / "suppressed.csv"
    rows = CsvRows.read(path, _SUPPRESSED)
    index, year = edition.vocabulary.index.index, str(edition.vocabulary.index_year)

    def is_gone(row: Mapping[str, str]) -> bool:
        is_mine = (row["index"], row["index_year"]) == (index, year)
        is_elsewhere = edition.is_partial and row["province_code"] not in edition.scores
        return is_mine and row["province_code"] not in edition.withheld and not is_elsewhere

    for row in filter(is_gone, rows.cells()):
        name = own.units.by_code[row["province_code"]].name_vi
        remarks.append(f"{name} has figures now and is no longer listed as withheld")
    rows.remove(is_gone)
    known = {row["province_code"]: row for row in rows.cells() if (row["index"], row["index_year"]) == (index, year)}
    for code, codes in edition.withheld.items():
        cells = {**known.get(code, {}), "index": index, "index_year": year, "province_code": code, "codes": codes}
        rows.put(cells, _SUPPRESSED[:3], lambda row: (row["index"], row["index_year"], row["province_code"]))
    return rows.to_bytes()


def corrections_table(own: Catalog, edition: Edition, remarks: list[str]) -> bytes:
    """Drop corrections that the new table makes needless: it gives the publisher's own figure."""
    path = own.raw / "reference" / "corrections.csv"
    rows = CsvRows.read(path, _CORRECTIONS)
    vocabulary = edition.vocabulary
    for one in own.corrections:
        if (one.index, one.index_year) != (vocabulary.index.index, vocabulary.index_year):
            continue
        figures = edition.scores.get(one.province_code, {})
        leaves = _leaves(edition, one.code)
        values = [figures.get(leaf) for leaf in leaves]
        total = sum(value for value in values if value is not None)
        if (
            None not in values
            and abs(total - one.published_elsewhere) < _CLOSE * len(leaves)
            and not (abs(total - one.here) < _CLOSE)
        ):
            remarks.append(
                f"the correction of {own.units.by_code[one.province_code].name_vi} {one.code} is removed: the table "
                f"now gives {one.published_elsewhere:.6f} itself"
            )
            mine = (one.index, str(one.index_year), one.province_code, one.code)
            rows.remove(lambda row, mine=mine: tuple(row[column] for column in _CORRECTIONS[:4]) == mine)  # type: ignore[misc]
    return rows.to_bytes()


def _leaves(edition: Edition, code: str) -> list[str]:
    meanings = edition.vocabulary.meanings
    parts = [part for part, meaning in meanings.items() if meaning.parent == code]
    return [leaf for part in parts for leaf in _leaves(edition, part)] if parts else [code]


def indicators_table(own: Catalog, edition: Edition, remarks: list[str]) -> bytes:
    """Let the meanings of the last year hold for the new one too, where the table showed that they do."""
    vocabulary = edition.vocabulary
    path = own.raw / vocabulary.index.index / "indicators.csv"
    if vocabulary.carried_from is None:
        return path.read_bytes()
    rows = CsvRows.read(path, ("code", "last_year"))
    last = str(vocabulary.carried_from)
    count = rows.change(lambda row: row["last_year"] == last, last_year=str(vocabulary.index_year))
    remarks.append(
        f"{count} meanings of {vocabulary.index.label} that held until {last} are extended to {vocabulary.index_year}; "
        "if a part or its scale has changed, give it a row of its own in indicators.csv and a break in "
        "series_breaks.csv"
    )
    return rows.to_bytes()
