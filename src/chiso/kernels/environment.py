"""The environment that kernels get, and the server that they are forked from with them."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path

SERVER = "CHISO_KERNEL_SERVER"
"""The variable that tells a provisioner which server to ask; kernels do not get it."""

SESSION = "JPY_SESSION_NAME"
"""The variable in which Jupyter tells a kernel the path of its notebook."""

SELDOM = (50_000, 20, 100)
"""How seldom unreachable objects are looked for in processes that live for a moment, or for one report after
another: by default it takes a tenth of their time."""

_FIXED = {
    # Equal outputs need an equal order of sets.
    "PYTHONHASHSEED": "0",
    # Files that a cell opens are read alike in every locale.
    "PYTHONUTF8": "1",
    # And no date of today in a drawing: libraries that write one take this instead.
    "SOURCE_DATE_EPOCH": "0",
    # One thread each: the other processors are for other reports.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # The kernel's debugger is of no use here, and its warning about frozen modules ends up in the log.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


_OURS = (SERVER, "JPY_PARENT_PID", "COLUMNS", "LINES", "PYTHONSTARTUP")
"""What tells of this process and its terminal: tables that kernels print would be as wide as that. And what a user
runs at the start of an interactive Python: kernels are such, and would run it too."""


def kernel_environment() -> dict[str, str]:
    """Return this process's environment as kernels get it."""
    own = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**own, **_FIXED, **_plain_drawings()}


@functools.cache
def _plain_drawings() -> dict[str, str]:
    """Let matplotlib draw as it comes: a user may have told it to draw otherwise, in a file of their own."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return {}
    return {"MATPLOTLIBRC": str(Path(spec.origin).parent / "mpl-data" / "matplotlibrc")}
