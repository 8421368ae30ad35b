"""The colours that a library gives the cells of a table, as far as words can be read on them.

The Styler of pandas writes a style sheet with a rule for each kind of cell, ``#T_1_row0_col2 {color: red}``;
other libraries write ``style`` attributes. A page of ours has neither, so colours are worked out cell by cell.
"""

from __future__ import annotations

import colorsys
import dataclasses
import re
from typing import Any

from chiso.blocks import palette

#: What readers with low vision need at least (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5

_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
_ID = re.compile(r"#(?P<id>[\w-]+)\Z")
_HEX = re.compile(r"#(?P<digits>[0-9a-f]{3,8})\Z")
_FUNCTION = re.compile(r"(?P<name>rgb|hsl)a?\((?P<values>[^()]*)\)\Z")
_NOTHING = frozenset({"", "transparent", "inherit", "initial", "unset", "currentcolor", "none", "revert"})
#: Declarations that colour a cell in a way that no plain ground can stand for.
_PAINTED = ("background-image", "background")


@dataclasses.dataclass(frozen=True)
class Paint:
    """How a cell looks: the colours of its words and of its ground, and whether its words are bold or italic.

    Both colours are given or none: on a page that may be dark, one alone could not be read.
    """

    ink: str = ""
    ground: str = ""
    bold: bool = False
    italic: bool = False


class Colours:
    """What the style sheets of a piece of HTML say of single cells.

    Parameters
    ----------
    sheets
        Their text. Only rules for ids are read: they are those of the cells of a Styler.
    """

    def __init__(self, sheets: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for rule in _RULE.finditer(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)):
            declared = _declarations(rule["body"])
            for selector in rule["selectors"].split(","):
                if found := _ID.match(selector.strip()):
                    self._rules.setdefault(found["id"], {}).update(declared)

    def of(self, element: Any) -> tuple[Paint | None, bool]:
        """Return how a cell looks, and whether a colour of it was left out because its words could not be read."""
        declared = self._rules.get(element.get("id") or "", {}) | _declarations(element.get("style") or "")
        if not declared:
            return None, False
        bold = declared.get("font-weight", "") in ("bold", "bolder", "600", "700", "800", "900")
        italic = declared.get("font-style", "") in ("italic", "oblique")
        ground, unread = _ground(declared)
        wanted = declared.get("color", "")
        ink = colour(wanted)
        unread = unread or (ink is None and wanted.strip().lower() not in _NOTHING)
        if ink is None and ground is None:
            return Paint(bold=bold, italic=italic), unread
        ground = ground or palette.PAPER
        if ink is None:  # words on a coloured ground: black or white, whichever can be read
            ink = max((palette.INK, "#ffffff", "#000000"), key=lambda tone: contrast(tone, ground))
            ink = palette.INK if contrast(palette.INK, ground) >= LEAST_CONTRAST else ink
        if contrast(ink, ground) < LEAST_CONTRAST:
            return Paint(bold=bold, italic=italic), True
        return Paint(ink, ground, bold, italic), unread


def _ground(declared: dict[str, str]) -> tuple[str | None, bool]:
    """Return the colour behind a cell, and whether it is something else than one colour."""
    is_unread = False
    for name in ("background-color", *_PAINTED):
        value = declared.get(name, "").strip()
        if found := colour(value):
            return found, is_unread
        is_unread = is_unread or value.lower() not in _NOTHING
    return None, is_unread


def _declarations(body: str) -> dict[str, str]:
    found = {}
    for part in body.split(";"):
        name, _, value = part.partition(":")
        found[name.strip().lower()] = value.replace("!important", "").strip()
    return found


def colour(value: str) -> str | None:
    """Return a colour of CSS as ``#rrggbb``, seen on white paper where it lets some through; None for no colour."""
    text = value.strip().lower()
    if text in _NOTHING:
        return None
    if found := _HEX.match(text):
        digits = found["digits"]
        if len(digits) in (3, 4):
            digits = "".join(2 * digit for digit in digits)
        if len(digits) not in (6, 8):
            return None
        red, green, blue, *alpha = (int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2))
        return _on_paper(red, green, blue, alpha[0] if alpha else 1.0)
    if found := _FUNCTION.match(text):
        return _function(found["name"], re.split(r"[\s,/]+", found["values"].strip()))
    if re.fullmatch(r"[a-z]+", text):
        from matplotlib.colors import CSS4_COLORS  # noqa: PLC0415 - a tenth of a second, for coloured tables only

        return str(CSS4_COLORS[text]).lower() if text in CSS4_COLORS else None
    return None


def _function(name: str, values: list[str]) -> str | None:
    try:
        first, second, third = values[:3]
        alpha = _share(values[3], 1.0) if len(values) > 3 else 1.0
        if name == "rgb":
            return _on_paper(_share(first, 255), _share(second, 255), _share(third, 255), alpha)
        red, green, blue = colorsys.hls_to_rgb(
            float(first.removesuffix("deg")) % 360 / 360, _share(third, 100), _share(second, 100)
        )
    except ValueError:
        return None
    return _on_paper(red, green, blue, alpha)


def _share(value: str, whole: float) -> float:
    number = float(value.removesuffix("%")) / (100 if value.endswith("%") else whole)
    return min(max(number, 0.0), 1.0)


def _on_paper(red: float, green: float, blue: float, alpha: float) -> str | None:
    if not alpha:
        return None
    return "#" + "".join(f"{round(255 * (1 - alpha + alpha * part)):02x}" for part in (red, green, blue))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(tone: str) -> float:
    parts = (int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
