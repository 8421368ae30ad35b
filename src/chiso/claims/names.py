"""By which names a text may call indices, their parts, units and regions, from the catalogue."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from chiso.catalog import Catalog
from chiso.catalog.records import read_lines
from chiso.catalog.spelling import name_key
from chiso.claims.grammar import Phrases

_LONGEST_NAME = 7
_LEAST_LETTERS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """An index, or by the concept a part of it; an empty concept is the total."""

    index: str
    concept: str = ""


@dataclasses.dataclass(frozen=True, eq=False)
class Names:
    """The names that a project knows.

    Attributes
    ----------
    indices
        Names of indices and of their parts.
    regions
        Names of regions, with the name that the catalogue gives them.
    units
        For each set of units, spellings as keys with the code of the unit.
    scales
        Highest possible scores of totals.
    counts
        How many units were ranked in some edition, or are in some set.
    """

    indices: Phrases[Named]
    regions: Phrases[str]
    units: Mapping[int, Mapping[str, str]]
    scales: frozenset[int]
    counts: frozenset[int]

    def unit_at(self, words: Sequence[str], first: int) -> tuple[int, dict[int, str]]:
        """Return how many words and marks a unit's name takes that begins at one, and its code in each set."""
        joined, length, codes = "", 0, dict[int, str]()
        for taken, word in enumerate(words[first : first + _LONGEST_NAME + 3], 1):
            if word in (".", "-", "–", "—") and taken > 1:
                continue
            if not word.isalpha():
                break
            joined += name_key(word)
            if len(joined) >= _LEAST_LETTERS and word[0].isupper():
                found = {vintage: keys[joined] for vintage, keys in self.units.items() if joined in keys}
                if found:
                    length, codes = taken, found
        return length, codes


def text_names(catalog: Catalog) -> list[tuple[str, str, str]]:
    """Return further names that texts have for an index: its id, the concept, the name."""
    path = catalog.raw / "reference" / "text_names.csv"
    if not path.is_file():
        return []
    lines = read_lines(path, ("index", "concept", "text"))
    return [(line.cells["index"], line.cells["concept"], line.cells["text"]) for line in lines]


def region_names(catalog: Catalog) -> list[tuple[str, str]]:
    """Return further names that texts have for a region: the name in the tables of units, and the other."""
    path = catalog.raw / "provinces" / "region_names.csv"
    lines = read_lines(path, ("region", "text")) if path.is_file() else []
    return [(line.cells["region"], line.cells["text"]) for line in lines]


def names_of(catalog: Catalog) -> Names:
    """Return the names that texts may have for what a catalogue knows."""
    indices: Phrases[Named] = Phrases()
    totals = {index: {row.concept for row in rows if not row.parent} for index, rows in catalog.indicators.items()}
    said: dict[tuple[str, Named], None] = {}
    for index in catalog.indices.values():
        for name in (index.label, index.name_vi, index.name_en):
            said[name, Named(index.index)] = None
        for row in catalog.indicators[index.index]:
            if row.parent:
                said[row.name_vi, Named(index.index, row.concept)] = None
                said[row.name_en, Named(index.index, row.concept)] = None
    for of_index, concept, text in text_names(catalog):
        said[text, Named(of_index, "" if concept in totals[of_index] else concept)] = None
    for name, named in said:
        indices.add(name, named)
    regions: Phrases[str] = Phrases()
    units: dict[int, Mapping[str, str]] = {}
    for vintage in catalog.sets.vintages:
        view = catalog.in_vintage(vintage)
        units[vintage] = view.units.spellings()
        for region_vi, region_en in {(unit.region_vi, unit.region_en): None for unit in view.units}:
            regions.add(region_vi, region_vi)
            regions.add(region_en, region_vi)
    for region, text in region_names(catalog):
        regions.add(text, region)
    scales = {int(row.scale_max) for rows in catalog.indicators.values() for row in rows if not row.parent}
    counts = {one.units_ranked for one in catalog.publications.values()} | {len(keys) for keys in _sets(catalog)}
    return Names(indices, regions, units, frozenset(scales), frozenset(counts))


def _sets(catalog: Catalog) -> list[list[str]]:
    return [list(catalog.in_vintage(vintage).units.by_code) for vintage in catalog.sets.vintages]
