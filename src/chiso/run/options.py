"""How a run is done: how much at once, where, and for how long at most."""

from __future__ import annotations

import dataclasses
import os
import re
import sys

from chiso.errors import ParameterError
from chiso.run.forms import FORMATS, USUAL
from chiso.run.limits import Limits

KERNELS = ("warm", "fresh")
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}", re.ASCII)


@dataclasses.dataclass(frozen=True)
class Options:
    """How a run is done.

    ``jobs`` is the number of reports made at once, 0 for one for each processor; ``warm`` whether kernels
    are forked from a warm server; ``scheduler`` the address of a cluster's scheduler.
    """

    jobs: int = 0
    warm: bool = True
    scheduler: str = ""
    limits: Limits = dataclasses.field(default_factory=Limits)

    @property
    def at_once(self) -> int:
        """How many reports are made at once on this machine."""
        return self.jobs or (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1)


def read_options(
    *, jobs: str = "", kernels: str = "", scheduler: str = "", cell_seconds: str = "", report_seconds: str = ""
) -> Options:
    """Read options as a person types them; empty ones have their defaults.

    Raises
    ------
    ParameterError
        When one of them cannot be understood.
    """
    usual = Limits()
    if kernels and kernels not in KERNELS:
        raise ParameterError(
            f"There are no kernels {kernels!r}.",
            where="KERNELS",
            remedy="Give warm (forked from a warmed process) or fresh (started one by one).",
        )
    if scheduler and not _ADDRESS.fullmatch(scheduler):
        raise ParameterError(
            f"{scheduler!r} is no address of a scheduler.",
            where="SCHEDULER",
            remedy="Give one such as tcp://host:8786.",
        )
    return Options(
        jobs=_whole(jobs, "JOBS", 0),
        warm=kernels != "fresh",
        scheduler=scheduler,
        limits=Limits(
            cell=_whole(cell_seconds, "CELL_SECONDS", usual.cell),
            report=_whole(report_seconds, "REPORT_SECONDS", usual.report),
        ),
    )


def read_formats(text: str, usual: tuple[str, ...] = USUAL) -> tuple[str, ...]:
    """Read what reports are to be made as: names with spaces or commas between; the usual ones where there is none.

    Raises
    ------
    ParameterError
        When one of them is unknown.
    """
    asked = text.replace(",", " ").lower().split()
    for name in asked:
        if name not in FORMATS:
            raise ParameterError(
                f"There is no format {name!r}.", where="FORMATS", remedy=f"Give some of {', '.join(FORMATS)}."
            )
    return tuple(name for name in FORMATS if name in asked) or usual


def _whole(text: str, name: str, usual: int) -> int:
    if not text.strip():
        return usual
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()) or int(text) == 0:
        raise ParameterError(
            f"{text!r} is no whole number from 1 to 999999.",
            where=name,
            remedy=f"Give a whole number, such as {name}=2.",
        )
    return int(text)
