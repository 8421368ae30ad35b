"""How a briefing is made, as facts: the printed colophon and the run record say the same."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping

from chiso.catalog import BRIEFING, SHEET, Catalog, Input, Project, Unit, read_sets, report_inputs
from chiso.errors import RunError
from chiso.provenance import Origin, checksums, fingerprint, origin


@dataclasses.dataclass(frozen=True)
class Making:
    """What one document is made from.

    ``parameters`` are the values of the target of make that ``command`` names, ``inputs`` the files by their path from
    the project's root, ``digests`` their SHA-256, ``notebook`` the name of the notebook that shows the briefing.
    """

    project: Project
    catalog: Catalog
    unit: Unit
    year: int
    locale: str
    parameters: Mapping[str, str]
    origin: Origin
    inputs: Mapping[str, Input]
    digests: Mapping[str, str]
    notebook: str = BRIEFING
    command: str = "report"

    @functools.cached_property
    def fingerprint(self) -> str:
        """One SHA-256 for all inputs; see :func:`chiso.provenance.fingerprint`."""
        return fingerprint(self.digests)


def making(project: Project, catalog: Catalog, year: int, unit: Unit, locale: str, notebook: str = BRIEFING) -> Making:
    """Return how the briefing of a unit is made, from what stands in the project now.

    Raises
    ------
    DataError
        When a table cannot be read.
    RunError
        When an input is not there.
    """
    inputs = {project.relative(one.path): one for one in report_inputs(project, catalog, year, notebook)}
    try:
        digests = checksums(project.root, (one.path for one in inputs.values()))
    except OSError as error:
        raise RunError(
            "An input of the briefing cannot be read.",
            where=str(error.filename),
            why=error.strerror or str(error),
            remedy="Bring the file back from version control, then run the same command again.",
        ) from None
    view = {"UNITS": str(unit.vintage)} if read_sets(project.raw).suffix(year, unit.vintage) else {}
    other = {} if notebook in (BRIEFING, SHEET) else {"NOTEBOOK": notebook}
    return Making(
        project=project,
        catalog=catalog,
        unit=unit,
        year=year,
        locale=locale,
        parameters={"YEAR": str(year), "PROVINCE": unit.slug, "LOCALE": locale, **view, **other},
        origin=origin(project.root),
        inputs=inputs,
        digests=digests,
        notebook=notebook,
    )
