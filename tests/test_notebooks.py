"""The three notebooks as a researcher runs them: from their own folder, in order, without the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pypdfium2
import pytest
from checkout import ROOT, copy_project
from running import VARIABLES, files

import chiso
from chiso.catalog import Project
from chiso.export import BriefingHTMLExporter, BriefingPDFExporter
from chiso.ingest import Observations, load_observations

NAMES = ["1_ingest", "2_compare", "3_briefing"]

REMARKS = r"""## Nhận xét của tôi

**Đậm**, *nghiêng*, một [liên kết](https://papi.org.vn) và `mã`.

1. Mục một
   - lồng nhau

| Tỉnh | Điểm |
|:-----|-----:|
| Cần Thơ | 42,89[^1] |

Công thức $\bar{x} = \frac{1}{n}\sum x_i$ và

$$\Delta_t = x_t - x_{t-1}$$

[^1]: Theo PAPI 2020.
"""

CHART = """import matplotlib.pyplot as plt
import pandas as pd

figure, axes = plt.subplots(figsize=(6, 2))
axes.plot([2018, 2019, 2020], [46.06, 45.71, 42.89])
axes.set_title("Điểm PAPI")
plt.show()
pd.DataFrame({"Năm": [2019, 2020], "Điểm": [45.71, 42.89]})"""


def jupyter(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(  # noqa: S603 - our own notebooks
        [sys.executable, "-m", "jupyter", "nbconvert", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def add_remarks(notebook: Path) -> None:
    """Do what a researcher does: write some Markdown and a chart into the briefing."""
    content = nbformat.read(notebook, as_version=4)
    place = next(place for place, cell in enumerate(content.cells) if "annex-vi" in cell.id)
    content.cells[place:place] = [nbformat.v4.new_markdown_cell(REMARKS), nbformat.v4.new_code_cell(CHART)]
    nbformat.write(content, notebook)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose notebooks were run and exported in their own folder, the last one with remarks."""
    project = copy_project(tmp_path_factory.mktemp("lab"))
    add_remarks(project.notebooks / "3_briefing.ipynb")
    jupyter(project.notebooks, "--to", "notebook", "--execute", "--inplace", *(f"{name}.ipynb" for name in NAMES))
    exports = [(BriefingPDFExporter, "pdf", name) for name in NAMES] + [(BriefingHTMLExporter, "html", NAMES[-1])]
    for exporter, kind, name in exports:
        made, _ = exporter().from_filename(str(project.notebooks / f"{name}.ipynb"))
        (project.notebooks / f"{name}.{kind}").write_bytes(made.encode() if isinstance(made, str) else made)
    return project


def text_of(path: Path) -> str:
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(path)).split())


def cells_of(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


@pytest.mark.parametrize("name", [*NAMES, "3_plan", "4_agency"])
def test_every_cell_of_a_notebook_has_an_id_of_its_own(name: str) -> None:
    ids = [cell["id"] for cell in cells_of(ROOT / "notebooks" / f"{name}.ipynb")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [*NAMES, "3_plan", "4_agency"])
def test_a_notebook_explains_itself_in_vietnamese_and_english(name: str) -> None:
    texts = ["".join(cell["source"]) for cell in cells_of(ROOT / "notebooks" / f"{name}.ipynb")[:3]]
    assert any(re.search("[ạảấầẩẫậắằẵặẹẻẽếềểệỉịọỏốồổỗộớờởợụủứừửữựỳỵỷỹ]", text) for text in texts)
    assert any(" the " in text for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_run_and_none_complained(lab: Project, name: str) -> None:
    code = [cell for cell in cells_of(lab.notebooks / f"{name}.ipynb") if cell["cell_type"] == "code"]
    assert code
    assert all(cell["execution_count"] for cell in code)
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [one["output_type"] for one in outputs if one["output_type"] in ("error", "stream")] == []


def test_what_the_notebooks_made_is_what_the_package_makes(
    lab: Project, observations: Observations, changes: Callable[[int], pd.DataFrame]
) -> None:
    made = ["comparisons/2021.csv", "datapackage.json", "observations.csv", "published_ranks.csv"]
    assert sorted(files(lab.processed)) == made
    found = load_observations(lab)
    pd.testing.assert_frame_equal(found.values, observations.values)
    pd.testing.assert_frame_equal(found.ranks, observations.ranks)
    data = chiso.load(lab.root, year=2021)
    pd.testing.assert_frame_equal(chiso.read_changes(data), changes(2021))


def test_a_notebook_that_was_run_by_hand_becomes_a_pdf_with_the_remarks_in_it(lab: Project) -> None:
    text = text_of(lab.notebooks / "3_briefing.pdf")
    for part in ("83,76 %", "37/63", "Nhận xét của tôi", "Đậm, nghiêng, một liên kết và mã", "Mục một", "lồng nhau"):
        assert part in text, part
    assert "Theo PAPI 2020." in text
    assert "**" not in text
    assert "$" not in text


def test_a_notebook_that_was_run_by_hand_becomes_a_page_with_the_remarks_in_it(lab: Project) -> None:
    html = (lab.notebooks / "3_briefing.html").read_text(encoding="utf-8")
    assert "<strong>Đậm</strong>" in html
    assert "<em>nghiêng</em>" in html
    assert 'href="https://papi.org.vn"' in html
    assert "<math" in html
    assert "Theo PAPI 2020." in html
    assert "Nhận xét của tôi" in html
    assert "**" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["1_ingest", "2_compare"])
def test_the_other_notebooks_can_be_shared_too(lab: Project, name: str) -> None:
    text = text_of(lab.notebooks / f"{name}.pdf")
    assert "2020" in text
    assert "object at 0x" not in text
