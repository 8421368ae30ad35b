"""Lean axes in a figure of a chart's own, which grows by the titles that it gets."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import NullLocator

from chiso.blocks.drawing import add_fonts, as_it_comes, told
from chiso.blocks.fonts import FAMILY
from chiso.blocks.palette import INK
from chiso.blocks.style import HOUSE
from chiso.charts.layers import root_of

ABOVE, BELOW, _TICK = 5.0, 4.0, 4.0
"""Room between a chart and its title, between it and the name of an axis, and of the ticks that may be there."""


_HOUSE = {name: value for name, value in HOUSE.items() if name not in ("figure.constrained_layout.use", "axes.grid")}


def own_axes(width: float, height: float) -> Axes:
    """Return axes that fill a figure of their own, in the looks of the house.

    Parameters
    ----------
    width, height
        Of the figure, in points.
    """
    with told(as_it_comes() | _HOUSE):
        figure = _ChartFigure(figsize=(width / 72.0, height / 72.0), facecolor="none")
        return figure.add_axes(ChartAxes(figure, (0.0, 0.0, 1.0, 1.0), height))


def settle(ax: Axes) -> None:
    """Put the axes where they will be drawn, so that what is asked of them before is right."""
    locator: Any = ax.get_axes_locator()
    ax.apply_aspect(locator and locator(ax, None))


def titles_of(ax: Axes) -> tuple[Text, Text, Text]:
    """Return the titles of axes: in the middle, on the left and on the right."""
    # Matplotlib has a public name for the middle one alone.
    return ax.title, ax._left_title, ax._right_title  # type: ignore[attr-defined]


def label_height(text: str, label: Text) -> float:
    """Return how much room the name of an axis takes."""
    return (text.count("\n") + 1) * float(label.get_fontsize()) * 1.25 + BELOW + _TICK if text else 0.0


def title_height(title: Text) -> float:
    """Return how much room a title takes."""
    return (title.get_text().count("\n") + 1) * float(title.get_fontsize()) * 1.25 + ABOVE


@contextlib.contextmanager
def _looks() -> Iterator[None]:
    """Write in the looks of the house, whatever a notebook has told matplotlib."""
    add_fonts()
    with told(_HOUSE):
        yield


def figure_title_height(figure: Any) -> float:
    """Return how much room the title of a whole figure takes; it hangs from a fiftieth below the upper edge."""
    title = getattr(figure, "_suptitle", None)
    if title is None or not title.get_text():
        return 0.0
    return title_height(title) + 0.02 * float(figure.get_size_inches()[1]) * 72.0


class _LateTicks:
    """An axis that makes no ticks before it is asked for them: four unused ones cost more than a chart."""

    is_made = False

    def reset_ticks(self: Any) -> None:
        if self.is_made:
            super().reset_ticks()  # type: ignore[misc]
        else:
            self.__dict__.update(majorTicks=[], minorTicks=[])

    def draw(self: Any, renderer: RendererBase) -> None:
        if not isinstance(self.get_major_locator(), NullLocator) or self.label.get_text():
            for spine in self.axes.spines.values():
                # Their place, which the name of the axis keeps to, is settled by the first tick.
                spine.get_spine_transform()
            if self.get_tick_params().keys() <= {"gridOn"}:
                # Ticks of a researcher's own stand in the place of ours, unless they are told how to look.
                add_fonts()
                self.set_tick_params(length=0.0, pad=2.0, labelsize=7.0, labelfontfamily=FAMILY, labelcolor=INK)
            super().draw(renderer)  # type: ignore[misc]


class _LateXAxis(_LateTicks, XAxis):
    pass


class _LateYAxis(_LateTicks, YAxis):
    pass


class ChartAxes(Axes):
    """The axes of a chart's own figure, which grows by the titles that it gets."""

    def __init__(self, figure: Figure, rect: tuple[float, float, float, float], height: float) -> None:
        self._height = height
        super().__init__(figure, rect)
        axis: Any
        for axis in (self.xaxis, self.yaxis):
            # From here on ticks are made when they are asked for.
            axis.is_made = True
            del axis.majorTicks, axis.minorTicks
            axis.set_major_locator(NullLocator())

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = _LateXAxis(self, clear=False), _LateYAxis(self, clear=False)
        for sides, axis in ((("bottom", "top"), self.xaxis), (("left", "right"), self.yaxis)):
            for side in sides:
                self.spines[side].register_axis(axis)

    def tick_params(self, *args: Any, **kwargs: Any) -> None:
        """Set how ticks look; before the axes are made there are none."""
        if getattr(self.xaxis, "is_made", False):
            super().tick_params(*args, **kwargs)

    def grid(self, *args: Any, **kwargs: Any) -> None:
        """Switch grid lines; before the axes are made there are none."""
        if getattr(self.xaxis, "is_made", False):
            super().grid(*args, **kwargs)

    def set_title(self, *args: Any, **kwargs: Any) -> Text:
        """Set the title, and make the figure higher by it."""
        with _looks():
            title = super().set_title(*args, **kwargs)
        self.grow()
        return title

    def set_xlabel(self, *args: Any, **kwargs: Any) -> Text:
        """Set the name of the x axis, and make the figure higher by it."""
        with _looks():
            label = super().set_xlabel(*args, **kwargs)
        self.grow()
        return label

    def set_ylabel(self, *args: Any, **kwargs: Any) -> Text:
        """Set the name of the y axis."""
        with _looks():
            return super().set_ylabel(*args, **kwargs)

    def grow(self) -> None:
        """Let the figure have room for what is written above and below."""
        room = max((title_height(title) for title in titles_of(self) if title.get_text()), default=0.0)
        room += label_height(self.get_xlabel(), self.xaxis.label)
        figure = root_of(self)
        room += figure_title_height(figure)
        figure.set_size_inches(figure.get_size_inches()[0], (self._height + room) / 72.0)
        settle(self)


class _ChartFigure(Figure):
    """The figure of a chart's own, which its title makes higher."""

    def suptitle(self, *args: Any, **kwargs: Any) -> Text:
        """Set the title of the figure, and make it higher by it."""
        with _looks():
            title = super().suptitle(*args, **kwargs)
        for ax in self.axes:
            if isinstance(ax, ChartAxes):
                ax.grow()
        return title
