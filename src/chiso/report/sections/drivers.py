"""Section 5: what moved PAPI, by dimension and sub-dimension, shared and own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chiso.analysis.drivers import Decomposition, Part, decompose, largest_own, shifted
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.links import Marks, entry_link
from chiso.report.specs import Block, Cell, Column, Note, Prose, Row, Table

INDEX = "papi"


def drivers_message(context: Context) -> Block:
    """Return in words what moved the total: shared and own, the largest own losses and gains."""
    text, language = context.language.text, context.language
    found = decomposition(context)
    row = context.row(INDEX)
    years = {"before": str(context.before), "now": str(context.now)}
    if found is None or row is None:
        return Note(title=text("drivers-title"), paragraphs=(_none(context),))
    marks, shared = Marks(), shared_entry(context)
    said = [
        text(
            "drivers-intro",
            unit=context.unit_name,
            **years,
            previous=marks(language.number(row["previous_value"]), context.entry(INDEX, context.before)),
            score=marks(language.number(row["value"]), context.entry(INDEX)),
            change=marks(language.signed(found.change), context.change_entry(INDEX)),
            shared=marks(language.signed(found.shared), shared),
            own=marks(language.signed(found.own), shared),
        )
    ]
    if context.is_merged and context.is_estimated():
        said.append(text("drivers-estimated"))
    if broken := context.reasons(INDEX):
        said.append(text("drivers-broken", reason=text(f"reason-{broken[0].kind}")))
    else:
        losses, gains = largest_own(found)
        said.append(_listed(context, "losses", losses, marks))
        said.append(_listed(context, "gains", gains, marks))
        said += [_shift(context, part, marks) for part in shifted(context.catalog, found, INDEX, context.now)]
    return Prose(paragraphs=tuple(marks.spans(one) for one in said))


def shared_entry(context: Context) -> str:
    """Return the link from the shared and the own part of a change to where the figures of all units stand."""
    return context.all_entry(INDEX, since=context.before)


def dimensions_table(context: Context) -> Block:
    """Return the change by dimension; a note where there is none to take apart."""
    years = {"before": str(context.before), "now": str(context.now)}
    table = _table(context, "dimensions")
    return table or Note(title=context.language.text("drivers-dimensions", **years), paragraphs=(_none(context),))


def components_table(context: Context) -> Table | None:
    """Return the change by sub-dimension; None where there is none to take apart."""
    return _table(context, "components")


def rescaled_table(context: Context) -> Table | None:
    """Return the sub-dimensions whose scale changed, as shares of their ranges; None where none did."""
    found = decomposition(context)
    parts = [part for part in found.components if _other_scale(context, part)] if found else []
    if not parts:
        return None
    text, language = context.language.text, context.language
    rows = []
    scale_entry = entry_link(INDEX, "scales")
    entries = context.entry(INDEX, context.before), context.entry(INDEX)
    for part in parts:
        before = next(
            one for one in context.catalog.indicators[INDEX]
            if one.concept == part.indicator.concept and one.holds_in(context.before)
        )  # fmt: skip
        scales = [
            text("scale-range", low=language.trimmed(one.scale_min), high=language.trimmed(one.scale_max))
            for one in (before, part.indicator)
        ]
        shares = [
            language.measured(language.number(100 * (share or 0.0), 0), "percent")
            for share in (part.previous_rescaled, part.rescaled)
        ]
        cells = [Cell(text=one, href=scale_entry) for one in scales]
        cells += [Cell(text=one, href=entry) for one, entry in zip(shares, entries, strict=True)]
        rows.append(Row(cells=(Cell(text=_name(context, part)), *cells)))
    headers = [text("column-component"), text("column-scale-before"), text("column-scale-now")]
    headers += [text("column-share-year", year=str(year)) for year in (context.before, context.now)]
    return Table(
        id="rescaled",
        caption=text("rescaled-table"),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=tuple(rows),
        notes=(text("rescaled-note"),),
        dense=True,
    )


def decomposition(context: Context) -> Decomposition | None:
    """Return the change of PAPI taken apart, or None where a total is missing."""
    if (INDEX, context.now) not in context.catalog.publications:
        return None
    return decompose(context.catalog, context.observations, INDEX, context.unit.code, context.now)


def _table(context: Context, kind: str) -> Table | None:
    found = decomposition(context)
    if found is None:
        return None
    text = context.language.text
    parts = found.dimensions if kind == "dimensions" else found.components
    rows = [_row(context, part) for part in parts]
    if kind == "dimensions":
        rows.append(_total_row(context, found))
    first = "column-dimension" if kind == "dimensions" else "column-component"
    years = (context.before, context.now)
    headers = [text(first), *(context.score_label(text("column-score-year", year=str(year)), year) for year in years)]
    headers += [text(one) for one in ("column-change", "column-shared", "column-own")]
    headers.append(context.rank_label(text("column-rank-moved")))
    return Table(
        id=f"papi-{kind}",
        caption=text(f"drivers-{kind}", before=str(context.before), now=str(context.now)),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=tuple(rows),
        notes=tuple(_notes(context, kind, parts)),
        dense=True,
    )


def _notes(context: Context, kind: str, parts: Sequence[Part]) -> Iterator[str]:
    text = context.language.text
    if kind == "dimensions":
        yield text("drivers-note-shared", units=str(_units_of_both(context)))
    yield text("drivers-note-rank")
    if any(part.notable for part in parts):
        yield text("drivers-note-mark", word=text("drivers-mark"))
    if any(not part.comparable for part in parts):
        yield text("drivers-note-break")


def _row(context: Context, part: Part) -> Row:
    language, text = context.language, context.language.text
    before = text("part-entered") if part.previous_value is None else language.number(part.previous_value)
    now = text("part-left") if part.value is None else language.number(part.value)
    return Row(
        cells=(
            Cell(text=_name(context, part)),
            Cell(text=before, href="" if part.previous_value is None else context.entry(INDEX, context.before)),
            Cell(text=now, href="" if part.value is None else context.entry(INDEX)),
            _change_cell(context, part.change, comparable=part.comparable, notable=part.notable),
            Cell(text=language.signed(part.shared), href=shared_entry(context)),
            Cell(text=language.signed(part.own), href=shared_entry(context)),
            _ranks(context, part),
        )
    )


def _total_row(context: Context, found: Decomposition) -> Row:
    language = context.language
    row = context.row(INDEX) or {}
    return Row(
        cells=(
            Cell(text=language.text("total-row")),
            Cell(text=language.number(row["previous_value"]), href=context.entry(INDEX, context.before)),
            Cell(text=language.number(row["value"]), href=context.entry(INDEX)),
            _change_cell(context, found.change, comparable=bool(row["comparable"])),
            Cell(text=language.signed(found.shared), href=shared_entry(context)),
            Cell(text=language.signed(found.own), href=shared_entry(context)),
            _rank_moved(context, row["rank"], row["previous_rank"], row["units_ranked"], row["previous_units_ranked"]),
        ),
        marked=True,
    )


def _change_cell(context: Context, change: float, *, comparable: bool, notable: bool = False) -> Cell:
    one = context.change(change, comparable=comparable)
    word = context.language.text("drivers-mark") if notable else ""
    return Cell(text=context.language.signed(change), tone=one.tone, word=word, href=context.change_entry(INDEX))


def _ranks(context: Context, part: Part) -> Cell:
    if part.rank is None:
        return Cell(text=context.language.text("cell-none"))
    return _rank_moved(context, part.rank, part.previous_rank, part.units_ranked, part.previous_units_ranked)


def _rank_moved(context: Context, rank: int, previous: int | None, units: int, previous_units: int) -> Cell:
    """Return a rank with its change or, where another number of units was ranked, with the earlier rank."""
    text = context.language.text
    if previous is None:
        return Cell(text=text("rank-alone", rank=str(rank), units=str(units)), href=context.entry(INDEX))
    shown = text(
        "rank-was-estimated" if context.is_first else "rank-was-units",
        rank=str(rank),
        units=str(units),
        previous=str(previous),
        previousunits=str(previous_units),
    )
    if units == previous_units and not context.is_first:
        shown = text("rank-moved", rank=str(rank), change=context.language.signed(previous - rank, 0))
    return Cell(text=shown, href=context.change_entry(INDEX))


def _listed(context: Context, which: str, parts: list[Part], marks: Marks) -> str:
    text, language = context.language.text, context.language
    said = [
        text(
            "drivers-part",
            code=part.indicator.code,
            name=part.indicator.name(context.locale),
            own=marks(language.signed(part.own), shared_entry(context)),
        )
        for part in parts
        if not is_zero(part.own)
    ]
    return text(f"drivers-{which}", parts="; ".join(said)) if said else text(f"drivers-no-{which}")


def _shift(context: Context, part: Part, marks: Marks) -> str:
    language = context.language
    side = "same" if is_zero(part.own) else "better" if part.own > 0 else "worse"
    own = {} if side == "same" else {"own": marks(language.number(abs(part.own)), shared_entry(context))}
    return language.text(
        f"drivers-shift-{side}",
        code=part.indicator.code,
        name=part.indicator.name(context.locale),
        unit=context.unit_name,
        shared=marks(language.signed(part.shared), shared_entry(context)),
        **own,
    )


def _name(context: Context, part: Part) -> str:
    return f"{part.indicator.code} {part.indicator.name(context.locale)}"


def _other_scale(context: Context, part: Part) -> bool:
    if part.presence != "both" or part.rescaled is None or part.previous_rescaled is None:
        return False
    return any(reason.kind == "scale" for reason in context.reasons(INDEX, part.indicator.code))


def _units_of_both(context: Context) -> int:
    table = context.comparison
    totals = table[(table["index"] == INDEX) & (table["code"] == "TOTAL")]
    return int((totals["value"].notna() & totals["previous_value"].notna()).sum())


def _none(context: Context) -> str:
    years = {"before": str(context.before), "now": str(context.now)}
    return context.language.text("drivers-none", unit=context.unit_name, **years, gap=_why_none(context))


def _why_none(context: Context) -> str:
    point = context.point(INDEX)
    year = context.now if point is None or point.value is None else context.before
    return context.gap_text(context.gap(INDEX, year))
