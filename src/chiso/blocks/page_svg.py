"""A cleaned SVG as part of a page: no style attributes, so that a strict policy can hold, and colours of the scheme.

A Content-Security-Policy can allow a style sheet by its hash, but not the ``style`` attributes with which
matplotlib sets every line. Here they become rules of one style sheet within the SVG.
"""

from __future__ import annotations

import functools
import re
import types
import xml.etree.ElementTree as ET

from chiso.blocks import palette
from chiso.blocks.svg import SVG, clean_svg, serialised

#: One declaration that cannot end its rule, open a comment or swallow what follows.
_DECLARATION = re.compile(
    r"""\s*(?P<name>[a-z-]+)\s*:\s*
    (?P<value>(?:[\w\s#.,%*+-]|/(?!\*)|'[^'"\\<>{}\n]*'|"[^'"\\<>{}\n]*"|\([\w\s#.,%+-]*\))+)\Z""",
    re.VERBOSE,
)
_PAINTS = frozenset({"fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"})
_NO_PAINT = re.compile(r"none|currentcolor|inherit|transparent|url\(#[\w-]+\)", re.IGNORECASE)

#: Colours of the palette by their value; where two names share one, the first is meant.
_NAMES = types.MappingProxyType({colour: name for name, colour in reversed(list(palette.LIGHT.items()))})


@functools.lru_cache(maxsize=128)
def page_svg(source: str, *, prefix: str, label: str = "") -> str:
    """Return an SVG that is safe beside others in a page and needs no style attribute.

    Parameters
    ----------
    source, prefix, label
        As for :func:`chiso.blocks.svg.clean_svg`, which is applied first.

    Returns
    -------
    str
        An ``<svg>`` element. If all its colours are of the palette, they follow the colour scheme of the
        page; otherwise it has the class ``sheet`` and needs a white ground.

    Raises
    ------
    chiso.blocks.svg.SvgError
        When the text is no SVG, or none that can be shown safely.
    """
    root = ET.fromstring(clean_svg(source, prefix=prefix, label=label))  # noqa: S314 - cleaned
    themed = _is_of_palette(root)
    rules: dict[str, str] = {}
    for element in root.iter():
        if style := element.attrib.pop("style", ""):
            body = ";".join(_declarations(style, themed=themed))
            name = rules.setdefault(body, f"s{len(rules)}")
            element.set("class", f"{element.get('class', '')} {name}".strip())
        if themed:
            for paint in _PAINTS & element.attrib.keys():
                element.set(paint, _themed(element.get(paint, "")))
    if themed:
        root.set("fill", _themed(root.get("fill", palette.INK)))
    elif "sheet" not in root.get("class", "").split():
        root.set("class", f"{root.get('class', '')} sheet".strip())
    identifier = root.get("id")
    sheet = ET.Element(f"{{{SVG}}}style")
    sheet.text = "".join(f"#{identifier} .{name}{{{body}}}" for body, name in rules.items() if body)
    # Last among the sheets: what was an attribute wins over rules.
    root.append(sheet)
    for parent in root.iter():
        for child in [one for one in parent if one.tag.endswith("}style") and not (one.text or "").strip()]:
            parent.remove(child)
    return serialised(root)


def _declarations(style: str, *, themed: bool) -> list[str]:
    found = []
    for part in style.split(";"):
        if one := _DECLARATION.match(part):
            name, value = one["name"], one["value"].strip()
            if themed and name in _PAINTS:
                value = _themed(value)
            elif name == "font-family" and not value.endswith("sans-serif"):
                # A notebook does not carry the font; without another it would be set in a serif.
                value = f"{value},system-ui,sans-serif"
            found.append(f"{name}:{value}")
    return found


def _themed(value: str) -> str:
    name = _NAMES.get(value.strip().lower())
    return f"var(--chiso-{name})" if name else value


def _is_of_palette(root: ET.Element) -> bool:
    """Whether each paint is a colour of the palette and text has one, so that all can change together."""
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "image" or (tag == "style" and re.search(r"(fill|stroke|color)\s*:", element.text or "")):
            return False
        paints = [(name, element.get(name, "")) for name in _PAINTS & element.attrib.keys()]
        for part in element.get("style", "").split(";"):
            name, _, value = part.partition(":")
            if name.strip() in _PAINTS:
                paints.append((name, value))
        if not all(_NO_PAINT.fullmatch(value.strip()) or value.strip().lower() in _NAMES for _, value in paints):
            return False
    return True
