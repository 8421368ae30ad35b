"""Bringing a published table in: one import at a time in a project, tried out against all that hangs on it."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from chiso.catalog import Catalog, Project, tables_in
from chiso.intake.receive import import_table
from chiso.intake.request import parse_request
from chiso.intake.summary import tell
from chiso.run.check import check_statements
from chiso.run.lock import only_run


def bring_in(project: Project, values: Mapping[str, str]) -> list[str]:
    """Import a table and return what to tell the steward.

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
        request = parse_request(catalog, values)
        before = {path: path.read_bytes() for path in tables_in(project.raw)}
        outcome = import_table(project, request, check_statements)
    own = catalog.in_vintage(catalog.vintage_of(request.index_year), request.index_year)
    return tell(project, own, outcome, before)
