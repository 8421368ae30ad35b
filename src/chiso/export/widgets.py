"""The controls of ipywidgets as they stood when the notebook was saved: text, pictures, and what they hold.

On paper nobody moves a slider: it is its label and its value. A progress bar is its last state, without the time that
it took, which differs from run to run.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chiso.export.html_tables import flattened
from chiso.export.output_html import html_nodes

if TYPE_CHECKING:
    from chiso.export.markdown import Node

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"

#: What a widget shows, piece by piece: nodes, a picture as its MIME bundle, or an output of its own.
Shown = tuple[str, Any]

_REFERENCE = "IPY_MODEL_"
_TIMES = re.compile(r"\s*\[[^\]]*(?:\d\d:\d\d|it/s|s/it|\?)[^\]]*\]\s*\Z")
_MARKUP = re.compile(r"<[^>]+>")
_DEEPEST = 20


class Widgets:
    """The widgets of a notebook.

    Parameters
    ----------
    notebook
        With the state that Jupyter and nbclient save in its metadata.
    """

    def __init__(self, notebook: Mapping[str, Any]) -> None:
        saved = ((notebook.get("metadata") or {}).get("widgets") or {}).get(STATE) or {}
        self._models: Mapping[str, Any] = saved.get("state") or {}

    def shown(self, view: object) -> list[Shown] | None:
        """Return what a view of a widget shows in the order of reading; None for a widget that is not known."""
        model = view.get("model_id") if isinstance(view, Mapping) else None
        if model not in self._models:
            return None
        return list(self._shown(str(model), 0))

    def outputs(self, view: object) -> list[dict[str, Any]]:
        """Return what a view of a widget shows as outputs that need no widget.

        One that shows nothing without its program stays a view, of no widget in particular: its name is made
        up anew at each run.
        """
        found: list[dict[str, Any]] = []
        for kind, value in self.shown(view) or [("lost", None)]:
            if kind == "output":
                found.append(dict(value))
            elif kind == "picture":
                found.append(_display(value))
            elif kind == "nodes":
                lines = [_plain(node) for node in value]
                said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
                found.append(_display({"text/html": said, "text/plain": "\n".join(lines)}))
            else:
                found.append(_display({VIEW: {"model_id": "", "version_major": 2, "version_minor": 0}}))
        return found

    def _shown(self, model: str, depth: int) -> Iterator[Shown]:
        saved = self._models.get(model.removeprefix(_REFERENCE)) or {}
        state = saved.get("state") or {}
        name = str(saved.get("model_name", "")).removesuffix("Model")
        if depth > _DEEPEST or not name:
            return
        if name == "Output":
            yield from (("output", output) for output in state.get("outputs") or ())
        elif name in ("IntProgress", "FloatProgress"):
            bar = _progress(_plain_text(state.get("description")), state)
            yield "nodes", [_words(bar)] if bar else []
        elif bar := self._bar(state):
            yield "nodes", [_words(bar)]
        elif "children" in state:
            titles = state.get("titles") or ()
            for at, child in enumerate(state["children"] or ()):
                if at < len(titles) and titles[at] and name in ("Tab", "Accordion"):
                    yield "nodes", [{"t": "para", "c": [{"t": "strong", "c": [{"t": "text", "s": str(titles[at])}]}]}]
                yield from self._shown(str(child), depth + 1)
        elif name == "Image" and (bundle := _picture(saved, state)):
            yield "picture", bundle
        else:
            yield from self._control(name, state)

    def _control(self, name: str, state: Mapping[str, Any]) -> Iterator[Shown]:
        label = _plain_text(state.get("description"))
        if name in ("HTML", "HTMLMath"):
            nodes = html_nodes(str(state.get("value", "")))
            yield "nodes", [_words(label), *nodes] if label else nodes
            return
        value = _value(name, state)
        if value is None:
            yield "lost", None
        elif text := ": ".join(filter(None, (label.rstrip(": "), value))):
            yield "nodes", [_words(text)]

    def _bar(self, state: Mapping[str, Any]) -> str:
        """Return the last state of a progress bar of tqdm, which has it between two texts."""
        children = [self._models.get(str(one).removeprefix(_REFERENCE)) or {} for one in state.get("children") or ()]
        kinds = [str(one.get("model_name", "")) for one in children]
        if kinds[1:2] not in (["FloatProgressModel"], ["IntProgressModel"]) or len(kinds) != 3 or kinds[0] != kinds[2]:
            return ""
        before, _, behind = (str((one.get("state") or {}).get("value", "")) for one in children)
        return " ".join(filter(None, (_plain_text(before), _TIMES.sub("", _plain_text(behind)))))


def _value(name: str, state: Mapping[str, Any]) -> str | None:
    """Return the value of a control in words; None for a widget that is known by its program alone."""
    options = state.get("_options_labels")
    if isinstance(options, Sequence) and not isinstance(options, str):
        index = state.get("index")
        chosen = index if isinstance(index, Sequence) else [] if index is None else [index]
        labels = [str(options[at]) for at in chosen if isinstance(at, int) and 0 <= at < len(options)]
        return (" – " if "Range" in name else ", ").join(labels)
    if name in ("Button", "FileUpload"):
        return ""
    if name.startswith(("Controller", "Play", "Layout", "Style")) or "value" not in state:
        return None
    value = state["value"]
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, (int, str)) or value is None:
        return _plain_text("" if value is None else str(value))
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else str(value)
    if isinstance(value, Mapping) and {"year", "month", "date"} <= value.keys():  # months are counted from 0
        return f"{value['year']:04}-{int(value['month']) + 1:02}-{value['date']:02}"
    if isinstance(value, Sequence) and all(isinstance(one, (int, float, str)) for one in value):
        return (" – " if "Range" in name else ", ").join(
            f"{one:g}" if isinstance(one, float) else str(one) for one in value
        )
    return None


def _progress(label: str, state: Mapping[str, Any]) -> str:
    try:
        low, high, now = (float(state.get(part, default)) for part, default in (("min", 0), ("max", 100), ("value", 0)))
        share = f"{100 * (now - low) / (high - low):.0f}%"
    except (TypeError, ValueError, ZeroDivisionError):
        share = ""
    return " ".join(filter(None, (label, share)))


def _picture(saved: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, str] | None:
    media = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}.get(str(state.get("format", "")).lower())
    for buffer in saved.get("buffers") or ():
        if media and buffer.get("path") == ["value"] and buffer.get("encoding") == "base64":
            return {media: str(buffer.get("data", ""))}
    value = state.get("value")
    return {media: base64.b64encode(value).decode()} if media and isinstance(value, bytes) else None


def _display(bundle: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def _words(text: str) -> Node:
    return {"t": "para", "c": [{"t": "text", "s": text}]}


def _plain_text(value: object) -> str:
    text = html.unescape(_MARKUP.sub("", value if isinstance(value, str) else ""))
    return " ".join(text.replace("\u200b", "").split())


def _plain(node: Node) -> str:
    say: Callable[[Sequence[Node]], str] = lambda nodes: "".join(  # noqa: E731 - it calls itself
        one.get("s", "\n" if one["t"] == "break" else "") + say(one.get("c", ())) for one in nodes
    )
    return say(flattened([node]))
