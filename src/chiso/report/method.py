"""How to read a briefing: the same text for its annex and, longer, for docs/method.md."""

from __future__ import annotations

from chiso.report.language import LOCALES, Language

TOPICS = (
    "year",
    "rounding",
    "rank",
    "break",
    "missing",
    "papi",
    "standing",
    "own",
    "target",
    "step",
    "measure",
    "statement",
    "merger",
)
"""What the method is about, in the order of reading."""

_YEAR = 2021


def reading(language: Language, year: int, *, estimates: bool) -> list[str]:
    """Return what a reader of the briefing of ``year`` has to know, a paragraph a topic.

    ``estimates`` says whether it shows figures of former units as estimates for the present ones.
    """
    return [_short(language, topic, year) for topic in TOPICS if estimates or topic != "merger"]


def page() -> str:
    """Return docs/method.md: the whole method in each language, for readers outside the project."""
    parts = ["<!-- Made from the messages of the briefing: `chiso method > docs/method.md`. -->"]
    for locale in LOCALES:
        language = Language(locale)
        text = language.text
        parts += [f"# {text('method-page-title')}", text("method-page-about", year=str(_YEAR))]
        for topic in TOPICS:
            parts += [
                f"## {text(f'method-{topic}-title')}",
                f"{_short(language, topic, _YEAR)} {_more(language, topic)}",
            ]
    return "\n\n".join(parts) + "\n"


def _short(language: Language, topic: str, year: int) -> str:
    return language.text(f"reading-{topic}", **(_years(year) if topic == "year" else {}))


def _more(language: Language, topic: str) -> str:
    years = _years(_YEAR)
    return language.text(f"method-{topic}", **({"year": years["year"], "now": years["now"]} if topic == "year" else {}))


def _years(year: int) -> dict[str, str]:
    return {"year": str(year), "now": str(year - 1), "before": str(year - 2)}
