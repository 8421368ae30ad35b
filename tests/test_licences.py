"""Every package that is installed is listed with its licence."""

from __future__ import annotations

import re

from licences import ROOT, installed, locked, page


def listed() -> dict[str, str]:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \| (?:reports|development) \|$", text, re.MULTILINE)
    return dict(rows)


def test_every_installed_and_every_locked_package_is_listed_with_a_licence() -> None:
    found = listed()
    assert set(found) == locked()
    assert set(installed()) <= set(found)
    assert len(found) > 150
    assert not [name for name, licence in found.items() if "not known" in licence]


def test_the_page_is_up_to_date() -> None:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert text == page(), "run: .venv/bin/python tests/licences.py > docs/licences.md"


def test_nothing_that_reports_are_made_with_asks_for_more_than_its_notice() -> None:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    strict = [line for line in text.splitlines() if "| reports |" in line and re.search(r"GPL|GNU|Artistic", line)]
    # pandoc is a program of its own that is run, not code that is linked.
    assert [line.split("|")[1].strip() for line in strict] == ["pypandoc-binary"]
