"""What a number is by the figures that it stands beside: the other end of a movement, the next of a list, a mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.claims.frames import Frame, Shape
from chiso.claims.items import Item
from chiso.claims.means import held_mean, is_of_many, is_of_region
from chiso.claims.orders import are_listed

_NEAR = 7


def resolved(items: Sequence[Item], frames: list[Frame]) -> list[Frame]:
    """Return the frames of a sentence, each understood beside those before it.

    Parameters
    ----------
    items
        The items of the sentence.
    frames
        What its numbers say by the words right beside them.
    """
    return _held_means(items, _listed_alike(items, _resolved(items, frames)))


def _resolved(items: Sequence[Item], frames: list[Frame]) -> list[Frame]:
    """Give bare numbers the shape of what they stand beside: the other end of a movement, or the year before."""
    found: list[Frame] = []
    for frame in frames:
        shape: Shape | None = None
        earlier = found[-1] if found else None
        if frame.shape == "bare":
            if earlier and earlier.turn == "from" and frame.turn == "to":
                shape = earlier.shape
            elif frame.turn == "from" and not frame.number.is_whole and _is_moved(items, frame.first):
                shape = "score"  # *fell by 2.83 points, from 45.71 to 42.89*
            elif earlier and _is_year_in_bracket(items, frame.at):
                shape = earlier.shape if earlier.shape in ("score", "rank") else None
            else:
                shape = _headed(items, frame)
            if shape == "rank" and not frame.number.is_whole:
                shape = None
        if shape is not None:
            sign = frame.sign
            frame = dataclasses.replace(frame, shape=shape, sign=sign, is_weak=shape != "rank")  # noqa: PLW2901
            if shape == "rank change" and not frame.sign:
                frame = dataclasses.replace(frame, shape="bare")  # noqa: PLW2901
        found.append(frame)
        if len(found) > 1 and found[-2].turn == "from" and found[-2].shape == "bare" and frame.turn == "to":
            found[-2] = dataclasses.replace(found[-2], shape=frame.shape, is_weak=frame.is_weak)
    return found


def _is_moved(items: Sequence[Item], first: int) -> bool:
    return any(item.does("rise", "fall") for item in items[max(first - _NEAR, 0) : first])


def _is_year_in_bracket(items: Sequence[Item], at: int) -> bool:
    place = at - 1
    while place >= 0 and (items[place].does("fill") or items[place].text == ":"):
        place -= 1
    if place < 0 or not items[place].does("year", "previous"):
        return False
    while place >= 0 and items[place].text != "(":
        if not items[place].does("year", "previous", "fill"):
            return False
        place -= 1
    return place >= 0


def _headed(items: Sequence[Item], frame: Frame) -> Shape | None:
    """Return the shape of a number by the words that lead to it without a gap: *PAPI: 42,88*, a header of a table."""
    from_heads = any(item.start < 0 for item in items)
    for place in range(frame.at - 1, -1, -1):
        item = items[place]
        if item.does("change"):
            return "score change" if not frame.number.is_whole and frame.sign else None
        if item.does("rank") and (from_heads or place >= frame.at - 2):
            return "rank" if frame.number.is_whole and not frame.sign else None
        if item.does("places"):
            return None
        if frame.number.is_whole or frame.sign:
            if not item.does("fill", "year", "unit", "index", "mark"):
                return None
            continue
        if item.does("index", "scored", "points", "percent"):
            return "score"
        if not (item.does("fill", "year", "unit") or item.text in (":", "=", "(") or (from_heads and item.text == ")")):
            return None
    return None


def _listed_alike(items: Sequence[Item], frames: Sequence[Frame]) -> list[Frame]:
    """Give bare numbers of a list the shape of the first: *lần lượt xếp thứ 37, 38 và 29*."""
    found: list[Frame] = []
    is_ordered = any(item.does("respectively") for item in items)
    for frame in frames:
        before = found[-1] if found else None
        if (
            is_ordered and frame.shape == "bare" and before is not None and before.shape != "bare"
            and before.number.is_whole == frame.number.is_whole and not frame.turn
            and are_listed(items, before.last, frame.first)
        ):  # fmt: skip
            frame = dataclasses.replace(  # noqa: PLW2901 - the same frame, better understood
                frame, shape=before.shape, sign=before.sign, is_weak=before.is_weak, is_relative=before.is_relative
            )
        found.append(frame)
    return found


def _held_means(items: Sequence[Item], frames: Sequence[Frame]) -> list[Frame]:
    """Give scores behind a mean the shape of it until a unit is named; a unit before it makes them unclear.

    *Trung bình cả nước năm 2023 là 82,66%; năm 2024 là 83,94%*. What is said of a region or of the country without the
    word for a mean is no unit's, either: *vùng Đông Nam Bộ là 89,44%*, *cả nước 86,37%*.
    """
    found: list[Frame] = []
    for frame in frames:
        is_score = frame.shape in ("score", "score change") and not _is_difference(items, frame.first)
        is_mean = frame.shape in ("mean", "median")
        if ((is_score or is_mean) and is_of_many(items, frame.first)) or (is_mean and is_of_region(items, frame.first)):
            frame = dataclasses.replace(frame, problem="unit")  # noqa: PLW2901
        elif is_score and (mean := held_mean(items, frame.first)) is not None:
            is_open = frame.shape != "score" or any(item.does("unit", "region", "place") for item in items[:mean])
            shape: Shape = "mean" if items[mean].does("mean") else "median"
            frame = dataclasses.replace(  # noqa: PLW2901
                frame, shape=frame.shape if is_open else shape, problem="unit" if is_open else frame.problem
            )
        found.append(frame)
    return found


def _is_difference(items: Sequence[Item], first: int) -> bool:
    """Whether a number says by how much a mean is above that of a year: *cao hơn năm 2023 1,39%*."""
    at = first - 1
    while at >= 0 and items[at].does("year", "fill", "previous") and not items[at].does("more", "less"):
        at -= 1
    return at >= 0 and items[at].does("more", "less")
