"""The raw table of an edition in the layout of its index, and how it differs from the one that is there."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from chiso.catalog import Catalog
from chiso.ingest.precision import KINDS, companion
from chiso.intake.csv_rows import CsvRows, number_text
from chiso.intake.edition import Edition
from chiso.intake.vocabulary import TOTAL

_SCORES = (
    *("province_code", "province", "score", "score_status", "score_source"),
    *("rank", "rank_status", "rank_source", "units_ranked"),
)


def raw_table(own: Catalog, edition: Edition, source_id: str) -> bytes:
    """Return the raw table in the layout of its index."""
    is_parts = edition.vocabulary.index.layout == "parts"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    codes, has_ranks = edition.vocabulary.required, False
    beside = precision_columns(edition)
    if is_parts:
        # Beside a total that is a sum the ranks are worked out; those of the table were held against it.
        has_ranks = bool(edition.ranks) and edition.vocabulary.index.total == "published"
        writer.writerow(["province_code", "province", *codes, *(["rank"] if has_ranks else []), *beside])
    else:
        writer.writerow([*_SCORES, *beside])
    for code, figures in edition.scores.items():
        start = [code, own.units.by_code[code].name_vi]
        rank = str(edition.ranks.get(code, ""))
        if is_parts:
            row = [*(number_text(figures[one]) for one in codes), *([rank] if has_ranks else [])]
        else:
            score = number_text(figures[TOTAL])
            row = [score, "A" if score else "", source_id if score else "", rank, "A" if rank else ""]
            row += [source_id if rank else "", str(edition.units_ranked)]
        known = edition.precision.get(code, {})
        writer.writerow(start + row + [number_text(known.get(name)) for name in beside.values()])
    return stream.getvalue().encode()


def precision_columns(edition: Edition) -> dict[str, str]:
    """Return the columns that say how sure the figures are, each with its name in the edition."""
    is_parts = edition.vocabulary.index.layout == "parts"
    names = {name for beside in edition.precision.values() for name in beside}
    return {
        companion(code if is_parts else "score", kind): companion(code, kind)
        for code in edition.vocabulary.meanings
        for kind in KINDS
        if companion(code, kind) in names
    }


def with_excerpt(own: Catalog, path: Path, table: bytes) -> bytes:
    """Return the table of a year that is here with the rows of an excerpt in their places; all others stay."""
    order = {code: place for place, code in enumerate(own.units.by_code)}
    new = csv.DictReader(io.StringIO(table.decode()))
    rows = CsvRows.read(path, list(new.fieldnames or ()))
    before = {row["province_code"]: row for row in rows.cells()}
    for row in new:
        # What an excerpt does not give of a unit stays too: its rank, where only scores are printed.
        given = {column: text for column, text in row.items() if text}
        cells = {**before.get(row["province_code"], {}), **given}
        rows.put(cells, ("province_code",), lambda one: order.get(one["province_code"], len(order)))
    return rows.to_bytes()


def overwritten(path: Path, table: bytes) -> bool:
    """Whether a table changes any figure that is in the one that is here, and not only adds to it."""
    old, new = (_cells(text) for text in (path.read_text(encoding="utf-8"), table.decode()))
    return any(text and new.get(key, "") != text for key, text in old.items())


def _cells(text: str) -> dict[tuple[str, str], str]:
    """Return the figures of a raw table by unit and column, without their status and source."""
    return {
        (row["province"], column): cell
        for row in csv.DictReader(io.StringIO(text))
        for column, cell in row.items()
        if column not in ("province_code", "province") and not column.endswith(("_source", "_status"))
    }


def differences(path: Path, table: bytes) -> list[str]:
    """Say which figures of an existing table change, the first ones by name."""
    old, new = (_cells(text) for text in (path.read_text(encoding="utf-8"), table.decode()))
    changed = [key for key in dict.fromkeys([*old, *new]) if old.get(key, "") != new.get(key, "")]
    shown = [f"{key[0]} {key[1]}: {old.get(key) or 'nothing'} → {new.get(key) or 'nothing'}" for key in changed[:8]]
    return [f"{len(changed)} of {len(new)} figures differ", *shown] if changed else []
