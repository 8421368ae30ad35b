"""What an import changes in ``data/raw``: the raw table, its source, its edition, and what hangs on them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path, PurePath

from chiso.catalog import Catalog
from chiso.catalog.tables import Source
from chiso.errors import DataError, ParameterError
from chiso.files import sha256
from chiso.intake.csv_rows import CsvRows, number_text, quoted_text
from chiso.intake.edition import Edition
from chiso.intake.raw_reference import corrections_table, indicators_table, suppressed_table
from chiso.intake.raw_table import differences, overwritten, precision_columns, raw_table, with_excerpt
from chiso.intake.request import Request

SOURCES = ("source_id", "title", "title_vi", "published", "url", "publisher", "file", "sha256", "bytes")
_PUBLICATIONS = (
    *("index", "index_year", "published_on", "publisher_vi", "publisher_en", "respondents"),
    *("units", "units_ranked", "source_id"),
)
_HISTORY = ("index", "index_year", "replaced_on", "previous_source_id", "previous_sha256", "source_id", "sha256")


@dataclasses.dataclass(frozen=True)
class Plan:
    """Files to be written and their new content; ``remarks`` say what else a steward should know.

    ``is_known`` says that the same file was imported already and nothing changes; ``differences`` how an
    existing table of the same year differs.
    """

    contents: Mapping[Path, bytes]
    source_id: str
    is_known: bool
    differences: tuple[str, ...]
    remarks: tuple[str, ...]


def make_plan(own: Catalog, edition: Edition, request: Request, received: bytes, today: dt.date) -> Plan:
    """Work out what an import changes.

    Parameters
    ----------
    own
        The catalogue in the vintage of the index year.
    edition
        The figures.
    request
        What the steward asked for.
    received
        The file as it was received.
    today
        The day that a replacement is noted under.

    Raises
    ------
    ParameterError, DataError
        When a publisher is not known, the source contradicts one that is listed, or there is another
        table of the same year and it may not be replaced.
    """
    key = (edition.vocabulary.index.index, edition.vocabulary.index_year)
    path = own.raw / key[0] / f"{key[1]}.csv"
    source_id, sources = _sources(own, request, edition, received)
    remarks: list[str] = []
    if edition.adds_only:
        return _added(own, edition, request, source_id, sources, today)
    table = raw_table(own, edition, source_id)
    if edition.is_partial and path.exists():
        table = with_excerpt(own, path, table)
    elif edition.is_partial:
        remarks.append(
            "when the edition itself was published an excerpt does not say: enter the day as published_on in "
            "reference/publications.csv if you know it"
        )
    contents = {
        path: table,
        own.raw / "sources.csv": sources,
        own.raw / "reference" / "publications.csv": _publications(own, request, edition, source_id),
        own.raw / "reference" / "suppressed.csv": suppressed_table(own, edition, remarks),
        own.raw / "reference" / "corrections.csv": corrections_table(own, edition, remarks),
        own.raw / key[0] / "indicators.csv": indicators_table(own, edition, remarks),
    }
    changed = {one: data for one, data in contents.items() if not one.exists() or one.read_bytes() != data}
    changes = tuple(differences(path, table)) if path.exists() else ()
    is_addition = edition.is_partial and path.exists() and not overwritten(path, table)
    if path.exists() and changed and not is_addition:
        if not request.replace:
            raise _exists(own, edition, path, changes)
        if changed.keys() & {path, own.raw / "reference" / "publications.csv"}:
            history = own.raw / "reference" / "history.csv"
            changed[history] = _history(own, history, key, path, source_id, table, today)
    return Plan(changed, source_id, not changed, changes, tuple(remarks))


def _added(own: Catalog, edition: Edition, request: Request, source_id: str, sources: bytes, today: dt.date) -> Plan:
    """Work out what changes where a table only adds errors: columns of the raw table, and where they are from."""
    key = (edition.vocabulary.index.index, edition.vocabulary.index_year)
    path, editions = own.raw / key[0] / f"{key[1]}.csv", own.raw / "reference" / "publications.csv"
    columns = precision_columns(edition)
    rows = CsvRows.read(path, list(columns))
    replaced = False
    for before in rows.cells():
        new = {
            column: number_text(edition.precision.get(before["province_code"], {}).get(name))
            for column, name in columns.items()
        }
        new = {column: text for column, text in new.items() if text}
        replaced |= any(before[column] not in ("", text) for column, text in new.items())
        rows.change(lambda row, code=before["province_code"]: row["province_code"] == code, **new)  # type: ignore[misc]
    table = rows.to_bytes()
    contents = {path: table, own.raw / "sources.csv": sources}
    told = {"errors_source_id": source_id} if source_id != own.store.editions[key].source_id else {}
    told |= {"respondents": str(request.respondents)} if request.respondents else {}
    if told:
        listed = CsvRows.read(editions, [*dict.fromkeys((*_PUBLICATIONS, *told))])
        listed.change(lambda row: (row["index"], row["index_year"]) == (key[0], str(key[1])), **told)
        contents[editions] = listed.to_bytes()
    changed = {one: data for one, data in contents.items() if one.read_bytes() != data}
    changes = tuple(differences(path, table))
    if replaced and not request.replace:
        raise _exists(own, edition, path, changes)
    if replaced:
        history = own.raw / "reference" / "history.csv"
        changed[history] = _history(own, history, key, path, source_id, table, today)
    return Plan(changed, source_id, not changed, changes, ())


def source_of(catalog: Catalog, received: bytes) -> tuple[Source | None, str]:
    """Return the source that a file is already, None where it is new, and its id."""
    digest = sha256(received)
    known = next((one for one in catalog.sources.values() if one.sha256 == digest), None)
    taken = {one.source_id for one in catalog.sources.values()}
    new = next(name for length in range(8, 64) if (name := f"s{digest[:length]}") not in taken)
    return known, known.source_id if known else new


def _sources(own: Catalog, request: Request, edition: Edition, received: bytes) -> tuple[str, bytes]:
    """Return the id of the source and the table of sources with it; a file that is known keeps its id."""
    path = own.raw / "sources.csv"
    rows = CsvRows.read(path, SOURCES)
    known, source_id = source_of(own, received)
    cells = {
        "source_id": source_id,
        "title": request.title,
        "title_vi": request.title_vi,
        "published": request.published.isoformat(),
        "url": request.url,
        "publisher": _publisher(own, request, edition)[1],
        "file": quoted_text(PurePath(request.file).name),
        "sha256": sha256(received),
        "bytes": str(len(received)),
    }
    if known and not request.replace:
        told = {"title": known.title, "title_vi": known.title_vi, "published": known.published, "url": known.url}
        against = [column for column, text in told.items() if text != cells[column]]
        if against:
            raise DataError(
                f"The file is source {source_id} already, with another {', '.join(against)}.",
                where=f"{path}, row {known.line}",
                why=f"It is listed as {known.title!r}, {known.published}, {known.url}.",
                remedy="Give the same title, date and address, or correct them with REPLACE=1.",
            )
        cells |= {"file": known.file, "publisher": known.publisher}
    rows.put(cells, ("source_id",), lambda row: row["source_id"])
    return source_id, rows.to_bytes()


def _publisher(own: Catalog, request: Request, edition: Edition) -> tuple[str, str]:
    """Return the publisher in both languages: as given, as listed, or that of the edition before."""
    if request.publisher_vi:
        return request.publisher_vi, request.publisher_en
    index, year = edition.vocabulary.index, edition.vocabulary.index_year
    listed = {one.index_year: one for one in own.store.editions.values() if one.index == index.index}
    before = max((one for one in listed if one <= year), default=min(listed, default=None))
    if before is not None:
        return listed[before].publisher_vi, listed[before].publisher_en
    if index.publisher_vi and index.publisher_en:
        return index.publisher_vi, index.publisher_en
    raise ParameterError(
        f"Who publishes {index.label} is not known.",
        where="PUBLISHER_VI, PUBLISHER_EN",
        why="It is the first edition, and data/raw/indices.csv names no publisher.",
        remedy="Give both, or enter publisher_vi and publisher_en in data/raw/indices.csv.",
    )


def _publications(own: Catalog, request: Request, edition: Edition, source_id: str) -> bytes:
    path = own.raw / "reference" / "publications.csv"
    rows = CsvRows.read(path, _PUBLICATIONS)
    index, year = edition.vocabulary.index.index, edition.vocabulary.index_year
    if edition.is_partial and (index, year) in own.store.editions:
        return rows.to_bytes()  # the edition is what it was; each figure of an excerpt names its own source
    before = own.store.editions.get((index, year))
    respondents = request.respondents or (before.respondents if before else None)
    publisher_vi, publisher_en = _publisher(own, request, edition)
    cells = {
        "index": index,
        "index_year": str(year),
        # An excerpt is no source of the whole table, and what it was printed in may have come out on another day.
        "published_on": "" if edition.is_partial else request.published.isoformat(),
        "publisher_vi": publisher_vi,
        "publisher_en": publisher_en,
        "respondents": "" if respondents is None else str(respondents),
        "units": str(edition.units),
        "units_ranked": str(edition.units_ranked),
        "source_id": "" if edition.is_partial else source_id,
    }
    rows.put(cells, ("index", "index_year"), lambda row: (row["index"], row["index_year"]))
    return rows.to_bytes()


def _history(
    own: Catalog, path: Path, key: tuple[str, int], table: Path, source_id: str, data: bytes, today: dt.date
) -> bytes:
    rows = CsvRows.read(path, _HISTORY)
    before = own.store.editions[key].source_id
    cells = {
        "index": key[0],
        "index_year": str(key[1]),
        "replaced_on": today.isoformat(),
        "previous_source_id": before,
        "previous_sha256": sha256(table.read_bytes()),
        "source_id": source_id,
        "sha256": sha256(data),
    }
    rows.put(cells, _HISTORY, lambda row: row["replaced_on"])
    return rows.to_bytes()


def _exists(own: Catalog, edition: Edition, path: Path, changes: tuple[str, ...]) -> DataError:
    vocabulary = edition.vocabulary
    publication = own.store.editions.get((vocabulary.index.index, vocabulary.index_year))
    source = own.sources.get(publication.source_id) if publication and publication.source_id else None
    told = f" from {source.title!r}" if source else ""
    first, *rest = changes or ("Its figures are the same, but not its source or edition",)
    return DataError(
        f"There is a table of {vocabulary.index.label} for {vocabulary.index_year} already{told}.",
        where=str(path),
        why=". ".join([first, "; ".join(rest)]) if rest else f"{first}.",
        remedy="If the new file takes its place, run the same command with REPLACE=1; a line in "
        "data/raw/reference/history.csv keeps what was there.",
    )
