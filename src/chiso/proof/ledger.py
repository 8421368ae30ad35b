"""The ledger of a unit's plans as `chiso ledger` prints and exports it, with what it was made from."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from chiso.blocks.language import Language
from chiso.catalog import BRIEFING, Catalog, Project, Unit, briefing_year
from chiso.catalog.agencies import ids_in, joined
from chiso.errors import ParameterError
from chiso.export.workbook import Cell, Rows, workbook
from chiso.facts.changes import changes
from chiso.facts.data import Data
from chiso.facts.entries import OUTCOMES, as_of_day, given_day
from chiso.facts.frames import Row
from chiso.facts.inputs import making
from chiso.facts.ledger import LEDGER, ledger
from chiso.files import sha256, write_new
from chiso.ingest.observations import to_csv
from chiso.intake.csv_rows import quoted_text
from chiso.proof.explain import read_anew
from chiso.run.parameters import default_unit

_ENDINGS = (".csv", ".xlsx")
_NONE = "–"


def told_ledger(project: Project, catalog: Catalog, given: dict[str, str], out: str, as_of: str) -> str:
    """Return what `chiso ledger` prints, and write what it exports.

    Parameters
    ----------
    project, catalog
        The project.
    given
        ``year, province, units``; the last year with figures and the default unit where they are empty.
    out
        A file to be written, ``.csv`` or ``.xlsx``; empty for none. Beside a CSV file stands ``….provenance.json``.
    as_of
        The day as of which it is told what became of measures; that of the latest publication or plan that the
        briefing year knows where it is empty.

    Raises
    ------
    ParameterError
        When a value is none, or the file is of another kind.
    DataError
        When the raw tables have problems.
    """
    if out and not out.lower().endswith(_ENDINGS):
        raise ParameterError(f"{out!r} is no name of a table.", where="OUT", remedy="Let it end in .csv or .xlsx.")
    year = briefing_year(catalog, given["year"]) if given["year"].strip() else max(catalog.index_years) + 1
    view = catalog.view(year - 1, catalog.sets.given(given["units"]))
    unit = view.resolve(given["province"].strip() or default_unit(view))
    day = given_day(as_of) if as_of.strip() else None
    data = read_anew(project, catalog, year, view.vintage)
    frame = ledger(data, changes(data), unit, as_of=day)
    rows = LEDGER.rows(frame)
    lines = list(_lines(data, unit, rows, (day or as_of_day(data, unit)).isoformat()))
    if out:
        lines += ["", *(f"Written: {path}" for path in _export(data, unit, frame, rows, Path(out)))]
    return "\n".join(lines)


def _lines(data: Data, unit: Unit, rows: Sequence[Row], as_of: str) -> Iterator[str]:
    yield f"Ledger of {unit.name_vi}: what briefings of {data.year} know, as of {as_of}"
    if not rows:
        yield "No measure of a plan is known."
        return
    counts = collections.Counter(row["outcome"] for row in rows)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
    ownerless = sum(not row["lead_ids"] for row in rows)
    more = f"; of {ownerless} the text at hand names no agency" if ownerless else ""
    yield f"{len(rows)} measure{'s' if len(rows) != 1 else ''}: {told}{more}."
    plan: tuple[Any, ...] = ()
    for row in rows:
        if (row["plan_year"], row["plan"]) != plan:
            plan = row["plan_year"], row["plan"]
            yield ""
            yield f"{row['plan']} (for {row['plan_year']})"
        label = row["index_label"] or "no index"
        yield f"  {row['ledger_id']}  {row['outcome'].upper():<7}  {label}  {row['measure_vi']}"
        yield from (f"{'':11}{line}" for line in _details(row))
    roles = list(_roles(data, unit, as_of))
    if roles:
        yield ""
        yield "What agencies do for whole documents:"
        yield from (f"  {line}" for line in roles)


def _roles(data: Data, unit: Unit, as_of: str) -> Iterator[str]:
    """Yield what agencies of a unit do for whole documents, by sources that were published by a day."""
    catalog = data.catalog
    known = catalog.store.agencies.by_key
    for role in catalog.store.roles:
        is_out = catalog.sources[role.source_id].published <= as_of
        if is_out and (catalog.sets.of(role), role.province_code) == (unit.vintage, unit.code):
            found = [known[unit.vintage, unit.code, one] for one in ids_in(role.agencies)]
            names = joined(one.name("vi") for one in found)
            yield f"{role.document}: {names}: {role.role_vi} ({role.source_id})"


def _details(row: Row) -> Iterator[str]:
    owner = _owner(row, "lead")
    helpers = _owner(row, "with")
    if owner or helpers:
        yield f"lead: {owner or _NONE}; with: {helpers or _NONE}"
    due = row["deadline_written"]
    if row["deadline"] and row["deadline"] != due:
        due = f"{due} ({row['deadline']})"
    state = f"{row['state'].replace('_', ' ')} since {row['state_on']}" if row["state"] else ""
    parts = {"due": due, "product": row["product_vi"], "state": state, "evidence": row["evidence"]}
    if any(parts.values()):
        yield "; ".join(f"{name}: {text}" for name, text in parts.items() if text)
    if row["has_indicator"]:
        yield f"{row['index_label']} {row['code']} {row['part_en']}: {_since(row)}"


def _owner(row: Row, what: str) -> str:
    then, now = row[f"{what}_vi"], row[f"{what}_now_vi"]
    return f"{then} (later {now})" if now and row[f"{what}_now_ids"] != row[f"{what}_ids"] else str(then)


def _since(row: Row) -> str:
    """Return what an indicator did since the plan, as a sentence."""
    language = Language("en", [])
    if row["value"] is None:
        return "no score is known"
    now = f"{language.number(row['value'])} in {row['index_year']}"
    if row["change"] is None:
        return f"{now}; nothing was measured since the plan"
    before = f"{language.number(row['previous_value'])} in {row['previous_year']}"
    if not row["comparable"]:
        return f"{now}, {before}: the two cannot be compared"
    return f"{now}, {before} ({language.signed(row['change'])}): {row['verdict'] or 'nothing can be said'}"


def _export(data: Data, unit: Unit, frame: pd.DataFrame, rows: Sequence[Row], path: Path) -> list[Path]:
    """Write the ledger and what it was made from."""
    columns = LEDGER.columns
    made = _made_from(data, unit, rows)
    if path.suffix.lower() == ".xlsx":
        cells: list[list[Cell]] = [list(columns), *([row[name] for name in columns] for row in rows)]
        meanings = [["column", "meaning", "unit"], *([one.name, one.meaning, one.unit] for one in LEDGER.fields)]
        told = [["item", "value"], *([name, value] for name, value in made["made"].items())]
        inputs = [["file", "sha256"], *([name, digest] for name, digest in made["inputs"].items())]
        names = ["source_id", "title", "published", "url"]
        sources = [names, *([one[name] for name in names] for one in made["sources"])]
        sheets: dict[str, Rows] = {
            "ledger": cells,
            "columns": meanings,
            "made from": told,
            "inputs": inputs,
            "sources": sources,
        }
        write_new(path, workbook(sheets))
        return [path]
    text = frame[columns].select_dtypes(include=["string", "object"]).columns
    safe = frame[columns].assign(**{name: [quoted_text(cell) for cell in _texts(frame[name])] for name in text})
    table = to_csv(safe)
    beside = path.with_name(f"{path.name}.provenance.json")
    note = {"file": path.name, "sha256": sha256(table), **made}
    write_new(path, table)
    write_new(beside, (json.dumps(note, ensure_ascii=False, indent=2) + "\n").encode())
    return [path, beside]


def _texts(column: pd.Series) -> list[str]:
    return ["" if pd.isna(cell) else str(cell) for cell in column]


def _made_from(data: Data, unit: Unit, rows: Sequence[Row]) -> dict[str, Any]:
    """Return version, parameters, raw tables with their checksums, and the sources of the rows."""
    made = making(data.project, data.catalog, data.year, unit, "en", BRIEFING)
    inputs = {name: digest for name, digest in made.digests.items() if name.startswith("data/raw/")}
    ids = {one for row in rows for name in ("plan_source_id", "source_id", "previous_source_id")
           for one in (row[name] or "").split()}  # fmt: skip
    return {
        "made": {
            "title": f"Ledger of the plans of {unit.name('en')}",
            "unit": f"{unit.vintage}-{unit.code}",
            "briefing year": str(data.year),
            "as of": rows[0]["as_of"] if rows else as_of_day(data, unit).isoformat(),
            "version": made.origin.version,
            "commit": made.origin.commit,
            "changed": "yes" if made.origin.changed else "no",
            "package sha256": made.origin.package_sha256,
            "lock sha256": made.origin.lock_sha256,
        },
        "inputs": inputs,
        "sources": [
            {"source_id": one, "title": found.title, "published": found.published, "url": found.url}
            for one in sorted(ids)
            if (found := data.catalog.sources.get(one))
        ],
    }
