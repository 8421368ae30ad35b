from __future__ import annotations

import io

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from chiso.blocks.palette import ACCENT
from chiso.blocks.style import use_house_style


@pytest.fixture
def chart() -> str:
    """A researcher's own chart in the looks of the briefing."""
    with mpl.rc_context():
        use_house_style()
        figure = Figure()
        axes = figure.add_subplot()
        axes.plot([2019, 2020], [45.71, 42.89])
        axes.set_title("Điểm PAPI của Cần Thơ giảm")
        FigureCanvasSVG(figure)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg")
    return buffer.getvalue()


def test_text_of_a_chart_of_ones_own_stays_text_in_the_font_of_the_briefing(chart: str) -> None:
    assert "Điểm PAPI của Cần Thơ giảm</text>" in chart
    assert "Be Vietnam Pro" in chart


def test_lines_have_the_colours_of_the_palette_and_the_width_of_the_page(chart: str) -> None:
    assert ACCENT in chart
    assert 'width="487pt"' in chart
