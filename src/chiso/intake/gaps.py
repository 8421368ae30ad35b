"""What ``data/raw`` lacks: units of index years, facts of editions, facts of sources. A gap is no error."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from chiso.catalog import Agency, Catalog, Measure, Publication, unread_tables
from chiso.catalog.tables import Source
from chiso.errors import printable
from chiso.ingest import Observations
from chiso.ingest.single_parts import is_single

_FEW = 12
_PLACES = 3


def gaps(catalog: Catalog, observations: Observations) -> Iterator[str]:
    """Yield what is missing, a line for each index year, then for parts, editions and sources.

    Parameters
    ----------
    catalog
        The catalogue.
    observations
        Everything that is in ``data/raw``.
    """
    for publication in catalog.store.editions.values():
        yield from _unit_gaps(catalog.in_vintage(catalog.vintage_of(publication.index_year)), observations, publication)
    yield from _part_gaps(catalog, observations)
    yield from _year_gaps(catalog)
    yield from _edition_gaps(catalog)
    yield from _ledger_gaps(catalog)
    yield from _source_gaps(catalog, observations)


def strays(catalog: Catalog) -> Iterator[str]:
    """Yield which tables in ``data/raw`` are not read, and why: somebody may believe that they are."""
    for path in unread_tables(catalog.raw, catalog.indices):
        name = path.relative_to(catalog.raw).as_posix()
        if path.suffix != ".csv":
            why = "tables here are called .csv; make import brings others in"
        elif path.parent.name in catalog.indices:
            why = "tables of index years are called after the year, such as 2021.csv"
        else:
            why = "no table or index of this name is known; indices are listed in indices.csv"
        yield f"data/raw/{printable(name)} is not read: {why}."


def _unit_gaps(own: Catalog, observations: Observations, publication: Publication) -> Iterator[str]:
    """Yield which units an index year lacks, and why where that is known."""
    key = publication.index, publication.index_year
    scored = _known(observations.values, "value", *key)
    ranked = _known(observations.ranks, "rank", *key)
    label = f"{own.indices[key[0]].label} {key[1]}"
    if publication.units < len(own.units):
        yield f"{label}: {publication.units} of {len(own.units)} units were covered."
    withheld = [code for code in own.units.by_code if (*key, code) in own.suppressed]
    if withheld:
        told = (f"{own.units.by_code[code].name_vi} ({own.suppressed[*key, code].codes})" for code in withheld)
        yield f"{label}: withheld from {', '.join(told)}."
    lacking = [code for code in own.units.by_code if code not in scored and code not in withheld]
    is_covered = publication.units == len(own.units)
    for codes, what in (
        ([code for code in lacking if code not in ranked and is_covered], "neither score nor rank"),
        ([code for code in lacking if code in ranked], "a rank but no score"),
    ):
        if codes:
            count = f"{len(codes)} unit{'s' if len(codes) > 1 else ''}"
            yield f"{label}: {what} of {count}: {', '.join(own.units.by_code[code].name_vi for code in codes)}."


def _known(table: pd.DataFrame, column: str, index: str, index_year: int) -> set[str]:
    rows = table[(table["index"] == index) & (table["index_year"] == index_year) & (table["code"] == "TOTAL")]
    return set(rows.loc[rows[column].notna(), "unit_code"])


def _part_gaps(catalog: Catalog, observations: Observations) -> Iterator[str]:
    """Yield of how many units single parts are known, and whose maxima no source gives."""
    for index, one in catalog.indices.items():
        known: dict[int, set[str]] = {}
        for table in (observations.values, observations.ranks):
            rows = table[(table["index"] == index) & is_single(catalog, table)]
            for year, unit in rows[["index_year", "unit_code"]].itertuples(index=False):
                known.setdefault(int(year), set()).add(str(unit))
        if known:
            counts = ", ".join(f"{year} ({len(known[year])})" for year in sorted(known))
            yield f"{one.label}: parts of some units only, with how many: {counts}."
        open_ended = [part for part in catalog.store.structures[index] if math.isnan(part.scale_max)]
        if open_ended:
            spans: dict[str, list[str]] = {}
            for part in open_ended:
                span = (
                    f"{part.first_year}–{part.last_year}" if part.last_year > part.first_year else str(part.first_year)
                )
                spans.setdefault(span, []).append(part.code)
            told = "; ".join(f"{span}: {' '.join(codes)}" for span, codes in sorted(spans.items()))
            yield f"{one.label}: parts whose maximum no source gives: {told}."


def _year_gaps(catalog: Catalog) -> Iterator[str]:
    for index, one in catalog.indices.items():
        years = sorted(year for other, year in catalog.store.editions if other == index)
        missing = sorted(set(range(years[0], years[-1])) - set(years)) if years else []
        if missing:
            yield f"{one.label}: no edition for {', '.join(map(str, missing))}."
        elif not years:
            yield f"{one.label}: no edition at all."


def years_between(catalog: Catalog, index: str, index_year: int) -> Iterator[str]:
    """Yield what an edition leaves open to the ones before and after it: briefings take such a year for one without.

    An edition that is listed without its table is known of, and no gap.
    """
    years = {year for other, year in catalog.store.publications if other == index} - {index_year}
    before = max((year for year in years if year < index_year), default=index_year)
    after = min((year for year in years if year > index_year), default=index_year)
    missing = [*range(before + 1, index_year), *range(index_year + 1, after)]
    if missing:
        label, told = catalog.indices[index].label, ", ".join(map(str, missing))
        yield (
            f"{label} has no edition for {told} here, so briefings would read as if there had been none: import it, or "
            "list it in reference/publications.csv with is_collected no"
        )


def _edition_gaps(catalog: Catalog) -> Iterator[str]:
    every = list(catalog.store.editions.values())
    for what, lacking in (
        ("day of publication", [one for one in every if one.published_on is None]),
        ("number of respondents", [one for one in every if one.respondents is None and _asks(every, one)]),
        ("source of the whole table", [one for one in every if not one.source_id]),
    ):
        if lacking:
            yield f"Editions without a {what}: {_by_index(catalog, lacking)}."


def _asks(editions: list[Publication], one: Publication) -> bool:
    """Whether an index asks people: some edition of it says how many."""
    return any(other.respondents is not None for other in editions if other.index == one.index)


def _by_index(catalog: Catalog, editions: list[Publication]) -> str:
    years: dict[str, list[str]] = {}
    for one in editions:
        years.setdefault(catalog.indices[one.index].label, []).append(str(one.index_year))
    return "; ".join(f"{label} {', '.join(of_index)}" for label, of_index in years.items())


def _ledger_gaps(catalog: Catalog) -> Iterator[str]:
    """Yield what the text at hand does not say of measures and agencies: who leads, by when, what became of them."""
    measures = catalog.store.measures
    for what, lacking in (
        ("that name no lead agency", [one for one in measures if not one.lead_agency]),
        ("without a deadline", [one for one in measures if not one.deadline_written and not one.deadline]),
        ("of which nobody told what became", [one for one in measures if not one.state]),
        ("without a source", [one for one in measures if not one.source_id]),
        ("without English words", [one for one in measures if not one.measure_en]),
    ):
        if lacking:
            yield f"Measures of plans {what}: {len(lacking)} of {len(measures)}: {_places(lacking, 'measures.csv')}."
    nameless = [one for one in catalog.store.agencies.all if not one.name_en]
    if nameless:
        yield f"Agencies without an English name: {len(nameless)}: {_places(nameless, 'agencies.csv')}."


def _places(records: Sequence[Measure | Agency], table: str) -> str:
    """Return the first rows of a table in which something is missing, and how many more there are."""
    few = ", ".join(f"{one.id} (row {one.line})" for one in records[:_PLACES])
    more = f" and {len(records) - _PLACES} more" if len(records) > _PLACES else ""
    return f"plans/{table}, {few}{more}"


def _source_gaps(catalog: Catalog, observations: Observations) -> Iterator[str]:
    sources = list(catalog.sources.values())
    for what, lacking in (
        ("without a date", [one for one in sources if not one.dated_to]),
        ("dated to the month or year only", [one for one in sources if one.dated_to in ("month", "year")]),
        ("dated in words, which briefings print as they stand", [one for one in sources if one.dated_to == "words"]),
        ("without an address on the web", [one for one in sources if not one.url.startswith(("http://", "https://"))]),
        ("without the file as received (name, size, SHA-256)", [one for one in sources if not one.sha256]),
        ("that nothing refers to", _unused(catalog, observations)),
    ):
        if not lacking:
            continue
        listed = f": {', '.join(one.source_id for one in lacking)}" if len(lacking) <= _FEW else ""
        yield f"Sources {what}: {len(lacking)} of {len(sources)}{listed}."


def _unused(catalog: Catalog, observations: Observations) -> list[Source]:
    store = catalog.store
    used = {*observations.values["source_id"], *observations.ranks["source_id"]}
    used |= {source for one in store.publications.values() for source in (one.source_id, one.errors_source_id)}
    for records in (store.targets, store.statements, store.measures, store.agencies.all, store.roles):
        used |= {one.source_id for one in records}
    used |= {source for rows in store.structures.values() for one in rows for source in one.source_id.split()}
    return [one for one in catalog.sources.values() if one.source_id not in used]
