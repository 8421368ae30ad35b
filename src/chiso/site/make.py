"""From what a person asks for to the site: the briefings first, by the same run as ever, then the pages around them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from chiso.catalog import Catalog, Project
from chiso.errors import ParameterError
from chiso.run.options import Options
from chiso.run.outcome import Outcome
from chiso.run.pipeline import make_reports
from chiso.run.selection import selected
from chiso.site.build import Built, build_site


def make_site(
    project: Project, catalog: Catalog, asked: tuple[str, str, str], root: str, options: Options
) -> tuple[Outcome, Built | None]:
    """Make the briefings that are asked for, and the site of those that stand.

    Parameters
    ----------
    project, catalog
        The project.
    asked
        Years, provinces and set of units as a person typed them; empty for all years, all provinces, and the set of
        each year.
    root
        The address of the site; empty where it is not known.
    options
        How the run is done.

    Returns
    -------
    tuple
        What became of the briefings, and of the site; nothing of it where no briefing stands.

    Raises
    ------
    ChisoError
        When something that is asked for cannot be understood, or the site cannot be built.
    """
    years, provinces, units = asked
    years = years.strip() or " ".join(str(year + 1) for year in catalog.index_years)
    reports = selected(catalog, years, provinces, "", units)
    outcome = make_reports(project, catalog, reports, options)
    if outcome.interrupted:
        return outcome, None
    standing = [
        report for report, result in zip(reports, outcome.reports, strict=True) if result.state in ("made", "reused")
    ]
    return outcome, build_site(project, catalog, standing, root) if standing else None


def site_address(text: str) -> str:
    """Read the address that the site will be published at.

    Raises
    ------
    ParameterError
        When it is no address of a web server.
    """
    address = text.strip().rstrip("/")
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or " " in address:
        raise ParameterError(
            f"{text!r} is no address of a site.",
            where="SITE_URL",
            remedy="Give one such as https://example.vn/indices, or leave SITE_URL out.",
        )
    return address


def told(built: Built | None) -> Iterator[str]:
    """Yield what a person is told of a build."""
    if built is None:
        return
    if built.is_fresh:
        yield f"The site is up to date: site/index.html, {built.pages} pages."
        return
    removed = f", {len(built.removed)} removed" if built.removed else ""
    yield f"Built the site: site/index.html, {built.pages} pages; {len(built.written)} files written{removed}."
