"""Columns in the order of the codes: what a few unknown headings mean shows in the known ones beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chiso.intake.headings import BY_LABEL, BY_PLACE, UNKNOWN, Heading
from chiso.intake.vocabulary import TOTAL, Vocabulary

_LEAST_KNOWN = 1 / 3


def in_order(readings: Mapping[int, Heading], vocabulary: Vocabulary) -> dict[int, Heading]:
    """Return readings for the columns whose headings are not known, where their place leaves no doubt.

    That is so where the columns are as many as the index has figures, and the known ones, at least a third
    of them, all stand where the order of the codes puts them. A single column too many or in another place, and
    nothing is taken.

    Parameters
    ----------
    readings
        What the headings say of the columns with numbers, from the left.
    vocabulary
        The codes of the index and year.
    """
    columns = [column for column, one in readings.items() if one.role == "score" or one.why == UNKNOWN]
    codes = {column: readings[column].code for column in columns if not _is_open(readings[column])}
    open_columns = [column for column in columns if column not in codes]
    if not open_columns or _LEAST_KNOWN * len(columns) > len(codes):
        return {}
    fitting = {
        tuple(order)
        for order in _orders(vocabulary)
        if len(order) == len(columns)
        and all(codes.get(column, code) == code for column, code in zip(columns, order, strict=True))
    }
    if len(fitting) != 1:
        return {}
    placed = dict(zip(columns, fitting.pop(), strict=True))
    if any(placed[column] == TOTAL and readings[column].role != "score" for column in open_columns):
        return {}  # a number of the province beside the parts makes as many columns as a total
    return {
        column: Heading("score", placed[column], BY_PLACE, by="its place")
        for column in open_columns
        if placed[column] != TOTAL
    }


def _is_open(reading: Heading) -> bool:
    return reading.role != "score" or (reading.code == TOTAL and reading.strength < BY_LABEL)


def _orders(vocabulary: Vocabulary) -> Iterator[list[str]]:
    """Yield the orders in which tables give the codes: dimensions before or after their parts, all together, or none.

    The total stands first, last, or nowhere.
    """
    meanings = vocabulary.meanings
    dimensions = [code for code, meaning in meanings.items() if meaning.parent == TOTAL]
    parts = {one: [code for code, meaning in meanings.items() if meaning.parent == one] for one in dimensions}
    wholes = [one for one in dimensions if parts[one]]
    alone = [code for one in dimensions for code in parts[one] or [one]]
    orders = [
        [code for one in dimensions for code in (one, *parts[one])],
        [code for one in dimensions for code in (*parts[one], one)],
        alone,
        [*wholes, *alone],
        [*alone, *wholes],
    ]
    for order in orders:
        yield order
        yield [TOTAL, *order]
        yield [*order, TOTAL]
