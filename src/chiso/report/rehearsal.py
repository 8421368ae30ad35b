"""Making every block of a briefing once, so that processes forked from this one find the groundwork done.

Fonts are read, templates and messages parsed, tables of the year loaded: what is kept of it in this
process is the same for every unit.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

from chiso.report.briefing import Briefing
from chiso.report.fragments import fragment
from chiso.report.language import LOCALES
from chiso.report.specs import Block


def rehearse(project: str, year: int, province: str, units: int = 0) -> None:
    """Make the blocks of a unit's briefing in all languages, and drop them.

    Parameters
    ----------
    project
        The project's folder.
    year, province, units
        As for :class:`~chiso.report.briefing.Briefing`.
    """
    for locale in LOCALES:
        briefing = Briefing(year, province, locale, units=units, project=project)
        for name in vars(Briefing):  # in the order of a report, in which the annex comes after what leads to it
            if not name.startswith("_"):
                _make(briefing, getattr(briefing, name))


def _make(briefing: Briefing, method: Callable[..., Block | None]) -> None:
    for index in briefing.context.catalog.indices if inspect.signature(method).parameters else [None]:
        block = method() if index is None else method(index)
        if block is not None:
            fragment(block)
