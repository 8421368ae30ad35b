"""The page of a unit: the course of all indices, what its plans aimed at, and the figures by year."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

import chiso
from chiso import briefing
from chiso.catalog import Unit
from chiso.export.document import Document
from chiso.facts.data import Data
from chiso.site.material import Piece, as_document, cover
from chiso.site.words import site_words


def unit_page(data: Data, changes: pd.DataFrame, unit: Unit, locale: str) -> Document:
    """Return the page of a unit, from the same facts and sections as its briefing.

    Parameters
    ----------
    data, changes
        What is known as of a briefing year, from :func:`chiso.load`, and its changes.
    unit
        One of its units.
    locale
        The language.

    Raises
    ------
    DataError, ExportError
        When the figures contradict each other or cannot be shown.
    """
    return as_document(f"units/{unit.slug}", _pieces(data, changes, unit, locale))


def _pieces(data: Data, changes: pd.DataFrame, unit: Unit, locale: str) -> Iterator[Piece]:
    say, text = chiso.Words(locale), site_words(locale).text
    results = chiso.results(data, changes, unit)
    gaps, targets = chiso.gaps(data, results), chiso.targets(data, results)
    former, course = chiso.former(data, results), chiso.course(data, changes, unit)
    years = course.loc[course["has_edition"], "index_year"]
    opening = briefing.cover.cover(results, gaps, targets, former, say)
    subtitle = text("unit-subtitle", first=str(years.min()), last=str(years.max()))
    yield cover(
        locale, title=unit.full_name(locale), unit=unit.region(locale), subtitle=subtitle, author=opening.author,
        date=opening.date,
    )  # fmt: skip
    yield briefing.cover.cards(results, gaps, targets, chiso.statements(data, changes, unit), say)
    yield f"## {text('unit-course')}"
    courses = [frame for _, frame in course.groupby("index", sort=False)]
    for frame in courses:
        yield briefing.course.figure(frame, results, gaps, targets, say)
    plans = [
        briefing.targets.table(targets, results, former, say),
        briefing.measures.became(chiso.ledger(data, changes, unit), say),
    ]
    if any(plans):
        yield f"## {text('unit-plans')}"
        yield from plans
    yield f"## {text('unit-figures')}"
    for frame in courses:
        yield briefing.course.table(frame, say)
    yield briefing.former.block(former, results, course, say)
    yield f"## {text('sources')}"
    sources = chiso.sources(data)
    yield briefing.sources.table(sources, results, former, targets, say)
    yield briefing.origins.table(sources, chiso.editions(data), chiso.raw_rows(data), say)
