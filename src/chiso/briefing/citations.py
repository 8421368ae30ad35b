"""Where the figures of a briefing stand: links from each of them to an entry of the annex."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chiso.blocks.language import Language
from chiso.blocks.links import entry_id

Origin = tuple[tuple[str, str], ...]
"""Raw tables with the rows of each, separated by spaces; an empty text stands for all rows."""


@dataclasses.dataclass(frozen=True)
class Citation:
    """Where figures of a briefing stand: what they are, their raw tables with rows, and their sources.

    ``editions`` are the indices and years that the figures were published with, for their dates; ``unit`` is the
    unit that they are of, which is named where a briefing shows figures of several. ``titles`` are sources that have
    no id. ``edition_sources`` are the sources of each edition, where the entry knows them apart.
    """

    label: str
    tables: Origin
    source_ids: tuple[str, ...]
    editions: tuple[tuple[str, int], ...] = ()
    unit: str = ""
    titles: tuple[str, ...] = ()
    edition_sources: tuple[tuple[tuple[str, int], tuple[str, ...]], ...] = ()


class Citing(Language):
    """Messages of a language, and the links from figures to where they stand.

    Attributes
    ----------
    citations : dict
        Where the figures stand that were linked, by their anchors; the annex lists them.
    """

    def __init__(self, locale: str, paths: list[tuple[str, Path]]) -> None:
        super().__init__(locale, paths)
        self.citations: dict[str, Citation] = {}

    def cite(self, row: Mapping[str, Any]) -> str:
        """Return the link to where a row's figures stand, and note it; empty where it has none or no raw table."""
        if _has_none(row, "value", "rank"):
            return ""
        return self._cited(row, (row.get("index_year"),), ("",))

    def cite_previous(self, row: Mapping[str, Any]) -> str:
        """Return the link to where the figures of the earlier year stand."""
        if _has_none(row, "previous_value", "previous_rank"):
            return ""
        return self._cited(row, (row.get("previous_year"),), ("previous_",))

    def cite_change(self, row: Mapping[str, Any]) -> str:
        """Return the link to where the figures of both years stand, that a change lies between."""
        if _has_none(row, "change", "rank_change"):
            return ""
        return self._cited(row, (row.get("index_year"), row.get("previous_year")), ("", "previous_"))

    def cite_all(self, row: Mapping[str, Any], *, since: int | None = None, tables: Iterable[str] = ()) -> str:
        """Return the link to where the figures of all units stand that something is worked out from.

        Parameters
        ----------
        row
            The row: ``index, index_label, index_year, raw_table``.
        since
            The first of several years.
        tables
            The raw tables of all the years; that of the row, and of the earlier year with ``since``, if not given.
        """
        listed = list(tables) or [
            name
            for prefix in ("previous_", "")
            if not prefix or since
            for name in str(row.get(f"{prefix}raw_table") or "").split()
        ]
        listed = [name for name in dict.fromkeys(listed) if not name.startswith("reference/")]
        if not listed or (since is not None and len(listed) < 2):
            return ""
        last = int(row["index_year"])
        several = since is not None and since != last
        span = f"{since}–{last}" if several else str(last)
        figures = self.text("card-label", index=str(row["index_label"]), year=span)
        parts = (str(row["index"]), *([since] if several and since else []), last, "all")
        years = range(since if several and since else last, last + 1)
        origin = tuple((name, "") for name in listed)
        label = self.text("origins-all", figures=figures)
        editions = tuple((str(row["index"]), year) for year in years)
        return self._note(entry_id(*parts), Citation(label, origin, (), editions))

    def cite_scales(self, row: Mapping[str, Any]) -> str:
        """Return the link to where the scales of an index stand that held in either year."""
        label = self.text("origins-scales", index=str(row["index_label"]))
        sources = dict.fromkeys((*str(row["previous_source_id"]).split(), *str(row["source_id"]).split()))
        editions = tuple((str(row["index"]), int(row[year])) for year in ("previous_year", "index_year"))
        tables = ((f"{row['index']}/indicators.csv", str(row["scale_rows"])),)
        return self._note(entry_id(str(row["index"]), "scales"), Citation(label, tables, tuple(sources), editions))

    def cite_national(self, row: Mapping[str, Any], *, rows: str, sources: str, since: int | None = None) -> str:
        """Return the link to figures that were published for the whole country.

        Parameters
        ----------
        row
            The row: ``index, index_label, index_year``.
        rows
            Rows of ``reference/national.csv``, separated by spaces.
        sources
            Where they were read, a line a source.
        since
            The earlier of two years.
        """
        years = [since] if since is not None else []
        years.append(int(row["index_year"]))
        figures = self.text("card-label", index=str(row["index_label"]), year="–".join(map(str, years)))
        citation = Citation(
            self.text("origins-national", figures=figures),
            (("reference/national.csv", rows),),
            (),
            tuple((str(row["index"]), year) for year in years),
            titles=tuple(filter(None, sources.split("\n"))),
        )
        return self.cite_as((str(row["index"]), *years, "national"), citation)

    def cite_regional(self, row: Mapping[str, Any]) -> str:
        """Return the link to a figure that was published for the region of a unit."""
        figures = self.text("card-label", index=str(row["index_label"]), year=str(row["index_year"]))
        region = self.name(row, "region")
        citation = Citation(
            self.text("origins-regional", figures=figures, region=region),
            (("reference/regional.csv", str(row["regional_rows"])),),
            (str(row["regional_source_id"]),),
            ((str(row["index"]), int(row["index_year"])),),
        )
        return self.cite_as((str(row["index"]), int(row["index_year"]), "regional"), citation)

    def cite_as(self, anchor: tuple[str | int, ...], citation: Citation) -> str:
        """Return the link to an entry of one's own, such as that of a plan."""
        return self._note(entry_id(*anchor), citation)

    def _cited(self, row: Mapping[str, Any], years: tuple[Any, ...], prefixes: tuple[str, ...]) -> str:
        tables: list[tuple[str, str]] = []
        sources: dict[str, None] = {}
        by_edition: dict[tuple[str, int], tuple[str, ...]] = {}
        for prefix, year in zip(prefixes, years, strict=True):
            name = str(row.get(f"{prefix}raw_table") or "")
            if not name:
                return ""
            tables += origin_of(name, str(row.get(f"{prefix}raw_row") or ""))
            named = tuple(str(row.get(f"{prefix}source_id") or "").split())
            sources |= dict.fromkeys(named)
            by_edition[str(row["index"]), int(year)] = named
        label = self.text("card-label", index=str(row["index_label"]), year=str(years[0]))
        anchor: tuple[str | int, ...] = (str(row["index"]), int(years[0]), str(row["unit_code"]))
        if len(years) > 1:
            label = self.text("origins-change", figures=label, before=str(years[1]))
            anchor = (*anchor, "change") if years[1] == years[0] - 1 else (*anchor, "change", years[1])
        citation = Citation(
            label,
            tuple(dict.fromkeys(tables)),
            tuple(sources),
            tuple((str(row["index"]), int(year)) for year in years),
            unit=self.name(row, "unit"),
            edition_sources=tuple(by_edition.items()),
        )
        return self._note(entry_id(*anchor), citation)

    def _note(self, anchor: str, citation: Citation) -> str:
        known = self.citations.get(anchor)
        if known is None or known == citation:
            self.citations[anchor] = citation
        else:
            # The parts of a total stand in one row with it; what comes from more than that is named, too.
            tables = dict.fromkeys((*known.tables, *citation.tables))
            self.citations[anchor] = dataclasses.replace(
                known,
                tables=tuple(tables),
                source_ids=tuple(dict.fromkeys((*known.source_ids, *citation.source_ids))),
                editions=tuple(dict.fromkeys((*known.editions, *citation.editions))),
                titles=tuple(dict.fromkeys((*known.titles, *citation.titles))),
                edition_sources=_together(known, citation),
            )
        return f"#{anchor}"


def _together(known: Citation, citation: Citation) -> tuple[tuple[tuple[str, int], tuple[str, ...]], ...]:
    """Return the sources of each edition that two citations of an entry name."""
    found = dict(known.edition_sources)
    for edition, sources in citation.edition_sources:
        found[edition] = tuple(dict.fromkeys((*found.get(edition, ()), *sources)))
    return tuple(found.items())


def _has_none(row: Mapping[str, Any], *figures: str) -> bool:
    """Whether a row has columns for figures, and nothing in any of them."""
    found = [row[name] for name in figures if name in row]
    return bool(found) and all(figure is None for figure in found)


def origin_of(raw_table: str, raw_row: str) -> list[tuple[str, str]]:
    """Return raw tables with their rows, as the columns of a frame name them."""
    names = raw_table.split()
    rows = raw_row.split(";") if raw_row else [""] * len(names)
    return list(zip(names, [*rows, *[""] * (len(names) - len(rows))], strict=False))
