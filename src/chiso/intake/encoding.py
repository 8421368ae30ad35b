"""From bytes to text: the usual encodings by their signs, the old Vietnamese ones by the names that come out.

Before Unicode, Vietnamese was written with fonts: TCVN3 (the ``.Vn…`` fonts) and VNI give each letter
the code of another one, and neither file nor workbook says so. Which one it is can only be told by
trying: the right one turns gibberish into names of provinces.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

from chiso.catalog.spelling import name_key
from chiso.errors import DataError

ENOUGH_NAMES = 5
"""So many different names of provinces must come out before an old encoding is taken for the right one."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TCVN3 = dict(
    zip(
        range(0xA1, 0xFF),
        "ĂÂÊÔƠƯĐăâêôơưđẶ̀̀̉̃́àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_LETTERS = str.maketrans("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ")
_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_PAIR = re.compile(f"([AaEeIiOoUuYyƠơƯư])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")


def from_tcvn3(text: str) -> str:
    """Return text of a TCVN3 font, whose letters were taken for those of Windows-1252, in Unicode."""
    return unicodedata.normalize("NFC", text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """Return text of a VNI font, whose letters were taken for those of Windows-1252, in Unicode."""

    def compose(pair: re.Match[str]) -> str:
        return pair[1] + _VNI_MARKS[pair[2].lower()]

    return unicodedata.normalize("NFC", _VNI_PAIR.sub(compose, text.translate(_VNI_LETTERS)))


def count_names(texts: Iterable[str], keys: Collection[str]) -> int:
    """Return how many different names of provinces are among ``texts``; ``keys`` are the keys of all of them."""
    return len({key for text in texts if len(text) < 80 and (key := name_key(text)) in keys})


def respell(texts: Collection[str], keys: Collection[str]) -> Callable[[str], str] | None:
    """Return what brings texts of an old font into Unicode, or None where they need nothing.

    Parameters
    ----------
    texts
        The texts of a table.
    keys
        The keys of all spellings of all provinces.
    """
    most, found = max(ENOUGH_NAMES - 1, count_names(texts, keys)), None
    for convert in (from_tcvn3, from_vni):
        count = count_names(map(convert, texts), keys)
        if count > most:
            most, found = count, convert
    return found


def decode(data: bytes, name: str, keys: Collection[str], declared: str = "") -> str:
    """Return the text of a file.

    Parameters
    ----------
    data
        The file.
    name
        Its name, for the error.
    keys
        The keys of all spellings of all provinces, to tell the encodings without a sign of their own apart.
    declared
        The encoding that the file itself states, if any.

    Raises
    ------
    DataError
        When the bytes break the encoding that the file announces, or no encoding gives names of provinces.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name)
    even, odd = data[0:4096:2], data[1:4096:2]
    if odd and odd.count(0) > 0.4 * len(odd):
        return _strict(data, "utf-16-le", name)
    if even and even.count(0) > 0.4 * len(even):
        return _strict(data, "utf-16-be", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = data[: error.start].count(b"\n") + 1
    candidates = [data.decode("cp1258", "replace"), data.decode("cp1252", "replace")]
    candidates += [from_tcvn3(data.decode("latin-1")), from_vni(candidates[1])]
    if declared:
        with contextlib.suppress(LookupError):
            candidates.insert(0, data.decode(declared, "replace"))
    counts = [count_names(re.split(r"[,;\t|\r\n\"<>]", text), keys) for text in candidates]
    best = max(range(len(candidates)), key=lambda place: counts[place])
    if counts[best] < ENOUGH_NAMES:
        raise DataError(
            "The encoding of the file cannot be told.",
            where=f"{name}, row {where}",
            why="It is not UTF-8, and read as UTF-16, Windows-1258, TCVN3 or VNI it shows no names of provinces.",
            remedy="Open it in a spreadsheet and save it as XLSX, or as CSV with the encoding UTF-8.",
        )
    return candidates[best]


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise DataError(
            f"The file is not in the encoding that it begins with ({encoding}).",
            where=f"{name}, byte {error.start}",
            why="It is damaged or was put together from parts in different encodings.",
            remedy="Open it in a spreadsheet and save it as XLSX, or as CSV with the encoding UTF-8.",
        ) from None
