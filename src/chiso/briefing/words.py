"""The words of one briefing: messages and numbers of a language, what figures mean, and where each of them stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.resources
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chiso.blocks.language import Language, is_zero
from chiso.blocks.links import entry_id
from chiso.blocks.page_words import page_messages, page_words_of
from chiso.blocks.specs import Tone
from chiso.errors import ParameterError
from chiso.facts.agreement import Witness, agree
from chiso.facts.frames import Row
from chiso.locales import FALLBACK, LOCALES

Origin = tuple[tuple[str, str], ...]
"""Raw tables with the rows of each, separated by spaces; an empty text stands for all rows."""


@dataclasses.dataclass(frozen=True)
class Change:
    """A change of a score or of places with its meaning: ``tone`` and ``word`` go with the colour."""

    value: float | None
    tone: Tone | None
    word: str


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


class Words(Language):
    r"""What a briefing says in one language, and what it has said.

    Parameters
    ----------
    locale
        ``vi``, ``en``, or another language whose messages are given.
    messages
        A file of Fluent messages of one's own, by default ``messages.LOCALE.ftl`` in the working folder where the
        language does not come with the package. What it lacks is said in English, and listed in ``borrowed``.

    Attributes
    ----------
    citations : dict
        Where the figures stand that were linked, by their anchors; the annex lists them.

    Examples
    --------
    >>> say = chiso.Words("en")
    >>> say.signed(-2.826989), say.rank(29, 63), chiso.Words("vi").score(83.76, "percent")
    ('−2.83', '29th of 63', '83,76\xa0%')
    """

    def __init__(self, locale: str = LOCALES[0], *, messages: str | Path = "") -> None:
        own = Path(messages) if messages else Path(f"messages.{locale}.ftl")
        paths = [(locale, own)] if messages or (locale not in LOCALES and own.is_file()) else []
        paths += [(tag, messages_of(tag)) for tag in dict.fromkeys((locale, FALLBACK)) if tag in LOCALES]
        if paths[0][0] != locale:
            raise ParameterError(
                f"There is no language {locale!r}.",
                where="LOCALE",
                why=f"{own} is not there.",
                remedy=f"Give one of {', '.join(LOCALES)}, or put its messages into {own.name} beside the notebook.",
            )
        paths += [(tag, page_messages(tag)) for tag in dict.fromkeys((locale, FALLBACK)) if tag in LOCALES]
        super().__init__(locale, paths)
        self._has_own = bool(messages)
        self.citations: dict[str, Citation] = {}
        self._witness = Witness()
        self._subject: tuple[str, str] | None = None

    def hear(self, block: str, **frames: Iterable[Row]) -> None:
        """Hold the figures that a block is made from against one another and against those of all blocks before.

        Raises
        ------
        DataError
            When two of them contradict each other.
        """
        self._witness.hear(block, agree(**frames))

    def is_beside(self, vintage: str, unit_code: str) -> bool:
        """Whether a block is of another unit than the first one, which is that of the cover."""
        if not unit_code:
            return False
        self._subject = self._subject or (vintage, unit_code)
        return self._subject != (vintage, unit_code)

    def page_words(self) -> tuple[tuple[str, str], ...]:
        """Return what page and PDF are to say themselves; nothing in a language in which they have words."""
        is_known = self.locale in LOCALES and not self._has_own
        return () if is_known else tuple(page_words_of(self).items())

    def reason(self, kind: str, row: Mapping[str, Any]) -> str:
        """Say why two years cannot be compared; ``row`` has the columns of the set of units."""
        return self.text(f"reason-{kind}", **self.of_set(row))

    def of_set(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return what messages say of the set of units of a row: how many units, since when, the weights."""
        since = str(row.get("set_since") or "")
        return {
            "units": str(row.get("units_in_set") or ""),
            "unitsbefore": str(row.get("units_before") or ""),
            "since": self.date(dt.date.fromisoformat(since)) if since else "",
            "weight": self.name(row, "set_weighed_by"),
        }

    def change(self, value: float | None, *, comparable: bool, decimals: int = 2, sign: int = 1) -> Change:
        """Say what a change means: a gain, a loss, none, or nothing because of a break.

        ``sign`` is -1 for a score of which less is better.
        """
        if value is None:
            return Change(None, "missing", "")
        if not comparable:
            return Change(value, "break", self.text("word-break"))
        if is_zero(value, decimals):
            return Change(value, "same", self.text("word-same"))
        tone: Tone = "gain" if value * sign > 0 else "loss"
        if sign < 0:
            return Change(value, tone, self.text("word-better" if tone == "gain" else "word-worse"))
        return Change(value, tone, self.text(f"word-{tone}"))

    def moved(self, places: float | None, units: object, previous_units: object, *, comparable: bool) -> Change:
        """Say what a change of rank means: nothing where the two years ranked other numbers of units."""
        found = self.change(places, comparable=comparable, decimals=0)
        if found.value is None or units == previous_units:
            return found
        return Change(found.value, "break", self.text("word-other-units"))

    def placed(self, rank: int, units_ranked: int, *, estimated: bool, shared: bool = False) -> str:
        """Return a place and of how many; never without the word *estimated* where it is an estimate."""
        shown = self.rank(rank, units_ranked, shared=shared)
        return self.text("estimated", figure=shown) if estimated else shown

    def rank_of(self, row: Mapping[str, Any]) -> str:
        """Return the place that a row has and of how many, and whether it is shared; empty where it has none."""
        if row.get("rank") is None:
            return ""
        shared = bool(row.get("is_shared"))
        return self.placed(row["rank"], row["units_ranked"], estimated=bool(row.get("is_estimated")), shared=shared)

    def labelled(self, label: str, *, estimated: bool) -> str:
        """Return a label of ranks, or of what is worked out over all units, saying where it is estimated."""
        return self.text("estimated-label", label=label) if estimated else label

    def out_of(self, row: Mapping[str, Any]) -> str:
        """Say what a score is out of: nothing to add for a percentage."""
        if row["measure"] == "percent" or row.get("scale_max") is None:
            return ""
        return self.text("out-of", points=self.trimmed(row["scale_max"]))

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


def messages_of(locale: str) -> Path:
    """Return the file of messages of a language that comes with the package."""
    return Path(str(importlib.resources.files("chiso.briefing") / "locales" / f"{locale}.ftl"))
