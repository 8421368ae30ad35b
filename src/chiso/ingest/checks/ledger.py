"""Holding the ledger against the catalogue: measures of plans, who answers for them, by when, what became of them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from chiso.catalog import Catalog, Indicator, Measure
from chiso.catalog.agencies import EVERYBODY, KINDS, NOBODY, Agency, ids_in
from chiso.catalog.plans import STATES, text_key
from chiso.catalog.spelling import name_key
from chiso.ingest.checks.cells import codes_of, known, named, unique
from chiso.ingest.raw import Problems

_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_DAY = "Write a day as 2021-09-30."
_LEDGER = "Correct the cell after the plan, or after whoever told what became of it."
_FEW = 8


def check_ledger(catalog: Catalog) -> Iterator[Problems]:
    """Check measures, agencies and their roles.

    Yields
    ------
    Problems
        Of each table all at once.
    """
    folder, store, units = catalog.raw / "plans", catalog.store, codes_of(catalog)
    indices, sources = set(catalog.indices), {"", *catalog.sources}
    agencies = store.agencies.all
    path = folder / "agencies.csv"
    problems = known(catalog, path, agencies, province_code=units, kind=KINDS, source_id=sources)
    _ids(problems, agencies)
    _reserved(problems, agencies)
    for one in agencies:
        _successor(catalog, problems, one)
    yield problems
    yield named(path, agencies, ("name_vi",))
    yield unique(path, agencies, ("vintage", "province_code", "id"))
    yield _spellings(catalog)
    path = folder / "roles.csv"
    problems = known(catalog, path, store.roles, province_code=units, index={"", *indices}, source_id=sources - {""})
    for role in store.roles:
        _agencies(catalog, problems, role, "agencies", role.agencies)
    yield problems
    yield named(path, store.roles, ("document", "agencies", "role_vi", "role_en"))
    yield _measures(catalog, known(
        catalog, folder / "measures.csv", store.measures,
        index={"", *indices}, province_code=units, state=STATES, source_id=sources,
    ))  # fmt: skip


def _measures(catalog: Catalog, problems: Problems) -> Problems:
    ids: dict[tuple[Any, ...], int] = {}
    texts: dict[tuple[Any, ...], int] = {}
    measures = catalog.store.measures
    _ids(problems, measures)
    for one in measures:
        for column in ("plan", "measure_vi"):
            if not getattr(one, column):
                problems.add("A cell is empty.", row=one.line, column=column, why="Every measure has one.")
        if not 2000 <= one.plan_year < 2100:
            why = "Expected: the year that the plan is for, such as 2021."
            problems.add(f"There is no plan for {one.plan_year}.", row=one.line, column="plan_year", why=why)
            continue
        unit = catalog.sets.of(one), one.province_code
        _once(problems, ids, (*unit, one.id), one, "id", f"The id {one.id!r}")
        key = (*unit, one.plan, one.plan_year, one.index, text_key(one.measure_vi))
        _once(problems, texts, key, one, "measure_vi", "This measure of the same plan and index")
        _aim(catalog, problems, one)
        for column in ("lead_agency", "with_agencies"):
            _agencies(catalog, problems, one, column, getattr(one, column))
        _days(problems, one)
    return problems


def _ids(problems: Problems, records: Iterable[Any]) -> None:
    for one in records:
        if not _ID.fullmatch(one.id):
            what = f"{one.id!r} is no id." if one.id else "A cell is empty."
            problems.add(what, row=one.line, column="id", why="An id is made of a to z, digits, dots and hyphens.",
                         remedy="Give it one that never changes, such as 2021-01 or so-noi-vu.")  # fmt: skip


def _reserved(problems: Problems, agencies: Iterable[Agency]) -> None:
    for one in agencies:
        if one.id in (EVERYBODY, NOBODY):
            problems.add(f"No agency may have the id {one.id!r}.", row=one.line, column="id",
                         why="Who asks for sheets of agencies means something else by it.",
                         remedy="Give it one of its own, such as so-noi-vu.")  # fmt: skip


def _once(
    problems: Problems, seen: dict[tuple[Any, ...], int], key: tuple[Any, ...], one: Measure, column: str, what: str
) -> None:
    first = seen.setdefault(key, one.line)
    if first != one.line and getattr(one, column):
        problems.add(f"{what} stands in row {first} already.", row=one.line, column=column,
                     why="A measure that stands twice would be counted twice.",
                     remedy="Remove one of the two rows, or tell them apart.")  # fmt: skip


def _aim(catalog: Catalog, problems: Problems, one: Measure) -> None:
    """Check that what a measure aims at exists in a year that its plan could know or acts in."""
    for column in ("concept", "code"):
        if getattr(one, column) and not one.index:
            what = f"{getattr(one, column)!r} is aimed at, and no index is named."
            problems.add(what, row=one.line, column="index", remedy="Name the index that it is a part of.")
            return
    every = catalog.store.structures.get(one.index, [])
    if not every:
        return
    years = catalog.store.years_of(one)
    now = [part for part in every if any(map(part.holds_in, years))]
    told = f"{years[0]} or {years[-1]}" if len(set(years)) > 1 else f"{years[0]}"
    if one.concept and one.concept not in {part.concept for part in now}:
        problems.add(
            f"{one.concept!r} is not known as concept of {catalog.indices[one.index].label} in {told}.",
            row=one.line,
            column="concept",
            why=_since(one.concept, every, now),
            remedy="Give a concept that the index has in the year before the plan or in its own; data/raw/"
            f"{one.index}/indicators.csv lists them.",
        )
    if one.code and one.code not in {part.code for part in now}:
        codes = ", ".join(dict.fromkeys(part.code for part in now))
        what = f"{one.code!r} is no code of {catalog.indices[one.index].label} in {told}."
        problems.add(what, row=one.line, column="code", why=f"There are {codes}.", remedy=_LEDGER)
    elif one.code and one.concept and one.concept not in {part.concept for part in now if part.code == one.code}:
        means = next(part.concept for part in now if part.code == one.code)
        what = f"The code {one.code} is {means} in {told}, not {one.concept}."
        problems.add(what, row=one.line, column="code", remedy="Leave one of the two empty, or correct it.")


def _since(concept: str, every: Collection[Indicator], now: Collection[Indicator]) -> str:
    """Say when a concept existed, what stands in its place, and which ones come nearest."""
    then = [part for part in every if part.concept == concept]
    if then:
        first, last = min(part.first_year for part in then), max(part.last_year for part in then)
        told = f"It holds from {first} to {last}" if first != last else f"It holds in {first} only"
        heirs = [part for part in now if part.code in {one.code for one in then} and part.concept != concept]
        return f"{told}." + "".join(
            f" {part.code} is {part.concept} ({part.name_en}) since {part.first_year}." for part in heirs
        )
    near = difflib.get_close_matches(concept, sorted({part.concept for part in now}), _FEW, 0.5)
    if near:
        return f"Nearest: {', '.join(near)}."
    listed = list(dict.fromkeys(part.concept for part in now))
    return f"There are {', '.join(listed[:_FEW])}{f' and {len(listed) - _FEW} more' if len(listed) > _FEW else ''}."


def _agencies(catalog: Catalog, problems: Problems, one: Any, column: str, cell: str) -> None:
    """Check that agencies are those of the unit; of an unknown one the nearest are named."""
    mine = {other.id: other for other in catalog.store.agencies.of(catalog.sets.of(one), one.province_code)}
    unknown = [each for each in ids_in(cell) if each not in mine]
    if unknown:
        near = [told for each in unknown for told in nearest(each, mine.values())]
        told = "; ".join(dict.fromkeys(near))
        problems.add(
            f"There is no agency {', '.join(map(repr, unknown))} of unit {one.province_code}.",
            row=one.line,
            column=column,
            why=f"Nearest: {told}." if told else f"data/raw/plans/agencies.csv has {len(mine)} agencies of the unit.",
            remedy="Correct the id, or add the agency to data/raw/plans/agencies.csv.",
        )


def nearest(text: str, agencies: Iterable[Agency]) -> list[str]:
    """Return the agencies whose id or name comes nearest to a text, each as *id (name)*."""
    by_key: dict[str, Agency] = {}
    for one in agencies:
        for spelling in (one.id, *one.spellings):
            by_key.setdefault(name_key(spelling), one)
    found = difflib.get_close_matches(name_key(text), list(by_key), 6, 0.6)
    return list(dict.fromkeys(f"{by_key[key].id} ({by_key[key].name_vi})" for key in found))[:3]


def _days(problems: Problems, one: Measure) -> None:
    """Check deadline, state and their days against the plan and each other."""
    begins = dt.date(one.plan_year, 1, 1)
    if one.deadline and one.due is None:
        what = f"The deadline is {one.deadline!r}, which is no day, month or year."
        problems.add(what, row=one.line, column="deadline", why="Expected: 2021-09-30, 2021-09 or 2021.",
                     remedy="What the plan writes belongs into deadline_written.")  # fmt: skip
    elif one.due and one.due < begins:
        what = f"The deadline {one.deadline} is before {one.plan_year}, the year of the plan."
        problems.add(what, row=one.line, column="deadline", remedy=_LEDGER)
    if one.state_on and one.state_day is None:
        what = f"The state holds since {one.state_on!r}, which is no day."
        problems.add(what, row=one.line, column="state_on", remedy=_DAY)
    elif one.state_day and one.state_day < begins:
        what = f"The state holds since {one.state_on}, before {one.plan_year}, the year of the plan."
        problems.add(what, row=one.line, column="state_on", remedy=_LEDGER)
    if one.state and not one.state_on:
        problems.add(f"The state is {one.state!r}, and no day since when.", row=one.line, column="state_on",
                     why="Without it nobody can tell what was known on a given day.", remedy=_DAY)  # fmt: skip
    for column in ("state_on", "evidence"):
        if getattr(one, column) and not one.state:
            what = f"There is {getattr(one, column)!r} as {column}, and no state."
            problems.add(what, row=one.line, column="state", why=f"States are {', '.join(filter(None, STATES))}.",
                         remedy=f"Give the state, or empty {column}.")  # fmt: skip


def _successor(catalog: Catalog, problems: Problems, one: Agency) -> None:
    agencies = catalog.store.agencies
    if not one.successor:
        if one.successor_on:
            what = f"It ends on {one.successor_on}, and no successor is named."
            problems.add(what, row=one.line, column="successor", remedy="Name the successor, or empty successor_on.")
        return
    if one.succeeded_on is None:
        what = f"It became part of {one.successor!r} on {one.successor_on!r}, which is no day."
        problems.add(what, row=one.line, column="successor_on", remedy=_DAY)
    after = agencies.by_key.get(agencies.successor_key(one))
    if after is None:
        vintage, code, wanted = agencies.successor_key(one)
        near = nearest(wanted, (other for other in agencies.of(vintage, code) if other is not one))
        problems.add(
            f"The successor {one.successor!r} is no agency.",
            row=one.line,
            column="successor",
            why=f"Nearest: {'; '.join(near)}." if near else f"Unit {code} of {vintage} has no agency of that id.",
            remedy="Give the id of an agency of the same unit, or such as 34-92/so-noi-vu of another unit or set.",
        )
    elif (last := agencies.line_of(one)[-1]).successor and agencies.by_key.get(agencies.successor_key(last)):
        line = " → ".join([*(each.id for each in agencies.line_of(one)), last.successor])
        problems.add(f"Its successors go in a circle: {line}.", row=one.line, column="successor",
                     remedy="Correct which agency became part of which.")  # fmt: skip


def _spellings(catalog: Catalog) -> Problems:
    """Check that no spelling names two agencies of a unit that stand at once: one would silently win."""
    agencies = catalog.store.agencies
    problems, seen = Problems(catalog.raw / "plans" / "agencies.csv"), dict[tuple[int, str, str], Agency]()
    for one in agencies.all:
        vintage, code, _ = agencies.key(one)
        for spelling in one.spellings:
            other = seen.setdefault((vintage, code, name_key(spelling)), one)
            if other.id != one.id:
                what = f"{spelling!r} names {other.id} in row {other.line} already."
                problems.add(what, row=one.line, column="name_vi", remedy="Give each agency spellings of its own.")
    return problems
