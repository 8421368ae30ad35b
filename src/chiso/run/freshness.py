"""Knowing whether a step has anything to do, from what its last run read and wrote.

A step is fresh while every file that it read and wrote is the one of its last run. Files are told
apart by time of change and size, as make does it, so that looking takes milliseconds; which modules of
the package a step depends on is worked out from their imports when it runs, and kept.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

from chiso.catalog import Project
from chiso.files import write_files

Signature = list[int] | None


@dataclasses.dataclass(frozen=True)
class Step:
    """A step of the pipeline.

    ``name`` tells it from every other and is a valid file name; ``reads`` and ``writes`` are files;
    ``roots`` are the modules of the package that do the work.
    """

    name: str
    reads: tuple[Path, ...]
    writes: tuple[Path, ...]
    roots: tuple[str, ...]


def stale_because(project: Project, step: Step) -> str | None:
    """Say why a step has to run, or return None while it is fresh.

    Returns
    -------
    str or None
        ``"observations.csv is not there"``, ``"notebooks/3_briefing.ipynb changed"``, …
    """
    try:
        state = json.loads(_state_file(project, step).read_text(encoding="utf-8"))
        reads, writes, modules = dict(state["reads"]), dict(state["writes"]), list(state["modules"])
    except (OSError, ValueError, KeyError, TypeError):
        return "it was not made yet"
    for path in step.writes:
        name = project.relative(path)
        now = _signature(path)
        if now is None:
            return f"{name} is not there"
        if now != writes.get(name):
            return f"{name} was changed"
    now_read = {*step.reads, *(project.root / module for module in modules)}
    names = {project.relative(path): path for path in now_read}
    for name in sorted(names):
        if name not in reads:
            return f"{name} is new"
        if _signature(names[name]) != reads[name]:
            return f"{name} changed"
    gone = sorted(set(reads) - set(names))
    return f"{gone[0]} is gone" if gone else None


def remember(project: Project, step: Step, reads: dict[Path, Signature]) -> None:
    """Note that a step has run to its end.

    Parameters
    ----------
    project, step
        The step that ran.
    reads
        The signatures of what it read, taken before it ran: a file that changed meanwhile must count
        as changed.
    """
    modules = sorted(project.relative(path) for path in reads if path not in set(step.reads))
    state = {
        "reads": {project.relative(path): signature for path, signature in sorted(reads.items())},
        "writes": {project.relative(path): _signature(path) for path in step.writes},
        "modules": modules,
    }
    write_files({_state_file(project, step): (json.dumps(state, indent=1) + "\n").encode()}, project.journal)


def signatures(step: Step) -> dict[Path, Signature]:
    """Return the signatures of everything that a step reads, its modules included."""
    return {path: _signature(path) for path in (*step.reads, *_module_files(step.roots))}


def _module_files(roots: Iterable[str]) -> list[Path]:
    """Return the files of the modules that ``roots`` import, directly or not, themselves included."""
    import grimp  # noqa: PLC0415 - a run with nothing to do has no time to load it

    import chiso  # noqa: PLC0415

    graph = grimp.build_graph("chiso", cache_dir=None)
    needed = {"chiso"}
    for root in roots:
        needed |= {root} | graph.find_upstream_modules(root) | graph.find_descendants(root)
        for module in graph.find_descendants(root):
            needed |= graph.find_upstream_modules(module)
    folder = Path(chiso.__file__).parent
    files = []
    for module in sorted(needed):
        place = folder.joinpath(*module.split(".")[1:])
        files.append(place / "__init__.py" if place.is_dir() else place.with_suffix(".py"))
    return files


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def _state_file(project: Project, step: Step) -> Path:
    return project.state / "steps" / f"{step.name}.json"
