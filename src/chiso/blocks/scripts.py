"""Fonts for scripts and signs that the fonts of text lack, cut down to what a document has of them.

Chinese characters, Thai, Khmer, the letters of formulas: a name in a list of provinces or a quotation may have any of
them. Such a font is opened where a text asks for it and only then, so the usual report neither grows nor waits.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import importlib.util
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from chiso.errors import ExportError

_FAMILY = "Chiso Script"
_WEIGHTS = ((400, "Regular"), (700, "Bold"))
_BOLD = 600
_NO_LETTER = re.compile("[^A-Za-z]")
_COLLECTION = ".ttc"

#: What makes one sign of two, and what a letter that lacks its base is shown on.
_JOINERS = frozenset({0x200C, 0x200D, 0x25CC, 0xFE0F})
#: A mark is set with its letter, by one font.
_BASES = frozenset({*range(0x21, 0x7F), *range(0x391, 0x3CA)})
#: A flag is two letters of the code of its country, which say more than a picture of one colour; skin has none.
_NOT_DRAWN = frozenset({*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400)})
#: One Chinese character has several forms; which is right follows from the letters beside it.
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_FORMS = {"JP": 0, "KR": 1, "SC": 2}


@dataclasses.dataclass(frozen=True)
class ScriptFont:
    """A font that was made for a document; ``codes`` are the characters it is for, ``bold`` its second face."""

    family: str
    codes: tuple[int, ...]
    regular: bytes
    bold: bytes


def has_script(code: int) -> bool:
    """Tell whether one of the fonts for scripts and signs has a character."""
    return code not in _NOT_DRAWN and any(code in codes for codes in _covered().values())


def script_fonts(characters: Iterable[str]) -> tuple[ScriptFont, ...]:
    """Return fonts for characters that the fonts of text lack; the same for the same characters.

    Parameters
    ----------
    characters
        Those that are lacking; what no font has is passed over.
    """
    wanted = frozenset(map(ord, characters))
    if not wanted:
        return ()
    text = "".join(map(chr, sorted(wanted)))
    form = "JP" if _KANA.search(text) else "KR" if _HANGUL.search(text) else "SC"
    return _fonts(tuple(sorted(wanted)), form)


def script_css(characters: Iterable[str], family: str, faces: Iterable[tuple[str, str, int]]) -> str:
    """Return ``@font-face`` rules that add fonts for characters to a family of a page.

    A browser adds a face to one that has the same weights and style and to no other, so there is one for each.

    Parameters
    ----------
    characters
        Those that the family lacks.
    family
        The name of the family.
    faces
        Its weights and style as CSS has them, and the weight of its file.
    """
    faces = tuple(faces)
    rules = []
    for font in script_fonts(characters):
        ranges = ",".join(f"U+{code:X}" for code in font.codes)
        regular, bold = (base64.b64encode(_packed(file)).decode("ascii") for file in (font.regular, font.bold))
        rules += [
            f'@font-face{{font-family:"{family}";font-weight:{weights};font-style:{style};unicode-range:{ranges};'
            f'src:url("data:font/woff;base64,{bold if weight >= _BOLD else regular}") format("woff")}}\n'
            for weights, style, weight in faces
        ]
    return "".join(rules)


@functools.lru_cache(maxsize=8)
def _fonts(wanted: tuple[int, ...], form: str) -> tuple[ScriptFont, ...]:
    left = {code for code in wanted if code not in _JOINERS}
    made = []
    for path, known in _covered().items():
        codes = tuple(sorted(left & known))
        if not codes:
            continue
        left.difference_update(codes)
        files: list[bytes]
        family = f"{_FAMILY} {_NO_LETTER.split(path.name)[0]}"
        if path.suffix == _COLLECTION:
            files = _outlined(path, codes, family, form)
        else:
            is_mark = any(unicodedata.category(chr(code)) in ("Mn", "Me") for code in codes)
            shaped = (*codes, *_JOINERS, *(_BASES if is_mark else ()))
            files = [_cut(path, shaped, family, weight) for weight in _WEIGHTS]
        made.append(ScriptFont(family, codes, *files))
    return tuple(made)


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ExportError(
            "Fonts for scripts other than Latin are not installed",
            why=f"The Python package {package.replace('_', '-')} is missing.",
            remedy="Run `make clean`, remove .venv and try again; what is needed is set up anew.",
        )
    return Path(next(iter(spec.submodule_search_locations)))


@functools.cache
def _files() -> tuple[Path, ...]:
    """Return the fonts in the order in which they are asked: of formulas, of scripts, of pictures, of Chinese."""
    formulas = _folder("matplotlib") / "mpl-data" / "fonts" / "ttf" / "STIXGeneral.ttf"
    scripts = [path for path in sorted(_folder("manimgx_fonts").glob("*.ttf")) if "Italic" not in path.name]
    pictures = [path for path in scripts if "Emoji" in path.name]
    chinese = sorted(_folder("manimgx_fonts_cjk").glob(f"*{_COLLECTION}"))
    return (formulas, *(path for path in scripts if path not in pictures), *pictures, *chinese)


@functools.cache
def _covered() -> Mapping[Path, frozenset[int]]:
    found = {}
    for path in _files():
        with TTFont(path, lazy=True, fontNumber=0) as font:
            # What is not seen needs no font, and private characters are another sign in each.
            found[path] = frozenset(code for code in font.getBestCmap() if _is_seen(chr(code)))
    return found


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] != "C" or ord(character) in _JOINERS


def _cut(path: Path, codes: Iterable[int], family: str, weight: tuple[int, str]) -> bytes:
    """Return a font with some characters and all that they are shaped with, in one weight."""
    from fontTools import subset  # type: ignore[import-untyped] # noqa: PLC0415 - most reports have no use for it
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped] # noqa: PLC0415

    # A fixed time stamp, or each run would write other bytes.
    font = TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)
    options = subset.Options()
    options.drop_tables += ["DSIG", "FFTM", "meta"]
    options.notdef_outline = True
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if "fvar" in font:
        axes = {axis.axisTag: weight[0] if axis.axisTag == "wght" else None for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes)
    return _saved(font, family, weight[1])


def _outlined(path: Path, codes: Iterable[int], family: str, form: str) -> list[bytes]:
    """Return fonts with the outlines of some characters; a collection of 65,000 takes seconds to be cut down."""
    with TTFont(path, lazy=True, fontNumber=_FORMS[form]) as source:
        names = source.getBestCmap()
        shown = {code: names[code] for code in codes}
        return [_saved(_drawn(source, shown, weight), family, style) for weight, style in _WEIGHTS]


def _drawn(source: TTFont, shown: Mapping[int, str], weight: int) -> TTFont:
    """Return a font in which the glyphs of another are drawn as they are in a weight."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped] # noqa: PLC0415
    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped] # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped] # noqa: PLC0415

    glyphs = source.getGlyphSet(location={"wght": weight})
    order = [".notdef", *dict.fromkeys(shown.values())]
    outlines: dict[str, Any] = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(dict(shown))
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({name: (round(glyphs[name].width), 0) for name in order})
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    builder.setupOS2(sTypoAscender=source["hhea"].ascent, sTypoDescender=source["hhea"].descent)
    builder.setupNameTable({})
    builder.setupPost()
    for name, (advance, _) in list(builder.font["hmtx"].metrics.items()):
        builder.font["hmtx"].metrics[name] = (advance, getattr(outlines[name], "xMin", 0))
    return builder.font


def _saved(font: TTFont, family: str, style: str) -> bytes:
    full = f"{family} {style}"
    table = font["name"]
    table.names = []
    for number, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)
    is_bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if is_bold else 400
    font["OS/2"].fsSelection = 0x20 if is_bold else 0x40
    font["head"].macStyle = int(is_bold)
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


def _packed(file: bytes) -> bytes:
    """Return a font as a page carries it."""
    font = TTFont(io.BytesIO(file), recalcTimestamp=False)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
