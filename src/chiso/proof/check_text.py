"""Checking a text as `chiso check FILE` does: its claims, and its figures where it is a Word file of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import Catalog, Project
from chiso.claims import report
from chiso.claims.checked import annotated, check_text
from chiso.errors import ParameterError
from chiso.files import write_new
from chiso.proof.word_figures import word_figures
from chiso.texts.open_text import load


def told_text(
    project: Project, catalog: Catalog, file: str, out: str, given: Mapping[str, str], *, as_json: bool
) -> tuple[str, bool]:
    """Return what `chiso check` prints of a text, and whether something in it should not stand as it is.

    Parameters
    ----------
    project, catalog
        The project.
    file
        The text; ``-`` is standard input.
    out
        Where a copy with comments is written; empty for none.
    given
        ``province, year, units``, as :func:`chiso.claims.checked.check_text` takes them.
    as_json
        Whether JSON is wanted in the place of a table.

    Raises
    ------
    ParameterError
        When there is no such province, year or set of units, or the copy would take the place of the text.
    DataError
        When the text or the data cannot be read.
    """
    name, data = load(file)
    if out and Path(out).exists() and file != "-" and Path(out).samefile(file):
        raise ParameterError(
            "The copy would take the place of the text itself.", where="OUT", remedy="Give it another name."
        )
    checked = check_text(project, catalog, name, data, **given)
    checked = checked.with_figures(word_figures(project, catalog, checked.text))
    if out:
        write_new(Path(out), annotated(checked, data))
    return report.as_json(checked) if as_json else report.table(checked), checked.is_bad
