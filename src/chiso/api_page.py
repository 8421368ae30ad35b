"""docs/api.md: every public name with its parameters, columns and an example, from the docstrings and schemas."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import chiso
from chiso import charts
from chiso.facts.frames import SCHEMAS, Schema
from chiso.run.warm_up import sections

_HEADINGS = ("Parameters", "Returns", "Raises", "Attributes", "Examples")

_ABOUT = """\
# The Python API

<!-- Made from the docstrings and schemas: `chiso api > docs/api.md`. -->

```python
import chiso

data = chiso.load(year=2021)  # or chiso.load("path/to/project", year=2021)
changes = chiso.changes(data)
results = chiso.results(data, changes, "can-tho")
drivers = chiso.drivers(data, changes, "can-tho", "papi")  # a frame: change it

say = chiso.Words("en")
ax = chiso.charts.waterfall(chiso.briefing.waterfall.steps(drivers, say), say)  # axes of matplotlib: draw on them
chiso.briefing.waterfall.figure(drivers, say, ax=ax)  # a block of the briefing
```

`chiso.load` gives the data of one project as of one briefing year, in one set of units: nothing later is visible.
From it, functions take frames and give frames, the *facts*. Every frame is tidy: one row a thing, plain columns;
names stand in a column for each language (`unit_vi`, `unit_en`); missing is missing. `raw_table`, `raw_row` and
`source_id` say where the figures of a row stand. Charts draw facts on axes of matplotlib; sections of the briefing
make blocks of them, in the words of one language. A block is made from facts frames and from nothing else, so that
what you change in a frame shows in every block that is made from it; frames that contradict each other are refused.

The examples below follow one another; the tests run them in a project with the tables of this one.
"""


def page() -> str:
    """Return docs/api.md."""
    parts = [_ABOUT, "## Data and facts"]
    for name in chiso.HOMES:
        member = getattr(chiso, name)
        if inspect.ismodule(member):
            continue
        parts.append("\n\n".join(_entry(f"chiso.{name}", member, SCHEMAS.get(name))))
    parts.append("## Charts\n\n" + (charts.__doc__ or "").strip())
    for name in charts.__all__:
        member = getattr(charts, name)
        if inspect.isfunction(member):
            parts.append("\n\n".join(_entry(f"chiso.charts.{name}", member)))
    parts.append(
        "## Sections of the briefing\n\nEach module of `chiso.briefing` is a section. Its functions take facts frames "
        "by the names of the functions that make them, and the words:\n"
    )
    for name, function in sections():
        parts.append("\n\n".join(_entry(f"chiso.briefing.{name}", function)))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _entry(title: str, member: Callable[..., Any], schema: Schema | None = None) -> Iterator[str]:
    yield f"### `{title}`"
    yield f"```python\n{title}{_signature(member)}\n```"
    text = inspect.cleandoc(member.__doc__ or "")
    text = re.sub(r":(?:func|class|data|meth|mod|attr):`~?([^`]*)`", r"`\1`", text)
    pieces = re.split(rf"^({'|'.join(_HEADINGS)})\n-+\n", text, flags=re.MULTILINE)
    yield pieces[0].strip()
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if heading == "Examples":
            yield f"```pycon\n{body.strip()}\n\n```"
        else:
            yield f"**{heading}**\n\n{_terms(body)}"
    if schema is not None:
        yield f"**Columns** of the frame: {schema.description[0].lower()}{schema.description[1:]}."
        rows = [f"| `{field.name}` | {field.kind} | {field.unit or '–'} | {field.meaning} |" for field in schema.fields]
        yield "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *rows])


def _signature(member: Callable[..., Any]) -> str:
    """Return the parameters of a function as they are called, without types."""
    parts, is_keyword = [], False
    for name, parameter in inspect.signature(member).parameters.items():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not is_keyword:
            parts.append("*")
            is_keyword = True
        default = "" if parameter.default is inspect.Parameter.empty else f"={_shown(parameter.default)}"
        parts.append(f"{name}{default}")
    return f"({', '.join(parts)})"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # in the quotes that the formatter of the page keeps
    return f"{value:g}" if isinstance(value, float) else repr(value)


def _terms(body: str) -> str:
    """Return the entries of a numpy docstring section as a list."""
    items: list[str] = []
    for line in body.strip("\n").splitlines():
        if line and not line.startswith(" "):
            items.append(f"* `{line.strip()}`")
        elif line.strip():
            items[-1] += f"{':' if items[-1].endswith('`') else ''} {line.strip()}"
    return "\n".join(items)
