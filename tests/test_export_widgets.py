"""Controls, bars and charts that a program draws: their last state in words, their picture, or a remark instead."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from sample_blocks import code, markdown, notebook, png, printed

from chiso.export import build_document, render_html, render_pdf
from chiso.export.document import Document, Passage
from chiso.export.richtext import walk
from chiso.export.widgets import STATE, VIEW, Widgets

REMARK = "What cell {} shows can only be seen in the Jupyter notebook."


def model(name: str, **state: Any) -> dict[str, Any]:
    return {"model_name": f"{name}Model", "state": state}


def view(identifier: str, plain: str = "Widget()") -> nbformat.NotebookNode:
    return code({VIEW: {"model_id": identifier}, "text/plain": plain})


def saved(models: dict[str, Any], *cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return notebook(markdown("# T"), *cells, widgets={STATE: {"state": models, "version_major": 2, "version_minor": 0}})


def lines(made: Document) -> list[str]:
    nodes = [node for piece in made.pieces if isinstance(piece, Passage) for node in piece.nodes]
    return ["".join(inner.get("s", "") for inner in walk([node])) for node in nodes]


CONTROLS = [
    (model("IntSlider", description="Năm", value=5), "Năm: 5"),
    (model("FloatSlider", description="Tỷ lệ:", value=0.25), "Tỷ lệ: 0.25"),
    (model("IntRangeSlider", description="Từ", value=[2011, 2021]), "Từ: 2011 – 2021"),
    (model("Text", description="Tên", value="Huế"), "Tên: Huế"),
    (model("Checkbox", description="Gồm", value=True), "Gồm: ✓"),
    (model("Checkbox", description="Gồm", value=False), "Gồm: ✗"),
    (model("Dropdown", description="Tỉnh", _options_labels=["Huế", "Cần Thơ"], index=1), "Tỉnh: Cần Thơ"),
    (model("Dropdown", description="Tỉnh", _options_labels=["Huế"], index=None), "Tỉnh"),
    (model("SelectMultiple", description="Tỉnh", _options_labels=["A", "B", "C"], index=[0, 2]), "Tỉnh: A, C"),
    (model("SelectionRangeSlider", description="", _options_labels=["A", "B", "C"], index=[0, 2]), "A – C"),
    (model("DatePicker", description="Ngày", value={"year": 2021, "month": 7, "date": 1}), "Ngày: 2021-08-01"),
    (model("Label", value="Chữ"), "Chữ"),
    (model("HTML", value="<b>đậm</b> thường", description=""), "đậm thường"),
    (model("Button", description="Chạy"), "Chạy"),
    (model("IntProgress", description="Tải", value=3, min=0, max=4), "Tải 75%"),
    (model("FloatProgress", value=0, min=0, max=0), None),
    (model("Foreign", data=[1]), REMARK.format(2)),
]


@pytest.mark.parametrize(("control", "said"), CONTROLS)
def test_a_control_is_its_label_and_value(control: dict[str, Any], said: str | None) -> None:
    made = build_document(saved({"a": control}, view("a", "Control(value=5)"), printed("end")))
    assert lines(made) == [*([said] if said else []), "end"]


def test_what_a_control_holds_is_shown_in_its_order() -> None:
    output = nbformat.v4.new_output
    models = {
        "box": model("VBox", children=["IPY_MODEL_tab", "IPY_MODEL_out", "IPY_MODEL_box"]),  # it even holds itself
        "tab": model("Tab", children=["IPY_MODEL_a", "IPY_MODEL_b"], titles=["Một", "Hai"]),
        "a": model("Label", value="A"),
        "b": model("Label", value="B"),
        "out": model("Output", outputs=[
            output("stream", name="stdout", text="printed within\n"),
            output("display_data", {"text/html": "<table><tr><th>h</th></tr><tr><td>1</td></tr></table>"}),
            output("display_data", {"image/png": png()}),
        ]),
    }  # fmt: skip
    made = build_document(saved(models, view("box")))
    assert lines(made)[:7] == ["Một", "A", "Hai", "B", "printed within", "h1", ""]
    assert len(made.pictures) > 0
    assert render_pdf(made)


def test_a_picture_of_a_control_is_shown() -> None:
    picture = model("Image", format="png") | {"buffers": [{"path": ["value"], "encoding": "base64", "data": png()}]}
    assert len(build_document(saved({"a": picture}, view("a"))).pictures) == 1


@pytest.mark.parametrize(
    "times", ["\u20073/3\u2007[00:00&lt;00:00,\u2007358.99it/s]", " 3/3 [01:02&lt;?, 2.1s/it]", "3/3"]
)
def test_a_progress_bar_is_its_last_state_without_the_time_it_took(times: str) -> None:
    models = {
        "bar": model("HBox", children=["IPY_MODEL_x", "IPY_MODEL_y", "IPY_MODEL_z"]),
        "x": model("HTML", value="Đang\u2007tính:\u2007100%"),
        "y": model("FloatProgress", value=3.0, max=3.0, min=0.0),
        "z": model("HTML", value=times),
    }
    made = build_document(
        saved(models, view("bar", "Đang tính:   0%|          | 0/3 [00:00<?, ?it/s]"), printed("xong"))
    )
    assert lines(made) == ["Đang tính: 100% 3/3", "xong"]
    (shown,) = Widgets(saved(models)).outputs({"model_id": "bar"})
    assert shown["data"] == {"text/html": "<p>Đang tính: 100% 3/3</p>", "text/plain": "Đang tính: 100% 3/3"}


@pytest.mark.parametrize(
    "bundle",
    [
        {VIEW: {"model_id": "unknown"}, "text/plain": "IntSlider(value=5)"},
        {"text/html": "<style>#v{}</style><div id='v'></div><script>draw()</script>", "text/plain": "alt.Chart(...)"},
        {"application/vnd.vegalite.v5+json": {}, "text/plain": "alt.Chart(...)"},
        {"application/vnd.plotly.v1+json": {}, "text/plain": "Figure({'data': []})"},
    ],
)
def test_what_only_a_program_draws_is_named_unless_there_is_a_picture_of_it(bundle: dict[str, Any]) -> None:
    assert lines(build_document(saved({}, code(bundle), printed("x")))) == [REMARK.format(2), "x"]
    made = build_document(saved({}, code({**bundle, "image/png": png()})))
    assert len(made.pictures) == 1
    assert "only be seen" not in render_html(made)
