from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from chiso.errors import (
    ChisoError,
    DataError,
    ExportError,
    NotebookError,
    ParameterError,
    RunError,
    collect,
    for_terminal,
)

KINDS = (ChisoError, ParameterError, DataError, NotebookError, ExportError, RunError)


def fail() -> None:
    raise DataError("A cell is wrong.", where="2020.csv, row 2", why="It is not a number.", remedy="Mend it.")


def test_an_error_says_what_where_why_and_what_to_do_in_this_order() -> None:
    error = DataError("A cell is wrong.", where="2020.csv, row 2", why="It is not a number.", remedy="Mend it.")
    assert str(error).splitlines() == [
        "A cell is wrong.",
        "  where: 2020.csv, row 2",
        "  why: It is not a number.",
        "  what to do: Mend it.",
    ]


def test_an_error_leaves_out_what_it_does_not_know() -> None:
    assert str(RunError("The disk is full.", remedy="Make room.")) == "The disk is full.\n  what to do: Make room."


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_survives_pickling_with_all_its_parts(kind: type[ChisoError]) -> None:
    error = pickle.loads(pickle.dumps(kind("what", where="where", why="why", remedy="remedy")))  # noqa: S301
    assert type(error) is kind
    assert (error.what, error.where, error.why, error.remedy) == ("what", "where", "why", "remedy")


def test_an_error_raised_in_a_worker_process_arrives_whole() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(DataError) as caught:
        pool.submit(fail).result()
    assert (caught.value.where, caught.value.remedy) == ("2020.csv, row 2", "Mend it.")


@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_error_can_be_caught_as_one_of_chiso(kind: type[ChisoError]) -> None:
    with pytest.raises(ChisoError, match="what"):
        raise kind("what")


def test_a_single_error_is_collected_as_it_is() -> None:
    error = ParameterError("only one")
    assert collect([error], "1 problem") is error


def test_several_errors_are_collected_under_a_heading_with_all_their_parts() -> None:
    joined = collect([DataError("one", where="here"), DataError("two", remedy="mend")], "2 problems:")
    assert str(joined) == "2 problems:\n\none\n  where: here\n\ntwo\n  what to do: mend"


def test_what_is_told_does_nothing_to_a_terminal_and_keeps_the_space_before_a_unit() -> None:
    assert for_terminal("83,76\u00a0%\n1\u202f000") == "83,76\u00a0%\n1\u202f000"
    assert for_terminal("\x1b[2J\u202eevil\r") == "\ufffd[2J\ufffdevil\ufffd"
