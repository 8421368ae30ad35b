"""Section 5, the charts: what moved PAPI by dimension, and its sub-dimensions against two medians."""

from __future__ import annotations

from chiso.analysis.drivers import Decomposition, Part
from chiso.analysis.profile import Trait, is_notable, profile
from chiso.report.charts.heat import Entry, Section, Versus, heat_chart
from chiso.report.charts.waterfall import End, Step, waterfall_chart
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.sections.drivers import INDEX, decomposition
from chiso.report.specs import Cell, Column, Figure, Row, Table, Tone

_OTHER_TOTAL = frozenset({"concept", "scale"})


def waterfall_figure(context: Context) -> Figure | None:
    """Return the change of PAPI by dimension as steps between the two totals.

    Across a break in method all steps are grey. None where a total is missing, or where the totals go
    to other maxima, so that no steps lead from one to the other.
    """
    text, language = context.language.text, context.language
    found, row = decomposition(context), context.row(INDEX)
    if found is None or row is None or {one.kind for one in context.reasons(INDEX)} & _OTHER_TOTAL:
        return None
    comparable = bool(row["comparable"])
    steps = [_step(context, part, comparable=comparable) for part in found.dimensions]
    total = Step(
        name=text("total-row"),
        change=found.change,
        shared=found.shared,
        tone=context.change(found.change, comparable=comparable).tone,
        texts=(language.signed(found.change), language.signed(found.shared), language.signed(found.own)),
    )
    before, now = float(row["previous_value"]), float(row["value"])
    ends = [
        End(
            name=context.score_label(text("waterfall-total", year=str(year)), year),
            score=score,
            label=language.number(score),
        )
        for year, score in ((context.before, before), (context.now, now))
    ]
    headers = (text("column-change"), text("column-shared"), text("column-own"))
    sheet = waterfall_chart(ends[0], steps, ends[1], total, headers=headers)
    said = [
        text("waterfall-alt-step", name=step.name, change=step.texts[0], shared=step.texts[1], own=step.texts[2])
        for step in steps
    ]
    opening = text(
        "waterfall-alt",
        before=str(context.before),
        previous=ends[0].label,
        now=str(context.now),
        score=ends[1].label,
    )
    return Figure(
        id="waterfall",
        title=_waterfall_title(context, found, comparable=comparable),
        svg=sheet.svg("waterfall"),
        alt=f"{opening} {'; '.join(said)}.",
        caption=_waterfall_caption(context, found, comparable=comparable),
        data=_waterfall_data(context, [*steps, total], headers),
    )


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
        alt=_heat_alt(context, traits),
        caption=_heat_caption(context, traits, changes, has_changes=has_changes),
        data=_heat_data(context, traits, changes if has_changes else {}),
    )


def _step(context: Context, part: Part, *, comparable: bool) -> Step:
    language = context.language
    change = context.change(part.change, comparable=comparable and part.comparable)
    return Step(
        name=part.indicator.name(context.locale),
        change=part.change,
        shared=part.shared,
        tone=change.tone,
        texts=(language.signed(part.change), language.signed(part.shared), language.signed(part.own)),
    )


def _waterfall_title(context: Context, found: Decomposition, *, comparable: bool) -> str:
    text, language = context.language.text, context.language
    values = {"index": context.catalog.indices[INDEX].label, "before": str(context.before), "now": str(context.now)}
    if not comparable:
        return text("waterfall-title-break", **values)
    if is_zero(found.change):
        return text("waterfall-title-same", **values)
    rise = found.change > 0
    if found.change * found.own < 0 and not is_zero(found.own):
        # It moved with all others, but less: that is what the reader has to know first.
        shared = language.number(abs(found.shared))
        amount = language.difference(language.number(abs(found.change)), "points")
        return text(f"waterfall-title-{'rise' if rise else 'fall'}-less", **values, amount=amount, shared=shared)
    amount = language.difference(language.number(abs(found.change)), "points")
    alike = [part for part in found.dimensions if part.comparable and part.change * found.change > 0]
    if not alike:
        return text(f"waterfall-title-{'rise' if rise else 'fall'}-alone", **values, amount=amount)
    most = max(alike, key=lambda part: abs(part.change))
    return text(
        f"waterfall-title-{'rise' if rise else 'fall'}",
        **values,
        amount=amount,
        part=most.indicator.name(context.locale),
        change=language.signed(most.change),
    )


def _waterfall_caption(context: Context, found: Decomposition, *, comparable: bool) -> str:
    text = context.language.text
    said = [text("waterfall-caption")]
    if not comparable:
        said.append(text("waterfall-caption-break", reason=text(f"reason-{context.reasons(INDEX)[0].kind}")))
    elif any(not part.comparable for part in found.dimensions):
        said.append(text("waterfall-caption-parts"))
    return " ".join(said)


def _waterfall_data(context: Context, steps: list[Step], headers: tuple[str, str, str]) -> Table:
    text = context.language.text
    words = {"gain": "word-gain", "loss": "word-loss", "same": "word-same", "break": "word-break"}
    return Table(
        id="waterfall-data",
        caption=text("waterfall-data"),
        columns=(
            Column(header=text("column-dimension")),
            *(Column(header=one, align="end") for one in headers),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=step.name),
                    Cell(text=step.texts[0], tone=step.tone, word=text(words[step.tone])),
                    Cell(text=step.texts[1]),
                    Cell(text=step.texts[2]),
                ),
                marked=step is steps[-1],
            )
            for step in steps
        ),
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


def _heat_alt(context: Context, traits: list[Trait]) -> str:
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


def _heat_caption(
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


def _heat_data(context: Context, traits: list[Trait], changes: dict[str, tuple[str, Tone | None]]) -> Table:
    text, language = context.language.text, context.language
    none = Cell(text=text("cell-none"), tone="missing")

    def share(value: float | None) -> Cell:
        return none if value is None else Cell(text=language.number(_points(value), 0))

    headers = [text("column-component"), text("heat-level"), text("heat-median"), text("heat-median-region")]
    if changes:
        headers.append(text("heat-change", year=str(context.before)))
    rows = []
    for one in traits:
        cells = [
            Cell(text=f"{one.indicator.code} {one.indicator.name(context.locale)}"),
            share(one.level),
            share(one.national),
            share(one.regional),
        ]
        if changes:
            shown, tone = changes[one.indicator.code]
            word = text(f"word-{tone}") if tone else ""
            cells.append(Cell(text=shown or text("cell-none"), tone=tone, word=word))
        rows.append(Row(cells=tuple(cells)))
    return Table(
        id="heat-data",
        caption=text("heat-data"),
        columns=tuple(Column(header=one, align="end" if at else "start") for at, one in enumerate(headers)),
        rows=tuple(rows),
        dense=True,
    )
