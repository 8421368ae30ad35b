"""The options of an import by their names in the environment, with what they mean. Nothing else is loaded for them."""

from __future__ import annotations

REQUIRED = {
    "INDEX": "id of the index, as indices.csv has it",
    "INDEX_YEAR": "the year that was measured",
    "FILE": "the table as received: CSV, XLSX, XLS, ODS, HTML, MHT, DOCX, PPTX or PDF",
    "SOURCE": "title of the publication",
    "URL": "where it can be found",
    "PUBLISHED": "day of publication, such as 2026-04-15",
}
FURTHER = {
    "SOURCE_VI": "its title in Vietnamese, where SOURCE is in another language",
    "PUBLISHER_VI": "who publishes it, if not who did so before",
    "PUBLISHER_EN": "the same in English",
    "RESPONDENTS": "how many people were asked",
    "MEASURED": "how many units the edition covered, if not all",
    "ALLOW_MISSING": "units without figures, confirmed: names or codes, parted by commas",
    "PARTIAL": "the table is an excerpt: units that are not in it are not collected, and not withheld",
    "SHEET": "sheet of a workbook, by its name or number",
    "TABLE": "table of a page, document or presentation, by its number",
    "PAGE": "pages of a PDF: 3, 3-5 or 3,7",
    "COLUMN": "columns by their letter: 'TOTAL=D RANK=E'",
    "REPLACE": "replace a table of the same year",
    "DRY_RUN": "show what would be written, and write nothing",
}
PLAN = {
    "PLAN": "in the place of INDEX_YEAR: FILE assigns the measures of the plan for this year",
    "PROVINCE": "whose plan it is: slug, code or name",
    "DOCUMENT": "what plans/measures.csv calls the plan; 'plan 2021' if not given",
    "NEW_AGENCIES": "enter agencies that are not known, with their names as they are written",
}
OPTIONS = {**REQUIRED, **FURTHER, **PLAN}
FLAGS = ("PARTIAL", "REPLACE", "DRY_RUN", "NEW_AGENCIES")
FIGURES_ONLY = ("INDEX_YEAR", "PUBLISHER_VI", "RESPONDENTS", "MEASURED", "ALLOW_MISSING", "PARTIAL", "COLUMN")
"""What does not go with a plan."""
PLAN_OPTIONS = tuple(name for name in OPTIONS if name not in FIGURES_ONLY)
"""What goes with a plan."""
