"""How a run is done is read from what people type, and refused where it cannot be understood."""

from __future__ import annotations

import pytest

from chiso.errors import ParameterError
from chiso.run.limits import Limits
from chiso.run.options import Options, read_options


def test_nothing_given_means_the_defaults() -> None:
    options = read_options()
    assert options == Options()
    assert options.warm
    assert options.at_once >= 1


def test_everything_can_be_given() -> None:
    options = read_options(
        jobs=" 3 ", kernels="fresh", scheduler="tcp://host:8786", cell_seconds="5", report_seconds="50"
    )
    assert options == Options(jobs=3, warm=False, scheduler="tcp://host:8786", limits=Limits(cell=5, report=50))
    assert options.at_once == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("jobs", "0"), ("jobs", "-1"), ("jobs", "two"), ("jobs", "1.5"), ("jobs", "٣"), ("cell_seconds", "soon"),
        ("report_seconds", "0"), ("kernels", "hot"), ("scheduler", "host"), ("scheduler", "tcp://host"),
        ("scheduler", "ucx://host:8786"),
        ("scheduler", "file:///etc/passwd"), ("scheduler", "tcp://[::1"),
        ("scheduler", "tcp://[::1:8786"),
        ("scheduler", "tcp://a b:1"), ("scheduler", "tcp://host:8786/x:1"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_options(**{name: value})
    assert caught.value.where == name.upper()
    assert caught.value.remedy
