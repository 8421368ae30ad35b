"""The figures of a Word file that chiso made and an office may have gone on with: true, out of date, or changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.blocks.living import ABOUT, Subject
from chiso.blocks.specs import MIME, Block, Cover, Figure
from chiso.briefing.words import Words
from chiso.catalog import Catalog, Project
from chiso.claims.figures import Expected, judge_figures
from chiso.claims.judged import JudgedFigure
from chiso.export import build_document
from chiso.export.word import render_word
from chiso.facts.changes import changes
from chiso.locales import LOCALES
from chiso.proof.explain import read_anew
from chiso.run.warm_up import blocks
from chiso.texts.passages import Passage, Text
from chiso.texts.worker import read

_NO_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt" viewBox="0 0 1 1"/>'
"""In the place of charts, which hold no fields and take longest."""


def word_figures(project: Project, catalog: Catalog, text: Text) -> tuple[JudgedFigure, ...]:
    """Hold the figures of a Word file against what it was made as and what the data give now.

    Parameters
    ----------
    project, catalog
        The project.
    text
        The file; of one that is none of ours nothing is returned.

    Raises
    ------
    DataError
        When the raw tables have problems.
    """
    about = Subject.read(text.properties.get(ABOUT, ""))
    if about is None or about.locale not in LOCALES:
        return ()
    return tuple(judge_figures(text, Expected(_made_now(project, catalog, about))))


def _made_now(project: Project, catalog: Catalog, about: Subject) -> Sequence[Passage]:
    """Return the passages of a file with all that can be said now; none where the data have no such year or unit."""
    if about.vintage not in catalog.sets.vintages or about.year - 1 not in catalog.index_years:
        return ()
    data = read_anew(project, catalog, about.year, about.vintage)
    unit = catalog.in_vintage(about.vintage).units.by_code.get(about.unit_code)
    if unit is None:
        return ()
    every = [_without_drawing(block) for _, block in blocks(data, changes(data), unit, Words(about.locale))]
    # A document has one cover; that of the plan says nothing that the other does not.
    cover = next((block for block in every if isinstance(block, Cover)), None)
    made = [block for block in every if block is cover or not isinstance(block, Cover)]
    outputs = [{"output_type": "display_data", "data": {MIME: block.to_json()}, "metadata": {}} for block in made]
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "", "outputs": outputs}
    document = build_document({"cells": [cell], "metadata": {}}, "now")
    return read(render_word(document), "now.docx", frozenset())[1]


def _without_drawing(block: Block) -> Block:
    return dataclasses.replace(block, svg=_NO_DRAWING) if isinstance(block, Figure) else block
