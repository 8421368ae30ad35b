"""Letters with marks that no font has ready, such as β̂, x̄ and Δ̃, as glyphs of a font that is made for a document.

Set from two fonts, the mark of such a letter stands beside it or the letter is lost; and DejaVu, which has both,
puts marks into the capitals of Greek. So letter and marks become one glyph, in which the marks stand clear above or
below, and which stands for its characters wherever text is copied or read aloud.
"""

from __future__ import annotations

import base64
import functools
import html
import io
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTERS = "Chiso Letters"
"""The family of the fonts that are made; licences of fonts want another name for what was changed."""

LETTERS_CSS = f"font-family:{LETTERS}, DejaVu Sans, sans-serif"
"""How a text of a drawing is told to be set in it."""

_MARK = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
MARKED = re.compile(rf"[^\s{_MARK}][{_MARK}]+|\u00a0[{_MARK}]+")
"""A letter with marks. Text is to be in the normal form C: what is one character there needs nothing."""
_ANY_MARK = re.compile(f"[{_MARK}]")

_OUTSIDE = re.compile(
    rf"<(?P<tag>script|style|svg|math|title|template)\b.*?</(?P=tag)>|<[^>]*>|(?P<cluster>{MARKED.pattern})", re.DOTALL
)

#: Faces: what CSS calls their weights and style, and the end of the name of DejaVu's file.
_FACES = (("100 500", "normal", ""), ("501 900", "normal", "-Bold"), ("100 500", "italic", "-Oblique"),
          ("501 900", "italic", "-BoldOblique"))  # fmt: skip
_GAP = 0.065
"""Between a letter and its mark, in multiples of the size."""
_DOTLESS = {"i": "ı", "j": "ȷ"}
_OVERLAID = frozenset("\u0334\u0335\u0336\u0337\u0338\u20d2\u20d3\u20d8\u20d9\u20da\u20e5\u20ea\u20eb")
_AROUND = frozenset("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4")


def clusters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the letters with marks in texts that the font can set, each once, in an order of their own."""
    found = {one for text in texts for one in with_marks(unicodedata.normalize("NFC", text))}
    return tuple(sorted(filter(settable, found)))


def with_marks(text: str) -> list[str]:
    """Return the letters with marks in a text of the normal form C, each as often as it stands there."""
    # A text that has no mark, as nearly every one, is searched for one alone five times as fast.
    return MARKED.findall(text) if _ANY_MARK.search(text) else []


def drawn_letters(drawings: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of the texts in drawings that are set in the font of letters with marks as a whole."""
    found: set[str] = set()
    for drawing in drawings:
        if LETTERS_CSS in drawing:
            found.update(html.unescape(re.sub(r"<[^>]*>", "", drawing)))
    return tuple(sorted(one for one in found if one > " " and not re.match(f"[{_MARK}]", one)))


def rare(texts: Iterable[str]) -> tuple[str, ...]:
    """Return letters with marks that are one character, but none that the font of text has, each once.

    A text is set with the parts of such a letter where its font has those, and the marks do not fit.
    """
    from chiso.blocks.fonts import text_codes  # noqa: PLC0415 - that module asks this one what can be set

    found = {one for text in texts if not text.isascii() for one in set(text) if ord(one) not in text_codes()}
    return tuple(sorted(one for one in found if unicodedata.normalize("NFD", one) != one and settable(one)))


def in_letters(markup: str) -> str:
    """Return HTML with each letter with marks in an element of its own, which the style sheet gives the font."""
    markup = unicodedata.normalize("NFC", markup)
    if not _ANY_MARK.search(markup):
        return markup
    return _OUTSIDE.sub(
        lambda found: found[0] if found["cluster"] is None else f'<span class="cl">{found[0]}</span>', markup
    )


def settable(cluster: str) -> bool:
    """Tell whether the font has the letter and each of its marks."""
    return all(ord(character) in _known("") for character in cluster)


@functools.lru_cache(maxsize=16)
def letter_fonts(wanted: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return fonts (regular, bold, both also oblique) with a glyph for each letter with marks.

    Parameters
    ----------
    wanted
        From :func:`clusters`, and further characters; what the font cannot set is passed over.

    Returns
    -------
    tuple of bytes
        Files in TrueType format, the same for the same letters; none where there is nothing to set.
    """
    known = tuple(cluster for cluster in wanted if settable(cluster))
    return tuple(_made(known, end) for _, _, end in _FACES) if known else ()


@functools.lru_cache(maxsize=16)
def letter_css(wanted: tuple[str, ...], *, italic: bool) -> str:
    """Return ``@font-face`` rules with the same fonts for a page, and nothing where it needs none."""
    known = tuple(cluster for cluster in wanted if settable(cluster))
    if not known:
        return ""
    rules = []
    for weights, style, end in _FACES if italic else _FACES[:2]:
        code = base64.b64encode(_packed(_made(known, end))).decode("ascii")
        rules.append(
            f'@font-face{{font-family:"{LETTERS}";font-weight:{weights};font-style:{style};'
            f'src:url("data:font/woff;base64,{code}") format("woff")}}\n'
        )
    return "".join(rules)


def _dejavu(end: str) -> Path:
    from chiso.blocks.fonts import fallback_file  # noqa: PLC0415 - that module asks this one what can be set

    return fallback_file(end)


@functools.cache
def _known(end: str) -> frozenset[int]:
    with TTFont(_dejavu(end), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _packed(file: bytes) -> bytes:
    """Return a font as a page carries it."""
    font = TTFont(io.BytesIO(file), recalcTimestamp=False)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


@functools.lru_cache(maxsize=32)
def _made(wanted: tuple[str, ...], end: str) -> bytes:
    # Most reports have no such letters.
    from fontTools import subset  # type: ignore[import-untyped] # noqa: PLC0415
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # type: ignore[import-untyped] # noqa: PLC0415

    # A fixed time stamp, or each run would write other bytes.
    font = TTFont(_dejavu(end), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.drop_tables += ["DSIG", "GPOS", "GSUB", "GDEF", "kern", "FFTM"]
    options.notdef_outline = True
    options.glyph_names = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(wanted) + "ıȷ \u00a0")
    subsetter.subset(font)
    names = font.getBestCmap()
    rules = []
    order = list(font.getGlyphOrder())
    for number, cluster in enumerate(wanted):
        if len(cluster) == 1 or not all(ord(character) in names for character in cluster):
            continue
        glyph, advance = _drawn(font, names, cluster)
        name = f"marked{number}"
        order.append(name)
        font.setGlyphOrder(order)
        font["glyf"].glyphs[name] = glyph
        font["glyf"].glyphOrder = order
        font["hmtx"].metrics[name] = (advance, getattr(glyph, "xMin", 0))
        rules.append(f"  sub {' '.join(names[ord(character)] for character in cluster)} by {name};")
    # The longest first: β̣̂ begins as β̣ does.
    rules.sort(key=lambda rule: -rule.count(" "))
    languages = "".join(f"languagesystem {script} dflt;\n" for script in ("DFLT", "latn", "grek", "cyrl", "math"))
    addOpenTypeFeaturesFromString(font, f"{languages}feature ccmp {{\n" + "\n".join(rules) + "\n} ccmp;\n")
    _rename(font)
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


def _drawn(font: TTFont, names: dict[int, str], cluster: str) -> tuple[object, int]:
    """Return a letter with its marks as one outline, and how far it moves the line on."""
    glyphs = font.getGlyphSet()
    has_above = any(unicodedata.combining(mark) in (230, 232) for mark in cluster[1:])
    letter = names[ord(_DOTLESS.get(cluster[0], cluster[0]) if has_above else cluster[0])]
    pen = TTGlyphPen(None)

    def draw(name: str, right: float, up: float) -> None:
        recorded = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recorded)
        recorded.replay(TransformPen(pen, (1, 0, 0, 1, round(right), round(up))))

    draw(letter, 0, 0)
    advance = font["hmtx"].metrics[letter][0]
    gap = _GAP * font["head"].unitsPerEm
    left, bottom, right, top = _bounds(glyphs, letter) or (0, 0, advance, 0)
    middle, heart = (left + right) / 2, (bottom + top) / 2
    for mark in cluster[1:]:
        name = names[ord(mark)]
        box = _bounds(glyphs, name)
        if box is None:
            continue
        side = unicodedata.combining(mark)
        across = middle - (box[0] + box[2]) / 2
        if mark in _OVERLAID or mark in _AROUND or side == 1:
            draw(name, across, heart - (box[1] + box[3]) / 2)
        elif side in (202, 214, 216):  # a cedilla, an ogonek, a horn are joined to their letter
            is_horn = side == 216
            draw(name, right - box[0] - gap if is_horn else across, top - box[3] if is_horn else bottom - box[3])
        elif side in (220, 218, 222, 233, 240):
            draw(name, across, bottom - gap - box[3])
            bottom -= gap + box[3] - box[1]
        else:
            draw(name, across, top + gap - box[1])
            top += gap + box[3] - box[1]
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    return glyph, advance


def _bounds(glyphs: object, name: str) -> tuple[float, float, float, float] | None:
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)  # type: ignore[index]
    box: tuple[float, float, float, float] | None = pen.bounds
    return box


def _rename(font: TTFont) -> None:
    table = font["name"]
    style = table.getDebugName(2) or "Regular"
    table.names = []
    full = f"{LETTERS} {style}"
    for number, text in ((1, LETTERS), (2, style), (3, full), (4, full), (6, full.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)
