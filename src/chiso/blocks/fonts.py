"""Be Vietnam Pro from its package: paths for Typst and matplotlib, subsets for HTML, and measures.

System fonts are never used: a page must look the same on every machine. What Be Vietnam Pro lacks
(arrows, Greek, box drawing) comes from DejaVu, which matplotlib always brings along; what both lack, from the fonts
that :mod:`chiso.blocks.scripts` opens where a text asks for them.
"""

from __future__ import annotations

import base64
import functools
import importlib.util
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import fontpkg  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from chiso.blocks.letters import MARKED, settable, with_marks
from chiso.blocks.scripts import has_script
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


#: Categories of characters that make up words; those of other scripts are counted rather than named.
_OF_WORDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mc", "Mn", "Nd", "Nl"})
#: What takes no room beside the letter before it.
_JOINED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u200b-\u200d]")
_OF_FORMULAS = re.compile("[\U0001d400-\U0001d7ff]")
_MOST_NAMED = 3
_BRACKETED = re.compile(r"\[(.*?)\]")
#: Colours of skin, and choices between two forms of a sign.
_UNSEEN = re.compile("[\U0001f3fb-\U0001f3ff\ufe00-\ufe0f]")


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
    shown = {character for character in set(unicodedata.normalize("NFC", text)) if character >= " "}
    characters = "".join(sorted(shown.union(_USUAL) & set(map(chr, _codes(400)))))
    faces = FACES if italic else FACES[:2]
    return "".join(_face_rule(characters, *one) for one in faces)


def printable(text: str) -> str:
    """Put words in brackets in the place of characters that none of the fonts can draw.

    A reader cannot use an empty box. Letters of a script that the fonts do not have are counted, ``[Cham ×6]``, and
    signs named; :func:`missing` tells of both, and no PDF is made with them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", _OF_FORMULAS.sub(_plain_letter, text))
    known = _known(text)
    if known.issuperset(map(ord, set(text))) and all(map(settable, with_marks(text))):
        return text
    parts: list[tuple[str, int]] = []  # text, or the name of a script and how many of its letters
    for piece in _pieces(text):
        script = "" if all(ord(character) in known for character in piece) else _script(piece)
        if script and parts and parts[-1][0] == script and parts[-1][1]:
            parts[-1] = (script, parts[-1][1] + len(piece))
        elif script:
            parts.append((script, len(piece)))
        else:
            parts.append((piece if known.issuperset(map(ord, piece)) else _spelled(piece), 0))
    return "".join(f"[{part} ×{count}]" if count else part for part, count in parts)


def missing(texts: Iterable[str]) -> list[str]:
    """Return what no font can draw in texts: signs by name, the letters of a script with their numbers, in order."""
    found: dict[str, dict[str, None]] = {}
    for text in (unicodedata.normalize("NFC", _OF_FORMULAS.sub(_plain_letter, one)) for one in texts):
        known = _known(text)
        if known.issuperset(map(ord, set(text))):
            continue
        for piece in _pieces(text):
            if not all(ord(character) in known for character in piece):
                script = _script(piece)
                for name in [script] if script else _BRACKETED.findall(_spelled(piece)):
                    found.setdefault(name, {})[f"U+{ord(piece[0]):04X}" if script else ""] = None
    return [name if "" in codes else f"{name} ({_in_short([*codes])})" for name, codes in found.items()]


def _in_short(codes: Sequence[str]) -> str:
    return ", ".join([*codes[:_MOST_NAMED], *(["…"] if len(codes) > _MOST_NAMED else [])])


def of_scripts(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of texts that only the fonts for scripts and signs have, each once, in order."""
    shown = {code for text in texts if not text.isascii() for code in map(ord, unicodedata.normalize("NFC", text))}
    return tuple(chr(code) for code in sorted(shown - _drawable()) if has_script(code))


def _known(text: str) -> frozenset[int]:
    """Return the characters that can be drawn, as far as a text asks for them."""
    known = _drawable()
    rare = set(map(ord, set(text))) - known
    return known.union(filter(has_script, rare)) if rare else known


def _plain_letter(found: re.Match[str]) -> str:
    """Return a letter of formulas as the letter that it is, where no font has it."""
    return found[0] if ord(found[0]) in _known(found[0]) else unicodedata.normalize("NFKC", found[0])


def _pieces(text: str) -> Iterator[str]:
    """Yield the characters of a text; a letter with marks that cannot be set together is one piece."""
    end = 0
    for marked in MARKED.finditer(text):
        if not settable(marked[0]):
            yield from text[end : marked.start()]
            yield marked[0]
            end = marked.end()
    yield from text[end:]


def _script(piece: str) -> str:
    """Return the name of the script of a letter, as Unicode has it; nothing for what is no letter."""
    if len(piece) == 1 and unicodedata.category(piece) not in _OF_WORDS:
        return ""
    if len(piece) > 1 and ord(piece[0]) in _drawable():
        return ""
    word = unicodedata.name(piece[0], "").partition(" ")[0].partition("-")[0]
    return "" if word in ("", "COMBINING", "VARIATION") else word if word == "CJK" else word.capitalize()


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in the unit of ``size``, measured from the font's own advances."""
    weight = 600 if bold else 400
    return _advance(text, weight) * size / _advances(weight)[1]


# Numbers, names and headers come again and again, within a report and from one to the next.
@functools.lru_cache(maxsize=2**14)
def _advance(text: str, weight: int) -> int:
    """Return the width of a line of text in units of the font."""
    advances, _, default = _advances(weight)
    if not text.isascii():
        text = _JOINED.sub("", text)
    return sum(advances.get(ord(character), default) for character in text)


@functools.lru_cache(maxsize=256)
def _face_rule(characters: str, weights: str, style: str, weight: int) -> str:
    from fontTools import subset  # type: ignore[import-untyped] # noqa: PLC0415 - kernels draw without it

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


def text_codes() -> frozenset[int]:
    """Return the characters that Be Vietnam Pro has."""
    return _codes(400)


def fallback_file(end: str = "") -> Path:
    """Return the path of one TTF file of DejaVu Sans; ``end`` names the face, such as ``-Bold``."""
    return _dejavu(f"{FALLBACK}{end}")


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


def _spelled(piece: str) -> str:
    if len(piece) > 1:  # a letter that can be set, with a mark that cannot
        return piece[0] + "".join(_spelled(mark) for mark in piece[1:])
    if 0x1F1E6 <= ord(piece) <= 0x1F1FF:  # two of them are a flag, by the code of its country
        return chr(ord(piece) - 0x1F1E6 + ord("A"))
    if unicodedata.category(piece) in ("Cc", "Cf", "Me") or _UNSEEN.match(piece):
        return ""
    if unicodedata.category(piece) == "Mn" and not MARKED.match(f"x{piece}"):
        return ""
    if piece.isspace():
        return " "
    return f"[{unicodedata.name(piece, f'U+{ord(piece):04X}').lower()}]"
