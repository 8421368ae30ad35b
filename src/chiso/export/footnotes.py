"""The footnotes of a PDF: one that several places refer to is set once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chiso.export.richtext import walk

if TYPE_CHECKING:
    from chiso.export.markdown import Node


class Footnotes:
    """Finds the footnotes that are referred to more than once: each is set where it comes first."""

    def __init__(self) -> None:
        self._met: dict[str, list[Node]] = {}

    def name(self, nodes: list[Node]) -> None:
        """Give each footnote a name, and tell whether it repeats one."""
        for node in walk(nodes):
            if node["t"] == "note":
                met = self._met.setdefault(node["key"], [])
                met.append(node)
                node |= {"repeats": len(met) > 1, "name": f"note-{len(self._met)}"}
                node["name"] = met[0]["name"]

    def forget(self) -> None:
        """Take away the names that nothing repeats."""
        for met in self._met.values():
            for node in met:
                del node["key"]
                if len(met) == 1:
                    node["name"] = ""
