"""Whether notebooks would be committed without what running them leaves: `python tests/kept_notebooks.py`.

Judged is what git would commit. Where `make lab` has set up the filter, outputs in the files are the researcher's own;
elsewhere git would commit the files as they are. Without version control nothing is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chiso.addresses import leave_out_grammar
from chiso.kept_notebook import kept
from chiso.provenance import git, is_filtered

ROOT = Path(__file__).parents[1]


def committed(root: Path) -> dict[str, bytes]:
    """Return what git would commit of each notebook, by its name; empty without version control."""
    try:
        if not (root / ".git").exists():
            return {}
        listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "notebooks")
    except FileNotFoundError:
        return {}
    names = [name for name in listed.split("\0") if name.endswith(".ipynb") and (root / name).is_file()]
    return {name: data for name in names if (data := _committed(root, name)) is not None}


def _committed(root: Path, name: str) -> bytes | None:
    if not is_filtered(root, name):
        return (root / name).read_bytes()
    # What was added before there was a filter is still as it was added; what is added from now on is filtered.
    return git(root, "show", f":{name}").encode("utf-8", "surrogateescape") if git(root, "ls-files", name) else None


def main(root: Path) -> int:
    """Name the notebooks that would be committed with more than is kept of them; return the exit status."""
    wrong = sorted(name for name, data in committed(root).items() if kept(data) != data)
    for name in wrong:
        sys.stderr.write(f"error: {name} would be committed with outputs, or not as Jupyter writes it.\n")
    if wrong:
        sys.stderr.write(
            "  what to do: Open the notebooks by `make lab`, which sets up a filter for git, then `git add` them.\n"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    leave_out_grammar()
    sys.exit(main(ROOT))
