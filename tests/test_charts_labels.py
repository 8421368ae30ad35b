from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.report.canvas import Box
from chiso.report.charts.labels import Ground, crosses, spread, wrap
from chiso.report.fonts import text_width

_labels = st.lists(st.tuples(st.floats(0, 480), st.floats(5, 60)), min_size=1, max_size=12)


@given(_labels, st.floats(0, 6))
def test_labels_in_a_row_keep_their_order_and_never_overlap(labels: list[tuple[float, float]], gap: float) -> None:
    labels.sort()
    wanted, sizes = [at for at, _ in labels], [size for _, size in labels]
    high = max(480.0, sum(sizes) + gap * (len(sizes) - 1))
    middles = spread(wanted, sizes, 0.0, high, gap)
    edges = [(middle - size / 2, middle + size / 2) for middle, size in zip(middles, sizes, strict=True)]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= high + 1e-6
    assert all(right + gap <= left + 1e-6 for (_, right), (left, _) in itertools.pairwise(edges))


@given(_labels)
def test_labels_that_have_room_stay_where_they_are_wanted(labels: list[tuple[float, float]]) -> None:
    at, placed = 0.0, []
    for _, size in labels:
        placed.append(at + size / 2)
        at += size + 7.0
    sizes = [size for _, size in labels]
    assert spread(placed, sizes, 0.0, at, 5.0) == pytest.approx(placed)


def test_two_labels_at_one_place_part_to_both_sides() -> None:
    assert spread([50.0, 50.0], [20.0, 20.0], 0.0, 100.0, 2.0) == pytest.approx([39.0, 61.0])


def test_labels_that_cannot_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"2 labels need 10\.0 points more"):
        spread([0.0, 1.0], [30.0, 30.0], 0.0, 50.0)


@given(st.lists(st.sampled_from(["Công", "khai,", "minh", "bạch", "trong", "việc", "quyết"]), min_size=1, max_size=14))
def test_a_wrapped_text_loses_no_word_and_keeps_to_its_width(words: list[str]) -> None:
    lines = wrap(" ".join(words), 90.0, 7.0)
    assert " ".join(lines) == " ".join(words)
    assert all(text_width(line, 7.0) <= 90.0 for line in lines)


def test_a_wrapped_text_has_lines_of_about_one_length() -> None:
    first, second = wrap("Bắc Trung Bộ và Duyên hải miền Trung", 100.0, 6.4)
    assert abs(text_width(first, 6.4) - text_width(second, 6.4)) < 25.0


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrap("a Trachnhiemgiaitrinh b", 20.0, 7.0) == ["a", "Trachnhiemgiaitrinh", "b"]


def test_a_label_takes_the_first_place_that_is_free() -> None:
    ground = Ground(Box(0, 0, 100, 100), boxes=[Box(0, 0, 20, 20)])
    assert ground.take([Box(10, 10, 30, 20), Box(30, 30, 50, 40), Box(60, 60, 70, 70)]) == Box(30, 30, 50, 40)
    assert ground.take([Box(30, 30, 50, 40)]) is None
    assert ground.take([Box(90, 90, 110, 95)]) is None


def test_a_label_stands_rather_beside_a_line_than_on_it() -> None:
    ground = Ground(Box(0, 0, 100, 100), lines=[((0, 50), (100, 50))])
    assert ground.take([Box(40, 45, 60, 55), Box(40, 60, 60, 70)]) == Box(40, 60, 60, 70)
    # Where every place lies on a line, a label is better than none.
    assert ground.take([Box(0, 45, 20, 55)]) == Box(0, 45, 20, 55)


@pytest.mark.parametrize(
    ("line", "through"),
    [
        (((0, 0), (10, 10)), True),
        (((0, 6), (10, 6)), True),
        (((5, -5), (5, 20)), True),
        (((0, 0), (3, 3)), False),
        (((0, 20), (20, 20)), False),
        (((0, 12), (3, 0)), False),
    ],
)
def test_a_line_crosses_a_box_or_passes_by(
    line: tuple[tuple[float, float], tuple[float, float]], through: bool
) -> None:
    assert crosses(Box(4, 4, 8, 8), line) is through
