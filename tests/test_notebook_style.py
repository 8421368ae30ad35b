"""Lint leaves a researcher's style alone, and tells of cells that would not run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from checkout import ROOT

QUICK = """from numpy import *
from math import pi as PI, e
import os, sys, random
f = lambda x: x**2; g=lambda: None
unused = 3
l = [1,2 ,3]
for i in range(len(l)): print(i,l[i], f'done')
if f(2) == None or l is 1: eval('1')
assert (True, 'always')
"""
VIETNAMESE = """def tính_điểm(điểm_số, hệ_số=[]):
    try:
        x = điểm_số
    except:
        pass
    return sum(điểm_số)
Điểm_Trung_Bình = tính_điểm([1, 2])
print('một dòng rất dài', 'một dòng rất dài', 'một dòng rất dài', 'một dòng rất dài', 'một dòng rất dài', 'một dòng')
{'a': 1, 'a': 2}
"""
MAGIC = """%matplotlib inline
!ls
import pandas as pd
class bảng:
\tdef F(self, id, list): return id;
import pandas as pd
df = pd.DataFrame({'a': [1]}); df.values
display('%(a)s' % {'a': 1, 'b': 2}, '{}'.format(1, 2))
df?
"""


def lint(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbformat.write(notebook, folder / "mine.ipynb")
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize("source", [QUICK, VIETNAMESE, MAGIC], ids=["quick", "Vietnamese", "magic"])
def test_any_style_passes(tmp_path: Path, source: str) -> None:
    done = lint(tmp_path, source)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("source", ["print(undefined_name)", "if True print(1)", "return 1", "'%s %s' % (1,)"])
def test_a_cell_that_would_not_run_is_told(tmp_path: Path, source: str) -> None:
    done = lint(tmp_path, source)
    assert done.returncode == 1
    assert "mine.ipynb:cell 1:1:" in done.stdout
