"""The parameters of a run and of each notebook, checked before anything starts."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from chiso.catalog import BRIEFING, Catalog, Unit, briefing_year, slug_of
from chiso.errors import ParameterError
from chiso.locales import LOCALES
from chiso.run.forms import KINDS
from chiso.run.used_names import unused

OFFICIAL = "briefing"
"""What the names of the files begin with that are made of the project's own notebook."""

_TYPE_NAMES = {int: "a whole number", str: "text"}

_OF_BRIEFINGS: Mapping[str, type] = {"year": int, "province": str, "locale": str, "units": int, "project": str}

NOTEBOOKS: Mapping[str, Mapping[str, type]] = {
    "1_ingest": {"project": str},
    "2_compare": {"year": int, "units": int, "project": str},
    "3_briefing": _OF_BRIEFINGS,
    **{Path(kind.notebook).stem: {**_OF_BRIEFINGS, **kind.parameters} for kind in KINDS.values() if kind.parameters},
}
"""The parameters of every notebook with their types; each has a default in the notebook. Any other notebook has those
of the briefing, in whose place it stands."""


@dataclasses.dataclass(frozen=True)
class ReportParameters:
    """What a command makes: one document of a unit and a year, in each of ``locales``.

    The unit's vintage is the set of units in which the figures are looked at; ``suffix`` is what names have
    behind them where that is another set than the index year's own, such as ``-34``; ``notebook`` is the one that
    shows the briefing. ``form`` is that of an official document, ``kind`` one of
    :data:`chiso.run.forms.KINDS`, both empty for the briefing itself; ``agency`` is whom a sheet is for.
    """

    year: int
    unit: Unit
    locales: tuple[str, ...]
    suffix: str = ""
    notebook: str = BRIEFING
    form: str = ""
    kind: str = ""
    agency: str = ""

    @property
    def document_year(self) -> int:
        """The year that the document is for: a plan is for a later one than the briefing."""
        return self.year + KINDS[self.kind].years_ahead

    @property
    def further(self) -> dict[str, str]:
        """The parameters of the notebook beyond those of the briefing, with their values."""
        return {name: getattr(self, name) for name in KINDS[self.kind].parameters}

    @property
    def units(self) -> int:
        """The set of units as a person gives it: 0 where it is the index year's own."""
        return self.unit.vintage if self.suffix else 0

    @property
    def name(self) -> str:
        """The unit as folders and files name it: its slug and, in another view than the year's own, its suffix."""
        return f"{self.unit.slug}{self.suffix}"

    def stem(self, locale: str) -> str:
        """Return the name that the files of a report share."""
        first = stem_of(self.notebook)
        if self.kind:
            # No name of a notebook has a dot: what is made of one's own notebook never meets what is made without form.
            first = self.kind if self.notebook == KINDS[self.kind].notebook else f"{first}.{self.kind}"
        return "-".join((first, str(self.document_year), self.name, *self.further.values())) + f".{locale}"


def stem_of(notebook: str) -> str:
    """Return what the names of the files begin with that are made of a notebook: its own name, as addresses have it."""
    return OFFICIAL if notebook == BRIEFING else slug_of(Path(notebook).stem)


def report_parameters(
    catalog: Catalog,
    year: str,
    province: str,
    locale: str,
    units: str = "",
    notebook: str = BRIEFING,
    form: tuple[str, str] = ("", ""),
) -> ReportParameters:
    """Read the parameters of a report as a person typed them.

    Parameters
    ----------
    catalog
        What is known of units and years.
    year
        The briefing year.
    province
        Slug, code or any spelling; empty for the default.
    locale
        Languages parted by spaces or commas; empty for all.
    units
        The set of units by its id; empty for the one that the index year was measured in.
    notebook
        The name of the notebook; see :func:`chiso.run.chosen.chosen_notebook`.
    form
        Form and kind of an official document; see :func:`chiso.run.forms.read_form`.

    Raises
    ------
    ParameterError
        Naming the valid values, when one cannot be understood or made.
    """
    number = briefing_year(catalog, year)
    view = catalog.view(number - 1, catalog.sets.given(units))
    unit = view.resolve(province.strip() or default_unit(view))
    suffix = catalog.sets.suffix(number, view.vintage)
    return ReportParameters(number, unit, _locales(locale), suffix, notebook, *form)


def default_unit(view: Catalog) -> str:
    """Return the unit whose briefing is made where none is named."""
    default = view.sets[view.vintage].default_unit
    if not default:
        raise ParameterError(
            "No unit is given.",
            where="PROVINCE",
            why="provinces/sets.csv names none that stands where none is given.",
            remedy=f"Give a slug, a code or a name, such as PROVINCE={next(iter(view.units)).slug}; "
            "`chiso provinces` lists all.",
        )
    return default


def check_parameters(notebook: Path, values: Mapping[str, object]) -> None:
    """Hold the values that are about to go into a notebook against its schema.

    Papermill itself only warns of an unknown name, and would run the notebook with its defaults.

    Parameters
    ----------
    notebook
        One of the notebooks of the project, or one that stands in the place of the briefing.
    values
        What is to be injected.

    Raises
    ------
    ParameterError
        When a name is not known or not declared in the notebook, or a value has the wrong type.
    """
    schema = _schema(notebook)
    cells = _cells(notebook)
    _refuse_undeclared(notebook, cells)
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
    # Of cells that read nothing of a project it does not matter which one is given.
    reads = any("chiso" in cell["source"] for cell in cells if cell.get("cell_type") == "code")
    _refuse_unused([name for name in schema if name != "project" or (name in values and reads)], notebook, cells)


def refuse_unfit(notebook: Path) -> None:
    """Refuse what is no notebook, or one that cannot be given the parameters of the notebook whose place it takes.

    Raises
    ------
    ParameterError
        Saying why it cannot be read, or which line to add.
    """
    _refuse_undeclared(notebook, _cells(notebook))


def _schema(notebook: Path) -> Mapping[str, type]:
    return NOTEBOOKS.get(notebook.stem, NOTEBOOKS[Path(BRIEFING).stem])


def _refuse_undeclared(notebook: Path, cells: Sequence[Mapping[str, Any]]) -> None:
    schema = _schema(notebook)
    declared = _declared(notebook, cells)
    for name, kind in schema.items():
        if name not in declared:
            raise ParameterError(
                f"The notebook does not declare its parameter {name!r}.",
                where=f"{notebook}, the cell tagged 'parameters'",
                why=f"It must assign {', '.join(schema)}.",
                remedy=f"Add a line `{name}: {kind.__name__} = …` to that cell.",
            )


def _refuse_unused(names: Sequence[str], notebook: Path, cells: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a notebook that would show the same whatever is given for a parameter."""
    tagged = next(place for place, cell in enumerate(cells) if _is_tagged(cell))
    later = [cell["source"] for cell in cells[tagged + 1 :] if cell.get("cell_type") == "code"]
    if left := unused(names, later):
        shown = ", ".join(map(repr, left))
        raise ParameterError(
            f"No cell uses the parameter{'s' if len(left) > 1 else ''} {shown}.",
            where=f"{notebook}, the cells after the one tagged 'parameters'",
            why="Whatever is given, the notebook would show the same.",
            remedy=f"Use {' and '.join(f'`{name}`' for name in left)} where the cells have a fixed value, as in "
            "`chiso.load(project, year=year, units=units)`, `data.unit(province)` and `chiso.Words(locale)`.",
        )


def _cells(notebook: Path) -> list[Mapping[str, Any]]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        # A source that is no text is told by whoever reads the notebook as a whole.
        return [
            {**cell, "source": "".join(cell["source"] if isinstance(cell["source"], (str, list)) else "")}
            for cell in cells
        ]
    except (KeyError, OSError, RecursionError, TypeError, ValueError) as error:
        raise unreadable(notebook, str(error)) from None


def _is_tagged(cell: Mapping[str, Any]) -> bool:
    return "parameters" in cell.get("metadata", {}).get("tags", [])


def _declared(notebook: Path, cells: Iterable[Mapping[str, Any]]) -> set[str]:
    try:
        statements = ast.parse(next((cell["source"] for cell in cells if _is_tagged(cell)), "")).body
    except (AttributeError, RecursionError, SyntaxError, TypeError, ValueError) as error:
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
