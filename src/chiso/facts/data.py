"""What one project knows as of one briefing year, in one set of units: where every analysis begins."""

from __future__ import annotations

import dataclasses
import os
from numbers import Integral
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog, Index, Project, Unit, briefing_year, find_project, open_catalog
from chiso.catalog.spelling import name_key
from chiso.errors import ParameterError
from chiso.facts.merger import in_units
from chiso.ingest import Observations, load_observations, read_observations


@dataclasses.dataclass(frozen=True, eq=False)
class Data:
    """The data of one project as of one briefing year: of later index years nothing is visible.

    Attributes
    ----------
    project
        The project's folders.
    catalog
        Units, indices, editions, breaks and plans, in the set of units.
    year
        The briefing year: index year ``year - 1`` is compared with ``year - 2``.
    observations
        Every value: the columns of ``observations.csv``, in the set of units. Figures of a year that was measured
        in another set are estimates (status E). To change a value, change it here, or give :meth:`replace` a frame.
    published_ranks
        Every rank as its publisher printed it: the columns of ``published_ranks.csv``.
    measured
        The observations in the sets of units that they were measured in.

    Examples
    --------
    >>> data.unit("TP. Cần Thơ").slug
    'can-tho'
    >>> [index.label for index in data.indices]
    ['PAR INDEX', 'SIPAS', 'PAPI']
    """

    project: Project
    catalog: Catalog
    year: int
    observations: pd.DataFrame
    published_ranks: pd.DataFrame
    measured: Observations

    @property
    def index_year(self) -> int:
        """The index year of the briefing."""
        return self.year - 1

    @property
    def previous_year(self) -> int:
        """The index year before it."""
        return self.year - 2

    @property
    def indices(self) -> list[Index]:
        """The indices in the order of the briefing; one without any edition has nothing to show yet."""
        published = {index for index, _ in self.catalog.publications}
        return [index for index in self.catalog.indices.values() if index.index in published]

    @property
    def seen(self) -> Observations:
        """Both tables together, as functions of whole observations take them."""
        return Observations(self.observations, self.published_ranks)

    def unit(self, text: str | int) -> Unit:
        """Return the unit with a slug, code or spelling of its name.

        A whole number is a code without its zeros in front: papermill makes 1 of ``-p province 01``.

        Raises
        ------
        ParameterError
            When nothing in the set of units has it.
        """
        asked = str(text)
        if isinstance(text, Integral):
            codes = self.catalog.units.by_code
            widths = sorted({len(code) for code in codes})
            asked = next((code for width in widths if (code := asked.zfill(width)) in codes), asked.zfill(widths[0]))
        return self.catalog.resolve(asked)

    def index(self, text: str) -> Index:
        """Return the index that a person means by its id or label: ``papi``, ``PAR INDEX``, ``par-index``.

        Raises
        ------
        ParameterError
            When there is none.
        """
        key = name_key(str(text))
        for index in self.catalog.indices.values():
            if key in (name_key(index.index), name_key(index.label)):
                return index
        known = ", ".join(self.catalog.indices)
        raise ParameterError(f"There is no index {text!r}.", where="INDEX", remedy=f"Give one of: {known}.")

    @property
    def indices_with_parts(self) -> list[Index]:
        """The indices whose change can be taken apart in the index year."""
        return [index for index in self.indices if self.has_parts(index)]

    def has_parts(self, index: Index) -> bool:
        """Whether an index has parts in the index year, so that its change can be taken apart."""
        parts = (part.parent for part in self.catalog.in_year(index.index, self.index_year).values())
        return (index.index, self.index_year) in self.catalog.publications and any(parts)

    def replace(self, observations: pd.DataFrame | None = None, published_ranks: pd.DataFrame | None = None) -> Data:
        """Return the same data with other figures; what is not given stays."""
        return dataclasses.replace(
            self,
            observations=self.observations if observations is None else observations,
            published_ranks=self.published_ranks if published_ranks is None else published_ranks,
        )


def load(
    project: str | os.PathLike[str] = "", *, year: int | str | None = None, units: int | str | None = None
) -> Data:
    """Load the data of a project as of a briefing year.

    Parameters
    ----------
    project
        The project's folder or any folder inside it; by default the working folder.
    year
        The briefing year, also as text; by default the one after the last index year with figures.
    units
        The set of units; by default (or 0) the one that the index year was measured in.

    Returns
    -------
    Data
        From ``data/processed`` or, where that was not built yet, from ``data/raw``.

    Raises
    ------
    RunError
        When the folder lies in no project.
    ParameterError
        When there are no figures for the year, or no such set of units.
    DataError
        When a table cannot be read.

    Examples
    --------
    >>> data = chiso.load(year=2021)
    >>> data.index_year, data.previous_year
    (2020, 2019)
    >>> int(data.observations["index_year"].max())
    2020
    """
    found = find_project(Path(project) if project else None)
    catalog = open_catalog(found.raw)
    number = max(catalog.index_years) + 1 if year is None else briefing_year(catalog, year)
    given = "" if units is None else str(units)
    view = catalog.view(number - 1, 0 if given == "0" else catalog.sets.given(given))
    everything = load_observations(found) if found.observations.is_file() else read_observations(catalog)
    measured = everything.before(number)
    seen = in_units(view, measured)
    return Data(found, view, number, seen.values, seen.ranks, measured)
