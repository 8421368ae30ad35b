"""The examples of changes to the analysis: each is a few lines on the briefing's own notebook, and gives a briefing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pypdf
import pytest
from checkout import ROOT
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient

from chiso.catalog import Project
from chiso.export import build_document, render_html, render_pdf
from chiso.kernels.environment import SERVER, kernel_environment
from chiso.kernels.warm import can_fork, warm_server

FOLDER = Path("notebooks") / "examples"
EXAMPLES = sorted(path.stem for path in (ROOT / FOLDER).glob("*.ipynb"))

#: What an example says of its own that the briefing it starts from says nowhere.
SAYS = {
    "00_huong_dan": ("Can Tho is first of the three, with 42.89 points.", "−3.18", "<mi>t</mi>"),
    "01_second_province": ("86.56%", "Da Nang"),
    "02_other_baseline": ("2018",),
    "03_three_cities": ("Hai Phong 42.29",),
    "04_scatter": ("PAR INDEX × PAPI",),
    "05_other_order": ("Targets",),
    "06_other_colours": ("8a1538",),
    "07_line_and_note": ("Horizontal line: 44 points",),
    "08_what_if": ("4.1: ",),
    "09_own_table": ("PAPI, Mekong River Delta",),
    "10_french": ("PAPI : note de synthèse 2021", "37e sur 63"),
}


def lines(path: Path) -> list[str]:
    """Return the lines of a notebook's code cells."""
    cells = nbformat.read(path, as_version=4).cells
    return [line for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines() if line.strip()]


def test_every_example_says_what_it_is_for() -> None:
    assert set(EXAMPLES) == set(SAYS)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "00_huong_dan"])
def test_an_example_takes_few_lines_of_its_own(name: str) -> None:
    known = set(lines(ROOT / "notebooks" / "3_briefing.ipynb"))
    own = [line for line in lines(ROOT / FOLDER / f"{name}.ipynb") if line not in known]
    assert 1 <= len(own) <= 10, own


@pytest.fixture(scope="module")
def kernels() -> Iterator[dict[str, str]]:
    """What makes kernels children of one server that has loaded the package."""
    if not can_fork():
        yield {}
        return
    with warm_server() as server, pytest.MonkeyPatch.context() as patch:
        server.load(modules=["chiso", "chiso.briefing", "chiso.charts", "matplotlib.pyplot"])
        patch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "chiso-warm")
        patch.setenv(SERVER, server.address)
        yield kernel_environment()


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_where_it_lies_and_becomes_a_briefing(
    name: str, processed: Project, kernels: dict[str, str]
) -> None:
    path = processed.root / FOLDER / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = parameters.source.replace('locale: str = "vi"', 'locale: str = "en"')
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}})
    client.execute(env=kernels or None)
    document = build_document(notebook, name)
    html = render_html(document)
    for said in SAYS[name]:
        assert said in html
    assert "data:image/png" not in html  # no chart is shown a second time, as Jupyter shows it
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages) >= 1


def test_the_tutorial_shows_only_cells_of_the_notebook_that_it_goes_with() -> None:
    known = set(lines(ROOT / FOLDER / "00_huong_dan.ipynb"))
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8"), re.DOTALL)
    shown = [line for block in blocks for line in block.splitlines() if line.strip()]
    assert len(shown) >= 5
    assert [line for line in shown if line not in known] == []
