"""Figures of a Word file as fields on named document properties, so that each still knows what it is.

Whoever writes other words around a figure leaves the field; whoever writes another figure over it leaves the property,
which says what stood there and of what: *INDEX/YEAR/SET-UNIT/CODE/QUANTITY*, as in :mod:`chiso.facts.named`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from chiso.blocks.living import ABOUT, Names, Subject
from chiso.export.word_xml import Element, field, run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


class Fields:
    """The figures of a file: fields where they are shown, and the properties that the fields stand on.

    A figure that is shown in several ways, such as 42.89 and 42.8855, has a property for each: the first has its name,
    the others *NAME#2* and so on.
    """

    def __init__(self) -> None:
        self.names = Names()
        self._properties: dict[str, str] = {}
        self._by_figure: dict[tuple[str, str], str] = {}
        self._ways: dict[str, int] = {}

    def runs(self, text: str, **look: Any) -> list[Element]:
        """Return a text as runs, its figures as fields; ``look`` as in :func:`chiso.export.word_xml.run`."""
        found: list[Element] = []
        for part, name in self.names.parts(text):
            # In runs of their own: fields in one element (w:fldSimple) are passed over by much that reads Word files.
            found += field(f'DOCPROPERTY "{self._property(name, part)}"', part, **look) if name else [run(part, **look)]
        return found or [run("", **look)]

    def _property(self, name: str, shown: str) -> str:
        known = self._by_figure.get((name, shown))
        if known is None:
            way = self._ways[name] = self._ways.get(name, 0) + 1
            known = self._by_figure[name, shown] = name if way == 1 else f"{name}#{way}"
            self._properties[known] = shown
        return known

    def put_into(self, word: WordDocument, about: Subject | None) -> None:
        """Write the properties into a file, and what the file is about; nothing where there is nothing to say."""
        said = {**({ABOUT: str(about)} if about else {}), **self._properties}
        if not said:
            return
        root = etree.Element(f"{{{_SPACE}}}Properties", nsmap={None: _SPACE, "vt": _VALUES})
        for number, (name, value) in enumerate(said.items(), start=2):  # Word keeps 0 and 1 for itself
            one = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT, pid=str(number), name=name)
            etree.SubElement(one, f"{{{_VALUES}}}lpwstr").text = value
        package = word.part.package
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package.relate_to(Part(PackURI("/docProps/custom.xml"), _TYPE, data, package), _RELATION)
