"""The options of the command line, whose values may also stand in variables: YEAR, PROVINCE, LOCALE, UNITS."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Variable(click.Option):
    """An option whose value may stand in a variable of its name."""

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Return what stands in the variable."""
        value = super().resolve_envvar_value(ctx)
        # Where the locale is not UTF-8, Python reads the bytes of the environment as something else.
        return None if value is None else os.fsencode(value).decode("utf-8", "replace")


def option(variable: str, text: str, *, is_switch: bool = False) -> Decorator:
    """Return the option of a variable, such as ``--cell-seconds`` of CELL_SECONDS; a switch needs no value."""
    name = f"--{variable.lower().replace('_', '-')}"
    # A switch may have a value, too: what `make` was given for it, such as WHY=1.
    switch: dict[str, Any] = {"is_flag": False, "flag_value": "1"} if is_switch else {}
    return click.option(name, envvar=variable, default="", metavar=variable, help=text, cls=Variable, **switch)


def options(*chosen: Decorator) -> Decorator:
    """Put several options together."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for one in reversed(chosen):
            function = one(function)
        return function

    return decorate


PARAMETERS = options(
    option("YEAR", "briefing year, such as 2021"),
    option("PROVINCE", "slug, code or name"),
    option("UNITS", "set of units; of the year if not given"),
)
FORMATS = option("FORMATS", "what to make, of pdf, html and docx; pdf and html if not given")
SHEET_FORMATS = option("FORMATS", "what to make, of pdf, html and docx; pdf and docx if not given")
FORM = options(
    option("FORM", "nd30 for an official document of Decree 30/2020/NĐ-CP, as a Word file"),
    option("KIND", "its kind: bao-cao (a report, if not given) or ke-hoach (the draft of next year's plan)"),
)
LOCALE = option("LOCALE", "vi, en or 'vi en'")
NOTEBOOK = option("NOTEBOOK", "a notebook that stands for 3_briefing.ipynb, such as my.ipynb")
RUN = options(
    option("JOBS", "reports made at once; one for each processor"),
    option("KERNELS", "warm, or fresh for ordinary Jupyter kernels"),
    option("WHY", "say why each ran", is_switch=True),
    option("CELL_SECONDS", "longest time of a cell; 600"),
    option("REPORT_SECONDS", "longest time of a notebook; 1800"),
)
SCHEDULER = option("SCHEDULER", "a cluster: tcp://host:8786")
