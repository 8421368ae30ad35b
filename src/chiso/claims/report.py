"""A checked text as a table for a terminal, and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

from chiso.claims.checked import Checked
from chiso.claims.judged import Judged, JudgedFigure
from chiso.claims.said import Said

_WIDTH = 110
_LABEL = 12


def table(checked: Checked) -> str:
    """Return a checked text as lines: every claim, what was not understood, what was not read, counts."""
    return "\n".join(_lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    said = Said(checked.lookup)
    yield f"{checked.text.name}: {len(checked.judged)} claims"
    if checked.figures:
        right = sum(one.judgement == "right" for one in checked.figures)
        yield f"Figures that know what they are: {len(checked.figures)}, of which {right} are right{_unknown(checked)}."
    for number, judged in enumerate(checked.in_order(), 1):
        yield ""
        if isinstance(judged, JudgedFigure):
            yield f"{number:>3}  {judged.judgement.upper()}   {checked.place(judged.passage, judged.start)}"
            yield from _labelled("figure", f"“{judged.text}”")
            yield from _labelled("is", said.figure(judged))
            yield from _labelled("made as", judged.made)
            yield from _labelled("right", judged.now)
            yield from _labelled("source", _table_of(checked, judged))
            continue
        yield f"{number:>3}  {judged.judgement.upper()}   {checked.place(judged.claim.passage, judged.claim.start)}"
        yield from _labelled("claim", f"“{judged.claim.text}”")
        yield from _labelled("understood", said.understood(judged))
        yield from _labelled("right", said.right(judged))
        yield from _labelled("note", said.notes(judged))
        yield from _labelled("source", source_of(judged, said))
    if checked.unread:
        yield ""
        yield "Not understood, and not judged:"
        for one in checked.unread:
            yield f"  {checked.place(one.passage, one.start)}: “{one.text}” – {one.why}"
    if checked.text.unread:
        yield ""
        yield "Not read:"
        yield from (f"  {one}" for one in checked.text.unread)
    yield ""
    yield counts(checked)


def counts(checked: Checked) -> str:
    """Return the counts of a checked text as a sentence."""
    found = _counted(checked)
    said = [f"{found[name]} {name}" for name in sorted(found, key=lambda name: (-found[name], name))]
    return f"{', '.join(said) or 'no claims'}; {len(checked.unread)} numbers not understood."


def source_of(judged: Judged, said: Said) -> str:
    """Return where the right figure stands: table, row, and the titles of the sources."""
    where = f"data/raw/{judged.table}, row {judged.row}" if judged.table and judged.row else ""
    where = where or (f"data/raw/{judged.table}" if judged.table else "")
    return "; ".join(filter(None, (where, said.source(judged))))


def as_json(checked: Checked) -> str:
    """Return a checked text as JSON; ``docs/check.md`` describes it."""
    said = Said(checked.lookup)
    found: dict[str, Any] = {
        "file": checked.text.name,
        "kind": checked.text.kind,
        "claims": [
            _figure(checked, one, said) if isinstance(one, JudgedFigure) else _claim(checked, one, said)
            for one in checked.in_order()
        ],
        "figures": {"all": len(checked.figures), "right": sum(one.judgement == "right" for one in checked.figures)},
        "not_understood": [
            {"place": checked.place(one.passage, one.start), "text": one.text, "why": one.why} for one in checked.unread
        ],
        "not_read": list(checked.text.unread),
        "counts": dict(sorted(_counted(checked).items())),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _unknown(checked: Checked) -> str:
    """Say how many figures the check cannot make, which are those of a notebook of one's own."""
    count = sum(one.judgement == "unclear" for one in checked.figures)
    return f", and {count} are of no section that is known here" if count else ""


def _counted(checked: Checked) -> Counter[str]:
    """Count the judgements; figures that know what they are count where they are not right."""
    return Counter(judged.judgement for judged in checked.in_order())


def _figure(checked: Checked, figure: JudgedFigure, said: Said) -> dict[str, Any]:
    name = figure.figure
    return {
        "place": checked.place(figure.passage, figure.start),
        "passage": figure.passage + 1,
        "letters": [figure.start, figure.end],
        "paragraph_kind": checked.text.passages[figure.passage].kind,
        "claim": figure.text,
        "kind": "figure",
        "name": figure.name,
        "index": name.index,
        "year": int(name.year) if name.year.isdecimal() else None,
        "vintage": name.vintage,
        "unit_code": name.unit_code or None,
        "code": name.code,
        "quantity": name.quantity,
        "understood": said.figure(figure),
        "made_as": figure.made,
        "judgement": figure.judgement,
        "right": figure.now or None,
        "raw_table": _table_of(checked, figure).removeprefix("data/raw/"),
    }


def _table_of(checked: Checked, figure: JudgedFigure) -> str:
    """Return the raw table of the index and year of a figure; empty where there is none."""
    name = figure.figure
    tables = checked.lookup.catalog.tables.get(name.index, {})
    return f"data/raw/{name.index}/{name.year}.csv" if name.year.isdecimal() and int(name.year) in tables else ""


def _claim(checked: Checked, judged: Judged, said: Said) -> dict[str, Any]:
    claim = judged.claim
    passage = checked.text.passages[claim.passage]
    named = judged.named or (claim.named[0] if claim.named else None)
    return {
        "place": checked.place(claim.passage, claim.start),
        "passage": claim.passage + 1,
        "letters": [claim.start, claim.end],
        "paragraph_kind": passage.kind,
        "language": claim.locale,
        "claim": claim.text,
        "kind": claim.kind,
        "index": named.index if named else None,
        "concept": (named.concept or "TOTAL") if named else None,
        "unit_code": judged.unit_code or None,
        "vintage": judged.vintage or None,
        "year": claim.year,
        "base": claim.base,
        "stated": None if claim.value is None else str(claim.value),
        "stated_units": claim.among,
        "understood": said.understood(judged),
        "judgement": judged.judgement,
        "right": None if judged.right is None else str(judged.right),
        "right_units": judged.right_among,
        "note": said.notes(judged),
        "raw_table": judged.table,
        "raw_row": judged.row,
        "source_ids": judged.source_id.split(),
        "source": said.source(judged),
    }


def _labelled(label: str, text: str) -> Iterator[str]:
    if not text:
        return
    lines = textwrap.wrap(text, _WIDTH - _LABEL - 5, break_long_words=False) or [""]
    for at, line in enumerate(lines):
        yield f"     {label if at == 0 else '':<{_LABEL}}{line}"
