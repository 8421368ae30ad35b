"""What is found wrong in a table: each thing once, all of it counted, and the first of it kept."""

from __future__ import annotations

import pytest

from chiso.errors import DataError
from chiso.intake.findings import Findings


def test_a_problem_is_noted_once_also_where_parts_are_put_together() -> None:
    findings, other = Findings("a.csv"), Findings("a.csv")
    for one in (findings, findings, other):
        one.problem("Wrong.", "row 2")
    other.problem("Wrong.", "row 3")
    findings.add(other)
    assert [problem.where for problem in findings.problems] == ["a.csv, row 2", "a.csv, row 3"]


def test_very_many_problems_are_counted_and_not_all_kept() -> None:
    findings = Findings("a.csv")
    for row in range(50_000):
        findings.problem("Wrong.", f"row {row}")
    assert findings.is_full
    assert len(findings.problems) < 5_000
    with pytest.raises(DataError, match=r"50000 problems in a.csv; nothing has been written; the first 40:") as caught:
        findings.raise_any()
    assert str(caught.value).count("Wrong.") == 40
