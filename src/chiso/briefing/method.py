"""How to read a briefing: the same text for its annex and, longer, for docs/method.md."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from chiso.blocks.specs import Prose, Span
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.method import METHOD
from chiso.facts.noise import NOISE
from chiso.facts.results import RESULTS
from chiso.locales import LOCALES

TOPICS = (
    "year", "rounding", "rank", "break", "core", "error", "verdict", "range", "usual", "missing", "index", "standing",
    "own", "target", "step", "measure", "statement", "sets",
)  # fmt: skip
"""What the method is about, in the order of reading; ``index`` and ``sets`` are told by the data."""

GUIDE = ("year", "rounding", "rank", "break", "core", "error", "verdict", "range", "usual", "own")
"""What a reader has to know before the figures: ten points. What belongs to one table stands below that table."""

_YEAR = 2021


@section
def guide(results: pd.DataFrame, method: pd.DataFrame, noise: pd.DataFrame, say: Words) -> Prose:
    """Return how to read the briefing, point by point.

    Parameters
    ----------
    results, method, noise
        Frames of the functions of these names.
    say
        The words of the briefing.
    """
    rows = RESULTS.rows(results)
    year, has_estimates = rows[0].index_year + 1, any(row.previous_is_estimated for row in rows)
    errors = [_noise(row, say) for row in NOISE.rows(noise) if row.code == "TOTAL"]
    said = [" ".join([_opening(topic, year, say), *(errors if topic == "error" else ())]) for topic in GUIDE]
    if has_estimates:
        said += [say.name(row, "reading") for row in METHOD.rows(method) if row.topic == "sets"]
    return Prose(paragraphs=tuple((Span(text=text),) for text in said), size="small", bullets=True)


def _noise(row: Row, say: Words) -> str:
    """Say what is known of the error of an index: an estimate with its limits and years, or why there is none."""
    if row.basis != "estimated":
        return say.text(f"method-noise-{row.basis}", index=row.index_label)
    low, high = say.number(row.noise_low), say.number(row.noise_high)
    noise = say.amount(say.number(row.noise), row.measure)
    years = {"first": str(row.first_year), "last": str(row.last_year)}
    parts = str(row.parts)
    said = say.text("method-noise", index=row.index_label, noise=noise, low=low, high=high, parts=parts, **years)
    if row.published_units is None:
        return said
    limits = {"low": say.number(row.published_low), "high": say.number(row.published_high)}
    count = {"count": row.published_units, "shown": say.whole(row.published_units), "year": str(row.published_year)}
    return f"{said} {say.text('method-noise-published', index=row.index_label, **limits, **count)}"


def page(method: pd.DataFrame, locales: Iterable[str] = LOCALES) -> str:
    """Return docs/method.md: the whole method in each language, for readers outside the project.

    Parameters
    ----------
    method
        A frame of :func:`chiso.method`.
    locales
        The languages; all that come along if not given.
    """
    parts = ["<!-- Made from the messages of the briefing: `chiso method > docs/method.md`. -->"]
    for locale in locales:
        say = Words(locale)
        parts += [f"# {say.text('method-page-title')}", say.text("method-page-about", year=str(_YEAR))]
        for topic in TOPICS:
            if topic in ("index", "sets"):
                for row in METHOD.rows(method):
                    if row.topic == topic:
                        parts += [
                            f"## {say.name(row, 'title')}",
                            f"{say.name(row, 'reading')} {say.name(row, 'method')}".strip(),
                        ]
                continue
            years = {"year": str(_YEAR), "now": str(_YEAR - 1)} if topic == "year" else {}
            told = f"{_opening(topic, _YEAR, say)} {say.text(f'method-{topic}', **years)}"
            parts += [f"## {say.text(f'method-{topic}-title')}", told]
        parts += [f"## {say.text('method-terms-title')}", say.text("method-terms")]
    return "\n\n".join(parts) + "\n"


def _opening(topic: str, year: int, say: Words) -> str:
    years = {"year": str(year), "now": str(year - 1), "before": str(year - 2)} if topic == "year" else {}
    return say.text(f"reading-{topic}", **years)
