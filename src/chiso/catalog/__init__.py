"""The ground floor: what is known about units, indices, editions, breaks and plans before any figure is read."""

from chiso.catalog.agencies import Agency
from chiso.catalog.catalog import Catalog
from chiso.catalog.folder import tables_in, unread_tables
from chiso.catalog.indices import GroupCut, Index, Indicator, weight_within
from chiso.catalog.inputs import BRIEFING, PLAN, SHEET, Input, files_beside, input_paths, report_inputs
from chiso.catalog.offices import Office
from chiso.catalog.opened import open_catalog
from chiso.catalog.plans import Measure, Statement, Target
from chiso.catalog.project import Project, find_project, project_at
from chiso.catalog.sets import UnitSet, UnitSets, read_sets
from chiso.catalog.spelling import slug_of
from chiso.catalog.tables import Break, Conflict, Publication, Suppression
from chiso.catalog.units import Unit, Units
from chiso.catalog.years import briefing_year

__all__ = [
    "BRIEFING",
    "PLAN",
    "SHEET",
    "Agency",
    "Break",
    "Catalog",
    "Conflict",
    "GroupCut",
    "Index",
    "Indicator",
    "Input",
    "Measure",
    "Office",
    "Project",
    "Publication",
    "Statement",
    "Suppression",
    "Target",
    "Unit",
    "UnitSet",
    "UnitSets",
    "Units",
    "briefing_year",
    "files_beside",
    "find_project",
    "input_paths",
    "open_catalog",
    "project_at",
    "read_sets",
    "report_inputs",
    "slug_of",
    "tables_in",
    "unread_tables",
    "weight_within",
]
