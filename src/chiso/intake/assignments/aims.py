"""What measures aim at, by the groups that they stand under: an index, and a part of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from chiso.catalog import Catalog, Indicator
from chiso.catalog.records import read_lines
from chiso.intake.assignments.rows import Assigned
from chiso.intake.assignments.words import AnnexWords, Words, find_words, words_of
from chiso.intake.findings import Findings

_TEXTS = ("text_names.csv", "column_names.csv")


@dataclasses.dataclass(frozen=True, slots=True)
class Aim:
    """The id of an index, and the concept of a part; empty where no heading names one."""

    index: str = ""
    concept: str = ""


class Aims:
    """The names of indices and of their parts in the year before a plan, the last one that it could know.

    Parameters
    ----------
    catalog
        Indices, parts and their further names.
    plan_year
        The year of the plan.
    words
        What a part is called before its number.
    """

    def __init__(self, catalog: Catalog, plan_year: int, words: AnnexWords) -> None:
        self._words = words
        self._indices: dict[Words, str] = {}
        self._names: dict[str, dict[Words, Indicator]] = {}
        self._parts: dict[str, list[Indicator]] = {}
        self._codes: dict[tuple[str, str], Indicator] = {}
        further = [
            line.cells
            for name in _TEXTS
            if (path := catalog.raw / "reference" / name).is_file()
            for line in read_lines(path, ("index", "concept", "text"))
        ]
        for index, one in catalog.indices.items():
            rows = catalog.store.structures.get(index, [])
            last = max((row.last_year for row in rows), default=plan_year)
            year = min(plan_year - 1, last)
            totals = {row.concept for row in rows if not row.parent}
            texts = [one.label, one.name_vi, one.name_en]
            texts += [cells["text"] for cells in further if cells["index"] == index and cells["concept"] in totals]
            for text in texts:
                self._indices.setdefault(words_of(text), index)
            parts = [row for row in catalog.structure(index, year).values() if row.parent]
            # A number means a part of an index whose parts are known of every unit: *chỉ số nội dung 6*.
            whole = catalog.in_year(index, year)
            roots = {code for code, row in whole.items() if not row.parent}
            self._parts[index] = [row for row in whole.values() if row.parent in roots]
            self._names[index] = {}
            for part in parts:
                named = [
                    cells["text"] for cells in further if (cells["index"], cells["concept"]) == (index, part.concept)
                ]
                for text in (part.name_vi, part.name_en, *named):
                    self._names[index].setdefault(words_of(text), part)
            self._codes |= {(index, code): part for code, part in whole.items() if part.parent}

    def of(self, measure: Assigned, default: str, findings: Findings) -> Aim:
        """Return what a measure aims at: the nearest group that names an index, and the part that one below it names.

        Parameters
        ----------
        measure
            The measure with its groups.
        default
            The index of measures whose groups name none.
        findings
            Where contradictions go.
        """
        texts = [(group.text, group.place) for group in measure.groups]
        texts += [(measure.cells["aim"], measure.places["aim"])] if measure.cells.get("aim") else []
        texts = [(measure.caption, ""), *texts]
        aim = Aim(default)
        for text, place in texts:
            indices = self._indices_in(text)
            if len(indices) > 1 and place:
                named = ", ".join(sorted(indices))
                findings.note(f"{text[:80]!r} names several indices ({named}): its measures aim at none alone", place)
            if len(indices) == 1 and (index := indices.pop()) != aim.index:
                aim = Aim(index)
            elif len(indices) > 1:
                aim = Aim()
            found = self._part(text, aim.index, place, findings) if place else None
            if found is not None:
                aim = Aim(*found)
            elif place == measure.places.get("aim") and text == measure.cells.get("aim") and not indices:
                findings.note(f"{text[:80]!r} names no index and no part that is known", place)
        return aim

    def _with_part(self, number: int, index: str) -> list[str]:
        """Return the index, or the only one, that has a part of a number; none where several could be meant."""
        having = [one for one, parts in self._parts.items() if 0 < number <= len(parts) and index in ("", one)]
        return having if len(having) == 1 else []

    def _indices_in(self, text: str) -> set[str]:
        return {self._indices[name] for name in _longest(words_of(text), self._indices)}

    def _part(self, text: str, index: str, place: str, findings: Findings) -> tuple[str, str] | None:
        """Return index and concept of the one part that a text names, by its name, code or number."""
        found: dict[tuple[str, str], str] = {}
        words = words_of(text)
        among = [index] if index else list(self._names)
        for name in _longest(words, {name for one in among for name in self._names[one]}):
            for one in among:
                if part := self._names[one].get(name):
                    found[one, part.concept] = " ".join(name)
        for one in among:
            code = re.match(r"\s*([\w.-]*\d[\w-]*)", text)
            if code and (part := self._codes.get((one, code[1]))) and (index or len(words) > len(words_of(code[1]))):
                found[one, part.concept] = code[1]
            for phrase in self._words.numbered_part:
                at = find_words(words, phrase)
                number = words[at + len(phrase)] if 0 <= at < len(words) - len(phrase) else ""
                if number.isdigit() and one in self._with_part(int(number), index):
                    found[one, self._parts[one][int(number) - 1].concept] = f"{' '.join(phrase)} {number}"
        if len(found) > 1:
            named = "; ".join(f"{concept} of {one} ({by})" for (one, concept), by in found.items())
            findings.problem(
                f"{text[:80]!r} names {len(found)} parts.",
                place,
                why=f"They are {named}.",
                remedy="Correct the name or the number; a row of groups stands over measures of one part.",
            )
            return None
        return next(iter(found), None)


def _longest(words: Words, names: Iterable[Words]) -> list[Words]:
    """Return the names that stand in words, without those that stand only within a longer one."""
    found: list[tuple[int, Words]] = []
    taken: set[int] = set()
    for name in sorted((one for one in names if one), key=len, reverse=True):
        at = find_words(words, name)
        while at >= 0:
            if not taken & set(range(at, at + len(name))):
                taken |= set(range(at, at + len(name)))
                found.append((at, name))
            at = find_words(words, name, at + 1)
    return [name for _, name in sorted(found)]
