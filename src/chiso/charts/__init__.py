"""Charts of facts: each is a function of a frame that draws on axes of matplotlib in data coordinates.

What a researcher adds to the axes says what it says anywhere else: ``ax.axhline(45)`` is a line at 45, and
labels of ours make room for it. :func:`svg_of` makes a figure for the page of it.
"""

from chiso.blocks.drawing import recolour, svg_of
from chiso.blocks.style import use_house_style as style
from chiso.charts.bump import bump
from chiso.charts.course import course
from chiso.charts.heat import heat
from chiso.charts.ladder import ladder
from chiso.charts.strip import strip
from chiso.charts.tilemap import tilemap
from chiso.charts.waterfall import waterfall

__all__ = ["bump", "course", "heat", "ladder", "recolour", "strip", "style", "svg_of", "tilemap", "waterfall"]
