"""The pages that there are once in each language: home, compare, method, data, changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

import pandas as pd
from markupsafe import Markup

import chiso
from chiso import briefing
from chiso.blocks.block import About
from chiso.blocks.own import without_marks
from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.catalog import Publication, Unit
from chiso.export.document import Document
from chiso.facts.data import Data
from chiso.facts.groups import GROUPS, MAP, RANKING
from chiso.facts.method import method_of
from chiso.locales import LOCALES
from chiso.site.addresses import SEARCH, Place, home, index_year, unit
from chiso.site.material import Link, Piece, as_document, cover
from chiso.site.page import Page, environment
from chiso.site.words import site_words

_NEWS = 6


@dataclasses.dataclass(frozen=True, eq=False)
class Front:
    """What the pages of the front are made from.

    ``units`` have a page; ``indices`` are the pages of indices and index years; ``files`` are those of the data with
    their sizes in bytes, by their names from the root of the site.
    """

    data: Data
    changes: pd.DataFrame
    units: Sequence[Unit]
    indices: Sequence[tuple[str, int]]
    files: dict[str, int]

    def pages(self, locale: str) -> Iterator[Page]:
        """Yield the pages in one language."""
        text = site_words(locale).text
        yield self._home(locale)
        yield self._page(
            locale, "compare", before=self._compare(locale), scripts=("figures.js", "compare.js"),
            subtitle=text("site-about"),
        )  # fmt: skip
        said = briefing.method.page(method_of(self.data.catalog), (locale,))
        yield self._page(locale, "method", pieces=[said.split("\n\n", 2)[2]])
        yield self._page(locale, "data", links=self._files(locale), subtitle=text("data-about"))
        feed = Link(href=Place(locale, "changes").to_file(f"{locale}/feed.xml"), text=text("changes-feed"))
        table = self._publications(locale)
        yield self._page(locale, "changes", pieces=[table], files=(feed,), subtitle=text("changes-about"))

    def _page(
        self,
        locale: str,
        name: str,
        *,
        pieces: Sequence[Piece] = (),
        subtitle: str = "",
        before: str = "",
        scripts: tuple[str, ...] = (),
        links: tuple[tuple[str, tuple[Link, ...]], ...] = (),
        files: tuple[Link, ...] = (),
    ) -> Page:
        document = self._document(locale, name, site_words(locale).text(f"{name}-title"), subtitle, pieces)
        return Page(
            place=Place(locale, name), document=document, before=before, scripts=scripts, links=links, files=files
        )

    def _document(self, locale: str, name: str, title: str, subtitle: str, pieces: Sequence[Piece] = ()) -> Document:
        # Told of the publications known, never of the day on which the site is made: equal inputs give equal bytes.
        days = [one.published_on for one in self._published() if one.published_on]
        date = max(days).isoformat() if days else str(self.data.index_year)
        whole = "" if name == "home" else site_words(locale).text("site-title")
        opening = cover(locale, title=title, unit=whole, subtitle=subtitle, author="chiso", date=date)
        return as_document(name, [opening, *pieces])

    def news(self, locale: str) -> list[tuple[dt.date, Link]]:
        """Return the publications whose day is known, the latest first, each with the page that shows it."""
        text, say = site_words(locale).text, chiso.Words(locale)
        labels, found = self.data.catalog.indices, []
        for one in self._published():
            if one.published_on is None:
                continue
            has_page = (one.index, one.index_year) in self.indices
            place = index_year(locale, one.index, one.index_year) if has_page else Place(locale, "changes")
            said = {"index": labels[one.index].label, "year": str(one.index_year), "date": say.date(one.published_on)}
            anchor = "" if has_page else f"#{_anchor(one)}"
            found.append((one.published_on, Link(href=place.file + anchor, text=text("news-line", **said))))
        return found

    def _published(self) -> list[Publication]:
        found = self.data.catalog.publications.values()
        return sorted(
            (one for one in found if one.index_year <= self.data.index_year),
            key=lambda one: (str(one.published_on or one.index_year), one.index_year, one.index),
            reverse=True,
        )

    def _home(self, locale: str) -> Page:
        place, text = home(locale), site_words(locale).text
        regions: dict[str, list[Link]] = {}
        for one in self.units:
            href = place.to(unit(locale, one.slug))
            link = Link(href=href, text=one.name(locale), note=without_marks(f"{one.name('vi')} {one.name('en')}"))
            regions.setdefault(one.region(locale), []).append(link)
        tiles, note = self._tiles(locale)
        before = environment().get_template("home.html.j2").render(
            text=text, search=f"../{SEARCH}/", tiles=tiles, map_note=note, regions=list(regions.items())
        )  # fmt: skip
        labels = self.data.catalog.indices
        years: dict[str, list[Link]] = {}
        for index, year in sorted(self.indices, key=lambda one: (list(labels).index(one[0]), -one[1])):
            href = place.to(index_year(locale, index, year))
            years.setdefault(f"{labels[index].label}: {labels[index].name(locale)}", []).append(
                Link(href=href, text=str(year))
            )
        news = [dataclasses.replace(link, href=place.to_file(link.href)) for _, link in self.news(locale)[:_NEWS]]
        links = [(label, tuple(found)) for label, found in years.items()]
        document = self._document(locale, "home", text("site-title"), text("site-about"))
        return Page(
            place=place, document=document, before=Markup(before), scripts=("find.js",),  # noqa: S704 - by its template
            links=((text("home-news"), tuple(news)), *links), searches=True,
        )  # fmt: skip

    def _tiles(self, locale: str) -> tuple[list[dict[str, object]], str]:
        """Return the tiles of the map, in the colours of the last index that has groups of all units."""
        place, text = home(locale), site_words(locale).text
        tile_map, groups = chiso.tile_map(self.data), chiso.groups(self.data, self.changes)
        grouped = [row["index"] for row in GROUPS.rows(groups) if row.first_rank is not None]
        index = grouped[-1] if grouped else ""
        rows = RANKING.rows(chiso.ranking(self.data, self.changes)) if index else []
        group = {row.unit_code: row.group for row in rows if row["index"] == index}
        units = {one.code: one for one in self.data.catalog.units}
        slugs = {one.slug for one in self.units}
        tiles: list[dict[str, object]] = []
        for row in MAP.rows(tile_map):
            one = units[row.unit_code] if row.unit_code else None  # an archipelago has none
            names = {each: one.name(each) if one else row[f"name_{each}"] for each in LOCALES}
            tiles.append(
                {
                    "row": row.row,
                    "column": row.column,
                    "group": group.get(row.unit_code),
                    "name": names[locale],
                    "of": "" if one else row[f"belongs_to_{locale}"],
                    "folded": without_marks(" ".join(names.values())),
                    "href": place.to(unit(locale, one.slug)) if one and one.slug in slugs else "",
                }
            )
        if not index:
            return tiles, text("home-map-plain")
        label = self.data.catalog.indices[index].label
        return tiles, text("home-map-note", index=label, year=str(self.data.index_year))

    def _compare(self, locale: str) -> Markup:
        units = sorted(self.data.catalog.units, key=lambda one: without_marks(one.name(locale)))
        return Markup(  # noqa: S704 - escaped by its template
            environment().get_template("compare.html.j2").render(
                text=site_words(locale).text,
                units=[Link(href=one.slug, text=one.name(locale)) for one in units],
                indices=[Link(href=one.index, text=one.label) for one in self.data.indices],
            )
        )  # fmt: skip

    def _files(self, locale: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        text, say, place = site_words(locale).text, chiso.Words(locale), Place(locale, "data")

        def told(name: str) -> str:
            stem = name.rsplit("/", 1)[-1].partition(".")[0]
            if "comparisons/" in name:
                return text("data-comparison", year=stem)
            known = {"observations": "data-observations", "published_ranks": "data-published-ranks"}
            return text(known.get(stem, "data-package"))

        links = tuple(
            Link(
                href=place.to_file(name),
                text=name.removeprefix("data/"),
                note=f"{told(name)}, {text('data-size', size=say.whole(round(size / 1000) or 1))}",
            )
            for name, size in self.files.items()
        )
        rights = dict.fromkeys(one.rights(locale) for one in self.data.catalog.indices.values())
        terms = tuple(Link(href="", text=one) for one in rights if one)
        return ((text("data-files"), links), *(((text("data-rights"), terms),) if terms else ()))

    def _publications(self, locale: str) -> Table:
        say, text = chiso.Words(locale), site_words(locale).text
        labels = self.data.catalog.indices
        sources = self.data.catalog.sources
        rows = []
        for one in self._published():
            source = sources.get(one.source_id)
            url = source.url if source and source.url.startswith("https://") and " " not in source.url else ""
            day = say.date(one.published_on) if one.published_on else say.text("source-no-date")
            cells = (f"{labels[one.index].label} {one.index_year}", day, one.publisher(locale))
            row = (*(Cell(text=cell) for cell in cells), Cell(text=url or "–", href=url))
            rows.append(TableRow(cells=row, anchor=_anchor(one)))
        heads = ("column-index", "column-published", "column-source", "column-address")
        return Table(
            id="publications",
            caption=text("changes-published"),
            columns=tuple(Column(header=say.text(head)) for head in heads),
            rows=tuple(rows),
            about=About(locale=locale),
        )


def _anchor(one: Publication) -> str:
    return f"{one.index.replace('_', '-')}-{one.index_year}"
