"""The ground floor: what is known about units, indices, editions, breaks and plans before any figure is read."""

from chiso.catalog.catalog import Catalog
from chiso.catalog.folder import tables_in, unread_tables
from chiso.catalog.inputs import Input, input_paths, modules_beside, report_inputs
from chiso.catalog.project import Project, find_project, view_suffix
from chiso.catalog.tables import Break, Index, Indicator, Publication, Statement, Suppression, Target
from chiso.catalog.units import MERGED_ON, VINTAGES, Unit, Units, slug_of, vintage_of

__all__ = [
    "MERGED_ON",
    "VINTAGES",
    "Break",
    "Catalog",
    "Index",
    "Indicator",
    "Input",
    "Project",
    "Publication",
    "Statement",
    "Suppression",
    "Target",
    "Unit",
    "Units",
    "find_project",
    "input_paths",
    "modules_beside",
    "report_inputs",
    "slug_of",
    "tables_in",
    "unread_tables",
    "view_suffix",
    "vintage_of",
]
