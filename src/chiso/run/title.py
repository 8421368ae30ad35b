"""Which unit a title names, where it was written by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from chiso.catalog import Catalog, Unit


def other_unit_named(title: str, asked: Unit, catalog: Catalog) -> str | None:
    """Return the name of another unit that a title names without naming the one asked for, or None.

    Parameters
    ----------
    title
        The title.
    asked
        The unit that it should be about.
    catalog
        The catalogue; names of each of its sets of units count.
    """
    # Only names as they are written: without marks, "Nam Định" would stand in "Việt Nam định hướng".
    text = _spaced(title)
    if any(_stands(name, text) for name in _names(asked)):
        return None
    for one in catalog.sets:
        for unit in sorted(catalog.in_vintage(one.vintage).units, key=lambda unit: -len(unit.name_vi)):
            if found := next((name for name in _names(unit) if _stands(name, text)), None):
                return found
    return None


def _names(unit: Unit) -> Iterable[str]:
    plain = {unit.name_vi, unit.name_en, unit.name("vi"), unit.name("en")}
    return sorted({form for name in plain for form in (_spaced(name), _spaced(name).upper())})


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[-–—]", " ", unicodedata.normalize("NFC", text)).split())
