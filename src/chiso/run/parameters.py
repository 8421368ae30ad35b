"""The parameters of a run and of each notebook, checked before anything starts."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import VINTAGES, Catalog, Unit, view_suffix
from chiso.errors import ParameterError

DEFAULT_PROVINCE = "can-tho"
LOCALES = ("vi", "en")

_TYPE_NAMES = {int: "a whole number", str: "text"}

NOTEBOOKS: Mapping[str, Mapping[str, type]] = {
    "1_ingest": {"project": str},
    "2_compare": {"year": int, "units": int, "project": str},
    "3_briefing": {"year": int, "province": str, "locale": str, "units": int, "project": str},
}
"""The parameters of every notebook with their types; each has a default in the notebook."""


@dataclasses.dataclass(frozen=True)
class ReportParameters:
    """What ``make report`` makes: one unit's briefing of one year, in each of ``locales``.

    The unit's vintage is the set of units in which the figures are looked at.
    """

    year: int
    unit: Unit
    locales: tuple[str, ...]

    @property
    def units(self) -> int:
        """The set of units as a person gives it: 0 where it is the index year's own."""
        return self.unit.vintage if view_suffix(self.year, self.unit.vintage) else 0

    @property
    def name(self) -> str:
        """The unit as folders and files name it: its slug and, in another view than the year's own, ``-34``."""
        return f"{self.unit.slug}{view_suffix(self.year, self.unit.vintage)}"

    def stem(self, locale: str) -> str:
        """Return the name that the files of a report share."""
        return f"briefing-{self.year}-{self.name}.{locale}"


def report_parameters(catalog: Catalog, year: str, province: str, locale: str, units: str = "") -> ReportParameters:
    """Read the parameters of a report as a person typed them.

    Parameters
    ----------
    catalog
        What is known of units and years.
    year
        The briefing year.
    province
        Slug, GSO code or any spelling; empty for the default.
    locale
        Languages parted by spaces or commas; empty for all.
    units
        The set of units, 63 or 34; empty for the one that the index year was measured in.

    Raises
    ------
    ParameterError
        Naming the valid values, when one cannot be understood or made.
    """
    number = briefing_year(catalog, year)
    view = catalog.view(number - 1, units_given(units))
    return ReportParameters(year=number, unit=view.resolve(province or DEFAULT_PROVINCE), locales=_locales(locale))


def units_given(text: str) -> int:
    """Read a set of units as a person typed it: 63, 34, or nothing for 0, the index year's own.

    Raises
    ------
    ParameterError
        When it is something else.
    """
    if text.strip() not in ("", *map(str, VINTAGES)):
        raise ParameterError(
            f"There is no set of {text!r} units.",
            where="UNITS",
            remedy="Give 63 or 34, or leave UNITS out for the set that the year was measured in.",
        )
    return int(text.strip() or 0)


def briefing_year(catalog: Catalog, text: str) -> int:
    """Read a briefing year and check that there are figures for it.

    Raises
    ------
    ParameterError
        When it is no year, or ``data/raw`` has no table for the index year before it.
    """
    known = catalog.index_years
    valid = f"Give a year from {known[0] + 1} to {known[-1] + 1}, such as YEAR={known[-1] + 1}." if known else ""
    if not re.fullmatch(r"[1-9][0-9]{3}", text):
        what = f"{text!r} is no year." if text else "No year is given."
        raise ParameterError(what, where="YEAR", remedy=valid)
    year = int(text)
    if year - 1 not in known:
        raise ParameterError(
            f"There can be no briefing for {year}.",
            where="YEAR",
            why=f"The briefing of a year shows the index year before it, here {year - 1}; "
            f"data/raw has tables for the index years {_ranges(known)}.",
            remedy=f"{valid} To make {year}, first add the tables of {year - 1} to data/raw.",
        )
    return year


def check_parameters(notebook: Path, values: Mapping[str, object]) -> None:
    """Hold the values that are about to go into a notebook against its schema.

    Papermill itself only warns of an unknown name, and would run the notebook with its defaults.

    Parameters
    ----------
    notebook
        One of the three notebooks.
    values
        What is to be injected.

    Raises
    ------
    ParameterError
        When a name is not known or not declared in the notebook, or a value has the wrong type.
    """
    schema = NOTEBOOKS[notebook.stem]
    declared = declared_parameters(notebook)
    for name, kind in schema.items():
        if name not in declared:
            raise ParameterError(
                f"The notebook does not declare its parameter {name!r}.",
                where=f"{notebook}, the cell tagged 'parameters'",
                why=f"It must assign {', '.join(schema)}.",
                remedy=f"Add a line `{name}: {kind.__name__} = …` to that cell.",
            )
    valid = ", ".join(f"{name} ({_TYPE_NAMES[kind]})" for name, kind in schema.items())
    for name, value in values.items():
        if name not in schema:
            raise ParameterError(f"There is no parameter {name!r}.", where=str(notebook), remedy=f"Give: {valid}.")
        if type(value) is not schema[name]:
            raise ParameterError(
                f"The parameter {name!r} is {value!r}, not {_TYPE_NAMES[schema[name]]}.",
                where=str(notebook),
                remedy=f"Give: {valid}.",
            )


def declared_parameters(notebook: Path) -> set[str]:
    """Return the names that a notebook's cell tagged ``parameters`` assigns."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
        source = "".join(tagged[0]["source"]) if tagged else ""
        statements = ast.parse(source).body
    except (AttributeError, KeyError, OSError, RecursionError, SyntaxError, TypeError, ValueError) as error:
        raise unreadable(notebook, str(error)) from None
    names: set[str] = set()
    for statement in statements:
        if isinstance(statement, ast.AnnAssign):
            names |= {statement.target.id} if isinstance(statement.target, ast.Name) else set()
        elif isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    return names


def unreadable(notebook: Path, why: str) -> ParameterError:
    """Say of a file that it is no notebook."""
    return ParameterError(
        "The notebook cannot be read.",
        where=str(notebook),
        why=why,
        remedy="Bring the notebook back from version control, or mend it in JupyterLab.",
    )


def _locales(text: str) -> tuple[str, ...]:
    wanted = re.split(r"[\s,]+", text.strip()) if text.strip() else list(LOCALES)
    for locale in wanted:
        if locale not in LOCALES:
            raise ParameterError(
                f"There is no language {locale!r}.",
                where="LOCALE",
                remedy="Give vi (Vietnamese), en (English), or both: LOCALE='vi en'.",
            )
    return tuple(dict.fromkeys(wanted))


def _ranges(years: list[int]) -> str:
    """Write years as ranges: ``2011 to 2013, 2015``."""
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{part[0]} to {part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
