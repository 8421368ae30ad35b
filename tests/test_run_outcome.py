"""How a step that failed is told."""

from __future__ import annotations

import errno

from chiso.catalog import Catalog, Project
from chiso.run.outcome import told
from chiso.run.steps import Steps


def test_a_full_disk_is_no_defect(project: Project) -> None:
    step = Steps(project, Catalog(project.raw)).ingest
    kept = project.state / "failed" / "ingest.ipynb"
    said = str(told(project, step, OSError(errno.ENOSPC, "No space left on device"), kept))
    assert "There is no room to work in." in said
    assert "TMPDIR" in said
    assert "`make ingest`" in said
    assert not kept.with_suffix(".txt").exists()


def test_an_error_of_another_kind_is_a_defect_and_kept(project: Project) -> None:
    step = Steps(project, Catalog(project.raw)).ingest
    kept = project.state / "failed" / "ingest.ipynb"
    said = str(told(project, step, OSError(errno.EBADF, "Bad file descriptor"), kept))
    assert "This is a defect of chiso" in said
    assert "Bad file descriptor" in kept.with_suffix(".txt").read_text(encoding="utf-8")
