"""What an import of assignments changes in ``data/raw``: measures, agencies, and the source."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from chiso.catalog import Catalog, Measure
from chiso.catalog.agencies import joined
from chiso.catalog.plans import text_key
from chiso.errors import DataError
from chiso.files import sha256
from chiso.intake.assignments.request import AnnexRequest
from chiso.intake.assignments.understood import Reading, Understood
from chiso.intake.csv_rows import CsvRows, quoted_text
from chiso.intake.raw_changes import SOURCES, source_of

_LEAD, _WITH = "lead_agency", "with_agencies"
_ASSIGNED = (_LEAD, _WITH, "deadline", "deadline_written", "product_vi")


@dataclasses.dataclass(frozen=True)
class LedgerPlan:
    """Files to be written; the id of each measure in their order, and what of it is new or changed."""

    contents: Mapping[Path, bytes]
    source_id: str
    ids: tuple[str, ...]
    told: tuple[str, ...]


def make_ledger_plan(catalog: Catalog, reading: Reading, request: AnnexRequest, received: bytes) -> LedgerPlan:
    """Work out what an import of assignments changes.

    A measure that is there with the same words is brought up to date and keeps its id; what the annex leaves empty
    stays as it was.

    Raises
    ------
    DataError
        When the file is a source already, with another title, day or address.
    """
    folder = catalog.raw / "plans"
    source_id, sources = _sources(catalog, request, received)
    path = folder / "measures.csv"
    columns = [field.name for field in dataclasses.fields(Measure) if field.name not in ("line", "vintage")]
    rows = CsvRows.read(path, columns)
    mine = [one for one in catalog.store.measures if _is_of(catalog, one, request)]
    ids: list[str] = []
    told: list[str] = []
    taken: set[str] = set()
    for one in reading.measures:
        old = _same(one, mine, taken)
        found = rows_by_id(rows, request, old.id) if old else {}
        cells = _cells(one, request, source_id)
        if old is None:
            cells["id"] = _next_id(catalog, request, [*taken, *ids])
            rows.put(cells, ("province_code", "id"), _order)
            told.append("new")
        else:
            taken.add(old.id)
            kept = {name: text for name, text in cells.items() if text and (name in _ASSIGNED or not found.get(name))}
            kept |= {"deadline": cells["deadline"]} if cells["deadline_written"] else {}
            changed = [name for name, text in kept.items() if found.get(name, "") != text and name != "source_id"]
            if changed:
                rows.change(lambda row, id_=old.id: _is_row(row, request, id_), **kept)  # type: ignore[misc]
            told.append(f"updated: {', '.join(changed)}" if changed else "as it was")
            cells["id"] = old.id
        ids.append(cells["id"])
    contents = {
        path: rows.to_bytes(),
        folder / "agencies.csv": _agencies(catalog, reading, request, source_id),
        catalog.raw / "sources.csv": sources,
    }
    changed_files = {one: data for one, data in contents.items() if not one.exists() or one.read_bytes() != data}
    return LedgerPlan(changed_files, source_id, tuple(ids), tuple(told))


def rows_by_id(rows: CsvRows, request: AnnexRequest, measure_id: str) -> dict[str, str]:
    """Return the cells of a measure of the unit; none where it is not there."""
    return next((row for row in rows.cells() if _is_row(row, request, measure_id)), {})


def _is_row(row: Mapping[str, str], request: AnnexRequest, measure_id: str) -> bool:
    return (row["province_code"], row["plan_year"], row["id"]) == (
        request.unit.code,
        str(request.plan_year),
        measure_id,
    )


def _is_of(catalog: Catalog, one: Measure, request: AnnexRequest) -> bool:
    key = catalog.sets.of(one), one.province_code, one.plan_year, one.plan
    return key == (request.unit.vintage, request.unit.code, request.plan_year, request.plan)


def _same(one: Understood, mine: list[Measure], taken: set[str]) -> Measure | None:
    """Return the measure that is there with the same words and index; one of them may name no index."""
    alike = [old for old in mine if text_key(old.measure_vi) == text_key(one.text) and old.id not in taken]
    exact = [old for old in alike if old.index == one.index]
    loose = [old for old in alike if not old.index or not one.index]
    return exact[0] if exact else loose[0] if len(loose) == 1 else None


def _cells(one: Understood, request: AnnexRequest, source_id: str) -> dict[str, str]:
    return {
        "plan_year": str(request.plan_year),
        "province_code": request.unit.code,
        "plan": request.plan,
        "index": one.index,
        "theme": one.theme,
        "concept": one.concept,
        "measure_vi": one.text,
        _LEAD: joined(one.leads),
        _WITH: joined(one.others),
        "product_vi": one.product,
        "deadline": one.deadline.last.isoformat() if one.deadline.last else "",
        "deadline_written": one.deadline.written,
        "source_id": source_id,
    }


def _next_id(catalog: Catalog, request: AnnexRequest, more: list[str]) -> str:
    known = [one.id for one in catalog.store.measures if one.province_code == request.unit.code]
    numbers = [int(match[1]) for one in (*known, *more) if (match := re.fullmatch(rf"{request.plan_year}-(\d+)", one))]
    return f"{request.plan_year}-{max(numbers, default=0) + 1:02d}"


def _order(row: Mapping[str, str]) -> tuple[str, str, int, str]:
    """Put measures in the order of plans, units and numbers: 2021-100 behind 2021-99."""
    return row["plan_year"], row["province_code"], len(row["id"]), row["id"]


def _agencies(catalog: Catalog, reading: Reading, request: AnnexRequest, source_id: str) -> bytes:
    path = catalog.raw / "plans" / "agencies.csv"
    is_first = request.unit.vintage == catalog.sets.first.vintage
    columns = ["id", "province_code", "name_vi", "name_en", "short_name", "aliases", "kind", "successor"]
    columns += ["successor_on", "source_id", *([] if is_first else ["vintage"])]
    rows = CsvRows.read(path, columns)
    for one in reading.agencies:
        cells = {"id": one.id, "province_code": one.province_code, "name_vi": one.name_vi, "kind": one.kind}
        cells |= {"source_id": source_id} | ({} if is_first else {"vintage": str(request.unit.vintage)})
        rows.put(
            cells, ("province_code", "id", *([] if is_first else ["vintage"])), lambda row: row["province_code"] + "~"
        )
    return rows.to_bytes() if reading.agencies else path.read_bytes() if path.exists() else rows.to_bytes()


def _sources(catalog: Catalog, request: AnnexRequest, received: bytes) -> tuple[str, bytes]:
    """Return the id of the source and the table of sources with it; a file that is known keeps its entry."""
    path = catalog.raw / "sources.csv"
    rows = CsvRows.read(path, SOURCES)
    known, source_id = source_of(catalog, received)
    name = quoted_text(PurePath(request.file).name)
    given = {
        "title": request.title,
        "title_vi": request.title_vi,
        "published": request.published,
        "url": request.url,
        "publisher": request.publisher,
    }
    if known is not None:
        against = [column for column, text in given.items() if text and getattr(known, column) != text]
        if against and not request.replace:
            raise DataError(
                f"The file is source {source_id} already, with another {', '.join(against)}.",
                where=f"{path}, row {known.line}",
                why=f"It is listed as {known.title!r}, {known.published}, {known.url}.",
                remedy="Leave the options out, or correct the entry with REPLACE=1.",
            )
        if against:
            rows.change(lambda row: row["source_id"] == source_id, **{one: given[one] for one in against})
        return source_id, rows.to_bytes()
    given["title"] = given["title"] or f"{request.unit.name_en}, {request.plan}: assignments as received ({name})"
    given["title_vi"] = given["title_vi"] or (
        "" if request.title else f"{request.unit.name_vi}, kế hoạch {request.plan_year}: phân công nhiệm vụ ({name})"
    )
    cells = {**given, "source_id": source_id, "file": name, "sha256": sha256(received), "bytes": str(len(received))}
    rows.put(cells, ("source_id",), lambda row: row["source_id"])
    return source_id, rows.to_bytes()
