"""How fast reports are made: the stock way, `make reports`, and plain function calls, in one run on one machine.

`make bench` runs it. Absolute figures are of the machine and its load; the ratios at the end are what holds.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from chiso.catalog import Catalog, Project, find_project
from chiso.files import file_sha256
from chiso.kernels.environment import kernel_environment
from chiso.kernels.orphans import adopt
from chiso.run.selection import selected
from chiso.run.steps import Report

YEAR = "2021"
_MEGABYTE = 2**20


@dataclasses.dataclass
class Measured:
    """What a part took: seconds by the clock, seconds of processors, and the largest memory of a process by role."""

    name: str
    reports: int
    wall: float = 0.0
    cpu: float = 0.0
    memory: dict[str, int] = dataclasses.field(default_factory=dict)

    @property
    def per_minute(self) -> float:
        """Reports a minute."""
        return 60 * self.reports / self.wall

    @property
    def cpu_each(self) -> float:
        """Seconds of processors for a report."""
        return self.cpu / self.reports

    def __str__(self) -> str:
        peaks = ", ".join(f"{role} {size // _MEGABYTE} MB" for role, size in sorted(self.memory.items()))
        return (
            f"{self.name:<44} {self.wall:8.1f} s {self.per_minute:8.1f}/min {self.cpu_each:7.2f} CPU s each   {peaks}"
        )


@contextmanager
def measured(name: str, reports: int) -> Iterator[Measured]:
    """Measure all processes that are started within."""
    found = Measured(name, reports)
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(found.memory, done))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.start()
    started = time.perf_counter()
    try:
        yield found
        found.wall = time.perf_counter() - started
    finally:
        done.set()
        watch.join()
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(found, flush=True)


def _watch(memory: dict[str, int], done: threading.Event) -> None:
    """Note the largest memory of each role; the system keeps each one's own maximum, so a look now and then does."""
    while not done.wait(0.1):
        for process in psutil.Process().children(recursive=True):
            try:
                role = _role(process)
                memory[role] = max(memory.get(role, 0), _largest(process.pid))
            except (psutil.Error, OSError):
                continue


def _role(process: psutil.Process) -> str:
    command = " ".join(process.cmdline())
    if "chiso.kernels.server" in command:
        return "kernel" if "chiso.kernels.server" in " ".join(process.parent().cmdline()) else "server"
    if "chiso.run.worker" in command:
        return "worker"
    if "ipykernel_launcher" in command:
        return "kernel"
    return "command"


def _largest(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _reap() -> None:
    """Wait for what the commands left to us, so that its time is counted."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def call(project: Project, *command: str, **variables: str) -> None:
    """Run a command in the project, and show what it said if it fails."""
    own = {
        name: value for name, value in os.environ.items() if name not in ("PROVINCES", "PROVINCE", "LOCALE", "UNITS")
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project.root,
        env={**own, "YEAR": YEAR, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}")


def stock(project: Project, report: Report, folder: Path, *, prepare: bool = False) -> None:
    """Make one report with the command-line tools, and the tables that it reads first where asked for."""
    unit, locale = report.parameters.unit.slug, report.locale
    run = ("papermill", "--no-progress-bar", "-k", "python3", "--cwd", "notebooks")
    if prepare:
        call(project, *run, "notebooks/1_ingest.ipynb", str(folder / "1.ipynb"))
        call(project, *run, "notebooks/2_compare.ipynb", str(folder / "2.ipynb"), "-p", "year", YEAR)
    made = folder / f"{unit}.{locale}.ipynb"
    given = ("-p", "year", YEAR, "-p", "province", unit, "-p", "locale", locale)
    call(project, *run, "notebooks/3_briefing.ipynb", str(made), *given)
    call(project, "jupyter", "nbconvert", "--to", "briefing-html", str(made))
    call(project, "jupyter", "nbconvert", "--to", "briefing-pdf", str(made))


def ours(project: Project, reports: Sequence[Report], **variables: str) -> None:
    """Make reports with the command of `make reports`; what is made of them already is removed first."""
    provinces = ", ".join(dict.fromkeys(report.parameters.unit.slug for report in reports))
    locales = " ".join(dict.fromkeys(report.locale for report in reports))
    shutil.rmtree(project.reports, ignore_errors=True)
    call(project, "chiso", "reports", PROVINCES=provinces, LOCALE=locales, **variables)


def _copy(project: Project, folder: Path) -> Project:
    for name in ("data/raw", "notebooks"):
        shutil.copytree(project.root / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy2(project.lock, folder / project.lock.name)
    return Project(folder)


def _first(project: Project, units: int, locales: str = "vi en") -> list[Report]:
    """Return the reports of the first so many units."""
    catalog = Catalog(project.raw)
    slugs = [unit.slug for unit in catalog.view(int(YEAR) - 1).units][:units]
    return selected(catalog, YEAR, ", ".join(slugs), locales)


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = psutil.virtual_memory().total // 2**30
    cores = len(os.sched_getaffinity(0))
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{model}, {cores} processors, {memory} GB, {system}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=63, help="units of the largest run; 63")
    largest = parser.parse_args().units
    # What a command leaves behind is ours to wait for: its time counts, too.
    adopt()
    say = print
    say(_machine())
    say(f"load of the machine before: {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory(prefix="chiso-bench-") as name:
        folder = Path(name)
        (folder / "p").mkdir()
        project = _copy(find_project(), folder / "p")
        out = folder / "stock"
        out.mkdir()
        few, many = _first(project, 3), _first(project, largest)

        with measured("stock, tables and one report, from nothing", 1) as stock_from_nothing:
            stock(project, few[0], out, prepare=True)
        shutil.rmtree(project.processed)
        with measured("ours, one report, from nothing", 1) as from_nothing:
            ours(project, few[:1])
        with measured(f"(a) stock, {len(few)} reports", len(few)) as stock_few:
            for report in few:
                stock(project, report, out)
        runs = {}
        for units in (3, 6, (largest + 1) // 2, largest):
            reports = _first(project, units)
            with measured(f"(b) make reports, {len(reports)} reports", len(reports)) as runs[units]:
                ours(project, reports)
        with measured("    the same again, nothing to do", len(many)) as nothing:
            call(project, "chiso", "reports", PROVINCES="all")
        floor = _floor(project, many)
        with measured(f"    KERNELS=fresh, {len(few)} reports", len(few)) as fresh:
            ours(project, few, KERNELS="fresh")
    most = runs[largest]
    say("")
    say(f"reports a minute against stock       {most.per_minute / stock_few.per_minute:6.1f}   wanted: at least 8")
    say(f"CPU seconds a report against floor   {most.cpu_each / floor.cpu_each:6.2f}   wanted: at most 1.5")
    say(
        f"one report from nothing, to stock    {from_nothing.wall / stock_from_nothing.wall:6.2f}   wanted: at most 0.5"
    )
    say(f"  to stock with the tables there     {from_nothing.wall / (stock_few.wall / len(few)):6.2f}")
    say(f"nothing to do, seconds               {nothing.wall:6.2f}   wanted: at most 0.5")
    say(f"memory of a worker, MB               {most.memory['worker'] // _MEGABYTE:6}   wanted: at most 400")
    say(f"memory of a kernel, MB               {most.memory['kernel'] // _MEGABYTE:6}")
    say(f"time of {most.reports} against half          {most.wall / runs[(largest + 1) // 2].wall:6.2f}")
    say(f"time of 12 against 6                 {runs[6].wall / runs[3].wall:6.2f}")
    say(f"warm against fresh kernels, 6        {runs[3].wall / fresh.wall:6.2f}")


def _floor(project: Project, reports: Sequence[Report]) -> Measured:
    """Make the same reports by plain function calls in one warm process of its own."""
    shown = ",".join(f"{report.parameters.unit.slug}:{report.locale}" for report in reports)
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("floor.py")), str(project.root), YEAR, shown],
        env=kernel_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    figures, *files = done.stdout.splitlines()
    wall, cpu, memory = figures.split()
    found = Measured(
        f"(c) floor, {len(reports)} reports", len(reports), float(wall), float(cpu), {"command": int(memory)}
    )
    for line in files:
        name, pdf, html = line.split()
        stem = f"briefing-{YEAR}-{name.replace(':', '.')}"
        ours = project.report_folder(int(YEAR), name.partition(":")[0])
        if (file_sha256(ours / f"{stem}.pdf"), file_sha256(ours / f"{stem}.html")) != (pdf, html):
            sys.exit(f"{stem}: the files of the floor are not those of `make reports`")
    print(found, flush=True)
    return found


if __name__ == "__main__":
    main()
