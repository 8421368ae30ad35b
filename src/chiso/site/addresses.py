"""Where each page of the site is, and how one page leads to another.

Every address is a folder with ``index.html`` in it, the language first: ``vi/2021/can-tho/``. Links between pages
are relative and name ``index.html``, so that the site works from a folder, from a stick, and below any address.
"""

from __future__ import annotations

import dataclasses
import posixpath

PAGE = "index.html"
ASSETS = "assets"

SEARCH = "pagefind"
"""The folder of the index of texts, from the root of the site."""


@dataclasses.dataclass(frozen=True)
class Place:
    """A page: its language and its address within that language, such as ``2021/can-tho``; empty for the home page.

    Examples
    --------
    >>> briefing = Place("vi", "2021/can-tho")
    >>> briefing.file, briefing.to(Place("en", "units/can-tho"), "papi")
    ('vi/2021/can-tho/index.html', '../../../en/units/can-tho/index.html#papi')
    """

    locale: str
    path: str = ""

    @property
    def folder(self) -> str:
        """The folder of the page, from the root of the site."""
        return f"{self.locale}/{self.path}".rstrip("/")

    @property
    def file(self) -> str:
        """The file of the page, from the root of the site."""
        return f"{self.folder}/{PAGE}"

    def to(self, other: Place, anchor: str = "") -> str:
        """Return the link from this page to another one."""
        return self.to_file(other.file) + (f"#{anchor}" if anchor else "")

    def to_file(self, name: str) -> str:
        """Return the link from this page to a file of the site."""
        return posixpath.relpath(name, self.folder)

    def within(self, locale: str) -> Place:
        """Return the same page in another language."""
        return dataclasses.replace(self, locale=locale)

    def address(self, root: str, anchor: str = "") -> str:
        """Return the permanent address of the page below that of the site; from the site's root where it has none."""
        return f"{root.rstrip('/')}/{self.folder}/" + (f"#{anchor}" if anchor else "")


def home(locale: str) -> Place:
    """Return the home page."""
    return Place(locale)


def briefing(locale: str, year: int, name: str) -> Place:
    """Return the page of a briefing; ``name`` is the slug of the unit with that of another set of units."""
    return Place(locale, f"{year}/{name}")


def unit(locale: str, slug: str) -> Place:
    """Return the page of a unit."""
    return Place(locale, f"units/{slug}")


def index_year(locale: str, index: str, year: int) -> Place:
    """Return the page of an index in an index year."""
    return Place(locale, f"indices/{index.replace('_', '-')}/{year}")


FRONT = ("compare", "method", "data", "changes")
"""The pages that there are once in each language, besides the home page."""
