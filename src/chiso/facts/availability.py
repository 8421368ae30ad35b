"""Why a figure is not there. Different things must not be taken for one another."""

from __future__ import annotations

import dataclasses
from typing import Literal

from chiso.catalog import Catalog, Unit

GapKind = Literal["withheld", "not_covered", "not_in_raw", "not_measured", "not_collected", "not_listed"]


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Why an index year has no figure for a unit.

    ``kind`` is one of

    * ``withheld``: the publisher measured the unit and did not publish the figure;
    * ``not_covered``: that edition did not cover the unit, as a pilot in ten provinces did not;
    * ``not_in_raw``: published, but not among the tables that chiso has;
    * ``not_measured``: the year lies between two editions that are listed, so that the index had none for it;
    * ``not_collected``: an edition is known, but no table of it is among those that chiso has, and for which units
      it was is not known;
    * ``not_listed``: the year lies before the first or after the last edition that is listed, so that nothing is
      known of it.

    ``codes`` are the parts that were withheld, empty where it was everything. ``reason_vi`` and
    ``reason_en`` are the publisher's reason, where it gave one. ``partly`` says that
    there is a figure, but not one to set beside the other year's: a score faces a rank.

    A merged unit has no estimate where a part of it has no figure: ``parts`` then says why of each such
    part, whose ``unit`` is the former unit, and ``kind`` is that of the first of them.
    """

    kind: GapKind
    index: str
    index_year: int
    codes: tuple[str, ...] = ()
    reason_vi: str = ""
    reason_en: str = ""
    partly: bool = False
    unit: Unit | None = None
    parts: tuple[Gap, ...] = ()

    def reason(self, locale: str) -> str:
        """Return the publisher's reason, or an empty text."""
        return self.reason_vi if locale == "vi" else self.reason_en


def gap(catalog: Catalog, index: str, index_year: int, unit_code: str, code: str = "TOTAL") -> Gap:
    """Say why there is no figure; call it only where there is none.

    Parameters
    ----------
    catalog
        Editions and what was withheld in them.
    index, index_year, unit_code, code
        The figure that is not there.
    """
    publication = catalog.publications.get((index, index_year))
    if publication is None:
        if (index, index_year) in catalog.store.uncollected:
            return Gap("not_collected", index, index_year)
        years = [year for one, year in catalog.publications if one == index]
        is_between = bool(years) and min(years) < index_year < max(years)
        return Gap("not_measured" if is_between else "not_listed", index, index_year)
    if catalog.is_estimated(index_year):
        return _estimate_gap(catalog, index, index_year, unit_code, code)
    withheld = catalog.suppressed.get((index, index_year, unit_code))
    if withheld is not None and withheld.covers(code, catalog.parents(index, index_year)):
        codes = () if withheld.codes == "all" else tuple(withheld.codes.split())
        return Gap("withheld", index, index_year, codes, withheld.reason_vi, withheld.reason_en)
    table = catalog.tables[index].get(index_year)
    if publication.units < len(catalog.units) and table is not None:
        return Gap("not_covered", index, index_year)
    return Gap("not_in_raw", index, index_year)


def _estimate_gap(catalog: Catalog, index: str, index_year: int, unit_code: str, code: str) -> Gap:
    """Say why there is no estimate: which parts of the unit have no figure in the set of units that was measured."""
    former = catalog.in_vintage(catalog.vintage_of(index_year))
    parts = catalog.parts_of(unit_code, former.vintage)
    gaps = tuple(dataclasses.replace(gap(former, index, index_year, part.code, code), unit=part) for part in parts)
    if len(parts) == 1:
        return dataclasses.replace(gaps[0], unit=None)
    listed = catalog.store.listed(index, index_year)
    missing = tuple(one for one in gaps if one.kind == "withheld" or (one.unit and one.unit.code not in listed))
    return Gap((missing or gaps)[0].kind, index, index_year, parts=missing)
