"""Section 5, the second chart: the sub-dimensions of PAPI against the medians of all units and of the region."""

from __future__ import annotations

from chiso.analysis.profile import Trait, is_notable, profile
from chiso.report.charts.heat import Entry, Section, Versus, heat_chart
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.sections.drivers import INDEX
from chiso.report.specs import Cell, Column, Figure, Row, Table, Tone


def heat_figure(context: Context) -> Figure | None:
    """Return the sub-dimensions of PAPI against the medians of all units and of the region.

    None where the table of the index year is not whole.
    """
    text = context.language.text
    if (INDEX, context.now) not in context.catalog.publications:
        return None
    traits = profile(context.catalog, context.observations, INDEX, context.unit, context.now)
    if not traits or all(one.level is None for one in traits):
        return None
    changes = {one.indicator.code: _change(context, one) for one in traits}
    has_changes = any(shown for shown, _ in changes.values())
    headers = [text("heat-level"), text("heat-national"), text("heat-regional")]
    if has_changes:
        headers.append(text("heat-change", year=str(context.before)))
    dimensions = [one for one in context.catalog.in_year(INDEX, context.now).values() if one.parent == "TOTAL"]
    sections = [
        Section(
            name=f"{one.code[1:]}. {one.name(context.locale)}",
            entries=tuple(
                _entry(context, trait, changes[trait.indicator.code])
                for trait in traits
                if trait.indicator.parent == one.code
            ),
        )
        for one in dimensions
    ]
    known = [one for one in traits if one.above_national is not None]
    above = sum(1 for one in known if (one.above_national or 0.0) > 0 and not is_zero(_points(one.above_national), 0))
    return Figure(
        id="heat",
        title=context.rank_label(
            text(
                "heat-title",
                unit=context.unit_name,
                above=str(above),
                count=str(len(known)),
                index=context.catalog.indices[INDEX].label,
                year=str(context.now),
            )
        ),
        svg=heat_chart(sections, headers).svg("heat"),
        alt=_alt(context, traits),
        caption=_caption(context, traits, changes, has_changes=has_changes),
        data=_data(context, traits, changes if has_changes else {}),
    )


def _points(share: float | None) -> float:
    return 100 * (share or 0.0)


def _change(context: Context, trait: Trait) -> tuple[str, Tone | None]:
    """Return the marked change of a sub-dimension and its tone; an open diamond alone across a break."""
    row = context.row(INDEX, trait.indicator.code)
    if row is None or row["value"] is None:
        return "", None
    if not row["comparable"]:
        return "", "break"
    if not is_notable(row["change"], row["previous_value"]):
        return "", None
    share = 100 * float(row["change"]) / float(row["previous_value"])
    return context.language.signed(share, 1), context.change(share, comparable=True).tone


def _entry(context: Context, trait: Trait, change: tuple[str, Tone | None]) -> Entry:
    language = context.language
    withheld = language.text("map-missing")

    def versus(distance: float | None) -> Versus:
        return Versus(distance=distance, text=withheld if distance is None else language.signed(_points(distance), 0))

    shown, tone = change
    return Entry(
        name=f"{trait.indicator.code} {trait.indicator.name(context.locale)}",
        level=withheld if trait.level is None else language.number(_points(trait.level), 0),
        versus=(versus(trait.above_national), versus(trait.above_regional)),
        change=shown,
        tone=tone,
    )


def _alt(context: Context, traits: list[Trait]) -> str:
    text, language = context.language.text, context.language
    said = []
    for one in traits:
        name = f"{one.indicator.code} {one.indicator.name(context.locale)}"
        if one.level is None or one.above_national is None:
            said.append(text("heat-alt-none", name=name))
            continue
        said.append(
            text(
                "heat-alt-entry",
                name=name,
                level=language.number(_points(one.level), 0),
                national=language.signed(_points(one.above_national), 0),
                regional=language.signed(_points(one.above_regional), 0),
            )
        )
    # A message takes no value of more than a thousand characters.
    return f"{text('heat-alt', unit=context.unit_name, year=str(context.now))} {'; '.join(said)}."


def _caption(
    context: Context, traits: list[Trait], changes: dict[str, tuple[str, Tone | None]], *, has_changes: bool
) -> str:
    text = context.language.text
    said = [text("heat-caption", region=context.unit.region(context.locale))]
    reasons = [one for one in context.reasons(INDEX) if one.gap is None]
    if has_changes:
        said.append(text("heat-caption-change", year=str(context.before)))
        if any(tone == "break" for _, tone in changes.values()):
            said.append(text("heat-caption-mark"))
    elif reasons:
        reason = text(f"reason-{reasons[0].kind}")
        said.append(text("heat-caption-break", year=str(context.before), reason=reason))
    if any(one.level is None for one in traits):
        said.append(text("heat-caption-withheld", sign=text("map-missing")))
    return " ".join(said)


def _data(context: Context, traits: list[Trait], changes: dict[str, tuple[str, Tone | None]]) -> Table:
    text, language = context.language.text, context.language
    none = Cell(text=text("cell-none"), tone="missing")

    def share(value: float | None, entry: str) -> Cell:
        return none if value is None else Cell(text=language.number(_points(value), 0), href=entry)

    headers = [text("column-component"), text("heat-level"), text("heat-median"), text("heat-median-region")]
    if changes:
        headers.append(text("heat-change", year=str(context.before)))
    rows = []
    for one in traits:
        cells = [
            Cell(text=f"{one.indicator.code} {one.indicator.name(context.locale)}"),
            share(one.level, context.entry(INDEX)),
            share(one.national, context.all_entry(INDEX)),
            share(one.regional, context.all_entry(INDEX)),
        ]
        if changes:
            shown, tone = changes[one.indicator.code]
            word = text(f"word-{tone}") if tone else ""
            entry = context.change_entry(INDEX) if shown else ""
            cells.append(Cell(text=shown or text("cell-none"), tone=tone, word=word, href=entry))
        rows.append(Row(cells=tuple(cells)))
    return Table(
        id="heat-data",
        caption=text("heat-data"),
        columns=tuple(Column(header=one, align="end" if at else "start") for at, one in enumerate(headers)),
        rows=tuple(rows),
        dense=True,
    )
