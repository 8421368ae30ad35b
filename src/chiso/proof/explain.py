"""The chain behind a figure of a briefing, from the raw cells to the sentence, as `chiso explain` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chiso.briefing.message import sentences
from chiso.briefing.words import Words
from chiso.catalog import Catalog, Project, Unit
from chiso.errors import ParameterError
from chiso.facts.changes import CHANGES, changes
from chiso.facts.data import Data
from chiso.facts.gaps import gaps
from chiso.facts.merger import in_units
from chiso.facts.results import results
from chiso.ingest import read_observations
from chiso.ingest.precision import LIMIT
from chiso.locales import LOCALES
from chiso.proof.chain import Cell, Chain, Figure, Place
from chiso.proof.lines import DERIVED, change, labelled, number, source
from chiso.proof.single_part import explain_single


def read_anew(project: Project, catalog: Catalog, year: int, vintage: int) -> Data:
    """Return the data of a briefing year worked out anew from ``data/raw``.

    What stands in ``data/processed`` is neither read nor needed.

    Parameters
    ----------
    project, catalog
        The project, and its catalogue in any set of units.
    year
        The briefing year.
    vintage
        The set of units that the figures are looked at in; 0 for the one that the index year was measured in.

    Raises
    ------
    DataError
        When the raw tables have problems.
    """
    view = catalog.view(year - 1, vintage)
    measured = read_observations(catalog).before(year)
    seen = in_units(view, measured)
    return Data(project, view, year, seen.values, seen.ranks, measured)


def explain(data: Data, unit: Unit, index: str, code: str = "TOTAL") -> str:
    """Return the chain behind one figure of a briefing.

    Parameters
    ----------
    data
        The data, as :func:`read_anew` gives them.
    unit
        The unit.
    index
        The index by its id or label.
    code
        A code of the index, such as ``TOTAL``, ``D3`` or ``3.1``.

    Raises
    ------
    ParameterError
        When the index or code is not known, or the index had no edition for the year.
    DataError
        When the raw tables have problems.
    """
    found = data.index(index)
    known = data.catalog.structure(found.index, data.index_year)
    code = next((own for own in known if own.casefold() == code.strip().casefold()), code.strip())
    if (found.index, data.index_year) not in data.catalog.publications:
        raise ParameterError(f"{found.label} had no edition for {data.index_year}.", where="YEAR")
    if code not in known:
        raise ParameterError(
            f"{found.label} has no code {code!r} in {data.index_year}.",
            where="--code",
            remedy=f"Give one of: {', '.join(known)}.",
        )
    if code not in data.catalog.in_year(found.index, data.index_year):
        return "\n".join(explain_single(data, unit, found, code))
    return "\n".join(_Told(data, unit, found.index, code).lines())


class _Told:
    """The lines of one explanation."""

    def __init__(self, data: Data, unit: Unit, index: str, code: str) -> None:
        self._data, self._unit, self._index, self._code = data, unit, index, code
        self._changes = changes(data)
        self._chain = Chain(data, self._changes, index)
        self._said: set[str] = set()  # sources that were named in full

    def lines(self) -> Iterator[str]:
        data, unit, code = self._data, self._unit, self._code
        name = data.catalog.indicator(self._index, code, data.index_year).name_en
        label = data.catalog.indices[self._index].label
        yield f"{unit.name_vi} (code {unit.code} of the {unit.vintage} units), {label}, {code}: {name}"
        (row,) = CHANGES.only(
            self._changes,
            lambda row: (row["index"], row.unit_code, row.code) == (self._index, unit.code, code),
        )
        for index_year, at in ((data.index_year, code), (data.previous_year, row.previous_code)):
            if (self._index, index_year) in data.catalog.publications and at:
                yield ""
                yield f"{index_year}"
                place = self._chain.place(unit.code, code, earlier=index_year != data.index_year)
                yield from self._figure(self._chain.figure(index_year, unit.code, at), place)
        yield ""
        yield from labelled("change", change(row))
        of_total = [] if code == "TOTAL" else ["The message of the briefing speaks of the total:"]
        yield from labelled("sentence", [*of_total, *self._sentences()])

    def _figure(self, figure: Figure, place: Place | None) -> Iterator[str]:
        if figure.former:
            yield from self._estimate(figure)
        else:
            yield from labelled("raw", self._raw(figure))
            yield from labelled("sums", _sums(figure))
            yield from labelled("weights", _weighted(figure))
            if not figure.parts and figure.status == "E":
                yield from labelled("", [DERIVED])
        if figure.gap is not None:
            yield from labelled("none", [f"no figure: {figure.gap.kind.replace('_', ' ')}"])
        else:
            yield from labelled("error", self._error(figure))
        yield from labelled("rank", self._rank(figure, place))

    def _estimate(self, figure: Figure) -> Iterator[str]:
        own = self._data.catalog.sets[self._data.catalog.vintage_of(figure.index_year)]
        said = [f"measured in {own.name('en')}; the mean of {len(figure.former)}, by {own.weight_en}:"]
        for share, part in figure.former:
            value = "no figure" if part.value is None else number(part.value)
            said.append(f"{share:8.4f} × {value:<12} {part.unit.name_vi} ({part.unit.code})")
        yield from labelled("estimate", [*said, f"= {'none' if figure.value is None else number(figure.value)}"])
        for _, part in figure.former:
            yield from labelled("raw", [f"{part.unit.name_vi}:", *self._raw(part)])

    def _raw(self, figure: Figure) -> Iterator[str]:
        """Say where the raw cells stand, once a row, then each cell."""
        leaves = figure.leaves()
        cells = [leaf.cell for leaf in leaves if leaf.cell is not None]
        for table, row in dict.fromkeys((cell.table, cell.row) for cell in cells):
            yield f"{self._path(table)}, row {row}"
        yield from self._sources([cell.source_id for cell in cells])
        for leaf in leaves:
            if leaf.cell is not None:
                yield f"{leaf.cell.column:<6} {leaf.cell.text:<12} {leaf.indicator.name_en}"
        without: dict[str, list[str]] = {}
        for leaf in leaves:
            if leaf.cell is None:
                without.setdefault(self._why_none(leaf), []).append(leaf.indicator.code)
        for why, codes in without.items():
            yield f"{' '.join(codes)}: {why}"

    def _why_none(self, leaf: Figure) -> str:
        catalog = self._data.catalog
        withheld = catalog.store.suppressions.get((self._index, leaf.index_year, leaf.unit.code))
        if withheld is not None and withheld.covers(leaf.indicator.code, catalog.parents(self._index, leaf.index_year)):
            reason = f", reason: {withheld.reason_en}" if withheld.reason_en else ""
            where = self._path("reference/suppressed.csv")
            return f"withheld, {where}, row {withheld.line} ({withheld.codes}){reason}"
        return leaf.gap.kind.replace("_", " ") if leaf.gap else "empty"

    def _error(self, figure: Figure) -> Iterator[str]:
        """Say how sure the figure is, with what was published of it and what was not."""
        precision, cells = figure.precision, figure.beside
        limits = None if figure.value is None else precision.limits(figure.value)
        none = "not published of every part" if len(figure.former) > 1 else "not published"
        if precision.standard_error is None or limits is None:
            yield f"standard error and 95% limits: {none}"
        else:
            is_published = "low" in cells and limits == (precision.low, precision.high)
            how = "that of the mean" if figure.former else "worked out from the 95% limits"
            yield f"standard error {number(precision.standard_error)}, {self._where(cells, 'standard_error') or how}"
            how = self._where(cells, "low", "high") if is_published else f"{LIMIT} × standard error to either side"
            yield f"95% limits {number(limits[0])} to {number(limits[1])}, {how}"
            if "low" in cells and not is_published:
                yield (
                    f"the limits published beside it, {cells['low'].text} to {cells['high'].text}, lie "
                    f"{precision.stretch or 0:.2f} × standard error to either side and are not used,"
                )
                yield self._where(cells, "low", "high")
        if precision.respondents is None:
            yield f"people asked: {none}"
        else:
            yield f"people asked {precision.respondents:.0f}, {self._where(cells, 'respondents') or 'of all parts'}"
        source = self._data.catalog.publications[self._index, figure.index_year].errors_source_id
        yield from self._sources([source] if cells and source else [])

    def _where(self, cells: Mapping[str, Cell], *kinds: str) -> str:
        found = [cells[kind] for kind in kinds if kind in cells]
        columns = " and ".join(cell.column for cell in found)
        plural = "s" if len(found) > 1 else ""
        at = found[0] if found else None
        return f"as published: {self._path(at.table)}, row {at.row}, column{plural} {columns}" if at else ""

    def _rank(self, figure: Figure, place: Place | None) -> Iterator[str]:
        if place is None:
            if figure.value is not None:
                yield "none: the table is a fragment, and no rank was published here"
            return
        if place.published is not None:
            cell = place.published
            how = "as published" if cell.status == "A" else DERIVED
            where = f"{self._path(cell.table)}, row {cell.row}, column {cell.column}"
            yield f"{place.rank} of {place.units_ranked}, {how}: {where}"
            yield from self._sources([cell.source_id])
        else:
            yield f"{place.rank} of {place.units_ranked}, worked out from the whole table (equal scores share a rank)"
        if not place.is_whole:
            yield "the nearest units that are known here; others may stand between:"
        for each in place.around:
            mark = "→" if each.unit.code == figure.unit.code else " "
            value = "" if each.value is None else number(each.value)
            yield f"{mark} {each.rank:>3}  {value:<11} {each.unit.name_vi} ({each.unit.code})"

    def _sources(self, source_ids: list[str]) -> Iterator[str]:
        for source_id in dict.fromkeys(source_ids):
            if known := self._data.catalog.sources.get(source_id):
                yield f"source {source_id}" + ("" if source_id in self._said else f": {source(known)}")
                self._said.add(source_id)

    def _path(self, table: str) -> str:
        return self._data.project.relative(self._data.project.raw / table)

    def _sentences(self) -> Iterator[str]:
        found = results(self._data, self._changes, self._unit)
        missing = gaps(self._data, found)
        for locale in LOCALES:
            yield f"{locale}  {sentences(found, missing, Words(locale))[self._index]}"


def _sums(figure: Figure) -> Iterator[str]:
    for part in figure.parts:
        yield from _sums(part)
    if not figure.parts:
        return
    codes = [part.indicator.code for part in figure.parts]
    values = [part.value for part in figure.parts if part.value is not None]
    left = f"{figure.indicator.code:<6} = {' + '.join(codes)}"
    if len(values) < len(codes):
        yield f"{left}: none, since a part was withheld"
        return
    yield f"{left} = {number(sum(values))}"
    if figure.correction is not None:
        known = figure.correction
        yield (
            f"{'':<6}   data/raw/reference/corrections.csv, row {known.line}: the publisher itself gives "
            f"{number(known.published_elsewhere)}. {known.note}"
        )


def _weighted(figure: Figure) -> Iterator[str]:
    """Say what each part adds to a published total, and what these make together before the publisher's rounding."""
    if figure.value is None or any(part.value is None for _, part in figure.weighted):
        return
    terms = [(weight, part, weight * (part.value or 0.0)) for weight, part in figure.weighted]
    for weight, part, adds in terms:
        term = f"{weight:g} × {number(part.value or 0.0)} = {number(adds)}"
        yield f"{part.indicator.code:<6} {term:<24} {part.indicator.name_en}"
    if terms:
        yield f"together {number(sum(adds for _, _, adds in terms))}; as published {number(figure.value)}"
