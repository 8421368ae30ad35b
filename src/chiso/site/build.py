"""Building the site: which pages there are, what each is made from, and making those that changed."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chiso.catalog import Catalog, Project
from chiso.errors import RunError
from chiso.run.freshness import Look
from chiso.run.lock import only_run
from chiso.run.pipeline import say_waiting
from chiso.run.steps import Report, Step, Steps, modules_of, package_folder, report_files
from chiso.site.addresses import PAGE, SEARCH
from chiso.site.kept import Kept, contents, digest, tables

ROOTS = ("chiso.site",)
_NOTES = "site.json"
_UNUSED = ("pagefind-*ui*", "pagefind-highlight*")
"""Faces of Pagefind that the site does without: it has its own, by the policy of its pages."""


@dataclasses.dataclass(frozen=True)
class Built:
    """What a build did: how many pages the site has, which files were written and which removed."""

    pages: int
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_fresh: bool = False


def build_site(project: Project, catalog: Catalog, reports: Sequence[Report], root: str) -> Built:
    """Build the site of some reports that are up to date.

    Parameters
    ----------
    project, catalog
        The project.
    reports
        Its briefings that the site holds.
    root
        The address of the site; empty where it is not known.

    Raises
    ------
    RunError
        When the site cannot be written, or its texts not be made searchable.
    """
    with only_run(project, say_waiting):
        return _build(project, catalog, reports, root)


def _build(project: Project, catalog: Catalog, reports: Sequence[Report], root: str) -> Built:
    folder = project.site
    kept = Kept(project.state / _NOTES, folder)
    look, steps = Look(project), Steps(project, catalog)
    step = _step(project, steps, reports, [folder / name for name in kept.files])
    asked = digest(root, *(f"{report.parameters.name} {report.parameters.year} {report.locale}" for report in reports))
    why = look.reasons(step)
    if not why and kept.stands("asked", asked):
        return Built(
            sum(name.endswith(f"/{PAGE}") and name[:3] in ("vi/", "en/") for name in kept.files), is_fresh=True
        )
    look.hold()
    found = modules_of(project, ROOTS)
    spoiled = {name for name in kept.files if not (folder / name).is_file()}
    spoiled |= {line.split("/", 1)[1].removesuffix(" was changed") for line in why if line.startswith("site/")}
    # What is up to date has no time to load what pages are made with.
    from chiso.site.pages import Pages  # noqa: PLC0415

    code = digest(root, *contents(project, found))
    places = Pages(project, steps, list(reports), root, kept, spoiled, code).make()
    kept.put("asked", asked, {})
    searchable = kept.stands("search", "", spoiled)
    removed = kept.remove()  # before the index, or what is gone would be found
    if kept.written or removed or not searchable:
        _index(folder, kept)
    kept.close()
    look.remember(_step(project, steps, reports, [folder / name for name in kept.files]), found)
    return Built(len(places), tuple(kept.written), tuple(removed))


def _step(project: Project, steps: Steps, reports: Sequence[Report], writes: list[Path]) -> Step:
    years = sorted({report.parameters.year for report in reports})
    reads = [project.relative(path) for report in reports for path in report_files(project, report)]
    reads += [name for year in years for name in steps.inputs(year)]
    reads += [project.relative(path) for path in tables(project)]
    rooms = [package_folder() / room for room in ("site", "blocks", "briefing", "export")]
    files = [path for room in rooms for path in sorted(room.rglob("*")) if path.is_file()]
    reads += [project.relative(path) for path in files if path.suffix not in (".py", ".pyc")]
    return Step(
        name="site", title="Build the site", reads=tuple(dict.fromkeys(reads)), writes=tuple(writes), roots=ROOTS,
        command="make site", notebook="",
    )  # fmt: skip


def _index(folder: Path, kept: Kept) -> None:
    """Make the texts of the site searchable, by Pagefind."""
    shutil.rmtree(folder / SEARCH, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-subdir", SEARCH, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - nothing a person typed
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise RunError(
            "The texts of the site cannot be made searchable.",
            where=str(folder / SEARCH),
            why=lines[-1] if lines else f"Pagefind ended with status {done.returncode}.",
            remedy="Run `make clean`, then the same command again.",
        )
    for unused in (path for pattern in _UNUSED for path in (folder / SEARCH).glob(pattern)):
        unused.unlink()
    entry = folder / SEARCH / "pagefind-entry.json"
    # Pagefind names the languages in any order.
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
    made = sorted(path for path in (folder / SEARCH).rglob("*") if path.is_file())
    kept.put("search", "", {path.relative_to(folder).as_posix(): path.read_bytes() for path in made})
