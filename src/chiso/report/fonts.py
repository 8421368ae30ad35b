"""Be Vietnam Pro from its package: paths for Typst and matplotlib, subsets for HTML, and measures.

System fonts are never used: a page must look the same on every machine. What Be Vietnam Pro lacks
(arrows, Greek, box drawing) comes from DejaVu, which matplotlib always brings along.
"""

from __future__ import annotations

import base64
import functools
import importlib.util
import io
import unicodedata
from pathlib import Path

import fontpkg  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from chiso.errors import ExportError

FAMILY = "Be Vietnam Pro"
FALLBACK = "DejaVu Sans"
MONO = "DejaVu Sans Mono"

#: Faces that a page embeds: CSS weight range, style, weight of the file. Semibold serves as bold.
FACES = (("400", "normal", 400), ("600 700", "normal", 600), ("400", "italic", 400))


_USUAL = "".join(
    chr(code)
    for first, last in ((0x20, 0x7E), (0x1EA0, 0x1EF9))
    for code in range(first, last + 1)
) + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u00a0·×±°–—−…‘’“”•≤≥"  # fmt: skip


def face(weight: int = 400, style: str = "normal") -> Path:
    """Return the path of one TTF file of Be Vietnam Pro."""
    return Path(fontpkg.path(FAMILY, weight=weight, style=style))


@functools.cache
def font_files() -> tuple[Path, ...]:
    """Return all TTF files of Be Vietnam Pro, sorted, for ``matplotlib.font_manager.fontManager.addfont``."""
    return tuple(sorted(face().parent.glob("*.ttf")))


@functools.cache
def font_directories() -> tuple[Path, ...]:
    """Return the folders that Typst searches: Be Vietnam Pro and the DejaVu fonts of matplotlib."""
    return face().parent, _dejavu(FALLBACK).parent


def font_face_css(text: str, *, italic: bool = True) -> str:
    """Return ``@font-face`` rules with Be Vietnam Pro embedded, cut down to the characters of a text.

    Parameters
    ----------
    text
        Everything that the page shows; characters that the font lacks are left to other fonts. Vietnamese
        and common signs are always in, so that the pages of a batch share one subset, made once.
    italic
        Whether the page has italic text.

    Returns
    -------
    str
        CSS with fonts as ``data:`` addresses; the same for the same set of characters.
    """
    shown = {character for character in unicodedata.normalize("NFC", text) if character >= " "}
    characters = "".join(sorted(shown.union(_USUAL) & set(map(chr, _codes(400)))))
    faces = FACES if italic else FACES[:2]
    return "".join(_face_rule(characters, *one) for one in faces)


def printable(text: str) -> str:
    """Replace each character that none of the fonts can draw by its Unicode name in brackets.

    PDF/A forbids a missing glyph, and a reader cannot use an empty box.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    known = _drawable()
    if known.issuperset(map(ord, text)):
        return text
    return "".join(character if ord(character) in known else _spelled(character) for character in text)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in the unit of ``size``, measured from the font's own advances."""
    advances, units, default = _advances(600 if bold else 400)
    return sum(advances.get(ord(character), default) for character in text) * size / units


@functools.lru_cache(maxsize=256)
def _face_rule(characters: str, weights: str, style: str, weight: int) -> str:
    # A fixed time stamp, or each run would write other bytes.
    font = TTFont(face(weight, style), recalcTimestamp=False)
    options = subset.Options()
    options.flavor = "woff"
    options.drop_tables += ["DSIG", "meta"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters + " ")
    subsetter.subset(font)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    code = base64.b64encode(packed.getvalue()).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weights};font-style:{style};'
        f'src:url("data:font/woff;base64,{code}") format("woff")}}\n'
    )


def _dejavu(family: str) -> Path:
    # Looked up without importing matplotlib, which costs a tenth of a second.
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ExportError("matplotlib is not installed", remedy="Run `make clean` and try again.")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / f"{family.replace(' ', '')}.ttf"


@functools.cache
def _drawable() -> frozenset[int]:
    codes = {ord("\n"), ord("\t"), 0x200B}
    for path in (face(), _dejavu(FALLBACK)):
        with TTFont(path, lazy=True) as font:
            codes.update(font.getBestCmap())
    # Invisible and private characters have no reading in a report, even where a font maps them.
    return frozenset(code for code in codes if unicodedata.category(chr(code)) not in ("Co", "Cs", "Cn"))


@functools.cache
def _codes(weight: int) -> frozenset[int]:
    with TTFont(face(weight), lazy=True) as font:
        return frozenset(font.getBestCmap())


@functools.cache
def _advances(weight: int) -> tuple[dict[int, int], int, int]:
    with TTFont(face(weight), lazy=True) as font:
        metrics = font["hmtx"]
        return (
            {code: metrics[name][0] for code, name in font.getBestCmap().items()},
            font["head"].unitsPerEm,
            metrics[font.getBestCmap()[ord("W")]][0],
        )


def _spelled(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me"):
        return ""
    if character.isspace():
        return " "
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
