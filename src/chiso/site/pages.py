"""All pages of a site: which there are, what each is made from, and how they lead to one another."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence

import pandas as pd

import chiso
from chiso.blocks.own import without_marks
from chiso.catalog import Catalog, Project, Unit
from chiso.export.document import build_document
from chiso.facts.data import Data
from chiso.files import file_sha256
from chiso.locales import LOCALES
from chiso.run.steps import Report, Steps, report_files
from chiso.site import compare, feeds
from chiso.site.addresses import ASSETS, FRONT, Place, briefing, home, index_year, unit
from chiso.site.front import Front
from chiso.site.index_page import index_page
from chiso.site.kept import Kept, contents, digest, tables
from chiso.site.material import Link, anchors
from chiso.site.page import Page, render
from chiso.site.pictures import drawing, pictures
from chiso.site.shared import shared
from chiso.site.unit_page import unit_page
from chiso.site.words import site_words


class Pages:
    """All pages of a site, in one build.

    Parameters
    ----------
    project, steps
        The project, and what its reports are made from.
    reports
        The briefings that the site holds.
    root
        The address of the site; empty where it is not known.
    kept
        The notes on the site.
    spoiled
        Files of the site that are no longer as they were made.
    code
        Tells one state of the program from another.
    """

    def __init__(
        self, project: Project, steps: Steps, reports: list[Report], root: str, kept: Kept, spoiled: set[str], code: str
    ) -> None:
        self._project = project
        self._steps = steps
        self._reports = reports
        self._root = root
        self._kept = kept
        self._spoiled = spoiled
        self._code = code
        self._views = sorted({(one.parameters.year, one.parameters.units) for one in reports})
        self._units = self._of_units()

    def make(self) -> list[Place]:
        """Make every part that does not stand, and return all pages."""
        places = [self._briefing(report) for report in self._reports]
        for view in self._views:
            places += self._of_view(view)
        places += self._front(places)
        self._kept.put("assets", "", shared())
        by_path = {place.path: place for place in places if place.locale == LOCALES[0]}
        made = dict(feeds.redirect(place, place.path or site_words(LOCALES[0]).text("site-title"))
                    for place in by_path.values())  # fmt: skip
        made["robots.txt"] = feeds.robots(self._root)
        if self._root:
            made["sitemap.xml"] = feeds.sitemap(places, self._root)
        self._kept.put("addresses", "", made)
        return places

    def _briefing(self, report: Report) -> Place:
        """Make the page of a briefing from its notebook as it was run."""
        parameters, locale = report.parameters, report.locale
        place = briefing(locale, parameters.year, parameters.name)
        files = {path.suffix[1:]: path for path in report_files(self._project, report)}
        made_from = digest(self._code, file_sha256(files["ipynb"]), file_sha256(files["pdf"]))
        if self._kept.stands(place.folder, made_from, self._spoiled):
            return place
        document = build_document(json.loads(files["ipynb"].read_text(encoding="utf-8")), files["ipynb"].stem)
        text, catalog = site_words(locale).text, self._data(*self._key(report)).catalog
        about = Link(
            href=place.to(unit(locale, parameters.unit.slug)),
            text=text("related-unit", unit=parameters.unit.name(locale)),
        )
        rankings = [
            Link(
                href=place.to(index_year(locale, index, parameters.year - 1)),
                text=text("related-index", index=catalog.indices[index].label, year=str(parameters.year - 1)),
            )
            for index in (self._indices(parameters.year) if (parameters.year, 0) in self._views else ())
        ]
        page = Page(
            place=place,
            document=document,
            anchors=anchors(document, catalog.indices),
            links=((text("related"), (about, *rankings)),),
            files=(Link(href=files["pdf"].name, text=text("pdf")),),
            picture=f"{place.folder}/picture.png",
        )
        made = render(page, self._root)
        made[f"{place.folder}/{files['pdf'].name}"] = files["pdf"].read_bytes()
        made[page.picture] = pictures([drawing(document)])[0]
        self._kept.put(place.folder, made_from, made)
        return place

    def _of_view(self, view: tuple[int, int]) -> list[Place]:
        """Make the pages of the units that are known best from a view, and those of the indices in its year."""
        year, vintage = view
        units = [one for one, seen in self._units.values() if seen == view]
        indices = [] if vintage else self._indices(year)
        places = [unit(locale, one.slug) for locale in LOCALES for one in units]
        places += [index_year(locale, index, year - 1) for locale in LOCALES for index in indices]
        listed = digest(*(f"{one.parameters.name} {one.parameters.year} {one.locale}" for one in self._reports))
        inputs = self._steps.inputs(year)
        made_from = digest(self._code, listed, *contents(self._project, [*inputs, *self._comparison(view)]))
        standing = [self._kept.stands(place.folder, made_from, self._spoiled) for place in places]
        if all(standing):
            return places
        data, changes = self._data(*view), self._changes(*view)
        for locale in LOCALES:
            for one in units:
                page = self._unit(data, changes, one, locale)
                self._kept.put(page.place.folder, made_from, render(page, self._root))
            for index in indices:
                place = index_year(locale, index, year - 1)
                page = Page(place=place, document=index_page(data, changes, data.index(index), locale))
                self._kept.put(place.folder, made_from, render(page, self._root))
        return places

    def _comparison(self, view: tuple[int, int]) -> list[str]:
        return [self._project.relative(self._project.comparison(*view))]

    def _unit(self, data: Data, changes: pd.DataFrame, one: Unit, locale: str) -> Page:
        place, text = unit(locale, one.slug), site_words(locale).text
        reports = sorted(
            {report.parameters for report in self._reports if report.parameters.unit.slug == one.slug},
            key=lambda parameters: (-parameters.year, parameters.name),
        )
        briefings = tuple(
            Link(
                href=place.to(briefing(locale, parameters.year, parameters.name)),
                text=text("unit-briefing", year=str(parameters.year)),
                note=data.catalog.sets[parameters.unit.vintage].name(locale) if parameters.suffix else "",
                more=place.to_file(
                    f"{briefing(locale, parameters.year, parameters.name).folder}/{parameters.stem(locale)}.pdf"
                ),
            )
            for parameters in reports
        )
        document = unit_page(data, changes, one, locale)
        related = self._related(data.catalog, one, place)
        return Page(
            place=place,
            document=document,
            anchors=anchors(document, data.catalog.indices),
            links=(
                (text("unit-briefings"), briefings),
                *(((text("unit-related"), related),) if related else ()),
            ),
        )

    def _related(self, catalog: Catalog, one: Unit, place: Place) -> tuple[Link, ...]:
        """Return what a unit became in the merger, or was made of, with links to those units."""
        text, locale = site_words(place.locale).text, place.locale
        last = catalog.sets[catalog.sets.vintages[-1]]
        if len(catalog.sets) < 2 or last.first_day is None:
            return ()
        present, since = catalog.in_vintage(last.vintage), chiso.Words(locale).date(last.first_day)
        earlier = catalog.sets.earlier(last.vintage)[0].vintage
        for now in present.units:
            parts = present.parts_of(now.code, earlier)
            if one.slug not in {now.slug, *(part.slug for part in parts)}:
                continue
            if len(parts) == 1:
                return (Link(href="", text=text("unit-same", since=since)),)
            names = chiso.Words(locale).listed([part.name(locale) for part in parts])
            told = [
                Link(href="", text=text("unit-formed", since=since, unit=now.full_name(locale), parts=names)),
                *(Link(href=place.to(unit(locale, slug)), text=name)
                  for slug, name in {part.slug: part.name(locale) for part in (now, *parts)}.items()
                  if slug != one.slug and slug in self._units),
            ]  # fmt: skip
            if now.slug != one.slug:
                told[0] = Link(href="", text=text("unit-merged", since=since, unit=now.full_name(locale)))
            return tuple(told)
        return ()

    def _front(self, places: Sequence[Place]) -> list[Place]:
        year, vintage = max((view for view in self._views if not view[1]), default=self._views[-1])
        found = {f"data/{path.relative_to(self._project.processed).as_posix()}": path
                  for path in tables(self._project)}  # fmt: skip
        made_from = digest(
            self._code,
            *sorted(place.file for place in places),
            *contents(self._project, [*self._steps.inputs(year), *map(self._project.relative, found.values())]),
        )
        front = [home(one) for one in LOCALES] + [Place(one, name) for one in LOCALES for name in FRONT]
        if self._kept.stands("front", made_from, self._spoiled):
            return front
        data = self._data(year, vintage)
        indices = [(index, one - 1) for one, units in self._views if not units for index in self._indices(one)]
        units = [one for one, _ in sorted(self._units.values(), key=lambda found: without_marks(found[0].name_vi))]
        files = {name: path.stat().st_size for name, path in found.items()}
        made = {name: path.read_bytes() for name, path in found.items()}
        pages = Front(data, self._changes(year, vintage), units, indices, files)
        for locale in LOCALES:
            for page in pages.pages(locale):
                made |= render(page, self._root)
            made[f"{locale}/feed.xml"] = feeds.feed(locale, pages.news(locale), self._root)
        made[f"{ASSETS}/figures.js"] = compare.figures(data)
        self._kept.put("front", made_from, made)
        return front

    def _of_units(self) -> dict[str, tuple[Unit, tuple[int, int]]]:
        """Return the units by their slugs, each with the last view that has it, one of the year's own set first."""
        found: dict[str, tuple[Unit, tuple[int, int]]] = {}
        for report in sorted(self._reports, key=lambda one: (not one.parameters.units, one.parameters.year)):
            found[report.parameters.unit.slug] = (report.parameters.unit, self._key(report))
        return found

    def _key(self, report: Report) -> tuple[int, int]:
        return report.parameters.year, report.parameters.units

    def _indices(self, year: int) -> list[str]:
        data = self._data(year, 0)
        known = {index for index, one in data.catalog.publications if one == year - 1}
        shown = data.observations[data.observations["index_year"] == year - 1]["index"].unique().tolist()
        return [index.index for index in data.indices if index.index in known and index.index in shown]

    @functools.cache  # noqa: B019 - lives as long as one build
    def _data(self, year: int, units: int) -> Data:
        return chiso.load(self._project.root, year=year, units=units or None)

    @functools.cache  # noqa: B019 - lives as long as one build
    def _changes(self, year: int, units: int) -> pd.DataFrame:
        return chiso.read_changes(self._data(year, units))
