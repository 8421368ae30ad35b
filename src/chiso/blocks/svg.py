"""SVG that is safe to set into a page beside other SVG: no scripts, no outside addresses, ids of its own."""

from __future__ import annotations

import functools
import re
import unicodedata
import xml.etree.ElementTree as ET

from chiso.blocks.letters import LETTERS_CSS, with_marks

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_FORBIDDEN = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "a", "set", "animate",
     "animateMotion", "animateTransform", "metadata", "title", "desc", "handler", "listener"}
)  # fmt: skip
_HREFS = ("href", f"{{{XLINK}}}href")
_URL = re.compile(r"url\(\s*['\"]?(?P<to>[^)'\"]*)['\"]?\s*\)", re.IGNORECASE)
_RULE = re.compile(r"(?P<selectors>[^{}@;]+)\{(?P<body>[^{}]*)\}")
_DATA_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+\Z")


class SvgError(ValueError):
    """Text that is no SVG, or an SVG that cannot be shown safely."""


@functools.lru_cache(maxsize=128)
def clean_svg(source: str, *, prefix: str, label: str = "") -> str:
    """Return an SVG without anything active, with ids that are unique in the page.

    Parameters
    ----------
    source
        An SVG file as text.
    prefix
        Set before each id; unique in the page. Matplotlib repeats its ids from figure to figure.
    label
        Alternative text. With it the SVG becomes one image (``role="img"`` with a name).

    Raises
    ------
    SvgError
        When the text is not well-formed XML with an ``<svg>`` root or declares entities.
    """
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", prefix)
    if "<!ENTITY" in source:
        raise SvgError("the SVG declares entities")
    try:
        root = ET.fromstring(re.sub(r"<!DOCTYPE[^>\[]*>", "", source, count=1))  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise SvgError(f"the SVG is not well-formed: {error}") from None
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise SvgError(f"the root is <{_local(root.tag)}>, not <svg>")
    _strip(root)
    for element in root.iter():
        _clean(element, prefix)
    own = root.get("id")
    root.set("id", f"{prefix}-svg")
    if own:  # the rules of an SVG that was cleaned before name its root
        for style in root.iter():
            if _local(style.tag) == "style":
                style.text = (style.text or "").replace(f"#{prefix}-svg #{own} ", f"#{prefix}-svg ")
    if with_marks(unicodedata.normalize("NFC", source)):
        _set_letters(root)
    if label:
        # No <title>: browsers show it as a tooltip over the whole chart.
        root.set("role", "img")
        root.set("aria-label", label)
    return serialised(root)


def _strip(parent: ET.Element) -> None:
    for child in list(parent):
        if not isinstance(child.tag, str) or _local(child.tag) in _FORBIDDEN or not _is_svg(child.tag):
            if _local(child.tag) == "a" and isinstance(child.tag, str):  # keep what a link shows
                at = list(parent).index(child)
                _strip(child)
                for offset, inner in enumerate(list(child)):
                    parent.insert(at + 1 + offset, inner)
            parent.remove(child)
        else:
            _strip(child)


def _set_letters(root: ET.Element) -> None:
    """Give each text of a drawing that has letters with marks the font that has them, for the whole text.

    A text in two fonts stops the renderer of SVG that sets the PDF.
    """
    for text in root.iter():
        if _local(text.tag) != "text" or not with_marks(unicodedata.normalize("NFC", "".join(text.itertext()))):
            continue
        for part in text.iter():
            part.text = part.text and unicodedata.normalize("NFC", part.text)
            part.attrib.pop("font-family", None)
            if part is not text:
                part.tail = part.tail and unicodedata.normalize("NFC", part.tail)
            part.set("style", f"{part.get('style', '').rstrip('; ')};{LETTERS_CSS}".lstrip(";"))


def _clean(element: ET.Element, prefix: str) -> None:
    for name in list(element.attrib):
        value = element.attrib[name]
        local = _local(name)
        if local.lower().startswith("on") or local in ("base", "role") or local.startswith("aria-"):
            del element.attrib[name]
        elif name in _HREFS:
            if value.startswith("#"):
                element.set(name, f"#{prefix}-{value[1:]}")
            elif not (_local(element.tag) == "image" and _DATA_IMAGE.match(value)):
                del element.attrib[name]
        elif name == "id":
            element.set(name, f"{prefix}-{value}")
        elif "(" in value:
            element.set(name, _local_urls(value, prefix))
    if _local(element.tag) == "style":
        element.text = _scoped(element.text or "", prefix)


def _local_urls(value: str, prefix: str) -> str:
    def replaced(found: re.Match[str]) -> str:
        to = found["to"]
        return f"url(#{prefix}-{to[1:]})" if to.startswith("#") else "none"

    return _URL.sub(replaced, value)


def _scoped(css: str, prefix: str) -> str:
    """Keep plain rules and let them reach only this SVG: matplotlib's ``*{...}`` would style the whole page."""
    rules = []
    for rule in _RULE.finditer(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        scoped = ",".join(
            f"#{prefix}-svg " + re.sub(r"#([\w-]+)", rf"#{prefix}-\1", selector.strip())
            for selector in rule["selectors"].split(",")
        )
        rules.append(f"{scoped}{{{_local_urls(rule['body'], prefix)}}}")
    return "".join(rules).replace("<", "")


def serialised(root: ET.Element) -> str:
    """Return an SVG as text without prefixes of namespaces, as HTML wants it; the tree is changed."""
    for element in root.iter():
        element.tag = _local(element.tag)
        for name in list(element.attrib):
            if name.startswith("{"):
                value = element.attrib.pop(name)
                if name == f"{{{XLINK}}}href":
                    element.set("href", value)
                elif _local(name) == "space":
                    element.set("xml:space", value)
    root.set("xmlns", SVG)
    return ET.tostring(root, encoding="unicode")


def _is_svg(tag: str) -> bool:
    return tag.startswith(f"{{{SVG}}}") or not tag.startswith("{")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
