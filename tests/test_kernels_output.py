"""A forked kernel sends in parcels, and loses, delays or turns round nothing that anybody would notice."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

import nbformat
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from chiso.kernels.environment import SERVER, kernel_environment
from chiso.kernels.warm import can_fork, warm_server

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only; elsewhere they are ordinary ones"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]

TURNS = """
import sys
from IPython.display import display
for turn in range(40):
    print("printed", turn)
    if turn % 3 == 0:
        print("beside", turn, file=sys.stderr)
    display(turn)
"""
CHILD = """
import multiprocessing, os
def tell():
    print("from the child", os.getpid() != parent, flush=True)
    display("shown by the child")
parent = os.getpid()
child = multiprocessing.get_context("fork").Process(target=tell)
child.start()
child.join()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with warm_server() as server:
        yield server.address


@pytest.fixture(autouse=True)
def warm(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "chiso-warm")
    monkeypatch.setenv(SERVER, address)


def outputs(source: str) -> list[str]:
    """Run a cell and return what it showed, in order: prints as they are, displays in brackets."""
    cell = nbformat.v4.new_code_cell(source)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    # By default a client goes on without what has not arrived four seconds after the cell's end.
    patient = {"timeout": 120, "iopub_timeout": 120, "raise_on_iopub_timeout": True}
    client = NotebookClient(notebook, kernel_name="python3", coalesce_streams=False, **patient)
    with contextlib.suppress(DeadKernelError):  # what it showed until then is what counts
        client.execute(env=kernel_environment())
    return [one["text"] if "text" in one else f"[{one['data']['text/plain']}]" for one in cell["outputs"]]


@pytest.fixture
def client() -> Iterator[BlockingKernelClient]:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=kernel_environment())
    client: BlockingKernelClient = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def wait_for(client: BlockingKernelClient, is_it: Callable[[dict[str, dict[str, str]]], bool]) -> None:
    """Wait for a message, and fail when the cell ends without it."""
    while True:
        told = client.get_iopub_msg(timeout=30)
        if is_it(told["content"]):
            return
        assert told["content"].get("execution_state") != "idle"


def test_prints_and_displays_stand_in_the_order_in_which_they_were_made() -> None:
    shown = outputs(TURNS)
    text = "".join(one for one in shown if not one.startswith(("[", "beside")))
    assert text.splitlines() == [f"printed {turn}" for turn in range(40)]
    for turn in range(40):
        place = shown.index(f"[{turn}]")
        before = "".join(shown[:place])
        assert f"printed {turn}\n" in before
        assert f"printed {turn + 1}\n" not in before


def test_what_a_cell_shows_is_seen_while_it_runs(client: BlockingKernelClient) -> None:
    client.execute("display('early'); print('soon')\nimport time; time.sleep(60)", reply=False)
    wait_for(client, lambda content: "early" in content.get("data", {}).get("text/plain", ""))
    wait_for(client, lambda content: content.get("text") == "soon\n")


def test_what_was_shown_before_a_kernel_died_is_kept() -> None:
    shown = outputs("display('last words'); import os, time; time.sleep(1); os.kill(os.getpid(), 9)")
    assert shown == ["['last words']"]


def test_of_thousands_of_things_shown_at_once_none_is_lost() -> None:
    assert outputs("for turn in range(3000): display(turn)") == [f"[{turn}]" for turn in range(3000)]


def test_what_a_forked_process_prints_and_shows_arrives() -> None:
    shown = outputs(CHILD)
    assert sorted("".join(shown).replace("\n", "").replace("['", "|").replace("']", "|").split("|")) == [
        "", "from the child True", "shown by the child",
    ]  # fmt: skip


def test_nothing_is_held_back_when_a_cell_has_ended(client: BlockingKernelClient) -> None:
    for turn in range(20):
        client.execute(f"display({turn})", reply=False)
        wait_for(client, lambda content, turn=turn: content.get("data", {}).get("text/plain") == str(turn))
        wait_for(client, lambda content: content.get("execution_state") == "idle")


def test_a_thread_that_a_cell_has_left_behind_is_still_heard(client: BlockingKernelClient) -> None:
    client.execute("import threading; threading.Timer(0.5, lambda: print('later')).start()", reply=False)
    end = time.monotonic() + 30
    while client.get_iopub_msg(timeout=30)["content"].get("text") != "later\n":
        assert time.monotonic() < end
