"""Which notebook shows the briefing: the project's own, or another in its folder that a person names."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

from chiso.catalog import BRIEFING, Project
from chiso.errors import ParameterError
from chiso.run.forms import KINDS, formats_of, read_form
from chiso.run.options import read_formats
from chiso.run.parameters import NOTEBOOKS, OFFICIAL, refuse_unfit, stem_of

_COPY = "Copy {source} to {target}, and give NOTEBOOK={name}."


class Chosen(NamedTuple):
    """What reports are made by, in which form and kind, and as what."""

    notebook: str
    form: tuple[str, str]
    formats: tuple[str, ...]


def chosen(project: Project, *, notebook: str, form: str, kind: str, formats: str) -> Chosen:
    """Read what reports are made by and as, as a person typed it.

    Raises
    ------
    ParameterError
        When one of the values cannot be understood, or they contradict each other.
    """
    taken = read_form(form, kind)
    return Chosen(
        chosen_notebook(project, notebook, taken[1]), taken, formats_of(taken[0], formats, read_formats(formats))
    )


def chosen_notebook(project: Project, text: str, kind: str = "") -> str:
    """Return the name of the notebook that is asked for.

    Parameters
    ----------
    project
        The project.
    text
        The name of a notebook in the folder of notebooks, or its path; empty for the project's own.
    kind
        The kind of official document, if any: each has a notebook of the project's own.

    Raises
    ------
    ParameterError
        Saying what to do, when it is not there or cannot stand in the place of the briefing.
    """
    if not text.strip():
        return KINDS[kind].notebook
    path = _found(project, text.strip())
    if path.name == BRIEFING:
        return BRIEFING
    made = next((one.command for one in KINDS.values() if one.notebook == path.name and one.parameters), "")
    if made:
        raise ParameterError(
            f"{path.name} shows no briefing.",
            where="NOTEBOOK",
            why="It takes parameters that a briefing has not.",
            remedy=f"Leave NOTEBOOK out and run `make {made}`.",
        )
    if path.stem in NOTEBOOKS:
        raise ParameterError(
            f"{path.name} shows no briefing.",
            where="NOTEBOOK",
            why="It is a step before it, and is run by itself where it is needed.",
            remedy=f"Give a notebook made from {BRIEFING}.",
        )
    refuse_unfit(path)
    _refuse_name(project, path)
    return path.name


def _found(project: Project, text: str) -> Path:
    """Return the file in the folder of notebooks: named by itself, or by a path from there, from here or the root."""
    places = [base / text for base in (project.notebooks, Path.cwd(), project.root)]
    there = next((place for place in places if place.is_file()), None)
    if there is None:
        known = sorted(path.name for path in project.notebooks.glob("*.ipynb") if path.stem not in NOTEBOOKS)
        listed = f" Others that are there: {', '.join(known)}." if known else ""
        name = Path(text).name if text.endswith(".ipynb") and stem_of(text) not in ("", OFFICIAL) else "my.ipynb"
        copy = _COPY.format(source=f"notebooks/{BRIEFING}", target=f"notebooks/{name}", name=shlex.quote(name))
        raise ParameterError(f"There is no notebook {text!r}.", where="NOTEBOOK", remedy=copy + listed)
    if there.suffix != ".ipynb":
        raise ParameterError(
            f"{text!r} is no notebook.",
            where="NOTEBOOK",
            why="The name of a notebook ends in .ipynb.",
            remedy=f"Give a notebook made from {BRIEFING}, such as NOTEBOOK=my.ipynb.",
        )
    if there.parent.resolve() != project.notebooks.resolve():
        raise ParameterError(
            f"{text!r} does not lie in the folder of notebooks.",
            where="NOTEBOOK",
            why="Notebooks find the project, and the modules and messages beside them, from that folder.",
            remedy=_COPY.format(source="it", target=f"notebooks/{there.name}", name=shlex.quote(there.name)),
        )
    return project.notebooks / there.name


def _refuse_name(project: Project, path: Path) -> None:
    """Refuse a name that would give files the names of those of another notebook."""
    stem = stem_of(path.name)
    others = (one for one in sorted(project.notebooks.glob("*.ipynb")) if one != path)
    same = [one.name for one in others if one.stem not in NOTEBOOKS and stem_of(one.name) == stem]
    if stem == OFFICIAL or (stem and stem in KINDS) or same:
        whose = BRIEFING if stem == OFFICIAL else KINDS[stem].notebook if stem in KINDS else same[0]
        why = f"Its files would have the names of those that are made of {whose}: {stem}-…."
    elif not stem:
        why = "Files are named by its letters and digits, and it has none."
    else:
        return
    raise ParameterError(
        f"A report cannot be named after {path.name}.", where="NOTEBOOK", why=why, remedy="Give it another name."
    )
