"""Pictures and tables that have a label: their numbers, and the places of the text that refer to them.

A label begins with ``fig-`` or ``tbl-``, as in Quarto; ``@fig-trend`` in a text becomes *Figure 1*, a link.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chiso.blocks.specs import Block, Figure, Table

if TYPE_CHECKING:
    from chiso.export.markdown import Node
    from chiso.export.options import Options

_KINDS = {"fig": "figure", "tbl": "table"}
_REFERENCE = re.compile(
    r"(?<![\w@.])(?P<open>\[)?(?P<bare>-)?@(?P<label>(?:fig|tbl)-[A-Za-z0-9](?:[\w-]*\w)?)(?(open)\])"
)


class Numbers:
    """The numbers of a document's labelled pictures and tables, in the order of reading.

    Parameters
    ----------
    words
        Those of the document's language.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._counts = dict.fromkeys(_KINDS, 0)
        self._names: dict[str, tuple[str, str]] = {}  # label: how the text names it, and its id
        self.unknown: list[str] = []

    def describe(self, nodes: Sequence[Node], options: Options, *, before: int) -> None:
        """Give the pictures and tables of an output what the author of its cell says of them.

        Parameters
        ----------
        nodes
            Those of the output, changed in place.
        options
            What the author says.
        before
            How many pictures and tables the cell has shown already.
        """
        for node in nodes:
            if node["t"] not in ("image", "table"):
                continue
            said = options.caption(before) if node["t"] == "image" else options.table_caption(before)
            node["label"] = said or node.get("label", "")
            self._number(node, "" if before else options.label)
            before += 1

    def described(self, block: Block, options: Options) -> Block:
        """Return a block with a number before its title, where its cell gives it a label."""
        if isinstance(block, Figure) and (name := self._named(options.label, block.id)):
            return dataclasses.replace(block, title=f"{name}. {block.title}")
        if isinstance(block, Table) and (name := self._named(options.label, block.id)):
            return dataclasses.replace(block, caption=f"{name}. {block.caption}")
        return block

    def _number(self, node: Node, label: str) -> None:
        label = node.get("id") or label
        node["id"] = label if label.startswith(tuple(f"{kind}-" for kind in _KINDS)) else ""
        if name := self._named(node["id"], node["id"]):
            node["label"] = f"{name}. {node['label']}" if node["label"] else name
        elif node["id"]:  # another one has it: links would lead to the wrong place
            node["id"] = ""

    def _named(self, label: str, identifier: str) -> str:
        kind = label.partition("-")[0]
        if kind not in _KINDS or "-" not in label or label in self._names:
            return ""
        self._counts[kind] += 1
        name = f"{self._words[_KINDS[kind]]}\u00a0{self._counts[kind]}"
        self._names[label] = (name, identifier)
        return name

    def resolve(self, nodes: Iterable[Node]) -> None:
        """Put links in the place of the references in a text; change the nodes in place."""
        for node in nodes:
            if node["t"] == "link":
                continue
            if "c" in node:
                node["c"] = list(self._resolved(node["c"]))
                self.resolve(node["c"])
            for item in node.get("items", ()):
                self.resolve(item)
            for row in (*node.get("header", ()), *(node.get("rows", ()) if node["t"] == "table" else ())):
                for cell in row:
                    cell["c"] = list(self._resolved(cell["c"]))
                    self.resolve(cell["c"])

    def _resolved(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            if node["t"] != "text" or "@" not in node["s"]:
                yield node
                continue
            end = 0
            for found in _REFERENCE.finditer(node["s"]):
                if found["label"] not in self._names:
                    self.unknown.append(f"@{found['label']}")
                    continue
                name, identifier = self._names[found["label"]]
                if found.start() > end:
                    yield {"t": "text", "s": node["s"][end : found.start()]}
                shown = name.rpartition("\u00a0")[2] if found["bare"] else name
                yield {"t": "link", "href": f"#{identifier}", "c": [{"t": "text", "s": shown}]}
                end = found.end()
            if end < len(node["s"]):
                yield {"t": "text", "s": node["s"][end:]}
