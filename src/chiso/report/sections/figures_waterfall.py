"""Section 5, the first chart: what moved PAPI by dimension, as steps between the two totals."""

from __future__ import annotations

from chiso.analysis.drivers import Decomposition, Part
from chiso.report.charts.waterfall import End, Step, waterfall_chart
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.sections.drivers import INDEX, decomposition, shared_entry
from chiso.report.specs import Cell, Column, Figure, Row, Table

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
        title=_title(context, found, comparable=comparable),
        svg=sheet.svg("waterfall"),
        alt=f"{opening} {'; '.join(said)}.",
        caption=_caption(context, found, comparable=comparable),
        data=_data(context, [*steps, total], headers),
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


def _title(context: Context, found: Decomposition, *, comparable: bool) -> str:
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


def _caption(context: Context, found: Decomposition, *, comparable: bool) -> str:
    text = context.language.text
    said = [text("waterfall-caption")]
    if not comparable:
        said.append(text("waterfall-caption-break", reason=text(f"reason-{context.reasons(INDEX)[0].kind}")))
    elif any(not part.comparable for part in found.dimensions):
        said.append(text("waterfall-caption-parts"))
    return " ".join(said)


def _data(context: Context, steps: list[Step], headers: tuple[str, str, str]) -> Table:
    text = context.language.text
    change, shared = context.change_entry(INDEX), shared_entry(context)
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
                    Cell(text=step.texts[0], tone=step.tone, word=text(words[step.tone]), href=change),
                    Cell(text=step.texts[1], href=shared),
                    Cell(text=step.texts[2], href=shared),
                ),
                marked=step is steps[-1],
            )
            for step in steps
        ),
    )
