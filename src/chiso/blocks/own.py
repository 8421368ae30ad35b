"""Blocks of a researcher's own: any chart and any frame, with all that a reader of them needs."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from chiso.blocks.drawing import svg_of
from chiso.blocks.language import Language
from chiso.blocks.specs import About, Cell, Column, Figure, Row, Table


def figure(
    ax: Axes | Drawing,
    say: Language,
    *,
    title: str,
    alt: str,
    caption: str = "",
    data: pd.DataFrame | None = None,
    narrow: bool = False,
) -> Figure:
    """Return any chart of matplotlib as a figure of the briefing; pyplot closes it, and shows it no second time.

    Parameters
    ----------
    ax
        Axes or a figure of matplotlib.
    say
        The words of the briefing: the language that numbers are written in.
    title
        What the chart shows: its finding.
    alt
        What it shows for those who cannot see it.
    caption
        How to read it.
    data
        The figures behind it, as a table that readers may open.
    narrow
        Whether it may stand beside another narrow chart.

    Raises
    ------
    BlockError
        When the title or the alternative text is empty.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> lines = ax.plot([2019, 2020], [45.71, 42.89])
    >>> shown = chiso.figure(ax, say, title="PAPI fell", alt="A line from 45.71 in 2019 to 42.89 in 2020.")
    >>> shown.title
    'PAPI fell'
    """
    identifier = _identifier(title)
    svg = svg_of(ax, identifier)
    _close(ax)
    behind = None if data is None else table(data, say, caption=title)
    return Figure(
        id=identifier,
        title=title,
        svg=svg,
        alt=alt,
        caption=caption,
        data=behind,
        narrow=narrow,
        about=About(locale=say.locale),
    )


def table(
    frame: pd.DataFrame,
    say: Language,
    *,
    caption: str,
    headers: Mapping[str, str] | None = None,
    decimals: int = 2,
    notes: Sequence[str] = (),
) -> Table:
    """Return a frame as a table of the briefing, its numbers as the language writes them.

    Parameters
    ----------
    frame
        Any frame; an index that has a name becomes the first column.
    say
        The words of the briefing.
    caption
        What the table shows.
    headers
        What stands over columns, by their names; the names where not given.
    decimals
        Of numbers that are not whole.
    notes
        What readers have to know, below the table.

    Raises
    ------
    BlockError
        When the caption is empty or the frame has no columns.

    Examples
    --------
    >>> top = ranking.query("index == 'papi'").nsmallest(2, "rank")[["unit_en", "value"]]
    >>> own = chiso.table(top, say, caption="The first two", headers={"unit_en": "Province", "value": "Score"})
    >>> [cell.text for cell in own.rows[0].cells]
    ['Quang Ninh', '48.81']
    """
    shown = frame.reset_index() if any(frame.index.names) else frame
    names = {str(column): (headers or {}).get(str(column), str(column)) for column in shown.columns}
    numeric = {str(column): _is_numeric(shown[column]) for column in shown.columns}
    return Table(
        id=_identifier(caption),
        caption=caption,
        columns=tuple(
            Column(header=header, align="end" if numeric[name] else "start") for name, header in names.items()
        ),
        rows=tuple(
            Row(cells=tuple(_cell(value, say, decimals) for value in values))
            for values in zip(*(shown[column].tolist() for column in shown.columns), strict=True)
        ),
        notes=tuple(notes),
        about=About(locale=say.locale),
    )


def _close(drawn: Axes | Drawing) -> None:
    """Take a chart from pyplot, if it knows it: what the cell returns is its block."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(drawn if isinstance(drawn, Drawing) else drawn.get_figure(root=True))


def _is_numeric(series: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series))


def _cell(value: Any, say: Language, decimals: int) -> Cell:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN differs from itself
        return Cell(text="–", tone="missing")
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return Cell(text=str(value))
    number = float(value)
    # Years and codes are whole numbers too: only what is not whole is written with a decimal sign.
    return Cell(text=str(int(number)) if number.is_integer() else say.number(number, decimals))


def without_marks(text: str) -> str:
    """Return a text as people type it without marks: *Cần Thơ* as *can tho*, *Đà Nẵng* as *da nang*."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _identifier(title: str) -> str:
    """Return an id made of a title: lower-case ASCII words joined by hyphens."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in without_marks(title))
    words = "-".join(filter(None, letters.split("-")))[:60].strip("-")
    return f"own-{words}" if words else "own"
