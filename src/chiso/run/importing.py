"""Bringing a published table, or the assignments of a plan, in: one at a time, tried out before it is written."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from chiso.catalog import Catalog, Project, tables_in
from chiso.errors import ParameterError
from chiso.intake.assignments.receive import AnnexOutcome, import_annex, told_annex
from chiso.intake.assignments.request import parse_annex_request, plan_year
from chiso.intake.options import PLAN
from chiso.intake.receive import import_table
from chiso.intake.request import parse_request
from chiso.intake.summary import tell
from chiso.run.check import check_statements
from chiso.run.lock import only_run
from chiso.run.parameters import default_unit


def bring_in(project: Project, values: Mapping[str, str]) -> list[str]:
    """Import a table, or with PLAN the assignments of a plan, and return what to tell the steward.

    Parameters
    ----------
    project
        The project.
    values
        The options by the names of :data:`~chiso.intake.options.OPTIONS`.

    Raises
    ------
    ChisoError
        With everything that is wrong with the options or the table. Nothing has been written then.
    """

    def say_waiting() -> None:
        sys.stderr.write("Another run is under way in this project; waiting for it to end.\n")

    with only_run(project, say_waiting):
        catalog = Catalog(project.raw)
        before = {path: path.read_bytes() for path in tables_in(project.raw)}
        if values.get("PLAN", "").strip():
            return told_annex(project, _assignments(project, catalog, values), before)
        alone = [name for name in PLAN if name != "PROVINCE" and values.get(name, "").strip()]
        if alone:
            raise ParameterError(
                f"{', '.join(alone)} {'goes' if len(alone) == 1 else 'go'} with PLAN only.",
                where=", ".join(alone),
                remedy="Give PLAN, the year of the plan whose measures FILE assigns, or leave them out.",
            )
        request = parse_request(catalog, values)
        outcome = import_table(project, request, check_statements)
    own = catalog.in_vintage(catalog.vintage_of(request.index_year), request.index_year)
    return tell(project, own, outcome, before)


def _assignments(project: Project, catalog: Catalog, values: Mapping[str, str]) -> AnnexOutcome:
    """Import the assignments of a plan, whose units are those of its year."""
    view = catalog.view(plan_year(values["PLAN"]) - 1)
    unit = view.resolve(values.get("PROVINCE", "").strip() or default_unit(view))
    return import_annex(project, parse_annex_request(catalog, values, unit), check_statements)
