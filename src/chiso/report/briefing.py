"""The briefing as a notebook sees it: one object, one method a block."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from chiso.analysis.change import load_comparison
from chiso.analysis.merger import in_units
from chiso.catalog import Catalog, Index, find_project
from chiso.errors import ParameterError
from chiso.ingest import load_observations
from chiso.report.context import Context
from chiso.report.language import LOCALES, Language
from chiso.report.links import links_of
from chiso.report.sections import (
    annex,
    course,
    cover,
    drivers,
    figures_dimensions,
    figures_heat,
    figures_map,
    figures_ranks,
    figures_waterfall,
    measures,
    message,
    origins,
    outlook,
    parts,
    plan,
    standing,
    units,
)
from chiso.report.specs import Block, CardRow, Cover, Figure, Prose, Table

_Method = TypeVar("_Method", bound=Callable[..., Block | None])

#: The blocks of figures that lead to entries, but for the courses, which are made by index.
_LEADING = (
    "cards",
    "message",
    "strip_figure",
    "map_figure",
    "ranks_figure",
    "standing",
    "drivers",
    "waterfall_figure",
    "heat_figure",
    "dimensions",
    "components",
    "rescaled",
    "judgement",
    "outlook",
    "steps",
    "measures",
    "targets",
    "units",
    "parts",
    "statements",
)


def _leading(make: _Method) -> _Method:
    """Let a briefing note what the block leads to that a method makes."""

    @functools.wraps(make)
    def made(briefing: Briefing, *args: Any, **kwargs: Any) -> Block | None:
        block: Block | None = make(briefing, *args, **kwargs)
        index = str(next(iter((*args, *kwargs.values())), ""))
        briefing._leads[make.__name__, index] = links_of(block)
        return block

    return cast("_Method", made)


class Briefing:
    """The blocks of one unit's briefing in one language.

    Parameters
    ----------
    year
        The briefing year: index year ``year - 1`` is compared with ``year - 2``.
    province
        The unit: slug, GSO code or any spelling of its name.
    locale
        ``vi`` or ``en``.
    units
        The set of units, 63 or 34; 0 for the one that the index year was measured in.
    project
        The project's folder; by default the one that the working folder lies in.

    Attributes
    ----------
    context : Context
        The facts: catalogue, observations, the comparison of all units, the unit and its courses.

    Raises
    ------
    ParameterError
        When the province, locale or set of units is not known.
    DataError
        When the processed tables are missing.
    """

    def __init__(self, year: int, province: str, locale: str, *, units: int = 0, project: str = "") -> None:
        if locale not in LOCALES:
            raise ParameterError(
                f"There is no language {locale!r}.", where="LOCALE", remedy=f"Give one of: {', '.join(LOCALES)}."
            )
        found = find_project(Path(project) if project else None)
        catalog = Catalog(found.raw).view(year - 1, units)
        # Later years, too, stand in the table; a report that showed them would change when one is added.
        measured = load_observations(found).before(year)
        self.context = Context(
            project=found,
            catalog=catalog,
            observations=in_units(catalog, measured),
            measured=measured,
            comparison=load_comparison(found, year, catalog.vintage),
            unit=catalog.resolve(province),
            year=year,
            language=Language(locale),
        )

    def cover(self) -> Cover:
        """Return the cover band."""
        return cover.cover(self.context)

    @_leading
    def cards(self) -> CardRow:
        """Return the index cards."""
        return cover.cards(self.context)

    @_leading
    def message(self) -> Prose:
        """Return the message in a few sentences."""
        return message.message(self.context)

    @_leading
    def course_figure(self, index: str) -> Block:
        """Return the chart of an index over the years."""
        return course.course_figure(self.context, self._index(index))

    @_leading
    def course_table(self, index: str) -> Table | None:
        """Return the table of an index over the years since its last break."""
        return course.course_table(self.context, self._index(index))

    @_leading
    def strip_figure(self) -> Figure | None:
        """Return the rank strips of all indices."""
        return figures_ranks.strip_figure(self.context)

    @_leading
    def map_figure(self) -> Figure | None:
        """Return the map of the PAPI groups."""
        return figures_map.map_figure(self.context)

    @_leading
    def ranks_figure(self) -> Figure | None:
        """Return the course of the PAPI ranks of the unit and its region, or its ranks by dimension if it has none."""
        return figures_ranks.ranks_figure(self.context) or self.dimension_ranks_figure()

    @_leading
    def dimension_ranks_figure(self) -> Figure | None:
        """Return the ranks of the unit by PAPI dimension."""
        return figures_dimensions.dimensions_figure(self.context)

    @_leading
    def standing(self) -> Table:
        """Return where the unit stands in every index."""
        return standing.standing_table(self.context)

    @_leading
    def drivers(self) -> Block:
        """Return in words what moved PAPI."""
        return drivers.drivers_message(self.context)

    @_leading
    def waterfall_figure(self) -> Figure | None:
        """Return the change of PAPI by dimension, as steps."""
        return figures_waterfall.waterfall_figure(self.context)

    @_leading
    def heat_figure(self) -> Figure | None:
        """Return the sub-dimensions of PAPI against the medians of all units and of the region."""
        return figures_heat.heat_figure(self.context)

    @_leading
    def dimensions(self) -> Block:
        """Return the change of PAPI by dimension."""
        return drivers.dimensions_table(self.context)

    @_leading
    def components(self) -> Table | None:
        """Return the change of PAPI by sub-dimension."""
        return drivers.components_table(self.context)

    @_leading
    def rescaled(self) -> Table | None:
        """Return the sub-dimensions whose scale changed, as shares of their ranges."""
        return drivers.rescaled_table(self.context)

    @_leading
    def judgement(self) -> Table | None:
        """Return what became of the last plan."""
        return outlook.judgement_table(self.context)

    @_leading
    def outlook(self) -> Table | None:
        """Return what the wanted places took and how often such jumps were seen."""
        return outlook.outlook_table(self.context)

    @_leading
    def steps(self) -> Table | None:
        """Return what one step in each PAPI dimension would bring."""
        return outlook.steps_table(self.context)

    @_leading
    def measures(self) -> Table | None:
        """Return the plan's measures beside the indicators that they aim at."""
        return measures.measures_table(self.context)

    def other_measures(self) -> Table | None:
        """Return the plan's measures without an indicator."""
        return measures.measures_others(self.context)

    @_leading
    def targets(self) -> Block:
        """Return the plan's targets beside the results."""
        return plan.targets(self.context)

    @_leading
    def units(self) -> Table:
        """Return the table of all units."""
        return units.units_table(self.context)

    @_leading
    def parts(self) -> Block | None:
        """Return the former units that the estimates of the unit come from; None where there are no estimates."""
        return parts.parts_block(self.context)

    def sources(self) -> Table:
        """Return the sources of the figures."""
        return annex.sources_table(self.context)

    def breaks(self) -> Block:
        """Return the breaks and gaps met."""
        return annex.breaks_block(self.context)

    @_leading
    def statements(self) -> Block:
        """Return the figures of official documents held against the data."""
        return annex.statements_block(self.context)

    def origins(self) -> Table | None:
        """Return where each figure stands that a block leads to: raw table and row, source and date."""
        for name in _LEADING:
            if (name, "") not in self._leads:
                getattr(self, name)()
        # The courses of the indices that are shown, which need not be all.
        for index in {index for _, index in self._leads if index} or [one.index for one in self.context.indices]:
            for name in ("course_figure", "course_table"):
                if (name, index) not in self._leads:
                    getattr(self, name)(index)
        return origins.origins_table(self.context, frozenset().union(*self._leads.values()))

    def reading_guide(self) -> Prose:
        """Return how to read the briefing."""
        return annex.reading_guide(self.context)

    def record(self) -> Table:
        """Return how the briefing was made."""
        return annex.record_table(self.context)

    @functools.cached_property
    def _leads(self) -> dict[tuple[str, str], frozenset[str]]:
        """What each block leads to, as last made, by method and index: the annex has an entry for that and no more."""
        return {}

    def _index(self, index: str) -> Index:
        try:
            return self.context.catalog.indices[index]
        except KeyError:
            known = ", ".join(self.context.catalog.indices)
            raise ParameterError(f"There is no index {index!r}.", remedy=f"Give one of: {known}.") from None
