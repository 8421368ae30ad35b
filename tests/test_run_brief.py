from __future__ import annotations

import re

from checkout import Report


def test_the_page_of_a_report_links_to_its_pdf_and_its_other_language_in_the_same_folder(report: Report) -> None:
    page = report.made["html"].decode()
    files = re.findall(r'<a href="(briefing-[^"]+)"', page)
    assert files == [f"{report.stem.removesuffix('.vi')}.en.html", f"{report.stem}.pdf"]
