"""Kernels forked from the warm server are as isolated as fresh ones and show the same."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from running import until

from chiso.kernels import provisioner
from chiso.kernels.environment import SERVER, kernel_environment
from chiso.kernels.warm import WarmServer, can_fork, warm_server

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only; elsewhere they are ordinary ones"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]

SHOWING = """
import random, sys, warnings
import matplotlib.pyplot as plt
import pandas as pd
print("a printed line")
print("and one beside it", file=sys.stderr)
"""
DRAWING = "plt.plot([1, 2, 3]); plt.show()\nplt.bar([1, 2], [3, 4]); plt.title('second')"
WORLD = """
import decimal, gc, locale, os, signal, threading
other = {"ParentPollerUnix", "ShellChannelThread"}  # a watch that the server keeps, and a second cell beside the first
def link(number):
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except OSError:  # of the listing itself
        return ""
{
    "path": sys.path, "program": sys.argv[0], "flags": sys.flags, "main": __name__, "folder": os.getcwd(),
    "environment": {name: os.environ[name] for name in sorted(os.environ) if name != "JPY_PARENT_PID"},
    "signals": {int(one): str(signal.getsignal(one)) for one in signal.valid_signals()},
    "blocked": signal.pthread_sigmask(signal.SIG_BLOCK, []), "locale": locale.setlocale(locale.LC_ALL),
    "threads": sorted({type(one).__name__ for one in threading.enumerate()} - other),
    "session": os.getsid(0) == os.getpid() == os.getpgid(0), "niceness": os.nice(0),
    "recursion": sys.getrecursionlimit(), "filters": sorted(map(str, warnings.filters)),
    "backend": plt.get_backend(), "collects": gc.isenabled(), "input": os.read(0, 1),
    "decimal": decimal.getcontext(), "asked": get_ipython,
    "open": {link(one).partition(":")[0] for one in os.listdir("/proc/self/fd") if int(one) > 2} - {""},
}
"""
TABLE = "pd.DataFrame({'tỉnh': ['Cần Thơ'], 'điểm': [42.8855]})"
WIDE = "wide = pd.DataFrame([range(30)] * 2)\nprint(wide, pd.get_option('display.max_columns'))\nwide"
AWAITING = "import asyncio\nprint(await asyncio.sleep(0.01, 'awaited'))"


@pytest.fixture(scope="module")
def server() -> Iterator[WarmServer]:
    with warm_server() as server:
        server.load(modules=["pandas", "matplotlib", "matplotlib.pyplot"])
        server.load(calls=[("builtins:exec", ["import decimal; decimal.Decimal(1) / 3"])])
        yield server


@pytest.fixture(autouse=True)
def chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "chiso-warm")


@pytest.fixture
def warm(server: WarmServer, monkeypatch: pytest.MonkeyPatch) -> WarmServer:
    monkeypatch.setenv(SERVER, server.address)
    return server


def run(*sources: str, **options: Any) -> list[str]:
    """Run cells in one kernel and return what each printed."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", timeout=60).execute(env=kernel_environment(), **options)
    return ["".join(one["text"] for one in cell["outputs"] if one["output_type"] == "stream") for cell in cells]


def server_of(kernel: str) -> int:
    """Return the parent of a process."""
    return int(Path(f"/proc/{kernel}/stat").read_text().rpartition(")")[2].split()[1])


def test_unmodified_papermill_shows_the_same_with_and_without_the_server_and_loses_no_image(
    server: WarmServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "notebook.ipynb"
    sources = (SHOWING, DRAWING, TABLE, WIDE, AWAITING, WORLD, "os.getppid()")
    cells = [nbformat.v4.new_code_cell(text) for text in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), source)
    for name, value in kernel_environment().items():
        monkeypatch.setenv(name, value)
    shown = {}
    for kind, address in (("fresh", ""), ("warm", server.address)):
        monkeypatch.setenv(SERVER, address)
        made = papermill.execute_notebook(source, tmp_path / f"{kind}.ipynb", kernel_name="python3", progress_bar=False)
        shown[kind] = [cell["outputs"] for cell in made.cells]
    worlds = {kind: cells[-2][0]["data"]["text/plain"].replace(f"{kind}.ipynb", "") for kind, cells in shown.items()}
    worlds = {kind: re.sub(" at 0x[0-9a-f]+", "", world) for kind, world in worlds.items()}
    assert worlds["warm"].splitlines() == worlds["fresh"].splitlines()
    assert shown["warm"][:-2] == shown["fresh"][:-2]
    assert "awaited" in str(shown["warm"][4])
    images = [one for cell in shown["warm"] for one in cell if "image/png" in one.get("data", {})]
    assert len(images) == 2
    parents = {kind: cells[-1][0]["data"]["text/plain"] for kind, cells in shown.items()}
    assert parents["fresh"] == str(os.getpid())
    assert parents["warm"] == str(server.process_id)


def test_a_cell_that_awaits_something_can_be_interrupted(warm: WarmServer) -> None:
    waiting = "import asyncio\nprint('begun')\nawait asyncio.sleep(60)"
    cells = [nbformat.v4.new_code_cell(text) for text in (waiting, "print('the next')")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, timeout=2, interrupt_on_timeout=True, allow_errors=True)
    client.execute(env=kernel_environment())
    assert [one["output_type"] for one in cells[0]["outputs"]] == ["stream", "error"]
    assert cells[1]["outputs"][0]["text"] == "the next\n"


def test_nothing_that_a_kernel_does_reaches_the_next(warm: WarmServer) -> None:
    run("import os, sys, json", "os.environ['LEFT'] = '1'; json.left = 1; sys.path.append('left'); os.chdir('/')")
    told = run(
        "import os, sys, json",
        "print('LEFT' in os.environ, hasattr(json, 'left'), 'left' in sys.path, os.getcwd() == '/', '_left' in dir())",
    )
    assert told[1].split() == ["False"] * 5


def test_a_cell_that_waits_goes_on_and_the_next_one_waits_for_it(warm: WarmServer) -> None:
    told = run("import asyncio\nawait asyncio.sleep(0.01)\nwaited = 'waited'\nprint(waited)", "print('after', waited)")
    assert told == ["waited\n", "after waited\n"]


def test_kernels_draw_different_random_numbers(warm: WarmServer) -> None:
    draw = "import random, numpy; print(random.random(), numpy.random.random(), os.urandom(4).hex())"
    first, second = (run("import os", draw)[1].split() for _ in range(2))
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_a_kernel_works_where_and_with_what_it_is_asked_to(
    warm: WarmServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIVEN", "tỉnh")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    told = run("import os, time, sys; print(os.getcwd(), os.environ['GIVEN'], time.timezone)", cwd=str(tmp_path))
    assert told[0].split() == [str(tmp_path), "tỉnh", str(-7 * 3600)]


def test_a_kernel_that_a_running_process_cannot_become_is_started_afresh(
    warm: WarmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import os; print(os.getppid())")])
    env = kernel_environment() | {"PYTHONHASHSEED": "7"}
    NotebookClient(notebook, kernel_name="python3", timeout=60).execute(env=env)
    assert notebook.cells[0].outputs[0].text.strip() == str(os.getpid())


@pytest.mark.parametrize("address", ["", "/nowhere/at/all"])
def test_without_a_server_kernels_are_ordinary(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVER, address)
    assert run("import os; print(os.getppid())")[0].strip() == str(os.getpid())


def test_a_kernel_that_dies_is_noticed(warm: WarmServer) -> None:
    with pytest.raises(DeadKernelError):
        run("import os; os.kill(os.getpid(), 9)")


def test_a_kernel_that_is_told_to_end_does_so_by_itself(warm: WarmServer) -> None:
    # Its threads once waited for one another until it was killed, in two of five kernels, three seconds each.
    for _ in range(6):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(env=kernel_environment())
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.stop_channels()
        process = manager.provisioner.process  # type: ignore[union-attr]
        manager.shutdown_kernel()
        assert process.returncode == 0


def test_an_interrupt_reaches_the_cell_and_nobody_else(warm: WarmServer) -> None:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=kernel_environment())
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        client.execute("import time\ntime.sleep(60)")
        until(lambda: client.get_iopub_msg(timeout=10)["msg_type"] == "execute_input", 20)
        time.sleep(0.2)  # the cell has begun to be run, and is in the call
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=20)
        while reply["msg_type"] != "execute_reply":
            reply = client.get_shell_msg(timeout=20)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert manager.is_alive()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_an_interrupt_of_the_server_ends_nothing(warm: WarmServer) -> None:
    run("pass")  # the server is there
    os.kill(warm.process_id, signal.SIGINT)
    assert run("import os; print(os.getppid())") == [f"{warm.process_id}\n"]


def test_a_kernel_and_what_it_started_end_with_the_client_that_asked_for_it(warm: WarmServer, tmp_path: Path) -> None:
    kernel = asked_for(tmp_path)
    assert alive(kernel.pid)
    kernel._connection.close()  # as the system does for a client that is killed
    until(lambda: not alive(kernel.pid), 20)


def test_a_stopped_server_leaves_no_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warm_server() as server:
        monkeypatch.setenv(SERVER, server.address)
        kernel = asked_for(tmp_path)
        assert alive(kernel.pid)
    assert not alive(kernel.pid)
    assert not alive(server.process_id)
    assert kernel.wait() == -signal.SIGKILL


def test_a_killed_server_leaves_no_kernel_and_the_next_is_ordinary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with warm_server() as server:
        monkeypatch.setenv(SERVER, server.address)
        kernel = asked_for(tmp_path)
        os.kill(server.process_id, signal.SIGKILL)
        until(lambda: not alive(kernel.pid), 20)
        assert kernel.wait() == -signal.SIGKILL
        assert run("import os; print(os.getppid())")[0].strip() == str(os.getpid())


def test_a_server_with_threads_forks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import threading\ndef begin():\n    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    (tmp_path / "threaded_module.py").write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_server() as server:
        server.load(calls=[("threaded_module:begin", [])])
        monkeypatch.setenv(SERVER, server.address)
        assert run("import os; print(os.getppid())")[0].strip() == str(os.getpid())


def test_what_the_server_loads_is_there_in_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loaded_module.py").write_text("kept = []\ndef keep(value):\n    kept.append(value)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_server() as server:
        server.load(modules=["no_such_module"], calls=[("loaded_module:keep", ["a"]), ("loaded_module:nothing", [])])
        monkeypatch.setenv(SERVER, server.address)
        told = run(
            "import sys; print('loaded_module' in sys.modules)", "import loaded_module; print(loaded_module.kept)"
        )
    assert [one.strip() for one in told] == ["True", "['a']"]


def test_a_kernel_keeps_its_temporary_files_in_its_own_place_and_the_server_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, mine = tmp_path / "made", tmp_path / "mine"
    made.mkdir()
    mine.mkdir()
    # As matplotlib does where it finds no folder that it may write to.
    text = "import atexit, shutil, tempfile\ndef make(path):\n    tempfile.gettempdir()\n"
    (tmp_path / "making_module.py").write_text(f"{text}    atexit.register(shutil.rmtree, path)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_server() as server:
        server.load(calls=[("making_module:make", [str(made)])])
        monkeypatch.setenv(SERVER, server.address)
        monkeypatch.setenv("TMPDIR", str(mine))
        assert run("import tempfile; print(tempfile.gettempdir())")[0].strip() == str(mine)
        assert made.exists()
    assert not made.exists()


def asked_for(folder: Path) -> provisioner.ForkedKernel:
    """Ask the server for a kernel as the provisioner does."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(folder / "kernel.json")]
    kernel = provisioner._fork(command, {"env": kernel_environment(), "cwd": str(folder)})
    assert kernel is not None
    return kernel


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
