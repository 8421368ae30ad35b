"""What researchers' own cells show comes out the same at each run, whatever libraries make up in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Project
from chiso.kernels.environment import SERVER
from chiso.kernels.warm import can_fork, warm_server
from chiso.run.execute import execute
from chiso.run.published import notebook_bytes, published
from chiso.run.stable_outputs import Steady

CELLS = (
    "import matplotlib.pyplot as plt\nimport pandas as pd\nplt.plot([1, 2, 3])",
    "fig, ax = plt.subplots()\nax.bar(['x', 'y'], [1, 2], hatch='/')",
    "%config InlineBackend.figure_formats = ['svg']\nplt.plot([1, 2, 3], marker='o'); plt.show()",
    "pd.DataFrame({'a': [1, 2]}).style.highlight_max()",
    "{'b', 'a', 'c'}, object, lambda: 0",
    "import sys, time\nfor one in range(5):\n    print(one)\n    print(-one, file=sys.stderr)\n    time.sleep(0.1)",
    "import warnings\nwarnings.warn('careful')",
    "print(object(), project)",
    "import locale, shutil\nshutil.get_terminal_size(), locale.getpreferredencoding(False)",
    "from tqdm import tqdm\nfor _ in tqdm(range(3)): time.sleep(0.02)",
    "warnings.warn('in a library', stacklevel=0)\nprint(pd.__file__)\nimport os; print(os.path.dirname(os.getcwd()))",
)


def customs(folder: Path) -> dict[str, str]:
    """Put into a folder what a user may have told matplotlib, IPython and Jupyter once and for all."""
    folder.mkdir()
    (folder / "matplotlibrc").write_text("font.size: 31\naxes.facecolor: red\nsavefig.dpi: 20\n")
    (folder / "start.py").write_text("import pandas\npandas.set_option('display.precision', 1)\nprint('hello')\n")
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text("print('hello')")
    kernel = folder / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": ["/bin/false"], "display_name": "Another", "language": "python"}))
    variables = ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_PATH", "JUPYTER_CONFIG_DIR")
    return {**dict.fromkeys(variables, str(folder)), "PYTHONSTARTUP": str(folder / "start.py")}


def test_cells_of_researchers_show_the_same_in_every_kernel_and_for_every_user(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.notebooks / "1_ingest.ipynb"
    first = nbformat.v4.new_code_cell('project: str = ""', metadata={"tags": ["parameters"]}, id="parameters")
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(CELLS)]
    nbformat.write(nbformat.v4.new_notebook(cells=[first, *cells]), path)

    def shown() -> bytes:
        return notebook_bytes(published(execute(project, path, {}), project.root))

    monkeypatch.delenv(SERVER, raising=False)
    in_a_fresh_kernel = shown()
    for name, value in customs(tmp_path / "customs").items():
        monkeypatch.setenv(name, value)
    assert shown() == in_a_fresh_kernel
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LC_ALL", "C")
    if can_fork():
        with warm_server() as server:
            server.load(modules=["pandas", "matplotlib.pyplot"])
            monkeypatch.setenv(SERVER, server.address)
            assert shown() == in_a_fresh_kernel
    else:
        assert shown() == in_a_fresh_kernel
    text = in_a_fresh_kernel.decode()
    for kept in ("image/png", "image/svg+xml", "Line2D at 0x0>", "careful", 'table id=\\"T_0000', "{'a', 'b', 'c'}"):
        assert kept in text, kept


def test_progress_bars_are_not_shared_and_what_is_printed_between_them_is() -> None:
    bar = "before\n\r  0%|   | 0/2 [00:00<?, ?it/s]\r100%|###| 2/2 [00:00<00:00, 9.5it/s]\nafter\r\n"
    assert Steady(ROOT).printed("stderr", bar) == "before\nafter\r\n"
    assert Steady(ROOT).printed("stdout", bar) == bar
    cell = nbformat.v4.new_code_cell("x", id="x")
    cell.outputs = [nbformat.v4.new_output("stream", name="stderr", text="\r 0/1\r 1/1\n")]
    (shared,) = published(nbformat.v4.new_notebook(cells=[cell]), ROOT)["cells"]
    assert shared["outputs"] == []


@given(st.lists(st.tuples(st.sampled_from(["stdout", "stderr"]), st.text(max_size=5)), max_size=12))
def test_what_is_printed_does_not_depend_on_how_it_comes_in_pieces(pieces: list[tuple[str, str]]) -> None:
    def notebook(outputs: list[Any]) -> nbformat.NotebookNode:
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", id="x", outputs=outputs)])

    shown = nbformat.v4.new_output("display_data", {"text/plain": "between"})
    in_pieces = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in pieces]
    joined = [
        nbformat.v4.new_output("stream", name=name, text="".join(text for one, text in pieces if one == name))
        for name in ("stdout", "stderr")
        if any(one == name for one, _ in pieces)
    ]
    at_once = published(notebook([*joined, shown, *joined]), ROOT)
    assert published(notebook([*in_pieces, shown, *in_pieces]), ROOT) == at_once


@given(st.text(alphabet="at 0xT_<>\"'=#idsvgable1f", max_size=60))
def test_what_is_steady_stays_as_it_is(text: str) -> None:
    once = Steady(ROOT).shown(text)
    assert Steady(ROOT).shown(once) == once


@pytest.mark.timeout(60)
@pytest.mark.parametrize("letters", ["x", "/", "a/", "/lib", "\r\n", "x\r\n"])
def test_a_long_word_takes_no_longer_than_its_letters(letters: str) -> None:
    text = letters * (1_000_000 // len(letters))  # such as a picture in base 64; it took hours
    for name in ("stdout", "stderr"):
        assert Steady(ROOT).printed(name, text) == text


def test_ids_on_one_page_stay_different() -> None:
    drawing = '<svg><path id="m2afe9ca51e"/></svg>'
    cells = [nbformat.v4.new_code_cell("x", id=f"x{place}") for place in range(2)]
    for cell in cells:
        cell.outputs = [nbformat.v4.new_output("display_data", {"image/svg+xml": drawing}) for _ in range(2)]
    text = notebook_bytes(published(nbformat.v4.new_notebook(cells=cells), ROOT)).decode()
    assert [text.count(f"i{number:010x}") for number in range(5)] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Line2D at 0x7f12ab>, <Line2D at 0x7f12ab>", "<Line2D at 0x0>, <Line2D at 0x0>"),
        ("/var/ipykernel_123/456.py:1: UserWarning: careful", "456.py:1: UserWarning: careful"),
        ("the flag stands at 0 x 7", "the flag stands at 0 x 7"),
        (
            "/home/an/chiso/.venv/lib/python3.11/site-packages/pandas/core/x.py:7: careful",
            "pandas/core/x.py:7: careful",
        ),
        ("(/usr/lib64/python3.11/json/decoder.py)", "(json/decoder.py)"),
        ("PosixPath('/home/an/chiso/data/raw') of /home/an/chiso", "PosixPath('./data/raw') of ."),
        ("/home/an/chiso-2/data and /home/an/chisom", "/home/an/chiso-2/data and /home/an/chisom"),
        (
            '<style>#T_9e2b1_row0 {}</style><table id="T_9e2b1"><td id="T_9e2b1_row0">T_9e2b2</td>',
            '<style>#T_00000_row0 {}</style><table id="T_00000"><td id="T_00000_row0">T_9e2b2</td>',
        ),
        (
            '<svg><path id="m2afe9ca51e"/><use href="#m2afe9ca51e"/><g id="axes_1"/></svg>',
            '<svg><path id="i0000000000"/><use href="#i0000000000"/><g id="axes_1"/></svg>',
        ),
        (
            '<svg><g clip-path="url(#p0123456789)"/><rect id="p0123456789"/></svg>',
            '<svg><g clip-path="url(#i0000000000)"/><rect id="i0000000000"/></svg>',
        ),
        ('<p id="m2afe9ca51e">no drawing</p>', '<p id="m2afe9ca51e">no drawing</p>'),
    ],
)
def test_only_what_is_made_up_is_replaced(text: str, expected: str) -> None:
    assert Steady(Path("/home/an/chiso")).shown(text) == expected
