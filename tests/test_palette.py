"""Contrast of every text, and colours that stay apart for readers with any of the common deficiencies."""

from __future__ import annotations

import itertools
import math

import pytest

from chiso.blocks import palette

#: Full protanopia, deuteranopia and tritanopia after Machado, Oliveira and Fernandes (2009), in linear RGB.
SIGHTS = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SCHEMES = pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])


@SCHEMES
def test_text_has_enough_contrast_on_paper_and_panel(colours: dict[str, str]) -> None:
    names = ("ink", "muted", "accent", "region", "city", "gain", "loss", "break", "target")
    for text, ground in itertools.product(names, ("paper", "panel")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["on-band"], colours["band"]) >= 4.5


@SCHEMES
def test_the_number_in_a_tile_has_enough_contrast_on_its_group(colours: dict[str, str]) -> None:
    for group, text in zip(("group-1", "group-2", "group-3", "group-4"), ("paper", "paper", "ink", "ink"), strict=True):
        assert contrast(colours[text], colours[group]) >= 4.5, group


def test_the_colours_of_text_on_groups_are_those_that_the_scheme_changes_along() -> None:
    assert palette.ON_GROUPS == (palette.PAPER, palette.PAPER, palette.INK, palette.INK)
    assert tuple(palette.LIGHT[f"group-{number}"] for number in range(1, 5)) == palette.GROUPS


@SCHEMES
def test_the_figure_in_a_heat_cell_has_enough_contrast(colours: dict[str, str]) -> None:
    for ground in ("far-below", "below", "panel", "above", "far-above"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5, ground


@SCHEMES
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("gain", "loss", 25.0),
        ("gain", "break", 9.0),
        ("loss", "break", 20.0),
        ("accent", "city", 20.0),
        ("region", "city", 20.0),
        ("accent", "target", 12.0),
        ("group-1", "group-2", 10.0),
        ("group-2", "group-3", 10.0),
        ("group-3", "group-4", 10.0),
        ("far-below", "far-above", 12.0),
        ("below", "above", 5.0),
    ],
)
def test_colours_that_mean_different_things_stay_apart(
    colours: dict[str, str], one: str, other: str, least: float
) -> None:
    for sight in SIGHTS:
        assert distance(colours[one], colours[other], sight) >= least, sight


@SCHEMES
def test_groups_grow_lighter_or_darker_from_step_to_step(colours: dict[str, str]) -> None:
    lights = [luminance(colours[f"group-{number}"]) for number in range(1, 5)]
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    """Return the distance of two colours in CIELAB as a sight sees them."""
    return math.dist(_lab(one, sight), _lab(other, sight))


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(colour: str, sight: str) -> tuple[float, float, float]:
    seen = [
        min(max(sum(share * part for share, part in zip(row, _linear(colour), strict=True)), 0.0), 1.0)
        for row in SIGHTS[sight]
    ]
    white = ((0.4124, 0.3576, 0.1805, 0.95047), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.08883))
    x, y, z = (_root(sum(share * part for share, part in zip(row, seen, strict=False)) / row[3]) for row in white)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
