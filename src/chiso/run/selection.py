"""Which reports are asked for: years, provinces and languages as a person types them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chiso.catalog import BRIEFING, Catalog, Unit, briefing_year, slug_of
from chiso.errors import ParameterError
from chiso.run.parameters import report_parameters
from chiso.run.steps import Report

_ALL = "all"
_REGION = "region:"


def selected(
    catalog: Catalog,
    years: str,
    provinces: str,
    locales: str,
    units: str = "",
    notebook: str = BRIEFING,
    form: tuple[str, str] = ("", ""),
) -> list[Report]:
    """Return the reports of some provinces for some years.

    Parameters
    ----------
    catalog
        What is known of units and years.
    years
        Years and spans of years, such as ``2021 2022`` or ``2021-2023``.
    provinces
        ``all``, or slugs, codes, spellings and ``region:NAME``, parted by commas; slugs and codes also
        by spaces. Empty for all.
    locales
        Languages; empty for all.
    units
        The set of units by its id; empty for the one that each index year was measured in.
    notebook
        The name of the notebook that shows the briefing.
    form
        Form and kind of an official document.

    Returns
    -------
    list of Report
        Each once, by year, then unit, then language.

    Raises
    ------
    ParameterError
        Naming the valid values, when one cannot be understood or made.
    """
    found = []
    for year in _years(catalog, years):
        for unit in _units(catalog.view(year - 1, catalog.sets.given(units)), provinces):
            parameters = report_parameters(catalog, str(year), unit.slug, locales, units, notebook, form)
            found += [Report(parameters, locale) for locale in parameters.locales]
    return found


def regions(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Return the units of each region by the region's slug, in Vietnamese."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.region_slug, []).append(unit)
    return found


def _years(catalog: Catalog, text: str) -> list[int]:
    years: list[int] = []
    for part in re.split(r"[\s,;]+", re.sub(r"\s*(-|–|\.\.)\s*", r"\1", text).strip(" \t\n,;")):
        span = re.fullmatch(r"([0-9]{4})(?:-|–|\.\.)([0-9]{4})", part)
        if span is None:
            years.append(briefing_year(catalog, part))
            continue
        first, last = briefing_year(catalog, span[1]), briefing_year(catalog, span[2])
        if first > last:
            raise ParameterError(
                f"{part!r} ends before it begins.", where="YEAR", remedy=f"Give the years in order: {last}-{first}."
            )
        years += [briefing_year(catalog, str(year)) for year in range(first, last + 1)]
    return sorted(set(years))


def _units(catalog: Catalog, text: str) -> list[Unit]:
    parts = [part.strip() for part in re.split(r"[,;\n]", text.strip() or _ALL) if part.strip()]
    if not parts:
        example = ", ".join(unit.slug for unit in list(catalog.units)[:2])
        raise ParameterError(
            f"No province is named in {text!r}.",
            where="PROVINCES",
            remedy=f"Give {_ALL}, a list such as '{example}', or leave PROVINCES out for all.",
        )
    chosen: set[str] = set()
    for part in parts:
        # "Cần Thơ" is one name, "can-tho ha-noi" are two: what is a name as a whole is not taken apart.
        for name in [part] if _is_one(catalog, part) else part.split():
            try:
                chosen.update(unit.code for unit in _named(catalog, name))
            except ParameterError as error:
                names = ", ".join(unit.name_vi for unit in list(catalog.units)[:2])
                commas = "" if name == part else f" Names of several words are parted by commas: '{names}'."
                remedy = error.remedy + commas
                raise ParameterError(error.what, where="PROVINCES", why=error.why, remedy=remedy) from None
    return [unit for unit in catalog.units if unit.code in chosen]


def _is_one(catalog: Catalog, part: str) -> bool:
    return _region(part) in regions(catalog.units) or catalog.units.find(part) is not None


def _region(name: str) -> str | None:
    """Return the slug of the region that is named, whether there is one or not; None where none is."""
    return slug_of(name[len(_REGION) :]) if name.casefold().startswith(_REGION) else None


def _named(catalog: Catalog, name: str) -> list[Unit]:
    if name.casefold() == _ALL:
        return list(catalog.units)
    slug = _region(name)
    if slug is None:
        return [catalog.resolve(name)]
    known = regions(catalog.units)
    if slug not in known:
        raise ParameterError(
            f"There is no region {slug!r}.",
            where="PROVINCES",
            remedy="Give one of: " + ", ".join(f"{_REGION}{one}" for one in sorted(known)) + ".",
        )
    return known[slug]
