"""Neither code nor messages name an index or a number of units: what is special to a country is data."""

from __future__ import annotations

import re
import tokenize
from pathlib import Path

import pytest
from checkout import ROOT

from chiso.briefing.words import messages_of
from chiso.catalog import Catalog
from chiso.locales import LOCALES

SOURCE = ROOT / "src" / "chiso"


def test_no_code_asks_for_an_index_by_its_id(catalog: Catalog) -> None:
    names = "|".join(catalog.indices)
    quoted = re.compile(rf"""["'](?:{names})["']""")
    found = [f"{path.relative_to(SOURCE)}: {line.strip()}" for path, line in lines() if quoted.search(line)]
    assert found == []


def test_no_condition_holds_a_number_of_units(catalog: Catalog) -> None:
    counts = "|".join(str(each.count) for each in catalog.sets)
    compared = re.compile(rf"(?:[=!<>]=?|\bin\b)\s*\(?(?:{counts})\b(?!\.)")
    found = [f"{path.relative_to(SOURCE)}: {line.strip()}" for path, line in lines() if compared.search(line)]
    assert found == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_names_an_index_or_a_number_of_units(catalog: Catalog, locale: str) -> None:
    labels = [re.escape(index.label) for index in catalog.indices.values()]
    counts = [str(each.count) for each in catalog.sets]
    named = re.compile(rf"\b(?:{'|'.join([*labels, *counts])})\b")
    text = messages_of(locale).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if named.search(line)] == []


def lines() -> list[tuple[Path, str]]:
    """Return every line of the package's code with its file, without texts of several lines: examples may name any."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        shown = path.read_text("utf-8").splitlines()
        with tokenize.open(path) as opened:
            for token in tokenize.generate_tokens(opened.readline):
                if token.type == tokenize.STRING and token.end[0] > token.start[0]:
                    shown[token.start[0] - 1 : token.end[0]] = [""] * (token.end[0] - token.start[0] + 1)
        found += [(path, line) for line in shown]
    return found
