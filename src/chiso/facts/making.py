"""How a briefing is made, as a frame: parameters, software and input, as the run record has them."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from chiso.catalog import BRIEFING, Project, Unit
from chiso.facts.data import Data
from chiso.facts.frames import Field, Schema
from chiso.facts.inputs import making as made_from
from chiso.kernels.environment import SESSION

MAKING = Schema(
    "making",
    "How a briefing is made: parameters, software and input, a row an item",
    (
        Field(
            "item",
            "str",
            "parameters, version, commit, changed, lock, inputs, fingerprint; libraries, unlocked",
            required=True,
        ),
        Field("value", "str", "what it is; commit is empty without version control", required=True),
    ),
)


def making(data: Data, unit: Unit | str, locale: str) -> pd.DataFrame:
    """Return how the briefing of a unit is made, from what stands in the project now.

    Parameters
    ----------
    data
        The data.
    unit
        The unit, or its slug, code or name.
    locale
        The language.

    Returns
    -------
    pandas.DataFrame
        See :data:`MAKING`.

    Examples
    --------
    >>> making = chiso.making(data, "can-tho", "vi")
    >>> making["item"].tolist()[:7]
    ['parameters', 'version', 'commit', 'changed', 'lock', 'inputs', 'fingerprint']
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    made = made_from(data.project, data.catalog, data.year, unit, locale, _notebook(data.project))
    items = {
        "parameters": ", ".join(f"{name}={value}" for name, value in made.parameters.items()),
        "version": made.origin.version,
        "commit": made.origin.commit or "",
        "changed": "yes" if made.origin.changed else "no",
        "lock": made.origin.lock_sha256,
        "inputs": str(len(made.digests)),
        "fingerprint": made.fingerprint,
    }
    items |= {"libraries": made.origin.libraries} if made.origin.libraries else {}
    items |= {"unlocked": made.origin.unlocked} if made.origin.unlocked else {}
    return MAKING.frame({"item": item, "value": value} for item, value in items.items())


def _notebook(project: Project) -> str:
    """Return the notebook of the project that this kernel runs, by the variable in which Jupyter says so."""
    path = Path(os.environ.get(SESSION, ""))
    is_briefing = path.suffix == ".ipynb" and path.parent.resolve() == project.notebooks.resolve() and path.is_file()
    return path.name if is_briefing else BRIEFING
