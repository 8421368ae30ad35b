"""What machines read of the site: its map, its feed, what robots may do, and addresses without a language."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from lxml import etree

from chiso.locales import LOCALES
from chiso.site.addresses import ASSETS, Place
from chiso.site.material import Link
from chiso.site.page import environment, policy
from chiso.site.words import site_words

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LARGEST_MAP = 50_000
"""How many addresses a map of a site may have."""


def feed(locale: str, publications: Sequence[tuple[dt.date, Link]], root: str) -> bytes:
    """Return the Atom feed of publications in one language.

    Parameters
    ----------
    locale
        The language.
    publications
        Days and what was published, with a page's file from the root of the site, the latest first.
    root
        The address of the site; links are relative where it is not known.
    """
    text = site_words(locale).text
    made = etree.Element("feed", nsmap={None: _ATOM})
    made.set("{http://www.w3.org/XML/1998/namespace}lang", locale)
    etree.SubElement(made, "id").text = _name(f"{root}/{locale}/feed.xml")
    etree.SubElement(made, "title").text = text("site-title")
    etree.SubElement(etree.SubElement(made, "author"), "name").text = "chiso"
    etree.SubElement(made, "updated").text = _day(publications[0][0]) if publications else _day(dt.date(1970, 1, 1))
    if root:
        etree.SubElement(made, "link", rel="self", href=f"{root.rstrip('/')}/{locale}/feed.xml")
    for day, link in publications:
        entry = etree.SubElement(made, "entry")
        etree.SubElement(entry, "id").text = _name(link.href)
        etree.SubElement(entry, "title").text = link.text
        etree.SubElement(entry, "updated").text = _day(day)
        where = f"{root.rstrip('/')}/{link.href}" if root else f"../{link.href}"
        etree.SubElement(entry, "link", href=where)
    return bytes(etree.tostring(made, xml_declaration=True, encoding="utf-8", pretty_print=True))


def sitemap(places: Iterable[Place], root: str) -> bytes:
    """Return the map of the site: every page with its address in the other languages."""
    made = etree.Element("urlset", nsmap={None: _MAP, "xhtml": _XHTML})
    for place in sorted(places, key=lambda one: one.file)[:_LARGEST_MAP]:
        one = etree.SubElement(made, "url")
        etree.SubElement(one, "loc").text = place.address(root)
        for locale in LOCALES:
            href = place.within(locale).address(root)
            etree.SubElement(one, f"{{{_XHTML}}}link", rel="alternate", hreflang=locale, href=href)
    return bytes(etree.tostring(made, xml_declaration=True, encoding="utf-8", pretty_print=True))


def robots(root: str) -> bytes:
    """Return what robots may do: everything, and where the map is once the address of the site is known."""
    where = f"Sitemap: {root.rstrip('/')}/sitemap.xml\n" if root else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def redirect(place: Place, title: str) -> tuple[str, bytes]:
    """Return the file and the content of the address of a page without its language, which leads to the page.

    A script takes the anchor along: ``/2021/can-tho/#papi``. Without scripts the page is reached all the same.
    """
    here = Place(place.path) if place.path else Place("")
    folder = f"{place.path}/" if place.path else ""
    href = "../" * folder.count("/") + place.file
    made = environment().get_template("redirect.html.j2").render(
        locale=place.locale,
        href=href,
        title=title,
        said=site_words(place.locale).text("redirect", title=title),
        script="../" * folder.count("/") + f"{ASSETS}/redirect.js",
        policy=policy([]),
    )  # fmt: skip
    return (here.file if place.path else "index.html"), (made + "\n").encode()


def _name(address: str) -> str:
    """Return a name that stays the same wherever the site lies."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"chiso:{address}").urn


def _day(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
