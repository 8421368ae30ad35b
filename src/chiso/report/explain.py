"""The chain behind a figure of a briefing, from the raw cells to the sentence, as `chiso explain` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from chiso.analysis.change import compare
from chiso.analysis.merger import in_units
from chiso.analysis.trace import Neighbour, Place, Trace, Tracer
from chiso.catalog import Catalog, Index, Project, Unit
from chiso.errors import ParameterError
from chiso.ingest import Observations, read_observations
from chiso.report.context import Context
from chiso.report.language import LOCALES, Language
from chiso.report.sections.message import sentence

_FIRST = 10  # width of the words at the left
_DERIVED = "worked out from a published change or order (status E), not printed as such"


def explain(project: Project, catalog: Catalog, year: int, unit: Unit, index: str, code: str = "TOTAL") -> str:
    """Return the chain behind one figure of a briefing.

    Everything is worked out anew from ``data/raw``: what stands in ``data/processed`` is neither read nor needed.

    Parameters
    ----------
    project, catalog
        The project, and its catalogue in the set of units that the figures are looked at in.
    year
        The briefing year.
    unit
        The unit.
    index
        The index by its id or label.
    code
        ``TOTAL``, a dimension such as ``D3`` or a sub-dimension such as ``3.1``.

    Raises
    ------
    ParameterError
        When the index or code is not known, or the index had no edition for the year.
    DataError
        When the raw tables have problems.
    """
    one = known_index(catalog, index)
    known = catalog.in_year(one.index, year - 1)
    code = code.strip().upper()
    if (one.index, year - 1) not in catalog.publications:
        raise ParameterError(f"{one.label} had no edition for {year - 1}.", where="YEAR")
    if code not in known:
        raise ParameterError(
            f"{one.label} has no code {code!r} in {year - 1}.",
            where="--code",
            remedy=f"Give one of: {', '.join(known)}.",
        )
    observations = read_observations(catalog)
    comparison = compare(catalog, observations, year)
    return "\n".join(_Chain(project, catalog, observations, comparison, year, unit, one, code).lines())


def known_index(catalog: Catalog, text: str) -> Index:
    """Return the index that a person means: ``papi``, ``PAR INDEX``, ``par-index``.

    Raises
    ------
    ParameterError
        When there is none.
    """
    key = text.strip().lower().replace(" ", "_").replace("-", "_")
    if key not in catalog.indices:
        raise ParameterError(f"There is no index {text!r}.", remedy=f"Give one of: {', '.join(catalog.indices)}.")
    return catalog.indices[key]


class _Chain:
    """The lines of one explanation."""

    def __init__(
        self,
        project: Project,
        catalog: Catalog,
        observations: Observations,
        comparison: pd.DataFrame,
        year: int,
        unit: Unit,
        index: Index,
        code: str,
    ) -> None:
        self._project, self._catalog, self._observations = project, catalog, observations
        self._comparison, self._year, self._unit, self._index, self._code = comparison, year, unit, index, code
        self._seen = in_units(catalog, observations)
        self._tracer = Tracer(catalog, observations, self._seen)
        self._said: set[str] = set()  # sources that were named in full

    def lines(self) -> Iterator[str]:
        unit, code = self._unit, self._code
        name = self._catalog.indicator(self._index.index, code, self._year - 1).name_en
        yield f"{unit.name_vi} (code {unit.code} of the {unit.vintage} units), {self._index.label}, {code}: {name}"
        row = self._row()
        for index_year, at in ((self._year - 1, code), (self._year - 2, self._earlier_code())):
            if (self._index.index, index_year) in self._catalog.publications and at:
                yield ""
                yield f"{index_year}"
                yield from self._figure(self._tracer.trace(self._index.index, index_year, unit.code, at))
        yield ""
        yield from _labelled("change", self._change(row))
        of_total = [] if code == "TOTAL" else ["The message of the briefing speaks of the total:"]
        yield from _labelled("sentence", [*of_total, *self._sentences()])

    def _row(self) -> dict[str, object]:
        table = self._comparison
        mine = (table["index"] == self._index.index) & (table["unit_code"] == self._unit.code)
        (row,) = table[mine & (table["code"] == self._code)].to_dict("records")
        return {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}

    def _earlier_code(self) -> str:
        """Return the code that the same concept had in the year before; empty where it had none."""
        concept = self._catalog.indicator(self._index.index, self._code, self._year - 1).concept
        before = self._catalog.in_year(self._index.index, self._year - 2)
        if self._code == "TOTAL":
            return "TOTAL" if "TOTAL" in before else ""
        return next((one.code for one in before.values() if one.concept == concept), "")

    def _figure(self, trace: Trace) -> Iterator[str]:
        if trace.estimate:
            yield from self._estimate(trace)
        else:
            yield from _labelled("raw", self._raw(trace))
            yield from _labelled("sums", self._sums(trace))
            if not trace.parts and trace.status == "E":
                yield from _labelled("", [_DERIVED])
        if trace.gap is not None:
            yield from _labelled("none", [f"no figure: {trace.gap.kind.replace('_', ' ')}"])
        yield from _labelled("rank", self._rank(trace))

    def _estimate(self, trace: Trace) -> Iterator[str]:
        said = [f"measured in the units of before July 2025; the mean of {len(trace.estimate)}, by population of 2024:"]
        for share, part in trace.estimate:
            figure = "no figure" if part.value is None else _number(part.value)
            said.append(f"{share:8.4f} × {figure:<12} {part.unit.name_vi} ({part.unit.code})")
        yield from _labelled("estimate", [*said, f"= {'none' if trace.value is None else _number(trace.value)}"])
        for _, part in trace.estimate:
            yield from _labelled("raw", [f"{part.unit.name_vi}:", *self._raw(part)])

    def _raw(self, trace: Trace) -> Iterator[str]:
        """Say where the raw cells stand, once a row, then each cell."""
        leaves = trace.leaves()
        cells = [leaf.cell for leaf in leaves if leaf.cell is not None]
        for path, row in dict.fromkeys((cell.path, cell.row) for cell in cells):
            yield f"{self._project.relative(path)}, row {row}"
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

    def _why_none(self, leaf: Trace) -> str:
        withheld = self._catalog.store.suppressions.get((leaf.index, leaf.index_year, leaf.unit.code))
        if withheld is not None and withheld.covers(leaf.indicator.code):
            reason = f", reason: {withheld.reason_en}" if withheld.reason_en else ""
            return f"withheld, data/raw/reference/suppressed.csv, row {withheld.line} ({withheld.codes}){reason}"
        return leaf.gap.kind.replace("_", " ") if leaf.gap else "empty"

    def _sums(self, trace: Trace) -> Iterator[str]:
        for part in trace.parts:
            yield from self._sums(part)
        if not trace.parts:
            return
        codes = [part.indicator.code for part in trace.parts]
        values = [part.value for part in trace.parts if part.value is not None]
        left = f"{trace.indicator.code:<6} = {' + '.join(codes)}"
        if len(values) < len(codes):
            yield f"{left}: none, since a part was withheld"
            return
        yield f"{left} = {_number(sum(values))}"
        if trace.correction is not None:
            one = trace.correction
            yield (
                f"{'':<6}   data/raw/reference/corrections.csv, row {one.line}: the publisher itself gives "
                f"{_number(one.published_elsewhere)}. {one.note}"
            )

    def _rank(self, trace: Trace) -> Iterator[str]:
        place = trace.place
        if place is None:
            if trace.value is not None:
                yield "none: the table is a fragment, and no rank was published here"
            return
        if place.published is not None:
            cell = place.published
            how = "as published" if cell.status == "A" else _DERIVED
            where = f"{self._project.relative(cell.path)}, row {cell.row}, column {cell.column}"
            yield f"{place.rank} of {place.units_ranked}, {how}: {where}"
            yield from self._sources([cell.source_id])
        else:
            yield f"{place.rank} of {place.units_ranked}, worked out from the whole table (equal scores share a rank)"
        if not place.is_whole:
            yield "the nearest units that are known here; others may stand between:"
        mine = Neighbour(trace.unit, place.rank, trace.value)
        for one in _in_order(place, mine):
            mark = "→" if one is mine else " "
            value = "" if one.value is None else _number(one.value)
            yield f"{mark} {one.rank:>3}  {value:<11} {one.unit.name_vi} ({one.unit.code})"

    def _sources(self, source_ids: list[str]) -> Iterator[str]:
        for source_id in dict.fromkeys(source_ids):
            if source := self._catalog.sources.get(source_id):
                said = ", ".join(filter(None, (source.title, source.published, source.url)))
                yield f"source {source_id}" + ("" if source_id in self._said else f": {said}")
                self._said.add(source_id)

    def _change(self, row: dict[str, object]) -> Iterator[str]:
        if row["change"] is not None:
            yield f"{_number(row['value'])} − {_number(row['previous_value'])} = {_number(row['change'])}"
        if row["rank_change"] is not None:
            yield (
                f"from {row['previous_rank']} of {row['previous_units_ranked']} to {row['rank']} of "
                f"{row['units_ranked']}: {_signed(row['rank_change'])} places (+ is better)"
            )
        yield "comparable" if row["comparable"] else f"not to be read as a gain or a loss: {row['reason']}"

    def _sentences(self) -> Iterator[str]:
        for locale in LOCALES:
            context = Context(
                project=self._project,
                catalog=self._catalog,
                observations=self._seen,
                measured=self._observations,
                comparison=self._comparison,
                unit=self._unit,
                year=self._year,
                language=Language(locale),
            )
            yield f"{locale}  {sentence(context, self._index)}"


def _in_order(place: Place, mine: Neighbour) -> tuple[Neighbour, ...]:
    return (*place.above, mine, *place.beside, *place.below)


def _labelled(label: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Set a word before the first of some lines, and the others below it."""
    for at, line in enumerate(lines):
        yield f"  {label if at == 0 else '':<{_FIRST}}{line}".rstrip()


def _signed(value: object) -> str:
    return f"{int(str(value)):+d}".replace("-", "−")


def _number(value: object) -> str:
    return f"{float(str(value)):.6f}".rstrip("0").rstrip(".").replace("-", "−")
