"""What readers have to know of the method of single indices and sets of units: texts that are data."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog
from chiso.catalog.records import read_lines
from chiso.facts.data import Data
from chiso.facts.frames import Field, Schema, fields, names

TOPICS = ("index", "sets")

METHOD = Schema(
    "method",
    "What readers have to know of single indices and of the sets of units, a row a text",
    fields(
        Field("topic", "str", "index, or sets of units", allowed=TOPICS, required=True),
        Field("index", "str", "id of the index; empty for the sets of units"),
        names("title", "title"),
        names("reading", "what stands in the annex of every briefing"),
        names("method", "what the page on the method adds"),
    ),
)


def method(data: Data) -> pd.DataFrame:
    """Return the texts on the method of the indices and sets of units; see :data:`METHOD`.

    Examples
    --------
    >>> method = chiso.method(data)
    >>> method["topic"].unique().tolist()
    ['index', 'sets']
    """
    return method_of(data.catalog)


def method_of(catalog: Catalog) -> pd.DataFrame:
    """Return the texts on the method that a catalogue has; empty where its folder has none."""
    path = catalog.raw / "reference" / "method.csv"
    if not path.is_file():
        return METHOD.frame([])
    return METHOD.frame(line.cells for line in read_lines(path, tuple(METHOD.columns)))
